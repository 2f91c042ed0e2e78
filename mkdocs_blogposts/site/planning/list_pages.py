"""The pages that lists stand on: the writer's own where there is one, else pages made for them.

What a writer's own page of a term decides, too: what the term is called, and where its list stands.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import write_file

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.blog.model import Blog, Taxonomy
from mkdocs_blogposts.blog.output_paths import OutputFiles, UrlClaim, resolve_url_conflicts
from mkdocs_blogposts.blog.pagination import CARDS, LINES, Paging
from mkdocs_blogposts.blog.slugs import TermPath, clean_slug, fold_url
from mkdocs_blogposts.blog.taxonomy_options import LAYOUTS, is_page_size
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.tags_file import Term
from mkdocs_blogposts.site.planning.page_meta import format_page_source
from mkdocs_blogposts.site.planning.page_urls import find_destination, find_page, find_url, join_paths, move_file
from mkdocs_blogposts.site.planning.reserved_paths import list_site_outputs
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.site_taxonomies import choose_page_size

TOP = "posts"
"""The id of the heading of a page made for a list."""

LINK = compile_pattern(r"\]\(\s*<?([^)>\s#?]+\.md)|^ {0,3}\[[^\]\n]+\]:\s*<?([^>\s#?]+\.md)", re.MULTILINE)
"""A link of Markdown to a page, in its place or by a reference."""

FEEDS = "feeds"
"""The path of the page that names all feeds."""


class NeededPage(NamedTuple):
    """A page that a blog needs."""

    path: str
    """Below the blog's URL."""

    title: str
    in_nav: bool


def list_needed_pages(blog: Blog[Entry], paging: Paging, asked: Iterable[str] = ()) -> dict[str, NeededPage]:
    """Every page of every list by its path: of overviews those that show something, and those `asked` for."""
    asked = set(asked)
    wanted = [
        NeededPage(overview.path, overview.title, True)
        for overview in blog.overviews
        if overview.listings or overview.path in asked
    ]
    for listing in blog.listings():
        if listing.posts or listing.path in asked:
            wanted += [NeededPage(page.path, listing.title, page.path == "") for page in paging.pages(listing)]
    return {page.path: page for page in wanted}


def need_feeds_page(blog: Blog[Entry], setup: Setup) -> dict[str, NeededPage]:
    """The page that names all feeds, where there are any."""
    dated = any(post.date for post in blog.posts)
    return {FEEDS: NeededPage(FEEDS, setup.words.gettext("Feeds"), False)} if dated and setup.has_feeds else {}


def list_sources(at: str) -> tuple[str, ...]:
    """The files that MkDocs would publish at a URL."""
    at = at.removesuffix(".html")
    return tuple(filter(None, [f"{at}.md" if at else "", join_paths(at, "index.md"), join_paths(at, "README.md")]))


def list_nav_paths(nav: Any) -> Iterator[str]:
    """Every path that the `nav` of `mkdocs.yml` names."""
    if isinstance(nav, str):
        yield nav.lstrip("/")
    elif isinstance(nav, Mapping):
        for value in nav.values():
            yield from list_nav_paths(value)
    elif isinstance(nav, Sequence):
        for item in nav:
            yield from list_nav_paths(item)


def list_linked_pages(pages: Iterable[Entry], config: MkDocsConfig) -> Iterator[str]:
    """Every page that a text of the site, the navigation or the plugin `redirects` names, by its file."""
    yield from list_nav_paths(config.nav)
    redirects = config.plugins.get("redirects")
    if redirects:
        yield from map(str, redirects.config.get("redirect_maps", {}).values())
    for page in pages:
        if ".md" not in page.body:  # to search for the pattern takes a hundred times as long
            continue
        folder = posixpath.dirname(page.source)
        for found in LINK.finditer(page.body):
            yield posixpath.normpath(posixpath.join(folder, unquote(found[1] or found[2])).lstrip("/"))


def find_lists_in_nav(paths: Iterable[str], setup: Setup) -> set[str]:
    """Those of the lists' paths that the navigation names: they get a page even with nothing on it."""
    named = {setup.build.place(path) for path in list_nav_paths(setup.config.nav)}
    return {path for path in paths if named.intersection(list_sources(setup.list_url(path)))}


