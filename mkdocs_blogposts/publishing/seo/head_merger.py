"""Our tags in the head of a finished page, in place of the theme's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from html import escape, unescape
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.seo.tag_scanner import TEXTUAL, HtmlTag, parse_attributes, scan_tags

# What a head may hold; anything else ends it and begins the body (HTML, "in head" insertion mode).
_IN_HEAD = frozenset(
    ("html", "head", "title", "base", "link", "meta", "style", "script", "noscript", "template", "noframes")
)
_AFTER_HEAD = frozenset(("/head", "body", "/body", "frameset", "/html"))

_SAYING = frozenset(("title", "meta", "link", "script"))
_ONCE = frozenset(("title", "description", "author", "robots", "rel=canonical"))
_NEIGHBORS = frozenset(("rel=prev", "rel=next"))
LANGUAGES = frozenset(("hreflang",))
"""What `replace_head` is told to own where ours alone say which other languages the page is in."""

_DOCTYPE = compile_pattern(r"\s*<!doctype\s+html\b", re.IGNORECASE)
_PAGINATED = compile_pattern(r"<link\b[^>]*\brel\s*=\s*[\"']?(?:prev|next)\b", re.IGNORECASE)
_PREVIEWS = ("og:", "article:", "profile:", "twitter:", "fediverse:", "json-ld")

IMAGES = frozenset(("og:image", "twitter:image"))
"""The same where ours alone say which image previews show. Tags say it together: a width belongs to one image only."""

# How a subject is written in our own tags, where not by its name.
_WRITTEN = {"json-ld": "ld+json"}


class _Named(NamedTuple):
    """A tag that says something of its page, by the names of what it says."""

    start: int
    end: int
    names: frozenset[str]


class _Head(NamedTuple):
    """What the head of a page says, and where our tags belong."""

    said: tuple[_Named, ...]
    place: tuple[int, int] | None
    """From where to where they stand: the title's place, else the head's end; `None` where neither is found."""


def replace_head(page: str, tags: str, raw: tuple[str, ...] = (), owned: Collection[str] = ()) -> str:
    """A page with `tags` in its head: where the theme's `<title>` stood, else at the head's end.

    The theme's titles, descriptions, authors, robots and canonical URLs are gone, and its neighbors (`prev`,
    `next`) where ours have one; nothing else is touched. Of ours, what another plugin already wrote for link
    previews is left out, and so is our JSON-LD where the page has its own. `raw` are the texts that themes print into
    the head as they are: where one breaks out of its attribute or title, it is escaped first. Of a page that leaves the
    tag `<head>` out, as HTML allows and minifiers do, the head begins with its first element; what isn't a page stays.
    What is `owned` ours alone say.
    """
    start = _start(page)
    if start < 0:
        return page
    page = escape_theme_values(page, start, raw)
    head = _read(page, start)
    if not head.place:
        return page
    replaced = (_ONCE | _NEIGHBORS if _PAGINATED.search(tags) else _ONCE).union(owned)
    gone = [tag for tag in head.said if not replaced.isdisjoint(map(_subject, tag.names))]
    theirs = _previews(tag for tag in head.said if tag not in gone)
    if theirs:
        tags = _without(tags, theirs)
    if head.place[0] == head.place[1]:
        tags += "\n"
    edits = [(tag.start, tag.end, "") for tag in gone if tag[:2] != head.place]
    return _edited(page, sorted([*edits, (*head.place, tags)]))


def _start(page: str) -> int:
    """Where the content of `<head>` begins; -1 where the page isn't one."""
    is_page = _DOCTYPE.match(page) is not None
    for tag in scan_tags(page):
        if tag.name == "head":
            return tag.end
        if tag.name != "html":
            return tag.start if is_page and tag.name in _IN_HEAD else -1
        is_page = True
    return -1


