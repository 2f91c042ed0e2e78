"""The addresses that pages had before, as far as anything can lead on from there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import filterfalse
from pathlib import PurePosixPath

from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.outputs import Conflict, Output, Outputs
from mkdocs_blogposts.blog.written import leaves_site, own_path, whole_address
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.places import without_folders
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.planning.addressing import destination, left_home
from mkdocs_blogposts.site.planning.locating import located
from mkdocs_blogposts.site.planning.reserved import site_outputs
from mkdocs_blogposts.site.settings.setup import Setup

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|[?#]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Alias:
    """A page and one address that it had."""

    file: File
    address: str

    written: str = ""
    """As the page's header has it; empty where MkDocs would have put the page there, and nobody wrote anything."""


def find_aliases(pages: Iterable[Entry], files: Files, setup: Setup) -> tuple[tuple[Alias, ...], tuple[Problem, ...]]:
    """The addresses that published pages had and nothing else has, and what is wrong with the rest.

    What pages name themselves goes before the places that they have left.
    """
    built = [page for page in pages if page.state.is_built]
    left = _left(built, files)
    # Of two pages that had one address the older goes first, as with addresses of today.
    named = [page for page in built if page.aliases]
    order = sorted(named, key=lambda page: (page.date is None, page.date, page.source))
    if not order and not left:
        return (), ()
    read = [_read(written, page, files, setup) for page in order for written in filterfalse(is_name, page.aliases)]
    odd = (located(one, "aliases", files, setup.rules.names) for one in read if isinstance(one, Problem))
    aliases = [alias for alias in read if isinstance(alias, Alias)]
    free, clashes = free_aliases([*aliases, *left], site_outputs(files, setup), files, setup)
    return free, (*odd, *clashes)


def free_aliases(
    aliases: Sequence[Alias], taken: Outputs, files: Files, setup: Setup
) -> tuple[tuple[Alias, ...], tuple[Problem, ...]]:
    """Those at which nothing else stands, and what is wrong with the rest, as far as a writer has named them."""
    at = (destination(alias.address, setup.config.use_directory_urls) for alias in aliases)
    owners = (f"an alias of '{alias.file.src_uri}'" for alias in aliases)
    _, conflicts = taken.adding(map(Output, at, owners))
    free = (alias for alias, conflict in zip(aliases, conflicts, strict=True) if not conflict)
    lost = ((alias, conflict) for alias, conflict in zip(aliases, conflicts, strict=True) if conflict)
    problems = (_clash(alias, conflict) for alias, conflict in lost if _is_told(alias, conflict))
    return tuple(free), tuple(located(problem, "aliases", files, setup.rules.names) for problem in problems)


def _is_told(alias: Alias, conflict: Conflict) -> bool:
    """Is there something to mend? A page that names its own address, or one twice, does no harm."""
    source = alias.file.src_uri
    is_own = conflict.is_same and conflict.owner in (f"'{source}'", f"an alias of '{source}'")
    return bool(alias.written) and not is_own


def _clash(alias: Alias, conflict: Conflict) -> Problem:
    shown = f"The alias {alias.written[:100]!r} of '{alias.file.src_uri}'"
    what = f"{shown} is the address of {conflict.owner} already."
    if not conflict.is_same:
        what = f"{shown} cannot stand beside {conflict.owner}: one is a file where the other needs a folder."
    return Problem(Rule.CLASHING_ADDRESS, alias.file.src_uri, what, "That stays; take the alias out.")


def _left(pages: Iterable[Entry], files: Files) -> list[Alias]:
    """Where MkDocs would have put pages that stand elsewhere."""
    homes = ((files.src_uris[page.source], left_home(files.src_uris[page.source])) for page in pages)
    return [Alias(file, home) for file, home in homes if home]


def _read(written: str, page: Entry, files: Files, setup: Setup) -> Alias | Problem:
    """An alias as an address, or why nothing can lead on from there."""
    site_url, whole = setup.config.site_url or "", from_root(written, setup.build.place(page.source))
    if reason := _refused(whole, site_url):
        what = f"The alias {written[:100]!r} {reason}."
        cure = "Nothing leads on from there; write a path of this site, such as '/old/post/'."
        return Problem(Rule.USELESS_ADDRESS, page.source, what, cure)
    address = whole_address(own_path(whole, site_url) or "", setup.config.use_directory_urls)
    return Alias(files.src_uris[page.source], address, written)


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