def adapt_paging(
    posts: Sequence[Entry],
    entries: Mapping[str, Entry],
    files: Files,
    setup: Setup,
    taxonomies: Sequence[Taxonomy],
    others: Mapping[str, Sequence[Entry]],
) -> Paging:
    """How lists are cut into pages, with what their own pages say: `per_page`, or a layout of other page sizes."""
    paging, sources = setup.layout.paging, {post.source for post in posts}
    asking = (entry for entry in entries.values() if entry.source not in sources)
    if not any(entry.list_settings for entry in asking):
        return paging
    blog, _ = make_blog(posts, setup.title, taxonomies, others=others)
    kinds = {listing.path: listing.kind for listing in blog.listings()}
    sizes: dict[str, int] = {}
    for path, file in find_own_pages(kinds, files, setup, posts).items():
        asked = entries[file.src_uri].list_settings if file.src_uri in entries else {}
        if is_page_size(asked.get("per_page")):
            sizes[path] = asked["per_page"]
        elif asked.get("layout") in LAYOUTS and paging.of_kind.get(kinds[path]) in (CARDS, LINES):
            sizes[path] = choose_page_size(asked["layout"])
    return replace(paging, of_list=sizes)


def find_own_pages(paths: Iterable[str], files: Files, setup: Setup, posts: Iterable[Entry] = ()) -> dict[str, File]:
    """The pages that the writer has put at lists' URLs, by the lists' paths; posts stay posts."""
    sources = {post.source for post in posts}
    by_url = {
        fold_url(find_url(file.dest_uri, file.use_directory_urls)): file
        for file in files.documentation_pages()
        if file.src_uri not in sources
    }
    found = {path: find_page(setup.list_url(path), by_url) for path in paths}
    return {path: file for path, file in found.items() if file}


def place_lists(
    shown: Mapping[str, NeededPage],
    built: Mapping[str, NeededPage],
    own: Mapping[str, File],
    files: Files,
    setup: Setup,
    linked: Container[str],
) -> tuple[dict[str, File], tuple[Problem, ...]]:
    """A page for every list that is `shown` by `mkdocs serve`, a draft where it is not among those `built`.

    Those that the writer has not made are added to `files`. At a URL that something else has, a list gets
    a number, and a problem says so. Of the names that MkDocs reads alike, one that is `linked` is taken.
    """
    config = setup.config
    made = [page for path, page in shown.items() if path not in own]
    claims = [_claim(page, setup) for page in made]
    file_of = partial(find_destination, directory_urls=config.use_directory_urls)
    urls, problems = resolve_url_conflicts(claims, list_site_outputs(files, setup), file_of)
    lists = dict(own)
    for path, file in own.items():
        if path.endswith(".html"):
            move_file(file, setup.list_url(path))
        file.is_modified = is_always_modified  # type: ignore[method-assign]
        if file.inclusion in (InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED):
            file.inclusion = _inclusion(shown[path], True, config)
    for page, to in sorted(zip(made, urls, strict=True), key=lambda claimed: claimed[0].path):
        file = _new_page(page, setup.list_url(page.path), files, linked, setup)
        move_file(file, to, leads_on=False)
        file.inclusion = _inclusion(page, page.path in built, config)
        files.append(file)
        lists[page.path] = file
    return lists, problems


def is_always_modified() -> bool:
    """Must `--dirty` build a page again that shows posts? It changes with them, not only with its own file."""
    return True


def _claim(page: NeededPage, setup: Setup) -> UrlClaim:
    at = setup.list_url(page.path)
    at_index = join_paths(at, "index") if not page.path and not setup.config.use_directory_urls else at
    return UrlClaim(f"the list '{page.title}'", at_index, "mkdocs.yml")


def _new_page(page: NeededPage, at: str, files: Files, linked: Container[str], setup: Setup) -> File:
    """A page under the file's name that links lead to, if any do, and which no file has."""
    config, build = setup.config, setup.build
    usual = list_sources(at)[1 if not page.path else 0 :]
    names = [*(name for name in list_sources(at) if name in linked), *usual, f"{at}.list.md"]
    name = next(name for name in map(build.source, names) if name not in files.src_uris)
    heading = f'<h1 id="{TOP}">{escape(page.title)}</h1>'
    text = format_page_source({"title": page.title}, f"\n{heading}\n")
    file = make_real_file(name, text, setup.cache, config)
    file.name = posixpath.splitext(posixpath.basename(build.path(name)))[0].replace("README", "index")
    return file


def make_real_file(
    uri: str, text: str, folder: Path, config: MkDocsConfig, inclusion: InclusionLevel = InclusionLevel.UNDEFINED
) -> File:
    """A generated file that is also one outside `docs_dir`, and not empty: many plugins open every page's file.

    Where the folder cannot be written it is one in memory.
    """
    path, content = f"{folder}/pages/{uri}", text.encode()
    try:
        if _read(path) != content:
            write_file(content, path)
    except (OSError, ValueError):  # no such name where the file system knows only ASCII
        return File.generated(config, uri, content=text, inclusion=inclusion)
    file = File.generated(config, uri, abs_src_path=os.path.normpath(path), inclusion=inclusion)
    file.is_modified = is_always_modified  # type: ignore[method-assign]
    return file


