"""The URLs that pages had before, as far as anything can lead on from there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import filterfalse
from pathlib import PurePosixPath
from typing import NamedTuple

from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.blog.model import Blog, Taxonomy
from mkdocs_blogposts.blog.output_paths import OutputConflict, OutputFile, OutputFiles
from mkdocs_blogposts.blog.permalinks import leaves_site, normalize_url, parse_own_url
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.folder_conventions import strip_folders
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.planning.page_urls import find_destination, find_former_url, find_original_url
from mkdocs_blogposts.site.planning.reserved_paths import list_site_outputs
from mkdocs_blogposts.site.planning.source_files import locate_problem
from mkdocs_blogposts.site.settings.blog_setup import Setup

QUERY = compile_pattern(r"[\w%.~-]+=[\w%.~+-]*(?:&[\w%.~-]+=[\w%.~+-]*)*")
"""What the lists of redirects for servers can say of a query."""

SCHEME = compile_pattern(r"[a-z][a-z0-9+.-]*:|[?#]", re.IGNORECASE)


class Alias(NamedTuple):
    """A page and one URL that it had."""

    file: File
    url: str

    query: str = ""
    """What told the page from others at this URL, such as `p=12`: only a server sees it."""

    written: str = ""
    """As the page's front matter has it; empty where MkDocs would have put the page there, and nobody wrote it."""


def find_spelling_aliases(
    posts: Iterable[Entry],
    taxonomies: Iterable[Taxonomy],
    lists: Mapping[str, File],
    setup: Setup,
    others: Mapping[str, Sequence[Entry]],
) -> list[Alias]:
    """Where the engine that a site comes from had lists of other spellings of a term (`a b`, `ab`)."""
    if not setup.options.scheme:
        return []
    built = [post for post in posts if post.status.is_built]
    blog, _ = make_blog(built, "", taxonomies := tuple(taxonomies), others=others)
    found = []
    for taxonomy in taxonomies:
        listed = (*built, *others.get(taxonomy.name, ()))
        for spelling in dict.fromkeys(path for post in listed for path in taxonomy.terms(post)):
            listing = blog.find(taxonomy.name, *spelling)
            file = lists.get(listing.path) if listing and taxonomy.folder else None
            slug = taxonomy.slug_of(spelling[-1]) + taxonomy.ending
            if listing and file and slug != posixpath.basename(listing.path) and "/" not in slug:
                found.append(Alias(file, setup.list_url(posixpath.join(posixpath.dirname(listing.path), slug))))
    bylines = _find_bylines(built, taxonomies, lists, blog, setup) if setup.options.scheme.bylines_are_authors else ()
    old = [Alias(lists[""], setup.list_url(path)) for path in setup.options.scheme.old_lists if "" in lists]
    return [*found, *bylines, *old]


def _find_bylines(
    posts: Iterable[Entry], taxonomies: Iterable[Taxonomy], lists: Mapping[str, File], blog: Blog[Entry], setup: Setup
) -> Iterator[Alias]:
    """Where a byline of several had a list as one author: from there the first of them is led to."""
    authors = next((taxonomy for taxonomy in taxonomies if taxonomy.name == "authors"), None)
    for post in posts if authors else ():
        byline = next((value for key, value in post.meta.items() if key.lower() == "author"), "")
        listing = next(iter(blog.terms("authors", post)), None)
        if authors and isinstance(byline, str) and listing and listing.path in lists and len(post.authors) > 1:
            slug = authors.slug_of(byline.strip()) + authors.ending
            yield Alias(lists[listing.path], setup.list_url(f"{authors.folder}/{slug}"))


def find_aliases(
    pages: Iterable[Entry], files: Files, setup: Setup, more: Sequence[Alias]
) -> tuple[tuple[Alias, ...], tuple[Problem, ...]]:
    """The URLs that published pages had and nothing else has, and what is wrong with the rest.

    What pages name themselves goes before the places that they have left. The last of several blogs knows all pages.
    """
    if not setup.is_last:
        return (), ()
    built = [page for page in pages if page.status.is_built]
    left = _left(built, files)
    # Of two pages that had one URL the older goes first, as with URLs of today.
    named = [page for page in built if _list_aliases(page, setup)]
    order = sorted(named, key=lambda page: (page.date is None, page.date, page.source))
    left += more
    if not order and not left:
        return (), ()
    read = [
        _read(written, page, files, setup)
        for page in order
        for written in filterfalse(is_name, _list_aliases(page, setup))
    ]
    odd = (locate_problem(one, "aliases", files, setup.rules.names) for one in read if isinstance(one, Problem))
    aliases = [alias for alias in read if isinstance(alias, Alias)]
    free, clashes = free_aliases([*aliases, *left], list_site_outputs(files, setup), files, setup)
    return free, (*odd, *clashes)


