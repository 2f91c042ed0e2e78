"""Lists of posts that a writer asks for inside a page: `<!-- blogposts tag="python" limit="3" -->`.

A comment, since no other reader of the Markdown shows it, and no converter changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import islice
from typing import NamedTuple

from mkdocs_blogposts.blog.model import E, Taxonomy
from mkdocs_blogposts.blog.slugs import fold_term, fold_term_path
from mkdocs_blogposts.blog.taxonomy_options import LAYOUTS
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.naming.suggestions import find_nearest
from mkdocs_blogposts.reading.problems import Problem, Rule

_COMMENT = compile_pattern(r"<!--\s*blogposts\b")
_VARIABLE = compile_pattern(r"\{\{\s*blog_content\b")

BLOCK = compile_pattern(
    r"(?:<p>\s*)?<!--\s*blogposts\b(?P<settings>(?:[^-]|-(?!->))*)-->(?:\s*</p>)?"
    r"|<p>\s*(?P<blogging>\{\{\s*blog_content(?:\s+(?P<name>[\w-]+))?\s*\}\})\s*</p>"
)
"""In HTML, with the paragraph around it that holds nothing else. In code its `<` is escaped, and it isn't one.

`{{ blog_content }}` is that of blogging-plugin, which stands in a paragraph of its own.
"""

NEARLY = compile_pattern(r"<!--\s*(?P<name>(?!blogposts\b)[A-Za-z][\w-]{6,11})(?=\s+[a-z]+\s*=|\s*-->)")
"""A comment of one word, or with settings, that may be such a list under another name."""

LAYOUT_NAMES = {**{name: name for name in LAYOUTS}, "cards": "grid"}
"""What a list may be told to look like; `cards` is a grid, too."""


def has_embeds(text: str) -> bool:
    """May a text hold such a list? Every page is asked, and most have nothing of either form."""
    return ("<!--" in text and _COMMENT.search(text) is not None) or (
        "blog_content" in text and _VARIABLE.search(text) is not None
    )


class Embed(NamedTuple):
    """One such list, as it is written."""

    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pairs such as `("tag", ("python", "rust"))`: posts with one of these terms."""

    limit: int | None = None
    """How many posts at most; `None` for all."""

    layout: str = LAYOUTS[0]
    blog: str | None = None
    """The `blog_dir` of the blog that is meant; `None` for the site's first."""

    flaws: tuple[tuple[str, str], ...] = ()
    """What is wrong with its settings, and what to write. What is wrong is passed over."""


class _Settings(HTMLParser):
    """The attributes of the one tag that is fed to it, by HTML's rules of quoting."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.bare: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = [(name, (value or "").strip()) for name, value in attrs]
        self.bare = [name for name, value in attrs if value is None]


def find_misspelled_embeds(source: str, text: str) -> Iterator[Problem]:
    """Comments of a page that nearly ask for such a list: `<!-- blogpost limit="3" -->`."""
    for found in NEARLY.finditer(text) if "<!--" in text else ():
        if find_nearest(found["name"].replace("-", ""), ["blogposts"]):
            what = f"The comment {found['name']!r} isn't a list of posts."
            line = text.count("\n", 0, found.start()) + 1
            yield Problem(Rule.INVALID_EMBED, source, what, "Did you mean 'blogposts'?", line)


def read_embed(settings: str) -> Embed:
    """The list that the settings of a comment ask for."""
    parser = _Settings()
    parser.feed(f"<blogposts {settings}>")
    written = dict(parser.found)
    blog = written.pop("blog", None)
    layout, limit = written.pop("layout", "") or LAYOUTS[0], written.pop("limit", "")
    flaws = [(f"{name!r} says nothing.", 'Write settings such as tag="python" limit="3".') for name in parser.bare[:1]]
    if layout not in LAYOUT_NAMES:
        flaws.append((f"The layout {layout!r} isn't known.", f"Write one of {', '.join(LAYOUTS)}."))
    if limit and not (limit.isascii() and limit.isdigit()):
        flaws.append(
            (f"The limit {limit!r} isn't a valid number of posts.", 'Write a whole number, such as limit="3".')
        )
    terms = tuple((name, tuple(filter(None, map(str.strip, value.split(","))))) for name, value in written.items())
    return Embed(
        terms=tuple((name, values) for name, values in terms if values),
        limit=int(limit[:6]) if limit.isascii() and limit.isdigit() else None,
        layout=LAYOUT_NAMES.get(layout, LAYOUTS[0]),
        blog=blog.strip("/") if blog is not None else None,
        flaws=tuple(flaws),
    )


def find_taxonomy(name: str, taxonomies: Iterable[Taxonomy]) -> Taxonomy | None:
    """The taxonomy of a name, be it one of its terms' (`tag`) or its own (`tags`)."""
    return next((taxonomy for taxonomy in taxonomies if name.lower() in (taxonomy.noun, taxonomy.name)), None)


def select_posts(
    posts: Iterable[E], wanted: Iterable[tuple[Taxonomy, Sequence[str]]], limit: int | None
) -> tuple[E, ...]:
    """The first `limit` posts that have, of each taxonomy, one of the terms wanted; every post where none is.

    A term is known in any of its spellings, and has the posts of the terms below it: `guides` those in `guides/python`.
    """
    keys = [(taxonomy, {fold_term(term) for term in terms}) for taxonomy, terms in wanted]
    found = (post for post in posts if all(list_term_keys(taxonomy, post) & terms for taxonomy, terms in keys))
    return tuple(islice(found, limit))


def list_term_keys(taxonomy: Taxonomy, post: Entry) -> set[str]:
    """The keys of a post's terms and of those above them, each written with `/` between its steps."""
    paths = map(fold_term_path, taxonomy.terms(post))
    return {"/".join(path[:depth]) for path in paths for depth in range(1, len(path) + 1)}


def find_unknown_terms(
    posts: Sequence[Entry], wanted: Iterable[tuple[Taxonomy, Sequence[str]]]
) -> Mapping[str, list[str]]:
    """Terms that no post has, each with the terms there are."""
    unknown: dict[str, list[str]] = {}
    for taxonomy, terms in wanted:
        known = {fold_term("/".join(path)): "/".join(path) for post in posts for path in taxonomy.terms(post)}
        above = {key for post in posts for key in list_term_keys(taxonomy, post)}
        unknown |= {term: list(known.values()) for term in terms if fold_term(term) not in above}
    return unknown
