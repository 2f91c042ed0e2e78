"""The lists of posts that writers ask for inside their pages, and users' templates in theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from jinja2 import Undefined
from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.model import Blog, Taxonomy
from mkdocs_blogposts.blog.taxonomy_options import LAYOUTS
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.embeds import (
    BLOCK,
    LAYOUT_NAMES,
    Embed,
    find_taxonomy,
    find_unknown_terms,
    has_embeds,
    read_embed,
    select_posts,
)
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.reading.naming.suggestions import suggest_word
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.rendering.blogs import EVERY, HOME, Blogs
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer, explain_misuse
from mkdocs_blogposts.site.settings.blog_setup import Setup

Wanted = list[tuple[Taxonomy, Sequence[str]]]


Flaws = list[tuple[str, str]]


def find_wanted_terms(block: Embed, taxonomies: Sequence[Taxonomy]) -> tuple[Wanted, Flaws]:
    """The terms of a block by their taxonomies, and its names that stand for none."""
    known = [(name, find_taxonomy(name, taxonomies), terms) for name, terms in block.terms]
    wanted: Wanted = [(taxonomy, terms) for _, taxonomy, terms in known if taxonomy]
    nouns = ", ".join(dict.fromkeys(taxonomy.noun for taxonomy in taxonomies))
    hint = f"Write one of {nouns}, or limit, layout, blog."
    return wanted, [(f"Posts have no {name!r} to be chosen by.", hint) for name, taxonomy, _ in known if not taxonomy]


def _misses(wanted: Wanted, posts: Sequence[Post]) -> Iterator[tuple[str, str]]:
    for term, others in find_unknown_terms(posts, wanted).items():
        yield f"No post has {term!r}.", suggest_word(term, others, "Nothing is shown for it.")


def make_where_filter(blogs: Blogs, setup: Setup) -> Callable[..., tuple[Post, ...]]:
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
        block = Embed(tuple((name, _values(value)) for name, value in terms.items()))
        wanted, flaws = find_wanted_terms(block, blogs.taxonomies)
        if limit is not None and not str(limit).isdecimal():
            flaws.append(
                (f"The limit {limit!r} isn't a valid number of posts.", "Write a whole number, such as limit=3.")
            )
        if flaws:
            raise explain_misuse("where", *flaws[0], root)
        return select_posts(posts, wanted, None if limit is None else int(str(limit)))

    return where


def _values(value: object) -> tuple[str, ...]:
    """The terms that a template asks for: one, or several; a year may be a number."""
    if isinstance(value, str | Undefined) or not isinstance(value, Iterable):
        return (str(value),)
    return tuple(map(str, value))


@dataclass(frozen=True)
class EmbedRenderer:
    """Makes such lists of one blog's posts, the first blog also those of several blogs' posts."""

    blog: Blog[Post]
    setup: Setup
    templates: TemplateRenderer
    blogs: Blogs

    def fill(self, html: str, page: Page) -> tuple[str, tuple[Problem, ...]]:
        """The HTML of a page with its lists in the place of the comments that ask for them, and what is wrong there."""
        if not has_embeds(html):
            return html, ()
        parts: list[str] = []
        problems: list[Problem] = []
        end = 0
        for found in BLOCK.finditer(html):
            settings = found["settings"] or (f'blog="{found["name"]}"' if found["name"] else "")
            block = read_embed(settings)
            if found["blogging"] and self._is_own_list(page):  # which has its posts below its text
                parts, end = [*parts, html[end : found.start()]], found.end()
            elif self._is_meant(block):
                posts, taxonomies = self._chosen(block)
                wanted, flaws = find_wanted_terms(block, taxonomies)
                flaws += _misses(wanted, posts)
                parts += [html[end : found.start()], self._listed(block, posts, wanted, page)]
                end = found.end()
                problems += (_problem(flaw, settings, page) for flaw in (*block.flaws, *flaws))
        return "".join([*parts, html[end:]]), tuple(problems)

    def _is_own_list(self, page: Page) -> bool:
        return page.url == self.blog.url

    def cards(self, posts: Sequence[Post], layout: str = LAYOUTS[0], *, page_url: str) -> Markup:
        """The posts as a list in one of `LAYOUTS`, for a page at a URL."""
        chosen = LAYOUT_NAMES.get(layout, LAYOUTS[0])
        html = self.templates.fragment("embed", page_url, blog=self.blog, posts=posts, layout=chosen)
        return Markup(html)  # noqa: S704  # escaped by its template

    def _is_meant(self, block: Embed) -> bool:
        names = _named(block)
        if len(names) != 1 or names[0] == EVERY:
            return self.setup.is_first
        return names[0] == (self.setup.build.strip_locale(self.setup.options.blog_dir) or HOME)

    def _chosen(self, block: Embed) -> tuple[Sequence[Post], Sequence[Taxonomy]]:
        """The posts to choose from, and the taxonomies that they have."""
        names = _named(block)
        if len(names) > 1 or EVERY in names:
            return self.blogs.posts_of(names), self.blogs.taxonomies
        return self.blog.posts, self.setup.taxonomies

    def _listed(self, block: Embed, posts: Sequence[Post], wanted: Wanted, page: Page) -> str:
        others = tuple(post for post in posts if post.source != page.file.src_uri)
        return self.cards(select_posts(others, wanted, block.limit), block.layout, page_url=page.url)


def _named(block: Embed) -> list[str]:
    """The blogs that a block names: `blog="news, recipes"`, or `*` for all."""
    return [name.strip().strip("/") for name in (block.blog or "").split(",")] if block.blog is not None else []


def _problem(flaw: tuple[str, str], settings: str, page: Page) -> Problem:
    """A flaw at the line of its comment, read anew since it is rarely asked for."""
    text = page.file.content_string
    at = text.find(settings.strip())
    line = text.count("\n", 0, at) + 1 if at >= 0 else 0
    return Problem(Rule.INVALID_EMBED, page.file.src_uri, *flaw, line)
