"""Elements that stand where HTML has no place for them: a parser of HTML would read them as other than they are.

libxml2 builds a tree of whatever is written; browsers and feed readers build theirs by the parsing rules of the HTML
standard (https://html.spec.whatwg.org/multipage/parsing.html, section 13.2.6).
"""

from __future__ import annotations

from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELLS = ("td", "th")
_ROWS = ("thead", "tbody", "tfoot")

# What ends an open paragraph.
_ENDING = (
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
    ),
    *("header", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "ul", *_HEADINGS),
)

_PARENTS = {
    **dict.fromkeys(_CELLS, ("tr",)),
    "tr": ("table", *_ROWS),
    **dict.fromkeys((*_ROWS, "caption", "colgroup"), ("table",)),
    "col": ("table", "colgroup"),
}
"""Each part of a table with what it may stand in; nothing else may stand in a table, but in its cells and caption."""

_HOLDERS = {"table", "tr", "colgroup", *_ROWS}


def _any_of(*names: str) -> str:
    return " or ".join(f"self::{name}" for name in names)


_PARAGRAPHS = etree.XPath(f"descendant::p[descendant::*[{_any_of(*_ENDING)}]]")
_UNFIT = etree.XPath(
    f"descendant::a[ancestor::a] | descendant::*[{_any_of(*_HEADINGS)}][ancestor::*[{_any_of(*_HEADINGS)}]]"
    " | descendant::*[self::rp or self::rt][not(parent::ruby)]"
)
_LOST = etree.XPath(
    "descendant::li[not(parent::ol or parent::ul)]"
    " | descendant::*[self::dd or self::dt][not(parent::dl or parent::div[parent::dl])]"
)
_TEXT = etree.XPath("boolean(text()[normalize-space()])")


def settle_elements(body: Element) -> None:
    """Change the tree so that whoever parses its HTML builds the same one.

    A paragraph with a block in it becomes a `<div>`, and so do the parts of a table or a list that is none. A link in
    a link, or a heading in a heading, leaves its text.
    """
    for table_part in [part for part in body.iter(*_PARENTS, "table") if _is_misplaced(part)]:
        _level(table_part)
    for element in cast("list[Element]", _UNFIT(body)):
        element.tag = "unwrapped"
    etree.strip_tags(body, "unwrapped")
    for element in (*cast("list[Element]", _LOST(body)), *cast("list[Element]", _PARAGRAPHS(body))):
        element.tag = "div"


def _is_misplaced(part: Element) -> bool:
    """Is it no part of a table there, or holds it what a table has no place for?"""
    parent = part.getparent()
    if part.tag != "table" and (parent is None or parent.tag not in _PARENTS[part.tag]):
        return True
    if part.tag not in _HOLDERS:
        return False
    return bool(_TEXT(part)) or any(part.tag not in _PARENTS.get(child.tag, ()) or _has_tail(child) for child in part)


def _has_tail(element: Element) -> bool:
    return bool(element.tail and element.tail.strip())


def _level(part: Element) -> None:
    """Make plain blocks of all the tables that a part is in."""
    whole = [table for table in (part, *part.iterancestors()) if table.tag in (*_PARENTS, "table")]
    for level in whole[-1].iter(*_PARENTS, "table") if whole else ():  # it may be a block by now
        level.tag = "div"
