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

from mkdocs_blogposts.publishing.tags import TEXTUAL

# What ends a text of each kind, and what follows that end where it is the true one.
_AFTER_VALUE = re.compile(r"\s*/?>\s*<|\s+[^\s\"'<>/=]+(?=[\s/>=])")
_ENDS = {
    "title": (TEXTUAL["title"], re.compile(r"\s*<(?!/title)", re.IGNORECASE)),
    '"': (re.compile('"'), _AFTER_VALUE),
    "'": (re.compile("'"), _AFTER_VALUE),
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

# How many characters of its own a theme may print into one place, and how many texts: both bound the search.
_BETWEEN = 200
_TEXTS = 40


def neutralised(page: str, start: int, raw: tuple[str, ...]) -> str:
    """A page in whose head, which begins at `start`, none of the `raw` texts ends an attribute or a title."""
    printed = [text for text in _printed(raw) if page.find(text, start) >= 0]
    if not printed:
        return page
    parts, at = [], start
    while (opening := _OPENING.search(page, at)) and not opening["end"]:
        begin = opening.end()
        parts.append(page[at:begin])
        at = begin
        if kind := opening["quote"] or (opening["title"] or "").lower():
            end = _end(page, begin, kind, printed)
            if end < 0:
                break
            parts.append(_escaped(page[begin:end], kind))
            at = end
    return "".join([page[:start], *parts, page[at:]])


def _printed(raw: tuple[str, ...]) -> list[str]:
    """The texts that may break out as themes print them: as they are, or without tags; the longest first."""
    texts = {text for text in raw if any(sign in text for sign in "\"'<>&")}
    texts |= {str(Markup(text).striptags()) for text in texts}  # noqa: S704 - read, never printed
    return sorted((text for text in texts if any(sign in text for sign in "\"'<>")), key=len, reverse=True)


def _end(page: str, begin: int, kind: str, printed: list[str]) -> int:
    """Where a title or an attribute's value ends, if what was printed in it counts as text; -1 if it never does.

    Of the ends with something behind them that may follow an end, it is the first of these:

    1. the one behind a printed text that stands there alone
    2. the first that is no part of a printed text, unless of one such as `">`, which every theme has there
    3. the first in the shortest text
    """
    end, follows = _ENDS[kind]
    first = end.search(page, begin)
    if not first:
        return -1
    limit = first.end() + 2 * sum(map(len, printed)) + _BETWEEN
    here = [text for text in printed if page.find(text, begin, limit) >= 0]
    if not here:
        return first.start()
    alone = next((end.match(page, begin + len(text)) for text in here if page.startswith(text, begin)), None)
    ends = chain([alone] if alone else [], _ends(page, begin, limit, first, here))
    return next((found for found in ends if follows.match(page, found.end())), first).start()


def _ends(page: str, at: int, limit: int, first: re.Match[str], printed: list[str]) -> Iterator[re.Match[str]]:
    texts: list[tuple[int, int]] = []
    for _ in range(_TEXTS):
        closing = first.re.search(page, at, limit)
        # Before the first possible end a tag is part of the text; behind it, it tells that the true one was passed.
        tag = page.find("<", max(at, first.end()), limit)
        if closing and 0 <= tag < closing.start():
            closing = None
        stop = closing.start() if closing else max(tag, at)
        places = ((page.find(text, at, stop + len(text)), -len(text)) for text in printed)
        place, length = min(((place, -length) for place, length in places if place >= 0), default=(-1, 0))
    for length, place in sorted(texts):
        yield from _within(page, place, length, first)


def _escaped(text: str, kind: str) -> str:
    broken = "<" in text if kind == "title" else kind in text
    return escape(unescape(text)) if broken else text
