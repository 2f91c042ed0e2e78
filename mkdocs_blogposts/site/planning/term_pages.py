"""What the writer's own pages of terms decide: what the terms are called, and where their lists stand."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.blog.model import Blog, Taxonomy
from mkdocs_blogposts.blog.output_paths import OutputFiles
from mkdocs_blogposts.blog.slugs import TermPath, clean_slug, fold_url
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.tags_file import Term
from mkdocs_blogposts.site.planning.list_pages import find_own_pages
from mkdocs_blogposts.site.planning.page_urls import find_destination, join_paths, move_file
from mkdocs_blogposts.site.planning.reserved_paths import list_site_outputs
from mkdocs_blogposts.site.settings.blog_setup import Setup

Pages = Mapping[tuple[str, TermPath], File]
"""The writer's own pages of terms, by taxonomy and term."""


def describe_terms(
    posts: Sequence[Entry], entries: Mapping[str, Entry], files: Files, setup: Setup
) -> tuple[tuple[Taxonomy, ...], tuple[Problem, ...]]:
    """The taxonomies with the titles and slugs of the writer's own pages, which move to the URLs they ask for.

    Years, months and days are called what they are.

    A page is a term's by the URL that the term has without it. Where something else has the URL that is asked
    for, the page stays, and a problem says so.
    """
    if not _has_pages(posts, files, setup):
        return setup.taxonomies, ()
    blog, _ = make_blog(posts, setup.title, setup.taxonomies)
    pages = _pages(blog, posts, files, setup)
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
    _move(pages, blog, make_blog(posts, setup.title, taxonomies)[0], setup)
    return taxonomies, problems


def _has_pages(posts: Sequence[Entry], files: Files, setup: Setup) -> bool:
    """Does any page stand among the lists of terms? Most blogs have none, and need no look at their terms."""
    sources = {post.source for post in posts}
    folders = [join_paths(setup.options.blog_dir, taxonomy.folder) for taxonomy in setup.taxonomies if taxonomy.folder]
    inner = tuple(f"{fold_url(folder)}/" for folder in folders)
    return any(
        fold_url(file.dest_uri).startswith(inner) for file in files.documentation_pages() if file.src_uri not in sources
    )


def _pages(blog: Blog[Entry], posts: Sequence[Entry], files: Files, setup: Setup) -> Pages:
    calendars = {taxonomy.name for taxonomy in setup.taxonomies if taxonomy.newest_first}
    listings = {listing.path: listing for listing in blog.listings() if listing.key and listing.kind not in calendars}
    own = find_own_pages(listings, files, setup.options.blog_dir, posts)
    return {(listings[path].kind, listings[path].key): file for path, file in own.items()}


def _clashes(
    blog: Blog[Entry], pages: Pages, entries: Mapping[str, Entry], taken: OutputFiles, setup: Setup
) -> Iterator[Problem]:
    """Slugs that would bring a page to the URL of another."""
    for (kind, key), file in pages.items():
        listing, entry = blog.find(kind, *key), entries.get(file.src_uri)
        slug = clean_slug(entry.slug).rpartition("/")[2] if entry else ""
        if not listing or not slug:
            continue
        wished = join_paths(setup.options.blog_dir, posixpath.dirname(listing.path), slug)
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
            known[key] = replace(before, label=term.label or before.label, slug=term.slug or before.slug)
    return replace(taxonomy, known=known)


def _move(pages: Pages, before: Blog[Entry], after: Blog[Entry], setup: Setup) -> None:
    """Bring the pages to the URLs that their lists have now."""
    for (kind, key), file in pages.items():
        old, new = before.find(kind, *key), after.find(kind, *key)
        if old and new and old.path != new.path:
            move_file(file, join_paths(setup.options.blog_dir, new.path))
