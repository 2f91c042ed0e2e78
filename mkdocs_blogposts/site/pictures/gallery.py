"""The pictures of pages: found in the site, made in the sizes that pages show, published through MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.publishing.pictures.cropping import read_focus
from mkdocs_blogposts.publishing.pictures.images import AVATAR, EVERY_VIEW, FULL
from mkdocs_blogposts.publishing.posts.post import Origin, Picture, Rendition
from mkdocs_blogposts.reading.naming.names import BUILT_IN, Names
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.pictures.addresses import MediaAddresses
from mkdocs_blogposts.site.pictures.fetching import Network
from mkdocs_blogposts.site.pictures.places import Named, Places, is_tolerated, named
from mkdocs_blogposts.site.pictures.problems import PictureProblems
from mkdocs_blogposts.site.pictures.remote import RemotePictures
from mkdocs_blogposts.site.pictures.views import Views, elsewhere
from mkdocs_blogposts.site.pictures.workshop import Drawing, Job, Workshop
from mkdocs_blogposts.site.settings.image_sizes import sizes_of
from mkdocs_blogposts.site.settings.setup import Setup

_LEAST_WIDTH, _LEAST_HEIGHT = 200, 120  # pixels


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture that a page asks for."""

    reference: str
    """A path or address as the writer wrote it."""

    page_uri: str
    """The `src_uri` of the page; empty for the options in `mkdocs.yml`."""

    alt: str = ""
    caption: str = ""

    focus: str = ""
    """What a crop keeps in view, as written."""

    origin: Origin = Origin.HEADER

    drawing: Drawing | None = None
    """A card in place of any file."""

    in_text: bool = False
    """Does a text show it, and nothing else? Then it has no card and no link preview of its own."""

    instead_of: Wish | None = None
    """The one that comes first and cannot be shown."""


