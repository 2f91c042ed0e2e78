"""Which image each post has, and why."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.publishing.images.file_types import MIME_OF_SUFFIX
from mkdocs_blogposts.publishing.images.social_cards import SocialCardDesign, SocialCardText
from mkdocs_blogposts.publishing.posts.post import ImageOrigin, make_post_title
from mkdocs_blogposts.publishing.text.inline_images import InlineImage, find_images
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline, ImageRequest
from mkdocs_blogposts.site.images.image_processor import SocialCard
from mkdocs_blogposts.site.images.responsive_images import find_reference
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.settings.blog_setup import Setup

BESIDE = ("cover", "featured", "feature", "thumbnail")
"""Names of an image that is a post's without a word, where the post has its folder for itself; the best first."""

_KINDS = {"categories": ImageOrigin.CATEGORY, "tags": ImageOrigin.TAG, "authors": ImageOrigin.AUTHOR}


def choose_featured_images(
    plan: Plan, pages: Mapping[str, Page], files: Files, setup: Setup, pipeline: ImagePipeline
) -> dict[str, ImageRequest]:
    """The image of each post of `pages`, by its file.

    1. the one that its front matter names, or none where it refuses one;
    2. one beside it: of its own name, or `cover`, `featured`, `thumbnail` where the folder is its own;
    3. the first of its text that isn't an icon, or the one whose number the front matter has;
    4. that of a page of its categories, its tags or its authors;
    5. a card, where the option asks for cards; before all others where it asks for `all`.

    One that cannot be shown counts as if nobody had named it; where there is no other, it is said to be the post's.
    """
    if not pipeline.shows:
        return {}
    siblings = SiblingImages(files)
    posts = {entry.source: entry for entry in plan.posts if entry.source in pages and not entry.no_image}
    near = {source: [*filter(None, (_named(entry), siblings.find(entry)))] for source, entry in posts.items()}
    pipeline.prepare(found[0] for found in near.values() if found)
    requests = {source: next(filter(pipeline.is_usable, found), None) for source, found in near.items()}
    texts = {
        source: _in_text(posts[source], pages[source], pipeline) for source, request in requests.items() if not request
    }
    pipeline.prepare(found[0] for found in texts.values() if found)
    for source, found in texts.items():
        requests[source] = next(filter(pipeline.is_worth_showing, found), None)
    bare = [entry for source, entry in posts.items() if not requests[source]]
    for source, named in _of_terms(plan, setup, bare).items():
        requests[source] = next(filter(pipeline.is_usable, named), None)
        near[source] += named
    if setup.options.social_cards:
        bare = [entry for source, entry in posts.items() if not requests[source] or setup.options.social_cards == "all"]
        cards = make_cards(bare, pages, setup)
        pipeline.prepare(cards.values())
        requests |= cards
    settled = {source: _in_place(requests[source], near[source], pipeline) for source in posts}
    return {source: request for source, request in settled.items() if request}


def _in_place(request: ImageRequest | None, near: list[ImageRequest], pipeline: ImagePipeline) -> ImageRequest | None:
    """What was found, in place of the first of those that lie near, where that cannot be shown."""
    if not near or request == near[0]:
        return request
    return request._replace(instead_of=near[0]) if request and pipeline.flaw(near[0]) else request or near[0]


def _named(entry: Entry) -> ImageRequest | None:
    if not entry.image:
        return None
    return ImageRequest(entry.image, entry.source, entry.image_alt, entry.image_caption, entry.image_focus)


class SiblingImages:
    """The images beside posts."""

    def __init__(self, files: Files) -> None:
        self._pages = Counter(posixpath.dirname(file.src_uri) for file in files.documentation_pages())
        self._images: dict[str, dict[str, File]] = {}
        for file in sorted(files.media_files(), key=_rank):
            name, suffix = posixpath.splitext(posixpath.basename(file.src_uri).lower())
            if suffix in MIME_OF_SUFFIX:
                self._images.setdefault(posixpath.dirname(file.src_uri), {}).setdefault(name, file)

    def find(self, entry: Entry) -> ImageRequest | None:
        """The image that lies beside a post."""
        folder, name = posixpath.split(posixpath.splitext(entry.source)[0])
        is_alone = bool(folder) and (name in INDEX_NAMES or self._pages[folder] == 1)
        names = (*(() if name in INDEX_NAMES else (name.lower(),)), *(BESIDE if is_alone else ()))
        here = self._images.get(folder, {})
        found = next((here[name] for name in names if name in here), None)
        if not found:
            return None
        focus, path = entry.image_focus, f"/{found.src_uri}"
        return ImageRequest(path, entry.source, entry.image_alt, entry.image_caption, focus, ImageOrigin.NAME)


def _rank(file: File) -> tuple[int, str]:
    suffix = posixpath.splitext(file.src_uri)[1].lower()
    return list(MIME_OF_SUFFIX).index(suffix) if suffix in MIME_OF_SUFFIX else -1, file.src_uri


def _in_text(entry: Entry, page: Page, pipeline: ImagePipeline) -> list[ImageRequest]:
    """The images of a text that may be the post's, the likeliest first."""
    images = [image for image in find_images(page.content or "") if not image.is_decoration]
    if entry.image_number:
        images = images[entry.image_number - 1 : entry.image_number]
    return [request for image in images if (request := _request(entry, page, image, pipeline))]


def _request(entry: Entry, page: Page, image: InlineImage, pipeline: ImagePipeline) -> ImageRequest | None:
    reference = find_reference(image, page, pipeline)
    alt = entry.image_alt or image.alt
    return ImageRequest(reference, entry.source, alt, "", entry.image_focus, ImageOrigin.TEXT) if reference else None


def _of_terms(plan: Plan, setup: Setup, entries: Iterable[Entry]) -> dict[str, list[ImageRequest]]:
    """The images that the pages of terms name, by the files of the posts that have no other."""
    pages = {path: plan.pages[file.src_uri] for path, file in plan.lists.items() if file.src_uri in plan.pages}
    named = {path: request for path, page in pages.items() if (request := _named(page))}
    if not named:
        return {}
    blog, _ = make_blog(plan.posts, setup.title, setup.taxonomies)

    def of(entry: Entry) -> Iterator[ImageRequest]:
        for kind, origin in _KINDS.items():
            for listing in blog.terms(kind, entry):
                if listing.path in named:
                    yield named[listing.path]._replace(origin=origin)

    return {entry.source: [*of(entry)] for entry in entries}


def make_cards(entries: Iterable[Entry], pages: Mapping[str, Page], setup: Setup) -> dict[str, ImageRequest]:
    """A card for each of these posts, by its file."""
    design = _design(setup)
    return {
        entry.source: ImageRequest(
            "",
            entry.source,
            origin=ImageOrigin.DRAWN,
            drawing=SocialCard(_words(entry, pages[entry.source], setup), design),
        )
        for entry in entries
    }


def _words(entry: Entry, page: Page, setup: Setup) -> SocialCardText:
    language = setup.languages.of(entry.language)
    authors = language.words.gettext(", ").join(author.name for author in entry.authors)
    date = language.date(entry.date) if entry.date else ""
    return SocialCardText(
        make_post_title(entry, page.content or "", page.file.name), setup.config.site_name, authors, date
    )


def _design(setup: Setup) -> SocialCardDesign:
    asked = setup.options.social_card_design
    colors = {name: value for name in ("background", "color", "accent") if (value := asked[name])}
    font, image = (Path(asked[name]).read_bytes() if asked[name] else b"" for name in ("font", "image"))
    return SocialCardDesign(font=font, image=image)._replace(**colors)
