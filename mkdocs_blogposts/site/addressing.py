"""Addresses of the blog as MkDocs' destinations, with and without `use_directory_urls`.

An address is a destination without its ending: `blog/post` for `blog/post/index.html` or `blog/post.html`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from mkdocs.structure.files import File

from mkdocs_blogposts.blog.addresses import Claim, safe_slug, same_place
from mkdocs_blogposts.reading.dates import split_dated_name
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.places import without_folders


def join(*parts: str) -> str:
    """Parts of an address, of which any may be empty."""
    return "/".join(filter(None, parts))


def address(dest_uri: str, directory_urls: bool) -> str:
    """The address of a destination. Without directory addresses `t.html` and `t/index.html` are two."""
    if directory_urls and posixpath.basename(dest_uri) == "index.html":
        return posixpath.dirname(dest_uri)
    return dest_uri.removesuffix(".html")


def move(file: File, to: str) -> None:
    """Give a page another address. What MkDocs derived from the old one is forgotten."""
    if to == address(file.dest_uri, file.use_directory_urls):
        return
    file.dest_uri = join(to, "index.html") if file.use_directory_urls else f"{to}.html"
    for derived in ("url", "abs_dest_path"):
        vars(file).pop(derived, None)


def wished(file: File, entry: Entry) -> Claim:
    """The address a post asks for: its folder and its slug, or its file's name without the date in front.

    In a folder of its own (`my-post/index.md`) the folder's name stands for the file's. A slug that begins with `/`
    is the whole address.
    """
    source = without_folders(file.src_uri)
    is_bundle = file.name == "index" and "/" in source
    own = posixpath.dirname(source) if is_bundle else posixpath.join(posixpath.dirname(source), file.name)
    folder, name = posixpath.split(own)
    asked = safe_slug(entry.slug)
    slug = asked or split_dated_name(name)[1] or name
    whole = asked if entry.slug.startswith("/") else join(folder, slug)
    is_in_place = slug == name and source == file.src_uri
    kept = address(file.dest_uri, file.use_directory_urls) if is_in_place else whole
    return Claim(f"'{entry.source}'", kept, entry.source)


def occupied(files: Iterable[File], directory_urls: bool) -> dict[str, str]:
    """The addresses of published files as `same_place` has them, and the files in words."""
    published = (file for file in files if not file.inclusion.is_excluded())  # type: ignore[no-untyped-call]
    return {same_place(address(file.dest_uri, directory_urls)): f"'{file.src_uri}'" for file in published}


def page_of(path: str, by_address: Mapping[str, File]) -> File | None:
    """The writer's own page at a list's address, be it `tags.md` or `tags/index.md`."""
    return by_address.get(same_place(path)) or by_address.get(same_place(join(path, "index")))
