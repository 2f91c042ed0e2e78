"""Sitemaps, and pictures in them (https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"

# Nothing is fetched, and what entities stand for is left alone, whatever the file says.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def with_images(sitemap: str, images: Mapping[str, str]) -> str:
    """A sitemap with the picture of each page: `images` has absolute addresses by those of pages.

    An entry with pictures of its own stays as it is, and so does a file that is no sitemap.
    """
    try:
        root = etree.fromstring(sitemap.encode("utf-8", "replace"), _PARSER)
    except etree.XMLSyntaxError:
        return sitemap
    if not images or root.tag != f"{{{SITEMAP}}}urlset":
        return sitemap
    prefixes: Mapping[str | None, str] = {**root.nsmap, "image": IMAGE}
    whole = etree.Element(root.tag, nsmap=prefixes)  # type: ignore[arg-type]  # the stubs forget the empty prefix
    whole.text = root.text
    whole.extend(list(root))
    for url in whole.iter(f"{{{SITEMAP}}}url"):
        image = images.get((url.findtext(f"{{{SITEMAP}}}loc") or "").strip())
        if image and url.find(f"{{{IMAGE}}}image") is None:
            holder = etree.SubElement(url, f"{{{IMAGE}}}image")
            etree.SubElement(holder, f"{{{IMAGE}}}loc").text = image
    return etree.tostring(whole, encoding="utf-8", xml_declaration=True).decode("utf-8")


def sitemap_of(address: str) -> bytes:
    """A sitemap (https://www.sitemaps.org/protocol.html) that names one page, by its absolute address."""
    prefixes: Mapping[str | None, str] = {None: SITEMAP}
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=prefixes)  # type: ignore[arg-type]  # as above
    url = etree.SubElement(root, f"{{{SITEMAP}}}url")
    etree.SubElement(url, f"{{{SITEMAP}}}loc").text = address
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
