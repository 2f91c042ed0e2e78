"""Which paragraphs of a text speak for it: the plain prose, not the notes, tables and images around it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element as Element

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.text.html_text import HEADINGS, extract_text, fold_whitespace
from mkdocs_blogposts.publishing.text.math_text import has_math, replace_math, strip_math_delimiters

ENOUGH = 50
"""Characters of plain text. A shorter opening says too little, so the next paragraph joins it."""

_LISTS = ("ul", "ol", "dl")
_FRAMES = ("body", "div", "section", "article", "main", "blockquote", "center")
_BESIDE = {
    *("admonition", "alert", "arithmatex", "callout", "caption", "codehilite", "footnote", "footnotes", "highlight"),
    *("jp-CodeCell", "mermaid", "tabbed-set", "toc"),
}
_NOT_IN_PROSE = ("aside", "details", "dialog", "figure", "nav", "p", "pre", "table", *HEADINGS, *_FRAMES, *_LISTS)

_MATH = compile_pattern(r"\\\((?:[^\\]|\\[^()])*\\\)|\\\[(?:[^\\]|\\[^\[\]])*\\\]|\$\$[^$]*\$\$")
_LONELY_BLANK = compile_pattern(r" ([,.])(?= |$)")  # left where something stood between a word and its comma
_URL = compile_pattern(r"<?(?:https?://|www\.)\S+")
_STOPS = (".", "!", "?", "…", "。", "！", "？")
_CALLOUT = compile_pattern(r"\s*\[![\w-]+\]")  # `> [!NOTE]`, as GitHub has it
_DATE = compile_pattern(
    r"""
    (?:[^\W\d_]+\.?[\s:,–—-]+){0,4}                           # "Posted on", "Updated:", "Monday,"
    (?: \d{4}[-/.]\d{1,2}[-/.]\d{1,2}                         # 2024-07-23
      | \d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{2,4}                 # 23.7.2024, 7/23/24
      | \d{1,2}(?:st|nd|rd|th)?\.?(?:\s[^\W\d_]+\.?){1,3},?\s\d{4}   # 23rd July 2024, 23 de julio de 2024
      | [^\W\d_]+\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}        # July 23, 2024
      | [^\W\d_]{3,}\.?,?\s\d{4}                            # July 2024
      | \d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]
    )
    (?:T?[\s,]*(?:at\s)?\d{1,2}[:h]\d{2}.{0,14})?             # and the time of day with its zone
    """,
    re.VERBOSE | re.IGNORECASE,
)

_BY = r"""
    (?:(?:written|posted|published|contributed|reported|words|text|story|photos?|pictures?|images?)\s)?by
    | (?:verfasst|geschrieben)\svon | von | écrit\spar | par | escrito\spor | por
"""
_LABELS = r"""
    authors? | author\(s\) | editors? | reviewers? | contributors? | writers? | credits? | autor(?:en|in|innen|es|a|as)?
    | auteurs? | 作者 | 撰文 | (?:photo|image|picture|foto)(?:\scredits?)? | (?:estimated\s)?reading\stime | read\stime
    | tags? | categor(?:y|ies) | date | published | posted | (?:last\s)?(?:updated|modified)
