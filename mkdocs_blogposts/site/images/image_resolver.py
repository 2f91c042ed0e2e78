"""Where an image lies: what a writer wrote, in the manner of many engines, the file that it means, or what is wrong."""

from __future__ import annotations

import logging
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.output_paths import FOLDER
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.images.file_types import MIME_OF_SUFFIX
from mkdocs_blogposts.reading.frontmatter.parse_result import strip_typographic_quotes
from mkdocs_blogposts.reading.naming.suggestions import find_nearest
from mkdocs_blogposts.reading.url_parts import extract_path

_LONGEST_PATH = 4096  # characters: what no file system takes need not be looked for
_MOST_KNOWN = 8192  # references: several for each image of a large site, which is asked for in every build
_SEARCHES = 20  # in a build: comparing with every name is slow, and more misses than that aren't slips of the pen
_SUFFIXES = (*MIME_OF_SUFFIX, ".tif", ".tiff", ".bmp")
_PELICAN = compile_pattern(r"^(?:\{(?:static|filename|attach)\}|\|(?:static|filename|attach)\|)", re.IGNORECASE)
_JEKYLL_SITE = compile_pattern(r"\{\{-?\s*site\.(?:base)?url\s*-?\}\}")
_JEKYLL_TEXT = compile_pattern(r"""\{\{-?\s*(["'])([^"'{}]*)\1[^{}]*\}\}""")
_OBSIDIAN = compile_pattern(r"!?\[\[([^\[\]|#]*)(?:[|#][^\[\]]*)?\]\]")
LOCAL_PATH = compile_pattern(r"file:|[a-z]:[\\/]|\\\\", re.IGNORECASE)
"""How a path on a writer's own computer begins, where no URL begins so."""

_HOME = compile_pattern(r"/(?:Users|home)/[^/]+/.")
_HTML_IMAGE = compile_pattern(r"<img\b[^<>]*?\bsrc\s*=\s*[\"']?(?P<path>[^\"'\s>]+)", re.IGNORECASE)
_HOST = compile_pattern(r"www\.[\w-]+\.\w", re.IGNORECASE)
_REMOTE = compile_pattern(r"(?:https?:)?//", re.IGNORECASE)


@dataclass(frozen=True)
class ImageReference:
    """An image as a writer names it, without the wrapping of another engine."""

    path: str
    """A path or URL; empty where none is named."""

    alt: str = ""
    """What it shows, where the writer gave a whole Markdown image."""

    @property
    def is_inline(self) -> bool:
        """Is it in the URL itself (RFC 2397)?"""
        return self.path[:11].lower() == "data:image/"

    @property
    def is_remote(self) -> bool:
        """Is it a URL of the web?"""
        return _REMOTE.match(self.path) is not None

    @property
    def shown(self) -> str:
        """As it stands in a message: on one line, and no longer than that."""
        line = "".join(letter if letter.isprintable() else " " for letter in self.path[:200])
        return line if len(line) <= 100 else f"{line[:99]}…"

    def below(self, site_url: str) -> str:
        """What follows the site's own URL, from the root; empty for a URL elsewhere.

        `http` and `https` are one here: the site is the same.
        """
        own = site_url.rstrip("/").partition("//")[2] + "/"
        rest = self.path.partition("//")[2]
        return rest[len(own) - 1 :] if own != "/" and rest.lower().startswith(own.lower()) else ""


@lru_cache(maxsize=_MOST_KNOWN)
def parse_reference(reference: str) -> ImageReference:
    """What a reference names: `x.png`, `![alt](x.png "title")`, `{static}/x.png`, `[[x.png]]` …"""
    text = reference.encode("utf-8", "surrogatepass").decode("utf-8", "replace").strip()
    alt = ""
    if text.startswith("![") and "](" in text:
        alt, _, text = text[2:].partition("](")
        text = text.rpartition(")")[0].strip()
        if text.startswith("<"):
            text = text[1:].partition(">")[0]
        text = text.partition(' "')[0].partition(" '")[0].strip()
    found = ImageReference(text, alt)
    if found.is_inline or len(text) > _LONGEST_PATH:
        return found
    text = _OBSIDIAN.sub(r"\1", text)
    text = _JEKYLL_TEXT.sub(r"\2", _JEKYLL_SITE.sub("", _PELICAN.sub("", text)))
    return ImageReference(text.strip(), alt)


