"""Where a link of a page leads, and how this harness writes URLs.

A URL is written as a reader of a site with directory URLs sees it, from the site's root and without percent
signs: `` for the home page, `blog/hello/` for a page, `blog/pic.jpg` for a file. It is the same for a site without
directory URLs, so that one assertion serves both; `Built.files` has the real names.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit

NOWHERE = "http://no-site-url.invalid/"
"""Stands in for the `site_url` of a site that has none."""


@dataclass(frozen=True)
class Target:
    """Where a link leads: to a file of the site (`inside`), or elsewhere."""

    path: str
    """Of the file in `site_dir`, unquoted; the whole URL as written where it leads elsewhere."""

    fragment: str
    inside: bool


@dataclass(frozen=True)
class Addresses:
    """The URLs of one site."""

    site_url: str
    directory_urls: bool = True

    @property
    def root(self) -> str:
        return (self.site_url or NOWHERE).rstrip("/") + "/"

    def target(self, file: str, href: str) -> Target:
        """Follow `href` from the page whose file is `file`."""
        try:
            return self._target(file, href.strip())
        except ValueError:  # such as `http://[`
            return Target(href, "", inside=False)

    def _target(self, file: str, href: str) -> Target:
        here = urljoin(self.root, file)
        url, fragment = urldefrag(urljoin(here, href) if href else here)
        url = urlunsplit(urlsplit(url)._replace(query=""))
        if not url.startswith(self.root):
            return Target(href, "", inside=False)
        path = unquote(url.removeprefix(self.root))
        return Target(path + "index.html" if path == "" or path.endswith("/") else path, unquote(fragment), inside=True)

    def address(self, file: str) -> str:
        """The URL of a file of `site_dir`."""
        if file == "index.html" or file.endswith("/index.html"):
            return file.removesuffix("index.html")
        if not self.directory_urls and file.endswith(".html") and file != "404.html":
            return file.removesuffix(".html") + "/"
        return file

    def candidates(self, address: str) -> tuple[str, ...]:
        """The names that the file at a URL can have."""
        if address and not address.endswith("/"):
            return (address,)
        flat = (address.removesuffix("/") + ".html",) if address and not self.directory_urls else ()
        return (address + "index.html", *flat)

    def shown(self, target: Target) -> str:
        """A target as a URL, with its fragment."""
        path = self.address(target.path) if target.inside else target.path
        return f"{path}#{target.fragment}" if target.fragment else path
