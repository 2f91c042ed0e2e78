"""Excerpts: the opening of a post as HTML that may stand on any other page."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from lxml import etree
from lxml.etree import SubElement, strip_elements
from lxml.etree import _Element as Element
from markdown import Markdown

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.text.html_text import (
    BASE,
    HEADINGS,
    PageText,
    count_letters,
    parse_html,
    serialize_inner,
    strip_markup,
)
from mkdocs_blogposts.publishing.text.lead_paragraphs import find_lead_paragraphs

CHARACTERS = 1000
ITEMS = 10
LINES = 16

_ROOM = 200
"""Characters that may be left over: cutting for less spares nobody anything."""


@dataclass
class _Room:
    characters: int = CHARACTERS
    items: int = ITEMS
    lines: int = LINES


def truncate_tree(body: Element) -> bool:
    """Cut a tree that is ours to change after so many characters, items and lines. Was anything left out?"""
    if len("".join(map(str, body.itertext()))) <= CHARACTERS + _ROOM and not _has_many(body):
        return False
    room = _Room()
    for event, element in [*etree.iterwalk(body, events=("start", "end"))]:
        if event == "start" and _is_too_many(element, room):
            _drop_after(element, body)
            _drop(element)
            return True
        if event == "start" and not _fits(element, "text", room):
            for child in [*element]:
                element.remove(child)
            _drop_after(element, body)
            return True
        if event == "end" and element is not body and not _fits(element, "tail", room):
            _drop_after(element, body, is_tail_kept=True)
            return True
    return False


def _has_many(body: Element) -> bool:
    return sum(1 for _ in body.iter("li", "dt")) > ITEMS or sum(1 for _ in body.iter("br")) > LINES


def _is_too_many(element: Element, room: _Room) -> bool:
    """Is it an item or a line too many?"""
    room.items -= element.tag in ("li", "dt")
    room.lines -= element.tag == "br"
    return room.items < 0 or room.lines < 0


def _fits(element: Element, place: str, room: _Room) -> bool:
    """Has its text room? What has none is cut after a word."""
    text: str = getattr(element, place) or ""
    if len(text) <= room.characters:
        room.characters -= len(text)
        return True
    kept = text[: room.characters]
    at = kept.rfind(" ")
    setattr(element, place, kept[:at] if at > len(kept) // 2 else kept)
    return False


def _drop_after(element: Element, body: Element, is_tail_kept: bool = False) -> None:
    """Take out all that follows an element."""
    while element is not body and (parent := element.getparent()) is not None:
        for after in [*element.itersiblings()]:
            parent.remove(after)
        element.tail = element.tail if is_tail_kept else None
        element, is_tail_kept = parent, False


def _drop(element: Element) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


_BASE_ENCODED = quote(BASE)  # libxml2 writes the characters of a URL so

_BLANK = "".join(map(chr, range(0x21)))
_BREAKS_AND_CONTROLS = compile_pattern("[\x00-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]+")
_SCRIPT = compile_pattern(r"(?:java|vb)script:", re.IGNORECASE)
_ABSOLUTE = compile_pattern(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
_CANDIDATE = compile_pattern(r"([^\s,](?:\S*[^\s,])?)(\s[^,]*)?(,|$)")

_FORMATTED = compile_pattern(r"[*`]|\b__?|\]\(")
_BLOCK = compile_pattern(r"^(\s*)(?=#|[+*-]\s)|^(\s*\d+)(?=\.\s)", re.MULTILINE)
"""What would make a heading, a list or a quotation of a summary."""

_LINKS = ("href", "src", "poster")
_OF_THIS_PAGE = {"id", "name", "for", "usemap", "aria-controls", "aria-describedby", "aria-labelledby"}
_NOT_IN_LISTS = {"footnote", "footnotes", "toc", "tabbed-labels"}


def make_excerpt(text: PageText, url: str, shown_beside: Collection[str] = (), read_on: str = "…") -> str:
    """The opening of a text as HTML for lists: all before `<!-- more -->`, else the first good paragraphs.

    `url` is the URL of its page, relative to the site's root. URLs start with `BASE`. There are no ids, for
    several excerpts share a page, and no headings, for their levels belong to that page; what works only by ids
    (tabs, tables of contents, footnotes) is left out or laid open. So are the images at the URLs
    `shown_beside`, relative to the site's root, for the list shows them already.

    What is very long without a mark is cut, with a link to the post that is called `read_on`.
    """
    is_cut = False
    if text.opening is not None:
        shown = copy.deepcopy(text.opening)
    else:
        shown = etree.Element("body")
        for passage in find_lead_paragraphs(text.body):
            shown.extend(copy.deepcopy(element) for element in passage.elements)
        for element in shown:
            element.tail = "\n"
        is_cut = truncate_tree(shown)
    _settle(shown, url)
    if shown_beside:
        _leave_out(shown, {BASE + url for url in shown_beside})
    if is_cut:
        _add_way_on(shown, url, read_on)
    return protect_base(serialize_inner(shown)).strip()


_TAG = compile_pattern(r"<(/?)([a-z][a-z0-9-]*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_PLAIN_TAGS = {
    *("a", "abbr", "b", "blockquote", "cite", "code", "del", "div", "em", "i", "ins", "kbd", "li", "mark", "ol"),
    *("p", "q", "s", "small", "span", "strong", "sub", "sup", "u", "ul"),
}
"""Elements that may stand in a summary."""


def is_html(text: str) -> bool:
    """Is a text of the front matter HTML, as exports have it? Its tags are harmless, and each is closed."""
    tags = [(not end, name.lower()) for end, name in _TAG.findall(text)]
    opened, closed = (
        sorted(name for is_open, name in tags if is_open is way and name != "br") for way in (True, False)
    )
    return bool(tags) and opened == closed and _PLAIN_TAGS.issuperset(opened)


def format_summary(summary: str) -> str:
    """A summary as HTML: Markdown within a line; tags as the writer sees them, unless it is HTML as a whole."""
    if is_html(summary):
        return Markdown().convert(summary)
    if not _FORMATTED.search(summary):
        return f"<p>{escape(summary)}</p>" if summary else ""
    return Markdown().convert(_BLOCK.sub(r"\1\2\\", escape(summary, quote=False)))


def rebase_html(written: str, url: str) -> str:
    """HTML that belongs to the page at `url`, such as a summary, as it may stand in lists."""
    shown = parse_html(written)
    _settle(shown, url)
    return protect_base(serialize_inner(shown)).strip()


def _add_way_on(shown: Element, url: str, read_on: str) -> None:
    """A link to the post behind what was cut."""
    last = shown[-1] if len(shown) else shown
    if last.tag in ("ul", "ol"):
        last = SubElement(last, "li")
    elif last.tag != "p":
        last = SubElement(shown, "p")
    link = SubElement(last, "a", {"class": "bp-post-card__rest", "href": BASE + url, "aria-label": read_on})
    link.text = "…"


def is_shortened(text: PageText, shown: str) -> bool:
    """Has a text more words, blocks of code or tables than the excerpt `shown` of it?"""
    blocks = sum(1 for _ in text.body.iter("pre", "table"))
    more_blocks = blocks > shown.count("<pre") + shown.count("<table")
    return more_blocks or count_letters(text.prose) > count_letters(strip_markup(shown))


def protect_base(written: str) -> str:
    """Written HTML with `BASE` as it is, where libxml2 took it for a part of a URL."""
    return written.replace(_BASE_ENCODED, BASE)


def rebase_link(link: str, url: str) -> str:
    """A link of the page at `url` as one that starts at the site's root, behind `BASE`.

    Resolved against the root it is what the link is against the page (RFC 3986 §5.2). `..` may lead above the root,
    which on a site in a folder of its host is a real place. Absolute URLs stay; a script's is empty.
    """
    link = _BREAKS_AND_CONTROLS.sub("", link.strip(_BLANK))
    if _SCRIPT.match(link):
        return ""
    if _ABSOLUTE.match(link):
        return link
    path = re.split("[?#]", link, maxsplit=1)[0]
    if not path:
        return BASE + url + link
    return BASE + _without_dots([*filter(None, url.split("/")[:-1]), *re.split(r"[/\\]", path)]) + link[len(path) :]


def rebase_srcset(value: str, url: str) -> str:
    """The same for each URL of a `srcset`."""
    candidates = _BREAKS_AND_CONTROLS.sub(" ", value).strip()
    return _CANDIDATE.sub(lambda found: rebase_link(found[1], url) + (found[2] or "") + found[3], candidates)


def _without_dots(segments: list[str]) -> str:
    kept: list[str] = []
    for segment in segments:
        if segment == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif segment != ".":
            kept.append(segment)
    return "/".join([*kept, ""] if segments[-1] in {".", ".."} and kept else kept)


def _settle(shown: Element, url: str) -> None:
    for heading in list(shown.iter(*HEADINGS)):
        paragraph = etree.Element("p")
        heading.addprevious(paragraph)
        paragraph.append(heading)
        heading.tag = "strong"
        heading.attrib.clear()
    for element in shown.iter():
        _settle_attributes(element, url)
    strip_elements(shown, "unread", with_tail=False)


def _leave_out(shown: Element, images: set[str]) -> None:
    for image in [image for image in shown.iter("img") if image.get("src", "").partition("#")[0] in images]:
        parent = image.getparent()
        (parent if parent is not None and parent.tag == "picture" else image).tag = "unread"
    strip_elements(shown, "unread", with_tail=False)
    for paragraph in [each for each in shown.iter("p") if not len(each) and not (each.text or "").strip()]:
        paragraph.tag = "unread"
    strip_elements(shown, "unread", with_tail=False)


def _settle_attributes(element: Element, url: str) -> None:
    classes = element.get("class", "").split()
    if not _NOT_IN_LISTS.isdisjoint(classes) or (element.tag == "input" and element.get("type") != "checkbox"):
        element.tag = "unread"
    elif element.tag == "img":
        element.set("loading", "lazy")
    if any(name.startswith("tabbed-") for name in classes):
        del element.attrib["class"]
    for name, value in element.items():
        _settle_attribute(element, str(name), str(value), url)


def _settle_attribute(element: Element, name: str, value: str, url: str) -> None:
    if name == "srcset":
        element.set(name, rebase_srcset(value, url))
    elif name in _LINKS or _SCRIPT.match(value.strip(_BLANK)):
        settled = rebase_link(value, url) if value or name == "href" else ""
        if settled:
            element.set(name, settled)
        else:
            del element.attrib[name]
    elif name in _OF_THIS_PAGE or name.startswith("on"):
        del element.attrib[name]
