"""What only scripts and styles tell apart, told apart in words: tabs by their labels, tasks by their boxes.

Code is without the numbers of its lines, which styles keep out of the way of who copies it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

DONE, OPEN = "☑", "☐"

EMOJI = frozenset({"emoji", "emojione", "gemoji", "twemoji"})
"""The classes of emoji."""

_SETS = etree.XPath("descendant::*[contains(concat(' ', @class, ' '), ' tabbed-set ')]")
_NUMBERED = etree.XPath("descendant::table[.//td[contains(concat(' ', @class, ' '), ' code ')]//pre]")
_NUMBERS = etree.XPath("descendant::pre//span[@class='linenos' or @class='lineno' or @class='ln' or @class='lnt']")
_FILE_NAMES = etree.XPath("descendant::span[contains(concat(' ', @class, ' '), ' filename ')]")
_TITLES = etree.XPath("descendant::p[contains(concat(' ', @class, ' '), ' admonition-title ')]")


def label_tabs(body: Element) -> None:
    """Put the label of each tab above its content, of both ways in which pymdownx writes them."""
    for tabs in cast("list[Element]", _SETS(body)):
        _label(tabs)


def replace_checkboxes(body: Element) -> None:
    """Put a sign in the place of each task's box."""
    for box in [each for each in body.iter("input") if each.get("type") == "checkbox"]:
        _write_box(box)


def remove_line_numbers(body: Element) -> None:
    """Leave of code with numbers beside its lines the code, below the name of its file: the numbers are no text."""
    for table in cast("list[Element]", _NUMBERED(body)):
        code = [each for each in table.iter("pre") if not _is_numbers(each)]
        for name in cast("list[Element]", _FILE_NAMES(table)):
            table.addprevious(name)
            name.tail = None
        for each in code:
            table.addprevious(each)
            each.tail = None
        code[-1].tail, table.tail = table.tail, None
        table.tag = "unread"
    for number in cast("list[Element]", _NUMBERS(body)):
        number.tag = "unread"
    etree.strip_elements(body, "unread", with_tail=False)
    for name in cast("list[Element]", _FILE_NAMES(body)):
        strong = etree.SubElement(name, "strong")
        strong.text, name.text, name.tag = name.text, None, "p"
    for place in [link for code in body.iter("pre") for link in code.iter("a") if not len(link) and not link.text]:
        place.tag = "unwrapped"  # of a line's number


def _is_numbers(code: Element) -> bool:
    return any("code" not in _classes(cell) for cell in code.iterancestors("td"))


def replace_emoji(body: Element) -> None:
    """Put the character in the place of each emoji that is drawn: without the site's styles it is a large image."""
    for image in [each for each in body.iter("img") if not EMOJI.isdisjoint(_classes(each)) and each.get("alt")]:
        alt, tail = "".join(filter(str.isprintable, image.get("alt", ""))), image.tail
        image.clear()
        image.tag, image.text, image.tail = "unwrapped", alt, tail


def emphasize_titles(body: Element) -> None:
    """Make the titles of notes and of what unfolds bold: they are plain text without the site's styles."""
    for title in [*cast("list[Element]", _TITLES(body)), *body.iter("summary")]:
        strong = etree.Element("strong")
        strong.text, title.text = title.text, None
        strong.extend([*title])
        title.append(strong)


def _label(tabs: Element) -> None:
    """All labels come first, or each before its content."""
    groups = [child for child in tabs if "tabbed-labels" in _classes(child)]
    if groups:
        blocks = [block for child in tabs if "tabbed-content" in _classes(child) for block in child]
        for label, block in zip([*_labels(groups[0])], blocks, strict=False):
            block.addprevious(_titled(label))
        tabs.remove(groups[0])
        return
    for label in [*_labels(tabs)]:
        label.addprevious(_titled(label))
        tabs.remove(label)


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _labels(element: Element) -> Iterator[Element]:
    return element.iterchildren("label")


def _titled(label: Element) -> Element:
    """A paragraph with what a label says."""
    paragraph = etree.Element("p")
    strong = etree.SubElement(paragraph, "strong")
    strong.text = label.text
    strong.extend([*label])
    return paragraph


def _write_box(box: Element) -> None:
    sign = DONE if box.get("checked") is not None else OPEN
    parent = box.getparent()
    if parent is not None and parent.tag == "label":
        parent.tag = "unwrapped"
        parent.tail = f" {(parent.tail or '').lstrip()}"
    else:
        box.tail = f" {(box.tail or '').lstrip()}"
    indicator = box.getnext()
    if indicator is not None and "task-list-indicator" in _classes(indicator):
        indicator.tag = "unwrapped"
    tail = box.tail
    box.clear()
    box.tag, box.text, box.tail = "unwrapped", sign, tail