class Gallery:
    """The pictures of one build. Each file is read, and each picture made, once, however many pages name it."""

    def __init__(
        self,
        files: Files,
        config: MkDocsConfig,
        workshop: Workshop,
        shows: bool = True,
        names: Names = BUILT_IN,
        remote: RemotePictures | None = None,
    ) -> None:
        """Pictures of other sites are fetched by `remote`; without, they are used as they are."""
        self.shows = shows
        """Does the site want pictures at all?"""
        self.sizes = sizes_of(config.theme.name)
        self._files = files
        self._media = tuple((file, copy(file)) for file in files.media_files())
        self._config = config
        self._workshop = workshop
        self._remote = remote
        self._views = Views(files, config)
        self._places = Places(files)
        self.addresses = MediaAddresses(files, config)
        self._problems = PictureProblems(files, names)
        self._on_pages: dict[tuple[str, str], File | Named | None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the pictures asked for so far, once for each page."""
        return self._problems.located()

    @contextmanager
    def all_media(self) -> Iterator[None]:
        """Have all files of `on_files` in place: Material's `optimize` takes images away, and publishes them itself."""
        known = self._files.src_uris
        lost = [
            as_it_was for file, as_it_was in self._media if as_it_was.src_uri not in known and not _is_excluded(file)
        ]
        for file in lost:
            self._files.append(file)
        try:
            yield
        finally:
            for file in lost:
                self._files.remove(file)

    @property
    def generated(self) -> Sequence[File]:
        """What was added to the files of the site."""
        return self._views.generated

    @property
    def originals(self) -> Iterable[File]:
        """The files of the site that are no pages: pictures, among others."""
        return self._files.media_files()

    def close(self) -> None:
        """When no more pictures are wanted."""
        self._workshop.close()
        if self._remote:
            self._remote.close()

    def prepare(self, wishes: Iterable[Wish]) -> None:
        """Make the pictures of many wishes at a time; what is wrong with them is told when they are asked for."""
        wishes = tuple(wishes)
        if self._remote:
            self._remote.get_all(name.path for wish in wishes if self._is_elsewhere(name := named(wish.reference)))
        found = ((wish.drawing or self.find(wish.reference, wish.page_uri), wish.focus) for wish in wishes)
        sources = ((source, focus) for source, focus in found if isinstance(source, (File, Drawing)))
        self._workshop.make_all(Job(source, read_focus(focus)) for source, focus in sources)

    def picture(self, wish: Wish) -> Picture | None:
        """The picture that a page asks for; `None` where there is none, and a problem says why.

        All three sizes of a picture of another site are its own address, unless it is fetched. An SVG and an animation
        are shown as they are; `preview` has an empty `url` where link previews could not show the picture: for an SVG,
        and for one that is in the address itself (`data:`).
        """
        if wish.drawing:
            card = self._drawn(wish.drawing, wish)
            return replace(card, alt=wish.alt, origin=wish.origin) if card else None
        found = self.find(wish.reference, wish.page_uri) if self.shows else None
        picture = self._of_file(found, wish) if isinstance(found, File) else self._of_name(found, wish)
        alt = wish.alt or named(wish.reference).alt
        url = found.url if isinstance(found, File) else ""
        return replace(picture, alt=alt, caption=wish.caption, origin=wish.origin, original=url) if picture else None

    def avatar(self, wish: Wish) -> Rendition | None:
        """A person's picture, small and square; `None` where `picture` gives none, which says why."""
        picture = self.picture(wish)
        found = self.find(wish.reference, wish.page_uri) if picture else None
        product = self._workshop.make(Job(found, read_focus(wish.focus), (AVATAR,))) if isinstance(found, File) else ""
        if isinstance(found, File) and not isinstance(product, str):
            return self._views.only(found, product)
        return picture.full if picture else None

    def flaw(self, wish: Wish) -> str:
        """Why `picture` gave none, as a sentence; empty where nothing is known of it."""
        return self._problems.about(*((named(""), "") if wish.drawing else (named(wish.reference), wish.page_uri)))

    def find(self, reference: str, page_uri: str, in_text: bool = False) -> File | Named | None:
        """The file of the site that a page means, or the name of what lies elsewhere.

        `None` where nothing is named, or nothing is there, and then a problem says so: as loud as MkDocs would, where
        a text names it.
        """
        if (reference, page_uri) not in self._on_pages:
            name = named(reference)
            is_note = in_text and is_tolerated(reference, self._config)
            self._on_pages[reference, page_uri] = self._found(
                name, page_uri, is_note, in_text and reference.startswith("/")
            )
        return self._on_pages[reference, page_uri]

    def in_text(self, address: str, page: File, as_browsers: bool = False) -> File | Named | None:
        """What a page's text names as a header would; before that, `as_browsers` find it where they look.

        `None` where nothing is there that can be shown, and then a problem says so.
        """
        there = self.addresses.file_at(address, page.url) if as_browsers else None
        found = there or self.find(address, page.src_uri, in_text=True)
        if isinstance(found, File) and (reason := self._workshop.flaw(found)):
            self._unusable(named(address), page.src_uri, reason)
            return None
        return found

    def shape(self, file: File) -> tuple[int, int]:
        """The width and height of a file of the site in pixels; `(0, 0)` where nobody can tell."""
        return self._workshop.shape(file)

    def is_fetched_in_texts(self, address: str) -> bool:
        """Is a picture of a text one of another site that the options want from there?"""
        return bool(self._remote and self._remote.in_texts and self._is_elsewhere(named(address)))

    def is_usable(self, wish: Wish) -> bool:
        """Can it be shown? If not, a problem says why."""
        found = self.find(wish.reference, wish.page_uri)
        product = self._workshop.make(Job(found, read_focus(wish.focus))) if isinstance(found, File) else ""
        if isinstance(found, File) and isinstance(product, str) and not self._is_elsewhere(named(wish.reference)):
            self._unusable(named(wish.reference), wish.page_uri, product)
            return False
        return found is not None

    def is_worth_showing(self, wish: Wish) -> bool:
        """Is it a picture that stands for a text, and no badge, no rule and no icon?"""
        file = self.find(wish.reference, wish.page_uri)
        product = self._workshop.make(Job(file, read_focus(wish.focus))) if isinstance(file, File) else ""
        if isinstance(product, str):
            return False
        width, height = next(
            ((one.made.width, one.made.height) for one in product.kept[::-1] if one.made.name == FULL.name),
            product.size,
        )
        return width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT and width <= 4 * height and height <= 4 * width

    def _found(self, name: Named, page_uri: str, is_note: bool, stays: bool) -> File | Named | None:
        if name.is_inline or not name.path:
            return name if name.path else None
        own = name.below(self._config.site_url or "") if name.is_remote else name.path
        file = self._places.find(own, page_uri) if own else None
        if file is None and self._remote and self._is_elsewhere(name):
            fetched = self._remote.get(name.path)
            return fetched if isinstance(fetched, File) else name
        if file is None and not name.is_remote:
            what, cure = self._places.missing(name, page_uri, stays)
            self._problems.tell(Rule.MISSING_IMAGE, name, page_uri, what, cure, is_note)
            return None
        return file or name

    def _is_elsewhere(self, name: Named) -> bool:
        return name.is_remote and not name.below(self._config.site_url or "")

    def _of_file(self, file: File, wish: Wish) -> Picture | None:
        product = self._workshop.make(Job(file, read_focus(wish.focus)))
        if isinstance(product, str):
            name = named(wish.reference)
            if self._is_elsewhere(name):
                return self._unfetched(name, wish, product)
            self._unusable(name, wish.page_uri, product)
            return None
        if product.losses:
            self._sanitized(named(wish.reference), wish.page_uri, product.losses)
        return self._views.of_file(file, product, (FULL,) if wish.in_text else EVERY_VIEW)

    def _sanitized(self, name: Named, page_uri: str, losses: Sequence[str]) -> None:
        what = f"The picture '{name.shown}' holds more than a drawing: {', '.join(losses[:5])}."
        cure = "Pages show a copy without that; 'sanitize_svg: false' shows your own as they are."
        self._problems.tell(Rule.SANITIZED_IMAGE, name, page_uri, what, cure, is_note=True)

    def _unusable(self, name: Named, page_uri: str, reason: str) -> None:
        what = f"The picture '{name.shown}' cannot be used: {reason}."
        self._problems.tell(Rule.UNREADABLE_IMAGE, name, page_uri, what, "The page is built without it.")

    def _of_name(self, name: Named | None, wish: Wish) -> Picture | None:
        """A picture that is no file of the site; one that could not be fetched is a problem."""
        failed = self._remote.get(name.path) if name and self._remote and self._is_elsewhere(name) else ""
        if name and failed and isinstance(failed, str):
            return self._unfetched(name, wish, failed)
        return elsewhere(name) if name else None

    def _unfetched(self, name: Named, wish: Wish, reason: str) -> Picture:
        what = f"The picture '{name.shown}' cannot be fetched: {reason}."
        self._problems.tell(Rule.UNFETCHED_IMAGE, name, wish.page_uri, what, "Readers load it from there.")
        return elsewhere(name)

    def _drawn(self, drawing: Drawing, wish: Wish) -> Picture | None:
        product = self._workshop.make(Job(drawing))
        if isinstance(product, str):
            what, cure = f"No card can be drawn: {product}.", "Name another font or picture in 'card_design'."
            self._problems.tell(Rule.UNDRAWABLE_CARD, named(""), "", what, cure)
            return None
        return self._views.of_drawing(wish.page_uri, product)


def _is_excluded(file: File) -> bool:
    return file.inclusion.is_excluded()  # type: ignore[no-untyped-call,no-any-return]


def make_gallery(files: Files, setup: Setup) -> Gallery:
    """The gallery that the options ask for."""
    options = setup.options
    modern = (".avif", ".webp") if options.avif else (".webp",)
    remote = (
        RemotePictures(setup.cache, setup.config, Network(), options.text_images is True)
        if options.fetch_images
        else None
    )
    workshop = Workshop(setup.cache, modern, sanitizes=options.sanitize_svg)
    return Gallery(files, setup.config, workshop, options.images, setup.rules.names, remote)
