"""Is each image that a post names shown on its page, or told of once where it is not there?"""

from __future__ import annotations

import filecmp
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from harness.page import PageView
from scripts.validate.building import Site
from scripts.validate.writer import Writing

WRAPPING = re.compile(r"^(?:\{(?:static|filename|attach)\}|\{\{\s*site\.(?:base)?url\s*\}\})")
ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
SIDES = ("warned", "told")


@dataclass
class Count:
    """What became of the images that posts name."""

    shown: int = 0
    elsewhere: int = 0
    warned: int = 0
    """Not there, with a warning."""

    told: int = 0
    """Not there, with a note, since MkDocs' `validation:` makes little of it."""

    faults: list[str] = field(default_factory=list)


def count(site: Site) -> Count:
    """Every image of every post that is built."""
    counted = Count()
    for post in site.listed:
        if page := site.page_of.get(post["file"]):
            writing = Writing(site.docs / post["file"])
            named = dict.fromkeys([(writing.picture, False), *((path, True) for path in in_text(writing.body))])
            for path, is_text in named:
                if path and path.lower() != "false":
                    _look(path, is_text, writing.path, page, site, counted)
    return counted


def links(markdown: str) -> set[str]:
    """The URLs of the links in a text of Markdown."""
    tokens = _all(MarkdownIt("commonmark").parse(markdown))
    return {unquote(str(token.attrs["href"])) for token in tokens if token.type == "link_open"}


def in_text(markdown: str) -> Iterator[str]:
    """The URLs of the images in a text, of Markdown and of HTML; none of code."""
    for token in _all(MarkdownIt("commonmark").parse(markdown)):
        if token.type == "image":
            yield unquote(str(token.attrs["src"]))
        elif token.type in ("html_block", "html_inline") and "<img" in token.content.lower():
            yield from _of_html(token.content)


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _of_html(html: str) -> Iterator[str]:
    for image in lxml_html.fragment_fromstring(html, create_parent=True).iter("img"):
        if src := image.get("src"):
            yield unquote(src.strip())


def _look(path: str, is_text: bool, post: Path, page: PageView, site: Site, counted: Count) -> None:
    where = f"{post.relative_to(site.docs).as_posix()}: the picture {path!r}"
    if ELSEWHERE.match(path):
        counted.elsewhere += 1
        return
    file = _file(path, post, site.docs)
    said = [_about(path, post, site, messages) for messages in (site.built.warnings, site.built.notes)]
    if file:
        counted.shown += 1
        if not _is_shown(file, is_text, page, site):
            counted.faults.append(f"{where} is there, and not shown")
        if said != [0, 0]:
            counted.faults.append(f"{where} is there, and the build says something of it")
        return
    is_note = is_text and path.startswith("/")
    setattr(counted, SIDES[is_note], getattr(counted, SIDES[is_note]) + 1)
    if said != [int(not is_note), int(is_note)]:
        counted.faults.append(f"{where} is not there; of it are {said[0]} warnings and {said[1]} notes")


def _file(path: str, post: Path, docs: Path) -> Path | None:
    """What a writer means: a file beside the post, or below `docs_dir`."""
    bare = re.split(r"[?#]", WRAPPING.sub("", path), maxsplit=1)[0]
    places = [docs / bare.lstrip("/")]
    if not bare.startswith("/"):
        places.insert(0, post.parent / bare)
    return next((place.resolve() for place in places if place.is_file()), None)


def _is_shown(file: Path, is_text: bool, page: PageView, site: Site) -> bool:
    """An image of a text as it is, or in a smaller size of our own where it is large; that of front matter in ours."""
    if not is_text:
        return bool(page.all(".bp-featured-image"))
    images = [site.built.site_dir / at.partition("#")[0] for at in page.images]
    return any(
        image.is_file() and (filecmp.cmp(image, file, shallow=False) or _is_size_of(image, file)) for image in images
    )


def _is_size_of(image: Path, file: Path) -> bool:
    return image.parent.name == "blogposts" and image.name.startswith(f"{file.stem}-")


def _about(path: str, post: Path, site: Site, messages: list[str]) -> int:
    """How many messages name the post and the image.

    What MkDocs says of a link to the same file is none of them, nor that a path from the host's root stays as it is.
    """
    name, bare = post.relative_to(site.docs).as_posix(), WRAPPING.sub("", path)
    found = [message for message in messages if name in message and f"'{bare}'" in message]
    is_also_told = path.startswith("/") or path in links(Writing(post).body)
    return sum(not is_also_told or message.startswith("blogposts: ") for message in found)
