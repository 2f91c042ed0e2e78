"""The tags of a page's head, read as a browser reads them (https://html.spec.whatwg.org/#tokenization).

A tokenising regular expression, not `html.parser`: that one takes twice as long, gives no end of a tag, and reads
comments, scripts and quotes differently from one release of Python to the next. Each pattern here matches in one
way only, so that no input, however hostile, takes longer than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from mkdocs_blogposts.lazy_patterns import compile_pattern

# What separates tags; some editors put a byte order mark before the first.
BLANK = " \t\n\r\f\ufeff"

_ATTRIBUTE = r"""
    [^\s/>][^\s/>=]*(?![^\s/>=])                         # its name, which may even begin with an equals sign
    (?: \s*=\s*(?: "[^"]*(?:"|\Z) | '[^']*(?:'|\Z) | [^\s"'>][^\s>]*(?![^\s>]) | (?=>|\Z) )
      | (?!\s*=) )
"""

_TOKEN = compile_pattern(
    rf"""
    <!--(?: -?> | .*?(?:--!?>|\Z))
  | <(?P<name>/?[a-zA-Z][^\s/>]*) (?P<attributes>(?:[\s/]*{_ATTRIBUTE})*) [\s/]*(?:(?P<closed>>)|\Z)
  | <[!?/][^>]*(?:>|\Z)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)

_VALUE = compile_pattern(
    r"""([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s"'>][^\s>]*)))?""",
    re.ASCII,
)

# Elements whose content isn't markup, by what ends it, whatever stands in it.
TEXTUAL = {
    name: compile_pattern(rf"(</{name})(?=[\s/>])[^>]*>", re.IGNORECASE | re.ASCII)
    for name in ("title", "script", "style", "noscript", "noframes", "textarea", "iframe", "xmp", "noembed")
}

# Elements whose content is of another document, or of another language with a <title> of its own.
_SEPARATE = frozenset(("template", "svg", "math"))


class HtmlTag(NamedTuple):
    """A tag; one that holds no markup (a script, a title, a template) with all of its content."""

    name: str
    """In lower case, an end tag's with its slash; empty for text that is not white space."""

    start: int
    end: int
    written: str
    """The attributes as they stand in the page."""


def scan_tags(page: str, start: int = 0) -> Iterator[HtmlTag]:
    """The tags from a place on, without comments and without what stands in scripts and the like.

    They end before a tag, a script or a title that is never closed.
    """
    tokens = _tokens(page, start)
    for tag in tokens:
        if tag.name not in _SEPARATE or (tag.name != "template" and page.endswith("/>", tag.start, tag.end)):
            yield tag
        else:
            yield tag._replace(end=_end(tag, tokens))


def parse_attributes(written: str) -> dict[str, str]:
    """The attributes of a tag by names in lower case; of two with one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _VALUE.findall(written):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def _end(opening: HtmlTag, tokens: Iterator[HtmlTag]) -> int:
    """Where an element ends that may hold others of its name; with the page, if it is never closed."""
    depth, end = 1, opening.end
    for tag in tokens:
        depth += (tag.name == opening.name) - (tag.name == f"/{opening.name}")
        end = tag.end
        if not depth:
            break
    return end


def _tokens(page: str, start: int) -> Iterator[HtmlTag]:
    at = start
    while token := _TOKEN.search(page, at):
        begin, end = token.span()
        name, written, closed = token.groups()
        if text := page[at:begin].lstrip(BLANK):
            yield HtmlTag("", begin - len(text), begin, "")
        if name:
            name = name.lower()
            closing = TEXTUAL[name].search(page, end) if name in TEXTUAL else token
            if not closed or not closing:
                return
            end = closing.end()
            yield HtmlTag(name, begin, end, written)
        at = end