"""
_BYLINE = compile_pattern(
    rf"""
    (?:{_LABELS}) \s?[:：]\s?.{{1,100}}                                        # Author: A. B., ACME
    | (?:{_BY}) \s?:?\s (?:
        [(@"“]?(?-i:[^\W\da-z_]|\d)[^\s!?]*                                   # names, and the day
        | and | und | et | y | e | & | of | from | at | on | de | del | der | la | da | do | van | von
        | the(?=\s[^\W\da-z_]) | min | minutes? | read | – | — | \| | ·
        | \s
      )+
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Who wrote a text, or when, in a line of its own."""


class Passage(NamedTuple):
    """A paragraph, with the list that belongs to it."""

    elements: tuple[Element, ...]
    text: str
    """Plain, in one line."""


def find_lead_paragraphs(body: Element, enough: int = ENOUGH) -> tuple[Passage, ...]:
    """The first good paragraphs until they have `enough` characters; none where the text has nothing of the kind.

    A paragraph ending with a colon takes the list after it along. A text without any good paragraph is read by its
    lists, those left out that hold nothing but links: they are menus.
    """
    taken, length = [], 0
    for passage in _passages(body):
        taken.append(passage)
        length += len(passage.text)
        if length >= enough:
            break
    return tuple(taken)


def _passages(body: Element) -> Iterator[Passage]:
    found = False
    for element in _flow(body):
        if element.tag not in _LISTS and (text := _prose_of(element)):
            found = True
            yield _with_list(element, text)
    if not found:
        for element in _flow(body):
            if element.tag in _LISTS and _has_words(extract_text(element, "a")):
                yield Passage((element,), _items(element))


def _flow(body: Element) -> Iterator[Element]:
    """Paragraphs and lists in the order of the text, those in boxes beside the text left out."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if _is_beside(element):
            continue
        if element.tag == "p" or element.tag in _LISTS or (element.tag in _FRAMES and _holds_text(element)):
            yield element
        elif element.tag in _FRAMES:
            waiting.extend(reversed(element))


def _is_beside(element: Element) -> bool:
    if "hidden" in element.attrib or not _BESIDE.isdisjoint(element.get("class", "").split()):
        return True
    return element.tag == "blockquote" and _CALLOUT.match("".join(map(str, islice(element.itertext(), 3)))) is not None


def _holds_text(frame: Element) -> bool:
    """Is it a paragraph by another name?"""
    direct = (frame.text, *(child.tail for child in frame))
    return any(text and text.strip() for text in direct) and not _has(frame, *_NOT_IN_PROSE)


def _prose_of(paragraph: Element) -> str:
    """Its text in one line; empty where it isn't prose."""
    text = _line(extract_text(paragraph))
    if not _has_words(text) or _has(paragraph, *_NOT_IN_PROSE) or _CALLOUT.match(text) or _URL.fullmatch(text):
        return ""
    if (len(text) <= 80 and _DATE.fullmatch(text)) or (len(text) <= 120 and _BYLINE.fullmatch(text)):
        return ""
    # Only a link; or an image, with no more than its caption.
    apart = ("a", "em", "i", "small") if _shows_image(paragraph) else ("a",)
    text = _with_formulas(paragraph, text)
    return text if not _has(paragraph, *apart) or _has_words(extract_text(paragraph, *apart)) else ""


def _shows_image(paragraph: Element) -> bool:
    return any("emoji" not in image.get("class", "") for image in paragraph.iterdescendants("img"))


def _with_list(paragraph: Element, text: str) -> Passage:
    after = paragraph.getnext()
    if after is None or after.tag not in _LISTS or not text.endswith((":", "：")):
        return Passage((paragraph,), text)
    return Passage((paragraph, after), f"{text} {_items(after)}".strip())


def _items(of: Element) -> str:
    """A list as a sentence, as far as its thirtieth item: a description has no room for more."""
    items = [_with_formulas(item, _line(extract_text(item))) for item in islice(of.iterchildren("li", "dt", "dd"), 30)]
    parted = [item if item.endswith(_STOPS) else item.rstrip(";,:") + ";" for item in items if _has_words(item)]
    return re.sub(";$", ".", " ".join(parted))


def _with_formulas(element: Element, text: str) -> str:
    """The same text with what its formulas say, since a sentence has a hole without them."""
    if not (len(element) and has_math(element)) and not _MATH.search(extract_text(element)):
        return text
    words = copy.deepcopy(element)
    replace_math(words)
    return _LONELY_BLANK.sub(
        r"\1", fold_whitespace(_MATH.sub(lambda found: strip_math_delimiters(found[0]), extract_text(words)))
    )


def _line(text: str) -> str:
    return _LONELY_BLANK.sub(r"\1", fold_whitespace(_MATH.sub(" ", text)))


def _has(element: Element, *tags: str) -> bool:
    return next(element.iterdescendants(*tags), None) is not None


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
