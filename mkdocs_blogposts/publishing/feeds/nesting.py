"""Elements that stand where HTML has no place for them: a parser of HTML would read them as other than they are.

libxml2 builds a tree of whatever is written; browsers and feed readers build theirs by the parsing rules of the HTML
standard (https://html.spec.whatwg.org/multipage/parsing.html, section 13.2.6).
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELLS = ("td", "th")
_ROWS = ("thead", "tbody", "tfoot")

# What ends an open paragraph.
_ENDING = (
    *("address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "header", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "ul", *_HEADINGS),
)

_PARENTS = {
    **dict.fromkeys(_CELLS, ("tr",)),
    "tr": ("table", *_ROWS),
    **dict.fromkeys((*_ROWS, "caption", "colgroup"), ("table",)),
    "col": ("table", "colgroup"),
}
"""Each part of a table with what it may stand in; nothing else may stand in a table, but in its cells and caption."""

_HOLDERS = {"table", "tr", "colgroup", *_ROWS}


def settle_elements(body: Element) -> None:
    """Change the tree so that whoever parses its HTML builds the same one.

    A paragraph with a block in it becomes a `<div>`, and so do the parts of a table or a list that is none. A link in
    a link, or a heading in a heading, leaves its text.
    """
    for table_part in [part for part in body.iter(*_PARENTS, "table") if _is_misplaced(part)]:
        _level(table_part)
    unfit = [element for element in body.iter("a", "rp", "rt", *_HEADINGS) if _is_unfit(element)]
    for element in unfit:
        element.tag = "unwrapped"
    if unfit:
        etree.strip_tags(body, "unwrapped")
    lost = [item for item in body.iter("li", "dd", "dt") if _is_lost(item)]
    paragraphs = [paragraph for block in body.iter(*_ENDING) for paragraph in block.iterancestors("p")]
    for element in (*lost, *paragraphs):
        element.tag = "div"


def _is_unfit(element: Element) -> bool:
    """Does it stand in one of its own kind, or as a reading of nothing?"""
    if element.tag in ("rp", "rt"):
        return not _stands_in(element, "ruby")
    kind = _HEADINGS if element.tag in _HEADINGS else ("a",)
    return next(element.iterancestors(*kind), None) is not None


def _is_lost(item: Element) -> bool:
    """Is it of no list?"""
    if item.tag == "li":
        return not _stands_in(item, "ol", "ul")
    group = item.getparent()
    is_grouped = group is not None and group.tag == "div" and _stands_in(group, "dl")
    return not is_grouped and not _stands_in(item, "dl")


def _stands_in(element: Element, *names: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in names


def _is_misplaced(part: Element) -> bool:
    """Is it no part of a table there, or holds it what a table has no place for?"""
    if part.tag != "table" and not _stands_in(part, *_PARENTS[part.tag]):
        return True
    if part.tag not in _HOLDERS:
        return False
    texts = (part.text, *(child.tail for child in part))
    return any(text and text.strip() for text in texts) or any(
        part.tag not in _PARENTS.get(child.tag, ()) for child in part
    )


def _level(part: Element) -> None:
    """Make plain blocks of all the tables that a part is in."""
    whole = [table for table in (part, *part.iterancestors()) if table.tag in (*_PARENTS, "table")]
    for level in whole[-1].iter(*_PARENTS, "table") if whole else ():  # it may be a block by now
        level.tag = "div"
