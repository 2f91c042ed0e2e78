"""The images of pages: found in the site, made in the sizes that pages show, published through MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.images.cropping import read_focus
from mkdocs_blogposts.publishing.images.image_encoding import AVATAR, EVERY_VIEW, FULL
from mkdocs_blogposts.publishing.posts.post import ImageOrigin, PostImage, Rendition
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, FieldNames
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.images.image_problems import ImageProblems
from mkdocs_blogposts.site.images.image_processor import ImageJob, ImageProcessor, SocialCard
from mkdocs_blogposts.site.images.image_publisher import ImagePublisher, make_remote_image
from mkdocs_blogposts.site.images.image_resolver import (
    ImageReference,
    ImageResolver,
    MediaUrls,
    is_tolerated,
    may_lie_elsewhere,
    parse_reference,
)
from mkdocs_blogposts.site.images.remote_images import Network, RemoteImages
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.image_sizes import find_image_sizes

_LEAST_WIDTH, _LEAST_HEIGHT = 200, 120  # pixels


class ImageRequest(NamedTuple):
    """An image that a page asks for."""

    reference: str
    """A path or URL as the writer wrote it."""

    page_uri: str
    """The `src_uri` of the page; empty for the options in `mkdocs.yml`."""

    alt: str = ""
    caption: str = ""

    focus: str = ""
    """What a crop keeps in view, as written."""

    origin: ImageOrigin = ImageOrigin.FRONT_MATTER

    drawing: SocialCard | None = None
    """A card in place of any file."""

    in_text: bool = False
    """Does a text show it, and nothing else? Then it has no card and no link preview of its own."""

    instead_of: ImageRequest | None = None
    """The one that comes first and cannot be shown."""


class ImagePipeline:
    """The images of one build. Each file is read, and each image made, once, however many pages name it."""

    def __init__(
        self,
        files: Files,
        config: MkDocsConfig,
        processor: ImageProcessor,
        shows: bool = True,
        names: FieldNames = BUILT_IN,
        remote: RemoteImages | None = None,
    ) -> None:
        """Images of other sites are fetched by `remote`; without, they are used as they are."""
        self.shows = shows
        """Does the site want images at all?"""
        self.sizes = find_image_sizes(config.theme.name)
        self._files = files
        self._config = config
        self._processor = processor
        self._remote = remote
        self._publisher = ImagePublisher(files, config)
        self._resolver = ImageResolver(files)
        self.media_urls = MediaUrls(files, config)
        self._problems = ImageProblems(files, names)
        self._on_pages: dict[tuple[str, str], File | ImageReference | None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the images asked for so far, once for each page."""
        return self._problems.locate_problems()

    @property
    def generated(self) -> Sequence[File]:
        """What was added to the files of the site."""
        return self._publisher.generated

    def close(self) -> None:
        """When no more images are wanted."""
        self._processor.close()
        if self._remote:
            self._remote.close()

    def prepare(self, requests: Iterable[ImageRequest]) -> None:
        """Make the images of many requests at a time; what is wrong with them is told when they are asked for."""
        requests = tuple(requests)
        if self._remote:
            self._remote.get_all(
                name.path for request in requests if self._is_elsewhere(name := parse_reference(request.reference))
            )
        found = (
            (request.drawing or self.find(request.reference, request.page_uri), request.focus) for request in requests
        )
        sources = ((source, focus) for source, focus in found if isinstance(source, (File, SocialCard)))
        self._processor.make_all(ImageJob(source, read_focus(focus)) for source, focus in sources)

    def make_image(self, request: ImageRequest) -> PostImage | None:
        """The image that a page asks for; `None` where there is none, and a problem says why.

        All three sizes of an image of another site are its own URL, unless it is fetched. An SVG and an animation
        are shown as they are; `preview` has an empty `url` where link previews could not show the image: for an SVG,
        and for one that is in the URL itself (`data:`).
        """
        if request.drawing:
            card = self._drawn(request.drawing, request)
            return replace(card, alt=request.alt, origin=request.origin) if card else None
        found = self.find(request.reference, request.page_uri) if self.shows else None
        image = self._of_file(found, request) if isinstance(found, File) else self._of_name(found, request)
        alt = request.alt or parse_reference(request.reference).alt
        url = found.url if isinstance(found, File) else ""
        return replace(image, alt=alt, caption=request.caption, origin=request.origin, original=url) if image else None

    def avatar(self, request: ImageRequest) -> Rendition | None:
        """A person's image, small and square; `None` where `make_image` gives none, which says why."""
        image = self.make_image(request)
        found = self.find(request.reference, request.page_uri) if image else None
        product = (
            self._processor.make(ImageJob(found, read_focus(request.focus), (AVATAR,)))
            if isinstance(found, File)
            else ""
        )
        if isinstance(found, File) and not isinstance(product, str):
            return self._publisher.only(found, product)
        return image.full if image else None

    def flaw(self, request: ImageRequest) -> str:
        """Why `make_image` gave none, as a sentence; empty where nothing is known of it."""
        return self._problems.find_told(
            *((parse_reference(""), "") if request.drawing else (parse_reference(request.reference), request.page_uri))
        )

    def find(
        self, reference: str, page_uri: str, in_text: bool = False, in_html: bool = False
    ) -> File | ImageReference | None:
        """The file of the site that a page means, or the name of what lies elsewhere.

        `None` where nothing is named, or nothing is there, and then a problem says so: as loud as MkDocs would, where
        a text names it.
        """
        if (reference, page_uri) not in self._on_pages:
            name = parse_reference(reference)
            is_note = in_text and is_tolerated(reference, self._config)
            stays = in_text and may_lie_elsewhere(reference, self._config, in_html)
            self._on_pages[reference, page_uri] = self._found(name, page_uri, is_note, stays)
        return self._on_pages[reference, page_uri]

    def in_text(self, url: str, page: File, as_browsers: bool = False) -> File | ImageReference | None:
        """What a page's text names as front matter would; before that, `as_browsers` find it where they look.

        `None` where nothing is there that can be shown, and then a problem says so.
        """
        there = self.media_urls.file_at(url, page.url) if as_browsers else None
        found = there or self.find(url, page.src_uri, in_text=True, in_html=as_browsers)
        if isinstance(found, File) and (reason := self._processor.flaw(found)):
            self._unusable(parse_reference(url), page.src_uri, reason)
            return None
        return found

    def may_lie_elsewhere(self, url: str, in_html: bool = False) -> bool:
        """Does an image of a text stay that isn't there?"""
        return may_lie_elsewhere(url, self._config, in_html)

    def shape(self, file: File) -> tuple[int, int]:
        """The width and height of a file of the site in pixels; `(0, 0)` where nobody can tell."""
        return self._processor.shape(file)

    def is_fetched_in_texts(self, url: str) -> bool:
        """Is an image of a text one of another site that the options want from there?"""
        return bool(self._remote and self._remote.in_texts and self._is_elsewhere(parse_reference(url)))

    def is_usable(self, request: ImageRequest) -> bool:
        """Can it be shown? If not, a problem says why."""
        found = self.find(request.reference, request.page_uri)
        if not isinstance(found, File):
            return self._of_name(found, request) is not None
        product = self._processor.make(ImageJob(found, read_focus(request.focus)))
        if isinstance(product, str):
            self._unshown(parse_reference(request.reference), request, product)
            return False
        return True

    def is_worth_showing(self, request: ImageRequest) -> bool:
        """Is it an image that stands for a text, and no badge, no rule and no icon?"""
        file = self.find(request.reference, request.page_uri)
        product = self._processor.make(ImageJob(file, read_focus(request.focus))) if isinstance(file, File) else ""
        if isinstance(product, str):
            return False
        width, height = next(
            ((one.made.width, one.made.height) for one in product.kept[::-1] if one.made.name == FULL.name),
            product.size,
        )
        return width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT and width <= 4 * height and height <= 4 * width

    def _found(self, name: ImageReference, page_uri: str, is_note: bool, stays: bool) -> File | ImageReference | None:
        if name.is_inline or not name.path:
            return name if name.path else None
        own = name.below(self._config.site_url or "") if name.is_remote else name.path
        file = self._resolver.find(own, page_uri) if own else None
        if file is None and self._remote and self._is_elsewhere(name):
            fetched = self._remote.get(name.path)
            return fetched if isinstance(fetched, File) else name
        if file is None and not name.is_remote:
            what, hint = self._resolver.missing(name, page_uri, stays)
            self._problems.tell(Rule.MISSING_IMAGE, name, page_uri, what, hint, is_note)
            return None
        return file or name

    def _is_elsewhere(self, name: ImageReference) -> bool:
        return name.is_remote and not name.below(self._config.site_url or "")

    def _of_file(self, file: File, request: ImageRequest) -> PostImage | None:
        product = self._processor.make(ImageJob(file, read_focus(request.focus)))
        if isinstance(product, str):
            return self._unshown(parse_reference(request.reference), request, product)
        if product.losses:
            self._sanitized(parse_reference(request.reference), request.page_uri, product.losses)
        return self._publisher.of_file(file, product, (FULL,) if request.in_text else EVERY_VIEW)

    def _sanitized(self, name: ImageReference, page_uri: str, losses: Sequence[str]) -> None:
        what = f"The image '{name.shown}' holds more than a drawing: {', '.join(losses[:5])}."
        hint = "Pages show a copy without that; 'sanitize_svg: false' shows your own as they are."
        self._problems.tell(Rule.SANITIZED_IMAGE, name, page_uri, what, hint, is_note=True)

    def _unusable(self, name: ImageReference, page_uri: str, reason: str) -> None:
        what = f"The image '{name.shown}' cannot be used: {reason}."
        self._problems.tell(Rule.UNREADABLE_IMAGE, name, page_uri, what, "The page is built without it.")

    def _of_name(self, name: ImageReference | None, request: ImageRequest) -> PostImage | None:
        """An image that isn't a file of the site; one that could not be fetched is a problem."""
        failed = self._remote.get(name.path) if name and self._remote and self._is_elsewhere(name) else ""
        if name and failed and isinstance(failed, str):
            return self._unshown(name, request, failed)
        return make_remote_image(name) if name else None

    def _unshown(self, name: ImageReference, request: ImageRequest, reason: str) -> PostImage | None:
        """What is shown of an image that cannot be used: nothing, but one of a text that readers load elsewhere."""
        if not self._is_elsewhere(name):
            self._unusable(name, request.page_uri, reason)
            return None
        what = f"The image '{name.shown}' cannot be fetched: {reason}."
        hint = "Readers load it from there." if request.in_text else "The page is built without it."
        self._problems.tell(Rule.UNFETCHED_IMAGE, name, request.page_uri, what, hint)
        return make_remote_image(name) if request.in_text else None

    def _drawn(self, drawing: SocialCard, request: ImageRequest) -> PostImage | None:
        product = self._processor.make(ImageJob(drawing))
        if isinstance(product, str):
            what, hint = (
                f"No social card can be drawn: {product}.",
                "Name another font or image in 'social_card_design'.",
            )
            self._problems.tell(Rule.FAILED_SOCIAL_CARD, parse_reference(""), "", what, hint)
            return None
        return self._publisher.of_drawing(request.page_uri, product)


def make_pipeline(files: Files, setup: Setup) -> ImagePipeline:
    """The image pipeline that the options ask for."""
    options = setup.options
    modern = (".avif", ".webp") if options.avif else (".webp",)
    remote = (
        RemoteImages(setup.cache, setup.config, Network(), options.responsive_images is True)
        if options.fetch_images
        else None
    )
    processor = ImageProcessor(setup.cache, modern, sanitizes=options.sanitize_svg)
    return ImagePipeline(files, setup.config, processor, options.images, setup.rules.names, remote)
