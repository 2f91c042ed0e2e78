"""URLs of the blog as MkDocs' destinations, with and without `use_directory_urls`.

A URL is a destination without its ending: `blog/post` for `blog/post/index.html` or `blog/post.html`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from mkdocs.structure.files import File

from mkdocs_blogposts.blog.output_paths import UrlClaim
from mkdocs_blogposts.blog.permalinks import (
    UrlLayout,
    find_unknown_tokens,
    normalize_url,
    parse_own_url,
)
from mkdocs_blogposts.blog.slugs import clean_slug, fold_url
from mkdocs_blogposts.blog.url_schemes import USUAL
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.reading.dates import split_dated_name
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.folder_conventions import strip_folders
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.settings.static_i18n import LocaleBuild

_HOME = "blogposts_home"
"""Where a file keeps its first URL in mind: several blogs may move it, and the last of them makes the redirects."""


_FORMER = "blogposts_former"


def join_paths(*parts: str) -> str:
    """Parts of a URL, of which any may be empty."""
    return "/".join(filter(None, parts))


def find_url(dest_uri: str, directory_urls: bool) -> str:
    """The URL of a destination. `t.html` and `t/index.html` are two, but readers of either see one at `t`."""
    if directory_urls and posixpath.basename(dest_uri) == "index.html":
        return posixpath.dirname(dest_uri)
    return dest_uri if directory_urls else dest_uri.removesuffix(".html")


def find_destination(url: str, directory_urls: bool) -> str:
    """The file, below the site's folder, that a page at a URL is written to."""
    if url.endswith((".html", ".htm")):
        return url
    return join_paths(url, "index.html") if directory_urls else f"{url}.html"


def move_file(file: File, to: str, leads_on: bool = True) -> None:
    """Give a page another URL. The first that it had is remembered if a redirect may stand there."""
    if to == find_url(file.dest_uri, file.use_directory_urls):
        return
    if leads_on:
        vars(file).setdefault(_HOME, find_url(file.dest_uri, file.use_directory_urls))
    change_destination(file, find_destination(to, file.use_directory_urls))


def remember_url(file: File, url: str) -> None:
    """Keep a URL in mind that a page had before, for a redirect from there."""
    vars(file)[_FORMER] = url


def find_former_url(file: File) -> str | None:
    """The URL that a page had before another one came with the same name."""
    former: str | None = vars(file).get(_FORMER)
    return former


def find_original_url(file: File) -> str | None:
    """The URL at which MkDocs would have put a page that was moved; `None` where no one looks for it there."""
    home: str | None = vars(file).get(_HOME)
    return None if home == find_url(file.dest_uri, file.use_directory_urls) else home


def change_destination(file: File, dest_uri: str) -> None:
    """Write a file to another place of the site. What MkDocs derived from the old one is forgotten."""
    file.dest_uri = dest_uri
    for derived in ("url", "abs_dest_path"):
        vars(file).pop(derived, None)


def find_requested_url(
    file: File, entry: Entry, layout: UrlLayout, site_url: str, build: LocaleBuild, keeps_date: bool
) -> UrlClaim:
    """The URL that a post asks for:

    1. its own whole one (`permalink`), or a slug that begins with `/`;
    2. that of the layout's pattern;
    3. its folder and its slug;
    4. that which MkDocs gives to its file, but for Jekyll's folders and the date of a name in them.

    In a folder of its own (`my-post/index.md`) the folder's name stands for the file's. Where each language has its
    part of the site, all of these are below that of the post's. With `keeps_date` the date in a name is part of a slug.
    """
    source = strip_folders(build.place(file.src_uri))
    is_bundle = file.name == "index" and "/" in source
    own = posixpath.dirname(source) if is_bundle else posixpath.join(posixpath.dirname(source), file.name)
    folder, name = posixpath.split(own.removesuffix(".html"))
    asked = parse_own_url(entry.permalink, site_url) or ""
    if ":" in asked and not tuple(find_unknown_tokens(asked)):
        asked = replace(layout.own, pattern=asked).path(entry, guess_title(entry, file.name), folder, name)
    whole = normalize_url(asked, file.use_directory_urls)
    pattern = layout.pattern_for(build.place(entry.source))
    if pattern and keeps_date:
        pattern = replace(pattern, scheme=replace(pattern.scheme, keeps_date=True))
    if not whole and pattern and (layout.own.scheme is not USUAL or not entry.slug.startswith("/")):
        made = pattern.path(entry, guess_title(entry, file.name), folder, name)
        whole = normalize_url(made, file.use_directory_urls)
    return UrlClaim(
        f"'{entry.source}'", build.below(whole or _beside(file, entry, folder, name, keeps_date)), entry.source
    )


def report_foreign_url(entry: Entry, site_url: str) -> Problem | None:
    """What is wrong with a URL that no page of this site can have."""
    if parse_own_url(entry.permalink, site_url) is not None:
        return None
    what = f"The URL {entry.permalink[:100]!r} is on another site."
    return Problem(Rule.INVALID_URL, entry.source, what, "It does not count; write a path such as '/a/post/'.")


def _beside(file: File, entry: Entry, folder: str, name: str, keeps_date: bool = False) -> str:
    """The URL that a post has by the folder it lies in."""
    asked = clean_slug(entry.slug)
    if asked in ("", name) and has_own_url(file.src_uri):
        return find_url(file.dest_uri, file.use_directory_urls).removesuffix(".html")
    slug = asked or (not keeps_date and split_dated_name(name)[1]) or name
    return asked if entry.slug.startswith("/") else join_paths(folder, slug)


def has_own_url(source: str) -> bool:
    """Had a file its URL without us, too? What lies in Jekyll's folders had another in Jekyll."""
    return strip_folders(source) == source


def is_placed_by_pattern(entry: Entry, layout: UrlLayout, site_url: str, build: LocaleBuild) -> bool:
    """Does a pattern of the options decide on a post's URL, and not the post itself?"""
    is_own = parse_own_url(entry.permalink, site_url) or entry.slug.startswith("/")
    return not is_own and layout.pattern_for(build.place(entry.source)) is not None


def guess_title(entry: Entry, name: str) -> str:
    """The title before anything is rendered: the front matter's, a heading at the top of the text, the file's name."""
    first = next((line.strip() for line in entry.body.splitlines() if line.strip()), "")
    return entry.title or (first.lstrip("# ") if first.startswith("# ") else "") or re.sub("[-_]", " ", name)


def find_page(path: str, by_url: Mapping[str, File]) -> File | None:
    """The writer's own page at a list's URL, be it `tags.md` or `tags/index.md`."""
    named = path.removesuffix(".html")
    return by_url.get(fold_url(named)) or by_url.get(fold_url(join_paths(named, "index")))
