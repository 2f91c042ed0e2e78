"""A page, and parts of it, as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from harness.urls import Addresses

UNSEEN = {"script", "style", "template", "noscript", "head", "svg"}
INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "img", "mark", "small", "span", "strong", "sub", "sup", "time"}


class Part:
    """One element of a page with everything in it."""

    def __init__(self, element: HtmlElement, file: str, addresses: Addresses) -> None:
        self.element = element
        self.file = file
        self.addresses = addresses

    def __repr__(self) -> str:
        return f"<{self.element.tag} of {self.file}: {self.text[:60]!r}>"

    def __getitem__(self, attribute: str) -> str:
        return self.element.attrib[attribute]

    def get(self, attribute: str) -> str | None:
        """The attribute's value, `None` where there is none."""
        return self.element.get(attribute)

    @property
    def text(self) -> str:
        """The words a reader sees: one line for each block, single spaces, nothing of scripts or hidden elements."""
        lines = "".join(_words(self.element)).split("\n")
        return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)

    @property
    def html(self) -> str:
        return lxml.html.tostring(self.element, encoding="unicode", with_tail=False)

    @property
    def links(self) -> list[str]:
        """Where each link leads, in order: URLs from the site's root, other sites as written."""
        return self._addresses("a", "href")

    @property
    def images(self) -> list[str]:
        """Where each image lies, in order."""
        return self._addresses("img", "src")

    def all(self, css: str) -> list[Part]:
        return [Part(found, self.file, self.addresses) for found in self.element.cssselect(css)]

    def one(self, css: str) -> Part:
        """The only element that the selector finds."""
        found = self.all(css)
        assert len(found) == 1, f"{self.file} has {len(found)} of {css!r}, not one: {found}"
        return found[0]

    def texts(self, css: str) -> list[str]:
        return [part.text for part in self.all(css)]

    def _addresses(self, tag: str, attribute: str) -> list[str]:
        written = [found for found in self.element.iter(tag) if found.get(attribute) is not None]
        targets = (self.addresses.target(self.file, found.get(attribute)) for found in written)
        return [self.addresses.shown(target) for target in targets]


class PageView(Part):
    """A whole page."""

    def __init__(self, source: str, file: str, addresses: Addresses) -> None:
        super().__init__(_parsed(source), file, addresses)
        self.source = source
        """As it was written, to the letter."""

    @property
    def address(self) -> str:
        return self.addresses.address(self.file)

    @property
    def h1(self) -> str:
        """The text of the page's only h1."""
        return self.one("h1").text

    @property
    def title(self) -> str:
        return " ".join(self.one("head title").element.text_content().split())

    @property
    def description(self) -> str:
        """The page's only description."""
        found = self.metas("description")
        assert len(found) == 1, f"{self.file} has {len(found)} descriptions, not one: {found}"
        return found[0]

    @property
    def canonical(self) -> str:
        return self.one("head link[rel=canonical]")["href"]

    @property
    def main(self) -> Part:
        """The page's content, without what the theme puts around it."""
        return self.one("article.md-content__inner, [role=main]:not(:has(article.md-content__inner))")

    @property
    def stylesheets(self) -> list[str]:
        links = [link for link in self.all("link[rel=stylesheet]") if link.get("href")]
        return [self.addresses.shown(self.addresses.target(self.file, link["href"])) for link in links]

    def meta(self, name: str) -> str | None:
        """The content of the page's only `<meta>` of that name or property; `None` where there is none."""
        found = self.metas(name)
        assert len(found) <= 1, f"{self.file} has {len(found)} of {name}: {found}"
        return found[0] if found else None

    def metas(self, name: str) -> list[str]:
        """The contents of all of that name or property, in order."""
        tags = [tag for tag in self.element.iter("meta") if name in (tag.get("name"), tag.get("property"))]
        return [tag.get("content", "") for tag in tags]


def _parsed(source: str) -> HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(source.encode("utf-8", "surrogatepass"), parser=parser)


def _words(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN or "hidden" in element.attrib:
        return
    edge = "" if element.tag in INLINE else "\n"
    yield edge + re.sub(r"\s+", " ", element.text or "")
    for child in element:
        yield from _words(child)
        yield re.sub(r"\s+", " ", child.tail or "")
    yield edge
