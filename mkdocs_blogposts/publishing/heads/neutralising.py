"""What themes print unescaped, made harmless where it stands.

MkDocs' templates escape nothing by themselves, and most themes print titles, names and descriptions as they are:
`<meta name="description" content="He said "hi"">`. Whoever reads that must know what was printed, since the page
alone does not tell a quote of the text from the quote that ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import chain

from markupsafe import Markup

from mkdocs_blogposts.publishing.heads.tags import TEXTUAL

# What ends a text of each kind, and what follows that end where it is the true one.
_AFTER_VALUE = re.compile(r"\s*/?>\s*<|\s+[^\s\"'<>/=]+(?=[\s/>=])")
_ENDS = {
    "title": (TEXTUAL["title"], re.compile(r"\s*<(?!/title)", re.IGNORECASE)),
    '"': (re.compile('(")'), _AFTER_VALUE),
    "'": (re.compile("(')"), _AFTER_VALUE),
}

_OPENING = re.compile(
    r"""
    <!--.*?(?:-->|\Z)
  | <(?P<textual>script|style|noscript|template)(?=[\s/>]).*?(?:</(?P=textual)(?=[\s/>])|\Z)
  | <(?P<title>title)(?=[\s/>])[^>]*>
  | =\s*(?P<quote>["'])
  | (?P<end></head(?=[\s/>])|<body(?=[\s/>]))
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)

_SIGNS = re.compile("[\"'<>&]")

# In how many places of its head a theme prints texts that break out, how many texts in one of them, and how many
# characters of its own between those: more than any theme does. All three bound the search.
_PLACES = 50
_TEXTS = 10
_BETWEEN = 200

# Texts of that length may well be a theme's own markup, and do little harm where they break out.
_SHORT = 3


def neutralised(page: str, start: int, raw: tuple[str, ...]) -> str:
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
    2. the first that is no part of a printed text, unless of one such as `">`, which every theme has there
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