def _read(page: str, start: int) -> _Head:
    """The head as a browser sees it, and what stands in its source after something that does not belong there."""
    found: list[HtmlTag] = []
    stray = end = -1
    for tag in scan_tags(page, start):
        if tag.name in _AFTER_HEAD:
            end = tag.start
            break
        if stray < 0 and tag.name not in _IN_HEAD and not tag.name.startswith("/"):
            stray = tag.start
        found.append(tag)
    if end < 0 and stray >= 0:
        found = [tag for tag in found if tag.start < stray]
    end = end if stray < 0 else stray
    title = next((tag for tag in found if tag.name == "title" and (tag.start < end or end < 0)), None)
    place = (title.start, title.end) if title else (end, end) if end >= 0 else None
    return _Head(tuple(_said(found)), place)


def _said(found: Iterable[HtmlTag]) -> Iterable[_Named]:
    for tag in found:
        if tag.name in _SAYING and (names := _names(tag.name, tag.written)):
            yield _Named(tag.start, tag.end, names)


@lru_cache(maxsize=512)
def _names(element: str, written: str) -> frozenset[str]:
    """What a tag says something of. A theme writes most of its tags alike on all pages."""
    if element == "title":
        return frozenset(("title",))
    attributes = parse_attributes(written)
    if element == "meta":
        return frozenset(f"{attributes.get('name', '')} {attributes.get('property', '')}".lower().split())
    if element == "link":
        names = frozenset(f"rel={name}" for name in attributes.get("rel", "").lower().split())
        is_translation = "rel=alternate" in names and attributes.get("hreflang") and "type" not in attributes
        return LANGUAGES if is_translation else names
    return frozenset(("json-ld",) if "ld+json" in attributes.get("type", "").lower() else ())


def _previews(said: Iterable[_Named]) -> set[str]:
    """What they say for link previews, by its subject."""
    return {_subject(name) for tag in said for name in tag.names if name.startswith(_PREVIEWS)}


@lru_cache
def _subject(name: str) -> str:
    return next((subject for subject in IMAGES if f"{name}:".startswith(f"{subject}:")), name)


def _without(ours: str, subjects: set[str]) -> str:
    """Our tags but those of these subjects, with the lines that held them."""
    # Most tags do not even mention one, and need not be read.
    words = [_WRITTEN.get(subject, subject) for subject in subjects]
    maybe = (tag for tag in scan_tags(ours) if any(word in tag.written for word in words))
    dropped = (tag for tag in _said(maybe) if not subjects.isdisjoint(map(_subject, tag.names)))
    ends = ((tag, len(ours) - len(ours[tag.end :].lstrip())) for tag in dropped)
    return _edited(ours, [(tag.start, end, "") for tag, end in ends]).rstrip()


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


# What ends a text of each kind, and what follows that end where it is the true one.
_AFTER_VALUE = compile_pattern(r"\s*/?>\s*<|\s+[^\s\"'<>/=]+(?=[\s/>=])")
_ENDS = {
    "title": (TEXTUAL["title"], compile_pattern(r"\s*<(?!/title)", re.IGNORECASE)),
    '"': (compile_pattern('(")'), _AFTER_VALUE),
    "'": (compile_pattern("(')"), _AFTER_VALUE),
}