def _list_aliases(page: Entry, setup: Setup) -> tuple[str, ...]:
    """The URLs that a page says it had, and WordPress' by its number (`/?p=12`) where a server reads redirects."""
    ids = (str(page.meta.get(key, "")) for key in ("wordpress_id", "wp_id", "post_id", "id"))
    number = next((each for each in ids if each.isdecimal()), "")
    is_wordpress = setup.options.url_scheme == "wordpress" and setup.has_redirect_rules
    return (*page.aliases, f"/?p={number}") if is_wordpress and number else page.aliases


def free_aliases(
    aliases: Sequence[Alias], taken: OutputFiles, files: Files, setup: Setup
) -> tuple[tuple[Alias, ...], tuple[Problem, ...]]:
    """Those at which nothing else stands, and what is wrong with the rest, as far as a writer has named them."""
    asked = [alias for alias in aliases if alias.query]
    aliases = [alias for alias in aliases if not alias.query]
    at = (find_destination(alias.url, setup.config.use_directory_urls) for alias in aliases)
    owners = (f"an alias of '{alias.file.src_uri}'" for alias in aliases)
    _, conflicts = taken.adding(map(OutputFile, at, owners))
    free = (alias for alias, conflict in zip(aliases, conflicts, strict=True) if not conflict)
    lost = ((alias, conflict) for alias, conflict in zip(aliases, conflicts, strict=True) if conflict)
    problems = (_clash(alias, conflict) for alias, conflict in lost if _is_told(alias, conflict))
    told = tuple(locate_problem(problem, "aliases", files, setup.rules.names) for problem in problems)
    return (*free, *asked), told


def _is_told(alias: Alias, conflict: OutputConflict) -> bool:
    """Is there something to mend? A page that names its own URL, or one twice, does no harm."""
    source = alias.file.src_uri
    is_own = conflict.is_same and conflict.owner in (f"'{source}'", f"an alias of '{source}'")
    return bool(alias.written) and not is_own


def _clash(alias: Alias, conflict: OutputConflict) -> Problem:
    shown = f"The alias {alias.written[:100]!r} of '{alias.file.src_uri}'"
    what = f"{shown} is already the URL of {conflict.owner}."
    if not conflict.is_same:
        what = f"{shown} cannot stand beside {conflict.owner}: one is a file where the other needs a folder."
    return Problem(Rule.URL_CONFLICT, alias.file.src_uri, what, "That stays; take the alias out.")


def _left(pages: Iterable[Entry], files: Files) -> list[Alias]:
    """Where MkDocs would have put pages that stand elsewhere."""
    ours = [files.src_uris[page.source] for page in pages]
    homes = ((file, find(file)) for file in ours for find in (find_original_url, find_former_url))
    return [Alias(file, home) for file, home in homes if home]


def _read(written: str, page: Entry, files: Files, setup: Setup) -> Alias | Problem:
    """An alias as a URL, or why nothing can lead on from there."""
    site_url, whole = setup.config.site_url or "", resolve_alias(written, setup.build.place(page.source))
    if reason := _refused(whole, site_url, has_rules=setup.has_redirect_rules):
        what = f"The alias {written[:100]!r} {reason}."
        hint = "Nothing leads on from there; write a path of this site, such as '/old/post/'."
        return Problem(Rule.INVALID_URL, page.source, what, hint)
    url = normalize_url(parse_own_url(whole, site_url) or "", setup.config.use_directory_urls)
    return Alias(files.src_uris[page.source], url, find_query(whole) if setup.has_redirect_rules else "", written)


def is_name(written: str) -> bool:
    """Is it another name of the page, as Obsidian's aliases are, and no URL? One has spaces, and ends like no path."""
    is_path = written.startswith(("/", ".", "http:", "https:")) or written.endswith(("/", ".html", ".htm"))
    return not is_path and re.search(r"\s", written) is not None


def resolve_alias(written: str, source: str) -> str:
    """An alias as a path from the site's root; Hugo's `old-name` and `../old` start at the folder of the page."""
    is_word = "/" not in written.rstrip("/") and not written.endswith((".html", ".htm"))
    is_relative = is_word or written.startswith(("./", "../"))
    if not is_relative or not written.strip("/") or SCHEME.match(written):
        return written
    path = PurePosixPath(strip_folders(source))
    folder = path.parent.parent if path.stem in INDEX_NAMES else path.parent
    whole = posixpath.normpath(posixpath.join(str(folder), written))
    return whole + "/" * written.endswith("/") if whole.startswith("..") else f"/{whole}{'/' * written.endswith('/')}"


def find_query(written: str) -> str:
    """What follows the question mark of a URL."""
    return written.partition("#")[0].partition("?")[2]


def _refused(written: str, site_url: str, has_rules: bool = False) -> str:
    """Why no page can stand at a URL; empty where one can."""
    path = parse_own_url(written, site_url)
    if path is None:
        return "is on another site"
    if leaves_site(path):
        return "lies outside the site"
    has_query = has_rules and QUERY.fullmatch(find_query(written)) is not None
    if "#" in written or ("?" in written and not has_query):
        return "has a query or fragment, which no redirect can match"
    return "" if has_query or normalize_url(path, True) else "names no page"