def _read(path: str) -> bytes | None:
    """The content of a file; `None` where there is none."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - for speed: there are many
            return file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _inclusion(page: NeededPage, is_built: bool, config: MkDocsConfig) -> InclusionLevel:
    if not is_built:
        return InclusionLevel.DRAFT
    # A navigation written by hand is obeyed: what it leaves out is left out without a word.
    return InclusionLevel.UNDEFINED if page.in_nav and config.nav is None else InclusionLevel.NOT_IN_NAV


TermPages = Mapping[tuple[str, TermPath], File]
"""The writer's own pages of terms, by taxonomy and term."""


def apply_term_pages(
    posts: Sequence[Entry],
    entries: Mapping[str, Entry],
    files: Files,
    setup: Setup,
    others: Mapping[str, Sequence[Entry]],
) -> tuple[tuple[Taxonomy, ...], tuple[Problem, ...]]:
    """The taxonomies with the titles and slugs of the writer's own pages, which move to the URLs they ask for.

    Years, months and days are called what they are.

    A page is a term's by the URL that the term has without it. Where something else has the URL that is asked
    for, the page stays, and a problem says so.
    """
    if not _has_pages(posts, files, setup):
        return setup.taxonomies, ()
    here = [taxonomy for taxonomy in setup.taxonomies if not taxonomy.is_elsewhere]
    blog, _ = make_blog(posts, setup.title, here, others=others)
    pages = _term_pages(blog, posts, files, setup)
    if not pages:
        return setup.taxonomies, ()
    taken = list_site_outputs(files, setup)
    problems = tuple(_clashes(blog, pages, entries, taken, setup))
    refused = {problem.file for problem in problems}
    terms = {
        at: Term(entry.title, slug="" if file.src_uri in refused else entry.slug)
        for at, file in pages.items()
        if (entry := entries.get(file.src_uri))
    }
    taxonomies = tuple(_described(taxonomy, terms) for taxonomy in setup.taxonomies)
    _move(pages, blog, make_blog(posts, setup.title, taxonomies, others=others)[0], setup)
    return taxonomies, problems


def _has_pages(posts: Sequence[Entry], files: Files, setup: Setup) -> bool:
    """Does any page stand among the lists of terms? Most blogs have none, and need no look at their terms."""
    sources = {post.source for post in posts}
    folders = [setup.list_url(taxonomy.folder) for taxonomy in setup.taxonomies if taxonomy.folder]
    inner = tuple(f"{fold_url(folder)}/" for folder in folders)
    return any(
        fold_url(file.dest_uri).startswith(inner) for file in files.documentation_pages() if file.src_uri not in sources
    )


def _term_pages(blog: Blog[Entry], posts: Sequence[Entry], files: Files, setup: Setup) -> TermPages:
    calendars = {taxonomy.name for taxonomy in setup.taxonomies if taxonomy.newest_first}
    listings = {listing.path: listing for listing in blog.listings() if listing.key and listing.kind not in calendars}
    own = find_own_pages(listings, files, setup, posts)
    return {(listings[path].kind, listings[path].key): file for path, file in own.items()}


def _clashes(
    blog: Blog[Entry], pages: TermPages, entries: Mapping[str, Entry], taken: OutputFiles, setup: Setup
) -> Iterator[Problem]:
    """Slugs that would bring a page to the URL of another."""
    for (kind, key), file in pages.items():
        listing, entry = blog.find(kind, *key), entries.get(file.src_uri)
        slug = clean_slug(entry.slug).rpartition("/")[2] if entry else ""
        if not listing or not slug:
            continue
        wished = setup.list_url(join_paths(posixpath.dirname(listing.path), slug))
        conflict = taken.conflict(find_destination(wished, setup.config.use_directory_urls))
        if conflict and conflict.owner != f"'{file.src_uri}'":
            what = f"The URL '{wished}/' of '{file.src_uri}' is already that of {conflict.owner}."
            hint = "It stays where it is; give one of them another slug."
            yield Problem(Rule.URL_CONFLICT, file.src_uri, what, hint)


def _described(taxonomy: Taxonomy, terms: Mapping[tuple[str, TermPath], Term]) -> Taxonomy:
    """A taxonomy with what pages say of its terms before what files of data say."""
    known = dict(taxonomy.known)
    for (kind, key), term in terms.items():
        if kind == taxonomy.name:
            before = known.get(key, Term(""))
            known[key] = before._replace(label=term.label or before.label, slug=term.slug or before.slug)
    return replace(taxonomy, known=known)


def _move(pages: TermPages, before: Blog[Entry], after: Blog[Entry], setup: Setup) -> None:
    """Bring the pages to the URLs that their lists have now."""
    for (kind, key), file in pages.items():
        old, new = before.find(kind, *key), after.find(kind, *key)
        if old and new and old.path != new.path:
            move_file(file, setup.list_url(new.path))