_OPENING = compile_pattern(
    r"""
    <!--.*?(?:-->|\Z)
  | <(?P<textual>script|style|noscript|template)(?=[\s/>]).*?(?:</(?P=textual)(?=[\s/>])|\Z)
  | <(?P<title>title)(?=[\s/>])[^>]*>
  | =\s*(?P<quote>["'])
  | (?P<end></head(?=[\s/>])|<body(?=[\s/>]))
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)

_SIGNS = compile_pattern("[\"'<>&]")

# In how many places of its head a theme prints texts that break out, how many texts in one of them, and how many
# characters of its own between those: more than any theme does. All three bound the search.
_PLACES = 50
_TEXTS = 10
_BETWEEN = 200

# Texts of that length may well be a theme's own markup, and do little harm where they break out.
_SHORT = 3


def escape_theme_values(page: str, start: int, raw: tuple[str, ...]) -> str:
    """A page in whose head, which begins at `start`, none of the `raw` texts ends an attribute or a title."""
    printed = [text for text in _printed(raw) if page.find(text, start) >= 0]
    if not printed:
        return page
    parts, at, places = [], start, 0
    while places < _PLACES and (opening := _OPENING.search(page, at)) and not opening["end"]:
        begin = opening.end()
        parts.append(page[at:begin])
        at = begin
        if kind := opening["quote"] or (opening["title"] or "").lower():
            first = _ENDS[kind][0].search(page, begin)
            if not first:
                break
            at = first.start()
            if _covering(page, begin, first.span(1), printed):
                places += 1
                at = _end(page, begin, kind, first, printed)
            parts.append(_escaped(page[begin:at], kind))
    return "".join([page[:start], *parts, page[at:]])


def _printed(raw: tuple[str, ...]) -> list[str]:
    """The texts that may break out as themes print them: as they are, or without tags; the longest first."""
    texts = {text for text in raw if _SIGNS.search(text)}
    if not texts:
        return []
    texts |= {str(Markup(text).striptags()) for text in texts}  # noqa: S704 - read, never printed
    return sorted((text for text in texts if any(sign in text for sign in "\"'<>")), key=len, reverse=True)


def _end(page: str, begin: int, kind: str, first: re.Match[str], printed: list[str]) -> int:
    """Where a title or an attribute's value ends, whose `first` end is a part of a printed text.

    Of the ends with something behind them that may follow an end, it is the first of these:

    1. the one behind a printed text that stands there alone
    2. the first that isn't part of a printed text, unless of one such as `">`, which every theme has there
    3. the first in the shortest text
    """
    end, follows = _ENDS[kind]
    limit = first.end() + 2 * sum(map(len, printed)) + _BETWEEN
    alone = next((end.match(page, begin + len(text)) for text in printed if page.startswith(text, begin)), None)
    ends = chain([alone] if alone else [], _ends(page, begin, limit, first, printed))
    return next((found for found in ends if follows.match(page, found.end())), first).start()


def _ends(page: str, begin: int, limit: int, first: re.Match[str], printed: list[str]) -> Iterator[re.Match[str]]:
    """Where what may go on to `limit` may end; the second and third kind of `_end`."""
    passed: list[tuple[int, int]] = []
    at = begin
    for _ in range(_TEXTS):
        closing, place = _next(page, at, limit, first)
        text = _covering(page, begin, place, printed)
        if not text:
            yield from [closing] if closing else []
            break
        at, start = text
        if at - start <= _SHORT:
            yield from first.re.finditer(page, start, at)
        passed.append((at - start, start))
    for length, start in sorted(passed):
        yield from first.re.finditer(page, start, start + length)


def _next(page: str, at: int, limit: int, first: re.Match[str]) -> tuple[re.Match[str] | None, tuple[int, int]]:
    """The next end and where it stands; or where a tag tells that the true end was passed."""
    closing = first.re.search(page, at, limit)
    # Before the first possible end a tag is part of the text.
    tag = page.find("<", max(at, first.end()), limit)
    if closing and not 0 <= tag < closing.start():
        return closing, closing.span(1)
    return None, (tag, tag + 1) if tag >= 0 else (limit, limit + 1)


def _covering(page: str, begin: int, place: tuple[int, int], printed: list[str]) -> tuple[int, int] | None:
    """Where a printed text ends and starts that covers a place: of several the one that goes furthest."""
    start, end = place
    texts = ((page.find(text, max(begin, end - len(text)), start + len(text)), len(text)) for text in printed)
    return max(((found + length, found) for found, length in texts if found >= 0), default=None)


def _escaped(text: str, kind: str) -> str:
    broken = "<" in text if kind == "title" else kind in text
    return escape(unescape(text)) if broken else text
