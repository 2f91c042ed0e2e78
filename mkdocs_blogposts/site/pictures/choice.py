"""Which picture each post has, and why."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.making import make_blog
from mkdocs_blogposts.publishing.pictures.images import MIME_OF_SUFFIX
from mkdocs_blogposts.publishing.posts.post import Origin
from mkdocs_blogposts.publishing.texts.text_images import TextImage, text_images
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.pictures.cards import cards_of
from mkdocs_blogposts.site.pictures.gallery import Gallery, Wish
from mkdocs_blogposts.site.pictures.text_pictures import reference_of
from mkdocs_blogposts.site.planning.plan import Plan
from mkdocs_blogposts.site.settings.setup import Setup

BESIDE = ("cover", "featured", "feature", "thumbnail")
"""Names of a picture that is a post's without a word, where the post has its folder for itself; the best first."""

_KINDS = {"categories": Origin.CATEGORY, "tags": Origin.TAG, "authors": Origin.AUTHOR}


def choose(plan: Plan, pages: Mapping[str, Page], files: Files, setup: Setup, gallery: Gallery) -> dict[str, Wish]:
    """The picture of each post of `pages`, by its file.

    1. the one that its header names, or none where the header wants none;
    2. one beside it: of its own name, or `cover`, `featured`, `thumbnail` where the folder is its own;
    3. the first of its text that is no icon, or the one whose number the header has;
    4. that of a page of its categories, its tags or its authors;
    5. a card, where the option asks for cards; before all others where it asks for `all`.

    One that cannot be shown counts as if nobody had named it; where there is no other, it is said to be the post's.
    """
    if not gallery.shows:
        return {}
    neighbours = Neighbours(files)
    posts = {entry.source: entry for entry in plan.posts if entry.source in pages and not entry.no_image}
    near = {source: [*filter(None, (_named(entry), neighbours.wish(entry)))] for source, entry in posts.items()}
    gallery.prepare(found[0] for found in near.values() if found)
    wishes = {source: next(filter(gallery.is_usable, found), None) for source, found in near.items()}
    texts = {source: _in_text(posts[source], pages[source], gallery) for source, wish in wishes.items() if not wish}
    gallery.prepare(found[0] for found in texts.values() if found)
    for source, found in texts.items():
        wishes[source] = next(filter(gallery.is_worth_showing, found), None)
    bare = [entry for source, entry in posts.items() if not wishes[source]]
    for source, named in _of_terms(plan, setup, bare).items():
        wishes[source] = next(filter(gallery.is_usable, named), None)
        near[source] += named
    if setup.options.cards:
        bare = [entry for source, entry in posts.items() if not wishes[source] or setup.options.cards == "all"]
        cards = cards_of(bare, pages, setup)
        gallery.prepare(cards.values())
        wishes |= cards
    settled = {source: _in_place(wishes[source], near[source], gallery) for source in posts}
    return {source: wish for source, wish in settled.items() if wish}


def _in_place(wish: Wish | None, near: list[Wish], gallery: Gallery) -> Wish | None:
    """What was found, in place of the first of those that lie near, where that cannot be shown."""
    if not near or wish == near[0]:
        return wish
    return replace(wish, instead_of=near[0]) if wish and gallery.flaw(near[0]) else wish or near[0]


def _named(entry: Entry) -> Wish | None:
    if not entry.image:
        return None
    return Wish(entry.image, entry.source, entry.image_alt, entry.image_caption, entry.image_focus)


class Neighbours:
    """The pictures beside posts."""

    def __init__(self, files: Files) -> None:
        self._pages = Counter(posixpath.dirname(file.src_uri) for file in files.documentation_pages())
        self._pictures: dict[str, dict[str, File]] = {}
        for file in sorted(files.media_files(), key=_rank):
            name, suffix = posixpath.splitext(posixpath.basename(file.src_uri).lower())
            if suffix in MIME_OF_SUFFIX:
                self._pictures.setdefault(posixpath.dirname(file.src_uri), {}).setdefault(name, file)

    def wish(self, entry: Entry) -> Wish | None:
        """The picture that lies beside a post."""
        folder, name = posixpath.split(posixpath.splitext(entry.source)[0])
        is_alone = bool(folder) and (name in INDEX_NAMES or self._pages[folder] == 1)
        names = (*(() if name in INDEX_NAMES else (name.lower(),)), *(BESIDE if is_alone else ()))
        here = self._pictures.get(folder, {})
        found = next((here[name] for name in names if name in here), None)
        if not found:
            return None
        focus, path = entry.image_focus, f"/{found.src_uri}"
        return Wish(path, entry.source, entry.image_alt, entry.image_caption, focus, Origin.NAME)


def _rank(file: File) -> tuple[int, str]:
    suffix = posixpath.splitext(file.src_uri)[1].lower()
    return list(MIME_OF_SUFFIX).index(suffix) if suffix in MIME_OF_SUFFIX else -1, file.src_uri


def _in_text(entry: Entry, page: Page, gallery: Gallery) -> list[Wish]:
    """The pictures of a text that may be the post's, the likeliest first."""
    images = [image for image in text_images(page.content or "") if not image.is_decoration]
    if entry.image_number:
        images = images[entry.image_number - 1 : entry.image_number]
    return [wish for image in images if (wish := _wish(entry, page, image, gallery))]


def _wish(entry: Entry, page: Page, image: TextImage, gallery: Gallery) -> Wish | None:
    reference = reference_of(image, page, gallery)
    alt = entry.image_alt or image.alt
    return Wish(reference, entry.source, alt, "", entry.image_focus, Origin.TEXT) if reference else None


def _of_terms(plan: Plan, setup: Setup, entries: Iterable[Entry]) -> dict[str, list[Wish]]:
    """The pictures that the pages of terms name, by the files of the posts that have no other."""
    pages = {path: plan.pages[file.src_uri] for path, file in plan.lists.items() if file.src_uri in plan.pages}
    named = {path: wish for path, page in pages.items() if (wish := _named(page))}
    if not named:
        return {}
    blog, _ = make_blog(plan.posts, setup.title, setup.taxonomies)

    def of(entry: Entry) -> Iterator[Wish]:
        for kind, origin in _KINDS.items():
            for listing in blog.terms(kind, entry):
                if listing.path in named:
                    yield replace(named[listing.path], origin=origin)

    return {entry.source: [*of(entry)] for entry in entries}
