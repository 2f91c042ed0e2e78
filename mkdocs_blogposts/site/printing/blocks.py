"""The lists of posts that writers ask for inside their pages, and users' templates in theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Undefined
from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.layouts import LAYOUTS
from mkdocs_blogposts.blog.model import Blog, Taxonomy
from mkdocs_blogposts.blog.selecting import select, taxonomy_of, unknown_terms
from mkdocs_blogposts.publishing.blocks import BLOCK, LAYOUT_NAMES, MARK, Block, read_block
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.reading.naming.nearness import suggestion
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.printing.blogs import EVERY, HOME, Blogs
from mkdocs_blogposts.site.printing.template_errors import misuse
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


def where_of(blogs: Blogs, setup: Setup) -> Callable[..., tuple[Post, ...]]:
    """A filter for users' templates: `blog.posts | where(tag="python", limit=3)`.

    `blog="news"` chooses those of the posts that are in that blog, or all of its posts where none is among them.
    """
    root = Path(setup.config.config_file_path or "").parent

    def where(
        posts: Sequence[Post], limit: object = None, blog: str | Sequence[str] = (), **terms: object
    ) -> tuple[Post, ...]:
        if blog:
            named = blogs.posts_of((blog,) if isinstance(blog, str) else blog)
            sources = {post.source for post in named}
            posts = [post for post in posts if post.source in sources] or named
        block = Block(tuple((name, _values(value)) for name, value in terms.items()))
        wanted, flaws = wanted_by(block, blogs.taxonomies)
        if limit is not None and not str(limit).isdecimal():
            flaws.append((f"The limit {limit!r} is no number of posts.", "Write a whole number, such as limit=3."))
        if flaws:
            raise misuse("where", *flaws[0], root)
        return select(posts, wanted, None if limit is None else int(str(limit)))

    return where


def _values(value: object) -> tuple[str, ...]:
    """The terms that a template asks for: one, or several; a year may be a number."""
    if isinstance(value, str | Undefined) or not isinstance(value, Iterable):
        return (str(value),)
    return tuple(map(str, value))


@dataclass(frozen=True)
class Blocks:
    """Makes such lists of one blog's posts, the first blog also those of several blogs' posts."""

    blog: Blog[Post]
    setup: Setup
    templates: Templates
    blogs: Blogs

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
                posts, taxonomies = self._chosen(block)
                wanted, flaws = wanted_by(block, taxonomies)
                flaws += _misses(wanted, posts)
                parts += [html[end : found.start()], self._listed(block, posts, wanted, page)]
                end = found.end()
                problems += (_problem(flaw, found["settings"], page) for flaw in (*block.flaws, *flaws))
        return "".join([*parts, html[end:]]), tuple(problems)

    def cards(self, posts: Sequence[Post], layout: str = LAYOUTS[0], *, page_url: str) -> Markup:
        """The posts as a list in one of `LAYOUTS`, for a page at an address."""
        chosen = LAYOUT_NAMES.get(layout, LAYOUTS[0])
        html = self.templates.fragment("embed", page_url, blog=self.blog, posts=posts, layout=chosen)
        return Markup(html)  # noqa: S704  # escaped by its template

    def _is_meant(self, block: Block) -> bool:
        names = _named(block)
        if len(names) != 1 or names[0] == EVERY:
            return self.setup.is_first
        return names[0] == (self.setup.build.unprefixed(self.setup.options.blog_dir) or HOME)

    def _chosen(self, block: Block) -> tuple[Sequence[Post], Sequence[Taxonomy]]:
        """The posts to choose from, and the taxonomies that they have."""
        names = _named(block)
        if len(names) > 1 or EVERY in names:
            return self.blogs.posts_of(names), self.blogs.taxonomies
        return self.blog.posts, self.setup.taxonomies

    def _listed(self, block: Block, posts: Sequence[Post], wanted: Wanted, page: Page) -> str:
        others = tuple(post for post in posts if post.source != page.file.src_uri)
        return self.cards(select(others, wanted, block.limit), block.layout, page_url=page.url)


def _named(block: Block) -> list[str]:
    """The blogs that a block names: `blog="news, recipes"`, or `*` for all."""
    return [name.strip().strip("/") for name in (block.blog or "").split(",")] if block.blog is not None else []


def _problem(flaw: tuple[str, str], settings: str, page: Page) -> Problem:
    """A flaw at the line of its comment, read anew since it is rarely asked for."""
    text = page.file.content_string
    at = text.find(settings.strip())
    line = text.count("\n", 0, at) + 1 if at >= 0 else 0
    return Problem(Rule.ODD_BLOCK, page.file.src_uri, *flaw, line)
