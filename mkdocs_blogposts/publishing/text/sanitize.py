"""HTML that means the same wherever it is shown and does nothing by itself: texts for feeds, and from strangers."""

from __future__ import annotations

from typing import cast
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.text.html_text import drop_missing_images, parse_html, serialize_inner
from mkdocs_blogposts.publishing.text.math_text import replace_math
from mkdocs_blogposts.publishing.text.meta_values import make_url_absolute
from mkdocs_blogposts.publishing.text.tabs_and_tasks import (
    emphasize_titles,
    label_tabs,
    remove_line_numbers,
    replace_checkboxes,
    replace_emoji,
)

# What feed readers show, and what the W3C's validator of feeds thinks safe; anything else is laid open.
_SHOWN = {
    *("a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "blockquote", "br", "caption", "cite"),
    *("code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure"),
    *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p"),
    *("pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span", "strong", "sub"),
    *("summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "video", "wbr"),
}

# What goes with all that is in it.
_DROPPED = (
    *("base", "button", "datalist", "embed", "form", "input", "link", "meta", "noscript", "object", "script"),
    *("select", "style", "svg", "template", "textarea", "title"),
)

_ATTRIBUTES = {
    *("alt", "cite", "class", "colspan", "datetime", "dir", "height", "href", "hreflang", "lang", "open"),
    *("poster", "reversed", "rowspan", "scope", "src", "start", "title", "width"),
}
_URL_ATTRIBUTES = {"href", "src", "poster", "cite"}
_PERMALINKS = etree.XPath("descendant::a[contains(concat(' ', @class, ' '), ' headerlink ')]")

_KEPT = ("mailto:", "tel:", "data:image/")
_ANYWHERE = "https://example.org/"

_FILMS = etree.XPath("descendant::*[self::audio or self::video]")
_CHOICES = etree.XPath("descendant::source[not(ancestor::audio or ancestor::video)]")

# Characters that XML 1.0 does not have (section 2.2), which HTML can name by their numbers; those that both advise
# against; and the sign for a character that was lost.
_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_UNFIT = compile_pattern(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff{_NONCHARACTERS}]")


def sanitize_html(content: str, page_url: str) -> str:
    """The content of a page as HTML for feeds, every URL absolute.

    `page_url` is that of the page, absolute; without one, links stay as they are written. Scripts, styles and forms
    are left out. What means something by its form keeps its meaning: formulas are TeX or text, each tab stands
    under its label, tasks have boxes, a drawing that says what it shows is a link to the page. A frame becomes a
    link to what it would show, and a film or a sound gets one; a link within the page leads to its place there.
    Permalinks, ids and images that are not there are gone. Every element stands where HTML has a place for it.
    """
    body = parse_html(content)
    _keep_shown(body, page_url)
    fix_nesting(body)
    written = serialize_inner(body).strip()
    # Character by character a regular expression takes as long as the parser does; most posts can do without.
    return written if written.replace("\n", "").isprintable() else _UNFIT.sub("", written).strip()


def _keep_shown(body: Element, page_url: str) -> None:
    """Leave only elements and attributes that readers show."""
    drop_missing_images(body)
    for mark in cast("list[Element]", _PERMALINKS(body)):
        mark.tag = "unread"
    _keep_meaning(body, page_url)
    etree.strip_elements(body, "unread", *_DROPPED, etree.Comment, etree.PI, with_tail=False)
    for film in cast("list[Element]", _FILMS(body)):
        _add_link(film, page_url)
    for choice in cast("list[Element]", _CHOICES(body)):
        choice.tag = "unwrapped"
    for element in body.iterdescendants():
        if element.tag not in _SHOWN:
            element.tag = "unwrapped"
        elif element.attrib:
            _settle(element, page_url)
    etree.strip_tags(body, "unwrapped")
    for paragraph in [each for each in body.iter("p") if not len(each) and not (each.text or "").strip()]:
        paragraph.tag = "unread"  # of which nothing is left
    etree.strip_elements(body, "unread", with_tail=False)


def _keep_meaning(body: Element, page_url: str) -> None:
    """Say in words and links what readers would not show, or not in its form."""
    label_tabs(body)
    replace_checkboxes(body)
    replace_emoji(body)
    remove_line_numbers(body)
    emphasize_titles(body)
    replace_math(body)
    for drawing in list(body.iter("svg")):
        _name(drawing, body, page_url)
    for frame in list(body.iter("iframe", "object", "embed")):
        _lay_down(frame, page_url)


def _add_link(film: Element, page_url: str) -> None:
    """A link after a film or a sound, since not every reader lets it play."""
    parts = (film, *film.iter("source"))
    if source := next(filter(None, (make_link_absolute(part.get("src", ""), page_url) for part in parts)), ""):
        link = etree.Element("a", {"href": source})
        link.text = film.get("title") or unquote(source.rstrip("/").rpartition("/")[2])
        link.tail, film.tail = film.tail, None
        film.addnext(link)
        film.tail = " "


def _lay_down(frame: Element, page_url: str) -> None:
    """A link in place of a frame, which no reader shows."""
    source = make_link_absolute(frame.get("src") or frame.get("data") or "", page_url)
    frame_title = frame.get("title") or frame.get("aria-label") or source
    parent = frame.getparent()
    if parent is not None:
        link = etree.Element("a", {"href": source} if source else {})
        link.text, link.tail = frame_title if source else "", frame.tail
        parent.replace(frame, link)


def _name(drawing: Element, body: Element, page_url: str) -> None:
    """A link to the page in place of a drawing that says what it shows; any other only decorates."""
    label = _label(drawing, body)
    parent = drawing.getparent()
    if not label or parent is None or drawing.get("aria-hidden") == "true":
        return
    link = etree.Element("a", {"href": page_url})
    if any(ancestor.tag == "a" for ancestor in drawing.iterancestors()):
        link = etree.Element("span")
    link.text, link.tail = label, drawing.tail
    parent.replace(drawing, link)


def _label(drawing: Element, body: Element) -> str:
    """What an SVG says of itself: a label, the element that labels it, its title, its description."""
    named = {element.get("id"): element for element in body.iter() if element.get("id")}
    by = [named[name] for name in drawing.get("aria-labelledby", "").split() if name in named]
    own = [element for name in ("title", "desc") for element in drawing.iterchildren(name)]
    texts = (" ".join("".join(map(str, element.itertext())).split()) for element in (*by, *own))
    return drawing.get("aria-label") or next(filter(None, texts), "")


def _settle(element: Element, page_url: str) -> None:
    """Leave an element the attributes that readers know, with absolute URLs.

    All are set anew: some have names that lxml reads but does not look up.
    """
    written = cast("list[tuple[str, str]]", element.items())
    known = [(name, value) for name, value in written if name in _ATTRIBUTES]
    settled = [
        (name, make_link_absolute(value, page_url) if name in _URL_ATTRIBUTES else value) for name, value in known
    ]
    kept = [(name, value) for name, value in settled if value or name not in _URL_ATTRIBUTES]
    if kept != written:
        element.attrib.clear()
        element.attrib.update(kept)


def make_link_absolute(written: str, page_url: str) -> str:
    """A link as it works anywhere: `mailto:` and telephone numbers stay; empty for a script and the like."""
    if written.lower().startswith(_KEPT):
        return written
    if page_url:
        return make_url_absolute(written, page_url)
    return written if written.isprintable() and make_url_absolute(written, _ANYWHERE) else ""


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


def fix_nesting(body: Element) -> None:
    """Change the tree so that whoever parses its HTML builds the same one.

    A paragraph with a block in it becomes a `<div>`, and so do the parts of a table or a list that isn't one. A link in
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
