"""Is all there that pages and feeds point to, and are images of the size that is told?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml.html import HtmlElement
from PIL import Image, UnidentifiedImageError

from harness.built import Built
from harness.links import dead_addresses
from harness.page import PageView
from scripts.validate.building import SITE_URL, Site, pages_of
from scripts.validate.data import graph_of
from scripts.validate.feeds import FILES, addresses_in, entries_of

IN_SET = re.compile(r"(\S+) (\d+)w")
MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp", "AVIF": "image/avif"}


def faults(site: Site) -> Iterator[str]:
    """What is broken, but for what the writers of the posts wrote: that is broken without the plugin, too."""
    plain = dead_addresses(pages_of(site.plain), set(site.plain.files))
    theirs = tuple(f"/{end}" for end in {_end(dead.written) for dead in plain} if end)
    for dead in dead_addresses(site.pages, set(site.built.files)):
        if not _path(dead.written).endswith(theirs):
            yield str(dead)
    yield from _in_feeds(site, theirs)
    for page in site.pages:
        yield from (f"{page.file}: {fault}" for fault in dict.fromkeys(_of_page(page, site.built)))


def _end(written: str) -> str:
    """A URL without its way up: from another page the way is another."""
    return re.sub(r"^/(?:\.{0,2}/)*", "", _path(written))


def _path(written: str) -> str:
    """A URL as one whose end is looked at: an excerpt and a feed have it with a way of their own before it."""
    return re.sub(r"\s", "", f"/{unquote(written.removeprefix(SITE_URL))}").rstrip("/")


def _in_feeds(site: Site, theirs: tuple[str, ...]) -> Iterator[str]:
    """The URLs in the feeds, and in the texts that they carry."""
    files = set(site.built.files)
    for file in (file for file in site.built.files if file.rpartition("/")[2] in FILES):
        for entry in entries_of((site.built.site_dir / file).read_bytes(), file):
            for url in {entry["link"], entry["picture"], *addresses_in(entry["html"])}:
                target = site.built.addresses.target(file, url)
                is_there = not url or not target.inside or target.path in files
                if not is_there and not _path(url).endswith(theirs):
                    yield f"{file}: {url} is not there"


def _of_page(page: PageView, built: Built) -> Iterator[str]:
    """The sizes that a page tells of images, and the URLs in its data."""
    for image in page.element.iter("img", "source"):
        yield from _of_image(image, page, built)
    yield from _of_preview(page, built)
    for node in graph_of(page) if page.file != "404.html" else ():
        yield from _of_node(node, page, built)


def _of_image(image: HtmlElement, page: PageView, built: Built) -> Iterator[str]:
    for url, width in IN_SET.findall(image.get("srcset", "")):
        real = _real(built, page, url)
        if real and real["width"] != int(width):
            yield f"{url} is {real['width']} pixels wide, and said to be {width}"
    if image.tag == "img" and "bp-" in image.get("class", ""):
        urls = [image.get("src", ""), *(url for url, _ in IN_SET.findall(image.get("srcset", "")))]
        measured = [real for url in urls if (real := _real(built, page, url))]
        sizes = [f"{real['width']}×{real['height']}" for real in measured]
        told = f"{image.get('width')}×{image.get('height')}"
        if sizes and told not in sizes:
            yield f"{urls[0]} is said to be {told}, and is {' or '.join(sizes)}"


def _of_preview(page: PageView, built: Built) -> Iterator[str]:
    metas = {name: page.meta(f"og:image:{name}") for name in ("width", "height", "type")}
    url = page.meta("og:image")
    if url != page.meta("twitter:image"):
        yield f"og:image is {url}, and twitter:image {page.meta('twitter:image')}"
    real = _real(built, page, url or "")
    for name, told in metas.items():
        if real and told != str(real[name]):
            yield f"og:image:{name} is {told}, and {url} has {real[name]}"


def _of_node(node: dict[str, Any], page: PageView, built: Built) -> Iterator[str]:
    for name in ("contentUrl", "url", "logo", "image", "thumbnailUrl", "item"):
        values: Iterable[Any] = node[name] if isinstance(node.get(name), list) else [node.get(name)]
        for url in (value for value in values if isinstance(value, str)):
            target = page.addresses.target(page.file, url)
            if target.inside and target.path not in built.files:
                yield f"{node['@type']} has {name} {url}, which is not there"
    real = _real(built, page, node["contentUrl"]) if node["@type"] == "ImageObject" else None
    if real and (node.get("width"), node.get("height")) != (real["width"], real["height"]):
        yield f"ImageObject is {node.get('width')}×{node.get('height')}, and {node['contentUrl']} is {json.dumps(real)}"


def _real(built: Built, page: PageView, url: str) -> dict[str, Any] | None:
    target = page.addresses.target(page.file, url) if url else None
    return _measured(built.site_dir / target.path) if target and target.inside else None


@cache
def _measured(path: Path) -> dict[str, Any] | None:
    """Width and height in pixels, and type, of an image file; `None` where Pillow reads none, as of an SVG."""
    try:
        with Image.open(path) as image:
            kind = image.format or ""
            return {"width": image.width, "height": image.height, "type": MIMES.get(kind, kind)}
    except (OSError, UnidentifiedImageError):
        return None
