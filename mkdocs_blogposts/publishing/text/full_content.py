"""A whole post as HTML that may stand in a list, on a page with others of its kind."""

from __future__ import annotations

import re
from typing import cast
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.text.excerpts import protect_base, rebase_link, rebase_srcset
from mkdocs_blogposts.publishing.text.html_text import HEADINGS, parse_html, serialize_inner

TOP = 3
"""The highest level of a heading in it: the post's title in the list is of the second."""

_DROPPED = ("base", "link", "meta", "script", "title")
_PERMALINKS = etree.XPath("descendant::a[contains(concat(' ', @class, ' '), ' headerlink ')]")
_URL_ATTRIBUTES = {
    *("href", "src", "poster", "action", "data", "usemap"),
    *("xlink:href", "{http://www.w3.org/1999/xlink}href"),
}
_REFERRING = {"for", "list", "form", "headers", "aria-controls", "aria-describedby", "aria-labelledby", "aria-owns"}
_DRAWN = compile_pattern(r"url\(\s*(['\"]?)#([^'\")]+)\1\s*\)")


def make_full_content(content: str, url: str) -> str:
    """The text of a post for lists: footnotes, groups of tabs and links to its own parts work there as on its page.

    `url` is the URL of its page, relative to the site's root, and unlike that of any other post. URLs start
    with `BASE`. Ids, and the names of groups, begin with the post's URL; headings stand below the title that the
    list gives it. Scripts are left out, since they look for ids, and the links of headings to themselves.
    """
    body = parse_html(content)
    for mark in cast("list[Element]", _PERMALINKS(body)):
        mark.tag = "unread"
    etree.strip_elements(body, "unread", *_DROPPED, etree.Comment, etree.PI, with_tail=False)
    _step_down(body)
    ids = frozenset(value for element in body.iter() for name in ("id", "name") if (value := element.get(name)))
    own = re.sub(r"\s+", "-", unquote(url).strip("/").replace("/", ":")) + ":"
    for element in body.iter():
        _settle(element, url, own, ids)
    return protect_base(serialize_inner(body)).strip()


def _step_down(body: Element) -> None:
    headings = [(element, int(str(element.tag)[1])) for element in body.iter(*HEADINGS)]
    steps = max(TOP - min((level for _, level in headings), default=TOP), 0)
    for element, level in headings:
        element.tag = f"h{min(level + steps, 6)}"


def _settle(element: Element, url: str, own: str, ids: frozenset[str]) -> None:
    if element.tag == "img":
        element.set("loading", "lazy")
        element.attrib.pop("fetchpriority", "")
    for name, value in [(str(name), str(value)) for name, value in element.items() if value]:
        settled = _settled(element, name, value, url, own, ids)
        if settled:
            element.set(name, settled)
        else:
            del element.attrib[name]


def _settled(element: Element, name: str, value: str, url: str, own: str, ids: frozenset[str]) -> str:
    """What an attribute says in a list; empty where it must go."""
    if name == "id" or (name == "name" and _is_shared(element)):
        return own + value
    if name in _REFERRING:
        return " ".join(own + part if part in ids else part for part in value.split())
    if name in _URL_ATTRIBUTES:
        is_within = value.startswith("#") and not ids.isdisjoint({value[1:], unquote(value[1:])})
        return f"#{own}{value[1:]}" if is_within else rebase_link(value, url)
    if name == "srcset":
        return rebase_srcset(value, url)
    if name.startswith("on"):
        return ""
    return _DRAWN.sub(lambda found: f"url(#{own}{found[2]})" if found[2] in ids else found[0], value)


def _is_shared(element: Element) -> bool:
    """Means its `name` something to the rest of the page: a place to go to, a map, one of several choices?"""
    return element.tag in ("a", "map") or (element.tag == "input" and element.get("type") == "radio")
