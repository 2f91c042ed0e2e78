"""The addresses that pages had before, as far as anything can lead on from there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import filterfalse
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.addresses import same_place
from mkdocs_blogposts.blog.written import leaves_site, own_path, whole_address
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.places import without_folders
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.planning.addressing import occupied
from mkdocs_blogposts.site.planning.locating import located
from mkdocs_blogposts.site.settings.setup import Setup

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|[?#]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Alias:
    """A page and one address that it had."""

    file: File
    address: str


def find_aliases(pages: Iterable[Entry], files: Files, setup: Setup) -> tuple[tuple[Alias, ...], tuple[Problem, ...]]:
    """The addresses that published pages had and no other page has, and what is wrong with the rest."""
    # Of two pages that had one address the older goes first, as with addresses of today.
    built = [page for page in pages if page.aliases and page.state.is_built]
    order = sorted(built, key=lambda page: (page.date is None, page.date, page.source))
    config, names = setup.config, setup.rules.names
    taken = occupied(files, config.use_directory_urls) if order else {}
    aliases: list[Alias] = []
    problems: list[Problem] = []
    for page in order:
        for written in filterfalse(is_name, page.aliases):
            address, problem = _old_address(written, page, taken, config)
            problems += [located(problem, "aliases", files, names)] if problem else []
            if address:
                taken[same_place(address)] = f"an alias of '{page.source}'"
                aliases.append(Alias(files.src_uris[page.source], address))
    return tuple(aliases), tuple(problems)


def _old_address(
    written: str, page: Entry, taken: Mapping[str, str], config: MkDocsConfig
) -> tuple[str, Problem | None]:
    """An alias as an address, empty where nothing can lead on from there, and why that is a mistake."""
    site_url, whole = config.site_url or "", from_root(written, page.source)
    if reason := _refused(whole, site_url):
        what = f"The alias {written[:100]!r} {reason}."
        cure = "Nothing leads on from there; write a path of this site, such as '/old/post/'."
        return "", Problem(Rule.USELESS_ADDRESS, page.source, what, cure)
    address = whole_address(own_path(whole, site_url) or "", config.use_directory_urls)
    owner = taken.get(same_place(address))
    if owner in (f"'{page.source}'", f"an alias of '{page.source}'"):
        return "", None
    if owner:
        what = f"The alias {written[:100]!r} of '{page.source}' is the address of {owner} already."
        return "", Problem(Rule.CLASHING_ADDRESS, page.source, what, "That stays; take the alias out.")
    return address, None


def is_name(written: str) -> bool:
    """Is it another name of the page, as Obsidian's aliases are, and no URL? One has blanks, and ends like no path."""
    is_path = written.startswith(("/", ".", "http:", "https:")) or written.endswith(("/", ".html", ".htm"))
    return not is_path and re.search(r"\s", written) is not None


def from_root(written: str, source: str) -> str:
    """An alias as a path from the site's root; Hugo's `old-name` and `../old` start at the folder of the page."""
    is_word = "/" not in written.rstrip("/") and not written.endswith((".html", ".htm"))
    is_relative = is_word or written.startswith(("./", "../"))
    if not is_relative or not written.strip("/") or SCHEME.match(written):
        return written
    path = PurePosixPath(without_folders(source))
    folder = path.parent.parent if path.stem in INDEX_NAMES else path.parent
    whole = posixpath.normpath(posixpath.join(str(folder), written))
    return whole + "/" * written.endswith("/") if whole.startswith("..") else f"/{whole}{'/' * written.endswith('/')}"


def _refused(written: str, site_url: str) -> str:
    """Why no page can stand at an address; empty where one can."""
    path = own_path(written, site_url)
    if path is None:
        return "is on another site"
    if leaves_site(path):
        return "lies outside the site"
    if "?" in written or "#" in written:
        return "has a query or fragment, which a page never learns of"
    return "" if whole_address(path, True) else "names no page"