def is_tolerated(reference: str, config: MkDocsConfig) -> bool:
    """Does the site's `validation: links:` say that an image that is missing in a text is no reason to warn?

    As MkDocs, it takes the reference as it is written: Pelican's `{static}/x.png` isn't a path from the root to it.
    """
    links = config.validation.links
    level = links.absolute_links if may_lie_elsewhere(reference, config) else links.not_found
    return logging.DEBUG <= level < logging.WARNING


def may_lie_elsewhere(reference: str, config: MkDocsConfig, in_html: bool = False) -> bool:
    """Is it a path from the root of the host? What is there beside this site nobody knows: it stays, as in any page.

    With `absolute_links: relative_to_docs` such a path in Markdown is one of this site.
    """
    is_of_site = not in_html and config.validation.links.absolute_links < logging.DEBUG
    return reference.lstrip().startswith("/") and not is_of_site


def list_candidates(path: str, page_uri: str) -> tuple[str, ...]:
    """Where a path may point, as names of files, the likeliest first; none that leaves `docs_dir`.

    1. beside the page, unless the path begins with `/`;
    2. from `docs_dir`, where a theme's own files lie too;
    3. from the theme's folder, where the path begins with Pelican's `theme/`.

    In each place as it is written, then with `%20` decoded, then without `?query` and `#fragment`.
    """
    return _list_candidates(path[:_LONGEST_PATH], posixpath.dirname(page_uri))


@lru_cache(maxsize=_MOST_KNOWN)
def _list_candidates(path: str, folder: str) -> tuple[str, ...]:
    spelt = dict.fromkeys(_spellings(path))
    return tuple(dict.fromkeys(uri for spelling in spelt if spelling for uri in _places(spelling, folder)))


def _spellings(path: str) -> tuple[str, ...]:
    bare = re.split(r"[?#]", path, maxsplit=1)[0]
    return tuple(spelling.replace("\\", "/") for spelling in (path, unquote(path), bare, unquote(bare)))


def _places(path: str, folder: str) -> Iterator[str]:
    from_root = posixpath.normpath(path.lstrip("/"))
    places = [from_root, from_root.removeprefix("theme/")]
    if not path.startswith("/"):
        places.insert(0, posixpath.normpath(posixpath.join(folder, path)))
    return (place for place in places if place != ".." and not place.startswith("../"))


