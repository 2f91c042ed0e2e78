"""The lists of posts that writers ask for inside their pages, and users' templates in theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.layouts import LAYOUTS
from mkdocs_blogposts.blog.model import Blog, Taxonomy
from mkdocs_blogposts.blog.selecting import select, taxonomy_of, unknown_terms
from mkdocs_blogposts.publishing.blocks import BLOCK, LAYOUT_NAMES, MARK, Block, read_block
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.reading.naming.nearness import suggestion
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.printing.templates import Templates
from mkdocs_blogposts.site.settings.setup import Setup

Wanted = list[tuple[Taxonomy, Sequence[str]]]


Flaws = list[tuple[str, str]]


def wanted_by(block: Block, taxonomies: Sequence[Taxonomy]) -> tuple[Wanted, Flaws]:
    """The terms of a block by their taxonomies, and its names that stand for none."""
    known = [(name, taxonomy_of(name, taxonomies), terms) for name, terms in block.terms]
    wanted: Wanted = [(taxonomy, terms) for _, taxonomy, terms in known if taxonomy]
    nouns = ", ".join(dict.fromkeys(taxonomy.noun for taxonomy in taxonomies))
    cure = f"Write one of {nouns}, or limit, layout, blog."
    return wanted, [(f"Posts have no {name!r} to be chosen by.", cure) for name, taxonomy, _ in known if not taxonomy]


def _misses(wanted: Wanted, posts: Sequence[Post]) -> Iterator[tuple[str, str]]:
    for term, others in unknown_terms(posts, wanted).items():
        yield f"No post has {term!r}.", suggestion(term, others, "Nothing is shown for it.")


def where_of(taxonomies: Sequence[Taxonomy]) -> Callable[..., tuple[Post, ...]]:
    """A filter for users' templates: `blog.posts | where(tag="python", limit=3)`."""

    def where(posts: Sequence[Post], limit: int | None = None, **terms: str | Sequence[str]) -> tuple[Post, ...]:
        named = ((name, (value,) if isinstance(value, str) else tuple(value)) for name, value in terms.items())
        return select(posts, wanted_by(Block(tuple(named)), taxonomies)[0], limit)

    return where


@dataclass(frozen=True)
class Blocks:
    """Makes such lists of one blog's posts."""

    blog: Blog[Post]
    setup: Setup
    templates: Templates

    def fill(self, html: str, page: Page) -> tuple[str, tuple[Problem, ...]]:
        """The HTML of a page with its lists in the place of the comments that ask for them, and what is wrong there."""
        if not MARK.search(html):
            return html, ()
        parts: list[str] = []
        problems: list[Problem] = []
        end = 0
        for found in BLOCK.finditer(html):
            block = read_block(found["settings"])
            if self._is_meant(block):
                wanted, flaws = wanted_by(block, self.setup.taxonomies)
                flaws += _misses(wanted, self.blog.posts)
                parts += [html[end : found.start()], self._listed(block, wanted, page)]
                end = found.end()
                problems += (_problem(flaw, found["settings"], page) for flaw in (*block.flaws, *flaws))
        return "".join([*parts, html[end:]]), tuple(problems)

    def cards(self, posts: Sequence[Post], layout: str = LAYOUTS[0], *, page_url: str) -> Markup:
        """The posts as a list in one of `LAYOUTS`, for a page at an address."""
        chosen = LAYOUT_NAMES.get(layout, LAYOUTS[0])
        html = self.templates.fragment("embed", page_url, blog=self.blog, posts=posts, layout=chosen)
        return Markup(html)  # noqa: S704  # escaped by its template

    def _is_meant(self, block: Block) -> bool:
        if block.blog is None:
            return self.setup.is_first
        return block.blog == (self.setup.options.blog_dir or ".")

    def _listed(self, block: Block, wanted: Wanted, page: Page) -> str:
        posts = tuple(post for post in self.blog.posts if post.source != page.file.src_uri)
        return self.cards(select(posts, wanted, block.limit), block.layout, page_url=page.url)


def _problem(flaw: tuple[str, str], settings: str, page: Page) -> Problem:
    """A flaw at the line of its comment, read anew since it is rarely asked for."""
    text = page.file.content_string
    at = text.find(settings.strip())
    line = text.count("\n", 0, at) + 1 if at >= 0 else 0
    return Problem(Rule.ODD_BLOCK, page.file.src_uri, *flaw, line)
