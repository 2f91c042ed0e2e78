"""The text of a post for a feed: HTML that means the same wherever it is shown, and does nothing by itself."""

from __future__ import annotations

import re
from typing import cast
from urllib.parse import unquote

from lxml import etree, html
from lxml.etree import _Element as Element

from mkdocs_blogposts.publishing.feeds.nesting import settle_elements
from mkdocs_blogposts.publishing.texts.formulas import write_formulas
from mkdocs_blogposts.publishing.texts.html import drop_missing, inner_html, parse
from mkdocs_blogposts.publishing.texts.structure import label_tabs, stress_titles, write_boxes
from mkdocs_blogposts.publishing.texts.tag_values import absolute

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
    *("base", "button", "canvas", "datalist", "embed", "form", "input", "link", "meta", "noscript", "object", "script"),
    *("select", "style", "svg", "template", "textarea", "title"),
)

_ATTRIBUTES = {
    *("alt", "cite", "class", "colspan", "datetime", "dir", "height", "href", "hreflang", "lang", "open"),
    *("poster", "reversed", "rowspan", "scope", "src", "start", "title", "width"),
}
_ADDRESSES = {"href", "src", "poster", "cite"}
_PERMALINKS = etree.XPath("descendant::a[contains(concat(' ', @class, ' '), ' headerlink ')]")

_KEPT = ("mailto:", "tel:", "data:image/")

_FILMS = etree.XPath("descendant::*[self::audio or self::video]")
_CHOICES = etree.XPath("descendant::source[not(ancestor::audio or ancestor::video)]")

# Characters that XML 1.0 does not have (section 2.2), which HTML can name by their numbers; those that both advise
# against; and the sign for a character that was lost.
_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_UNFIT = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff{_NONCHARACTERS}]")


def feed_html(content: str, page_url: str) -> str:
    """The content of a page as HTML for feeds, every address absolute.

    `page_url` is that of the page, absolute. Scripts, styles and forms are left out. What means something by its form
    keeps its meaning: formulas are TeX or text, each tab stands under its label, tasks have boxes, a drawing that says
    what it shows is a link to the page. A frame becomes a link to what it would show, and a film or a sound gets one; a
    link within the page leads to its place there. Permalinks, ids and images that are not there are gone. Every
    element stands where HTML has a place for it.
    """
    body = parse(content)
    _keep_shown(body, page_url)
    settle_elements(body)
    written = inner_html(body).strip()
    # Character by character a regular expression takes as long as the parser does; most posts can do without.
    return written if written.replace("\n", "").isprintable() else _UNFIT.sub("", written).strip()


def _keep_shown(body: Element, page_url: str) -> None:
    """Leave only elements and attributes that readers show."""
    drop_missing(body)
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


def _keep_meaning(body: Element, page_url: str) -> None:
    """Say in words and links what readers would not show, or not in its form."""
    label_tabs(body)
    write_boxes(body)
    stress_titles(body)
    write_formulas(body)
    for drawing in list(body.iter("svg")):
        _name(drawing, body, page_url)
    for frame in list(body.iter("iframe", "object", "embed")):
        _lay_down(frame, page_url)


def _add_link(film: Element, page_url: str) -> None:
    """A link after a film or a sound, since not every reader lets it play."""
    parts = (film, *film.iter("source"))
    if source := next(filter(None, (absolute_link(part.get("src", ""), page_url) for part in parts)), ""):
        link = html.Element("a", {"href": source})
        link.text = film.get("title") or unquote(source.rstrip("/").rpartition("/")[2])
        link.tail, film.tail = film.tail, None
        film.addnext(link)
        film.tail = " "


def _lay_down(frame: Element, page_url: str) -> None:
    """A link in place of a frame, which no reader shows."""
    source = absolute_link(frame.get("src") or frame.get("data") or "", page_url)
    frame_title = frame.get("title") or frame.get("aria-label") or source
    parent = frame.getparent()
    if parent is not None:
        link = html.Element("a", {"href": source} if source else {})
        link.text, link.tail = frame_title if source else "", frame.tail
        parent.replace(frame, link)


def _name(drawing: Element, body: Element, page_url: str) -> None:
    """A link to the page in place of a drawing that says what it shows; any other only decorates."""
    label = _label(drawing, body)
    parent = drawing.getparent()
    if not label or parent is None or drawing.get("aria-hidden") == "true":
        return
    link = html.Element("a", {"href": page_url})
    if any(ancestor.tag == "a" for ancestor in drawing.iterancestors()):
        link = html.Element("span")
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
    """Leave an element the attributes that readers know, with absolute addresses.

    All are set anew: some have names that lxml reads but does not look up.
    """
    written = cast("list[tuple[str, str]]", element.items())
    known = [(name, value) for name, value in written if name in _ATTRIBUTES]
    settled = [(name, absolute_link(value, page_url) if name in _ADDRESSES else value) for name, value in known]
    kept = [(name, value) for name, value in settled if value or name not in _ADDRESSES]
    if kept != written:
        element.attrib.clear()
        element.attrib.update(kept)


def absolute_link(written: str, page_url: str) -> str:
    """A link as it works anywhere: `mailto:` and telephone numbers stay; empty for a script and the like."""
    return written if written.lower().startswith(_KEPT) else absolute(written, page_url)
