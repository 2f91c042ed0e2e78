"""What is read out of a post's finished HTML: its heading, its text, its words."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cached_property
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.text.math_text import write_exponents
from mkdocs_blogposts.publishing.text.tabs_and_tasks import label_tabs, replace_checkboxes, replace_emoji

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

CHARACTERS = (
    "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
)
"""Chinese and Japanese characters, for use inside the brackets of a regular expression: no spaces part their words."""

_PUNCTUATION = "\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff1f"  # of Chinese and Japanese
_SYLLABLES = "\uac00-\ud7a3"  # of Korean

# Nothing that a reader sees as text, in a post as little as in a list.
_MACHINERY = (
    *("base", "button", "embed", "form", "iframe", "link", "meta", "noscript", "object", "script", "select", "style"),
    *("template", "textarea", "title"),
)
_MARKS = {"headerlink", "footnote-ref", "footnote-backref"}

_ROLES = {"doc-noteref", "doc-backlink"}
"""Those of the marks of footnotes, as others than Python-Markdown write them."""

MISSING = "bp-missing"
"""The class of what stands for an image that is not there: its alt text is no word of the text."""

BASE = "\ufdd0base\ufdd1"
"""Stands in an excerpt for the way to the site's root.

A page that shows the excerpt puts its own there: `../../`, or `./` at the root itself, never nothing. Its ends are
noncharacters, which Unicode §23.7 keeps for use inside a program; `html.read` takes them out of what writers write.
"""

_WORDED = ("br", "input", "sup")
"""Elements that say in a text something else than they hold."""

# Seen by readers, but not read as words.
_SILENT = ("pre", "svg", "math", "mjx-container", "del", "s", "strike")
_SILENT_CLASSES = {"arithmatex", "katex", "MathJax", "MathJax_Preview", "comment", "jp-CodeCell"}

_BLOCKS = (
    *("address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "header", "hr", "li", "main", "nav", "ol", "p", "section", "summary", "table", "td", "th", "tr", "ul"),
    *HEADINGS,
)
"""Elements that part the word before them from the word after them."""

_PARSER = etree.HTMLParser(encoding="utf-8")  # that of lxml.html asks Python for the class of every element
_CLASSED = etree.XPath("descendant::*[@class]")
_STRING = etree.XPath("string()", smart_strings=False)

# Character by character a regular expression takes as long as the parser does; most posts can do without.
_CONTROL = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_NONCHARACTERS = compile_pattern("[\ufdd0-\ufdef\ufffe\uffff]+")
_SIGNS = bytes(sign for sign in range(0x21, 0x7F) if not chr(sign).isalnum())
_SPACES = bytes(sign for sign in range(0x80) if chr(sign).isspace())
_SHAPE = bytes(ord(" " if sign in _SPACES else "x") for sign in range(0x100))
"""What makes a space of all white space, and `x` of all else: the beginning of a word is ` x`."""

_MORE = {
    *("more", "readmore", "truncate", "teaserend", "excerpt", "endexcerpt", "excerptend", "endofexcerpt"),
    *("endsummary", "summaryend", "pelicanendsummary", "continuereading"),
}
_CHARACTER = compile_pattern(f"[{CHARACTERS}{_SYLLABLES}]")
_WORD = compile_pattern(r"(?!.[\ufe0f\u20e3])[^\W_]\S*")  # a digit before a variation selector is an emoji
_BROKEN_LINE = compile_pattern(f"(?<=[{CHARACTERS}{_PUNCTUATION}])[ \t]*\n\\s*(?=[{CHARACTERS}{_PUNCTUATION}])")
_H1 = compile_pattern(r"<(/?)h1(?=[\s>])", re.IGNORECASE)
_COMMENT = compile_pattern(r"[\s\ufeff]*<!--.*?-->", re.DOTALL)
_TAG_OF_H1 = compile_pattern(r"""[\s\ufeff]*(<h1(?:\s[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)?>)""", re.IGNORECASE)
_DOCUMENT = compile_pattern(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_BODY = compile_pattern(r"<body\b[^>]*>(.*)</body\s*>", re.IGNORECASE | re.DOTALL)
_WRAPPERS = compile_pattern(r"<!doctype[^>]*>|<head\b.*?</head\s*>|</?(?:html|body)\b[^>]*>", re.IGNORECASE | re.DOTALL)
_END_OF_H1 = compile_pattern(r"</h1\s*>", re.IGNORECASE)


@dataclass(frozen=True)
class PageText:
    """The text of one page as a tree, parsed once; nobody changes the trees, who needs another takes a copy."""

    body: Element
    """All of it, without scripts, forms, comments, permalinks and the marks of footnotes."""

    opening: Element | None = None
    """What stands before the writer's `<!-- more -->`; `None` where there is no mark, or nothing before it."""

    @cached_property
    def prose(self) -> str:
        """Its words as plain text, white space as it comes."""
        return extract_text(self.body)

    @cached_property
    def counts(self) -> tuple[int, int]:
        """Words written with spaces between them; characters of Chinese, Japanese and Korean."""
        words = self.prose
        if words.isascii():
            return (b" " + words.encode().translate(_SHAPE, _SIGNS)).count(b" x"), 0
        rest, characters = _CHARACTER.subn(" ", words)
        return len(_WORD.findall(rest)), characters


def parse_page_text(content: str) -> PageText:
    """The text of a page from its finished HTML. Whatever the HTML is, there is a text, at worst an empty one."""
    body = parse_html(content)
    if "tabbed-set" in content:
        label_tabs(body)
    opening = _opening(body)
    _clean(body)
    return PageText(body, opening)


def split_heading(content: str) -> tuple[str, str]:
    """The inner HTML of the `<h1>` that opens the content, without ids and permalink, and the content without it.

    White space and comments may stand before it. Without such a heading: an empty text and the content as it is.
    """
    start = 0
    while comment := _COMMENT.match(content, start):
        start = comment.end()
    tag = _TAG_OF_H1.match(content, start)
    end = tag and _END_OF_H1.search(content, tag.end())
    if not tag or not end:
        return "", content
    heading = _clean_heading(content[tag.end() : end.start()])
    return heading, content[: tag.start(1)] + content[end.end() :]


def _clean_heading(inner: str) -> str:
    if inner.isprintable() and not any(sign in inner for sign in "<>&"):
        return inner.strip()
    heading = parse_html(inner)
    _unlink(heading)
    _clean(heading)
    for element in heading.iter():
        element.attrib.pop("id", "")
    return serialize_inner(heading).strip()


def unwrap_html(content: str) -> str:
    """The content without the `<html>`, `<head>` and `<body>` that a parser has put around it."""
    if not _DOCUMENT.match(content):
        return content
    body = _BODY.search(content)
    return body[1] if body else _WRAPPERS.sub("", content)


def lower_headings(content: str) -> str:
    """The content with what the writer set as `<h1>` in HTML as `<h2>`: a page has one title."""
    return _H1.sub(r"<\1h2", content) if "h1" in content else content


def strip_markup(fragment: str) -> str:
    """A piece of HTML, such as a heading, as one line of plain text."""
    if "<" not in fragment and "&" not in fragment:
        return fold_whitespace(fragment)
    body = parse_html(fragment)
    replace_emoji(body)
    _clean(body)
    etree.strip_elements(body, "svg", with_tail=False)
    write_exponents(body)
    return fold_whitespace(_spaced(body))


def extract_text(element: Element, *without: str) -> str:
    """The words of an element as plain text, white space as it comes.

    Code blocks, drawings, formulas and deleted text stay out, and so do the elements named in `without`.
    """
    if not len(element) and element.tag not in _WORDED:
        return element.text or ""
    words = copy.deepcopy(element)
    replace_checkboxes(words)
    write_exponents(words)
    for silent in _of_classes(words, _SILENT_CLASSES):
        silent.tag = "unread"
    etree.strip_elements(words, "unread", *_SILENT, *without, with_tail=False)
    return _spaced(words)


def count_letters(words: str) -> int:
    """The characters of a text but for its white space."""
    return len(words.encode().translate(None, _SPACES) if words.isascii() else "".join(words.split()))


def fold_whitespace(text: str) -> str:
    """One line with single spaces; a line broken between two Chinese or Japanese characters leaves none.

    The second half is the segment break transformation of CSS Text, §4.1.3.
    """
    if "\n" in text and not text.isascii():
        text = _BROKEN_LINE.sub("", text)
    return " ".join(text.split())


def serialize_inner(body: Element) -> str:
    """The HTML inside a `<body>`."""
    inside = etree.tostring(body, method="html", encoding="unicode", with_tail=False)[len("<body>") : -len("</body>")]
    # The elements HTML has gained since version 4 are unknown to libxml2, so it ends those that have no end.
    return re.sub("</(?:source|track|wbr)>", "", inside)


def parse_html(content: str) -> Element:
    """The `<body>` that holds a piece of HTML, without characters that no document has."""
    if not content.isascii():
        content = _NONCHARACTERS.sub("", content)
    written = b"<!doctype html><html><body>" + content.encode("utf-8", "replace").translate(None, _CONTROL)
    body = cast("Element", etree.fromstring(written, _PARSER).find("body"))
    body.attrib.clear()
    for element in [each for each in body.iter("embed") if each.text or len(each)]:
        _end_early(element)
    return body


def _end_early(element: Element) -> None:
    """Put behind an element what the parser has put into it, since it does not know that it has no end."""
    tail, element.tail, element.text = element.tail, element.text, None
    last = element
    for child in [*element]:
        last.addnext(child)
        last = child
    last.tail = (last.tail or "") + (tail or "")


def _opening(body: Element) -> Element | None:
    """A copy of what stands before the first mark."""
    if _mark_in(body) is None:
        return None
    opening = copy.deepcopy(body)
    mark = _mark_in(opening)
    while mark is not None and (parent := mark.getparent()) is not None:
        for after in list(mark.itersiblings()):
            parent.remove(after)
        mark.tail = None
        mark = parent
    _clean(opening)
    return (
        opening
        if extract_text(opening).strip() or next(opening.iter("img", "svg", "video"), None) is not None
        else None
    )


def _mark_in(body: Element) -> Element | None:
    comments: Iterator[Element] = body.iter(etree.Comment)
    return next((comment for comment in comments if _is_mark(comment.text or "")), None)


def _is_mark(comment: str) -> bool:
    """WordPress' `<!--more Read on-->` as well, with no space in front, and Nikola's `<!-- TEASER_END: Read on -->`;
    `<!-- more of this -->` is a remark.
    """
    word = "".join(filter(str.isalnum, comment.lower()))
    return word in _MORE or comment.lower().startswith("more ") or comment.strip().startswith("TEASER_END:")


def _clean(body: Element) -> None:
    """Take out what is not text. Elements are renamed and taken out together: one by one is quadratic."""
    refs = (link for link in body.iter("a") if link.get("role") in _ROLES)
    for mark in (*_of_classes(body, _MARKS), *refs):
        parent = mark.getparent()
        (parent if parent is not None and parent.tag == "sup" else mark).tag = "unread"
    drop_missing_images(body)
    for heading in body.iter(*HEADINGS):
        _unlink(heading)
    etree.strip_elements(body, "unread", *_MACHINERY, etree.Comment, etree.PI, with_tail=False)
    etree.strip_tags(body, "unwrapped")


def drop_missing_images(body: Element) -> None:
    """Take out what stands for images that are not there, and the paragraphs of which nothing is left then."""
    missing = _of_classes(body, {MISSING})
    around = {ancestor for each in missing for ancestor in each.iterancestors("p", "a", "picture", "figure")}
    for each in missing:
        each.tag = "unread"
    if missing:
        etree.strip_elements(body, "unread", with_tail=False)
    for element in around:
        if (
            not any(child.tag in ("img", "svg", "video") for child in element.iter())
            and not str(_STRING(element)).strip()
        ):
            element.tag = "unread"
    if around:
        etree.strip_elements(body, "unread", with_tail=False)


def _of_classes(body: Element, classes: set[str]) -> list[Element]:
    classed = cast("list[Element]", _CLASSED(body))
    return [element for element in classed if not classes.isdisjoint(element.get("class", "").split())]


def _unlink(heading: Element) -> None:
    """Mark for `_clean` the links of a heading to itself, be they a sign at its end or all of its text."""
    for link in heading.iter("a"):
        if link.get("href", "").startswith("#"):
            link.tag = "unwrapped" if any(map(str.isalnum, str(_STRING(link)))) else "unread"


def _spaced(words: Element) -> str:
    """The text of a tree that is ours to change, with a space between what stands in two blocks."""
    for block in words.iter(*_BLOCKS):
        if not block.tail:
            block.tail = " "
        elif block.tag == "br":
            block.text = " "
    return str(_STRING(words))