def _folded(uri: str) -> str:
    """One spelling for names that differ only in case, or in how accents are encoded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", uri).casefold())


def correct_target(target: str) -> str:
    """What to write in place of what is no path within the site, nor a whole URL; empty where it may be one."""
    bare = strip_typographic_quotes(target)
    if bare != target:
        return f"Write it without the quotes: '{bare}'."
    if LOCAL_PATH.match(target) or _HOME.match(target):
        return "It names a file on your own computer; copy it into 'docs_dir' and write its path there."
    if found := _HTML_IMAGE.search(target):
        return f"Write the path alone: '{found['path']}'."
    return f"Write the whole URL: 'https://{target}'." if _HOST.match(target) else ""


class ImageResolver:
    """The files of a site, as those who look for an image see them."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._searches = 0

    def find(self, path: str, page_uri: str) -> File | None:
        """The file that a path means on a page, by its exact name before any other spelling of it."""
        candidates = list_candidates(path, page_uri)
        for uri in candidates:
            if uri in self._files.src_uris:
                return self._files.src_uris[uri]
        for uri in candidates if type(self._files) is not Files else ():
            if translated := self._files.get_file_from_path(uri):  # mkdocs-static-i18n looks in the default language
                return translated
        for uri in candidates:
            if found := self._by_folded_uri.get(_folded(uri)):
                return self._files.src_uris.get(found)
        return None

    def is_folder(self, path: str, page_uri: str) -> bool:
        """Does a path mean a folder that holds files of the site?"""
        return any(uri in self._folders for uri in list_candidates(path, page_uri))

    def missing(self, name: ImageReference, page_uri: str, stays: bool = False) -> tuple[str, str]:
        """What is wrong with an image that was not found, and what to write."""
        what = "is not there"
        if not list_candidates(name.path, page_uri):
            what = "lies outside 'docs_dir'"
        elif self.is_folder(name.path, page_uri):
            what = "is a folder"
        meant = self.suggestion(name.path)
        hint = "Write its path relative to the page or to 'docs_dir'; the page is built without it."
        if stays:
            hint = "It is left as it is, in case your server has it; otherwise write its path relative to the page."
        if not page_uri:
            hint = "Write its path relative to 'docs_dir'; pages are built without it."
        hint = correct_target(name.path) or hint
        return f"The image '{name.shown}' {what}.", f"Did you mean '{meant}'?" if meant else hint

    def suggestion(self, path: str) -> str:
        """The image that a writer may have meant: one of that name elsewhere, else of one near to it, or of another
        format."""
        wanted = _folded(_spellings(path[:_LONGEST_PATH])[-1]).split("/")
        names = [wanted[-1]]
        if wanted[-1] not in self._by_name and self._searches < _SEARCHES:
            self._searches += 1
            names = self._by_stem.get(find_nearest(_stem(wanted[-1]), self._by_stem), [])
        same = [uri for name in names for uri in self._by_name.get(name, ())]
        return max(same, key=lambda uri: _same_end(_folded(uri).split("/"), wanted), default="")

    @cached_property
    def _by_folded_uri(self) -> dict[str, str]:
        by_folded_uri: dict[str, str] = {}
        for uri in self._files.src_uris:
            by_folded_uri.setdefault(_folded(uri), uri)
        return by_folded_uri

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        by_name: dict[str, list[str]] = {}
        for folded, uri in self._by_folded_uri.items():
            if folded.endswith(_SUFFIXES) and not folded.startswith(f"{FOLDER}/"):
                by_name.setdefault(posixpath.basename(folded), []).append(uri)
        return by_name

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        by_stem: dict[str, list[str]] = {}
        for name in self._by_name:
            by_stem.setdefault(_stem(name), []).append(name)
        return by_stem

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(folder for uri in self._files.src_uris for folder in list_folders_above(uri)) | {"."}


def list_folders_above(uri: str) -> Iterator[str]:
    """The highest first."""
    parts = posixpath.dirname(uri).split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0]


def _same_end(one: list[str], other: list[str]) -> int:
    """How many segments at the end of two paths are the same."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((count for count, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


_ABSOLUTE = compile_pattern(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class MediaUrls:
    """The URLs of a site's files that aren't pages."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        self._files = files
        self._config = config

    def file_at(self, url: str, page_url: str) -> File | None:
        """The file of the site at a URL that stands on a page of it; a whole one may be the site's own."""
        path = url.partition("#")[0].partition("?")[0]
        site = self._config.site_url or ""
        if _ABSOLUTE.match(path):
            found = ImageReference(path).below(site).lstrip("/")
        elif path.startswith("/"):
            own = extract_path(site)
            found = path.removeprefix(own) if path.startswith(own) else ""
        else:
            found = path and posixpath.normpath(posixpath.join(posixpath.dirname(page_url), path))
        return self._files.src_uris.get(self._by_url.get(unquote(found), ""))

    @cached_property
    def _by_url(self) -> dict[str, str]:
        """Names, not files: a plugin that takes images away may write other names into those it took."""
        return {unquote(file.url): file.src_uri for file in self._files.media_files()}
