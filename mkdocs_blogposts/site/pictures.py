"""The pictures of pages: found in the site, made in the sizes that pages show, published through MkDocs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from slugify import slugify

from mkdocs_blogposts.publishing.cropping import read_focus
from mkdocs_blogposts.publishing.images import CARD, FULL, MIME_OF_SUFFIX, PREVIEW
from mkdocs_blogposts.publishing.post import Origin, Picture, Rendition, Source
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.layouts import layout_of
from mkdocs_blogposts.site.picture_cache import Kept
from mkdocs_blogposts.site.picture_places import FOLDER, Named, Places, is_tolerated, line_of, named
from mkdocs_blogposts.site.published import published
from mkdocs_blogposts.site.setup import Setup
from mkdocs_blogposts.site.workshop import Drawing, Job, Product, Workshop

_UNSAFE = re.compile(r"""[\s\x00-\x20\x7f"<>\\^`{|}]""")
_LEAST_WIDTH, _LEAST_HEIGHT = 200, 120  # pixels
_NONE = Rendition("", 0, 0, "")
_Shape = tuple[tuple[int, int], str]  # width and height, suffix


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


class Gallery:
    """The pictures of one build. Each file is read, and each picture made, once, however many pages name it."""

    def __init__(self, files: Files, config: MkDocsConfig, workshop: Workshop, shows: bool = True) -> None:
        self.shows = shows
        """Does the site want pictures at all?"""
        self.layout = layout_of(config.theme.name)
        self.generated: list[File] = []
        """What was added to the files of the site."""
        self._files = files
        self._config = config
        self._workshop = workshop
        self._places = Places(files)
        self._problems: dict[Problem, str] = {}  # with the reference that it is about
        self._on_pages: dict[tuple[str, str], File | Named | None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the pictures asked for so far, once for each page."""
        return tuple(self._located(problem, reference) for problem, reference in self._problems.items())

    @property
    def originals(self) -> Iterable[File]:
        """The files of the site that are no pages: pictures, among others."""
        return self._files.media_files()

    def close(self) -> None:
        """When no more pictures are wanted."""
        self._workshop.close()

    def prepare(self, wishes: Iterable[Wish]) -> None:
        """Make the pictures of many wishes at a time; what is wrong with them is told when they are asked for."""
        found = ((wish.drawing or self.find(wish.reference, wish.page_uri), wish.focus) for wish in wishes)
        sources = ((source, focus) for source, focus in found if isinstance(source, (File, Drawing)))
        self._workshop.make_all(Job(source, read_focus(focus)) for source, focus in sources)

    def picture(self, wish: Wish) -> Picture | None:
        """The picture that a page asks for; `None` where there is none, and a problem says why.

        A picture of another site is never fetched: all three sizes are its own address. An SVG and an animation are
        shown as they are; `preview` has an empty `url` where link previews could not show the picture: for an SVG, and
        for one that is in the address itself (`data:`).
        """
        if wish.drawing:
            card = self._drawn(wish.drawing, wish)
            return replace(card, alt=wish.alt, origin=wish.origin) if card else None
        found = self.find(wish.reference, wish.page_uri) if self.shows else None
        picture = self._of_file(found, wish) if isinstance(found, File) else _elsewhere(found) if found else None
        alt = wish.alt or named(wish.reference).alt
        url = found.url if isinstance(found, File) else ""
        return replace(picture, alt=alt, caption=wish.caption, origin=wish.origin, original=url) if picture else None

    def find(self, reference: str, page_uri: str, in_text: bool = False) -> File | Named | None:
        """The file of the site that a page means, or the name of what lies elsewhere.

        `None` where nothing is named, or nothing is there, and then a problem says so: as loud as MkDocs would, where
        a text names it.
        """
        if (reference, page_uri) not in self._on_pages:
            name = named(reference)
            is_note = in_text and is_tolerated(name.path, self._config)
            self._on_pages[reference, page_uri] = self._found(name, page_uri, is_note)
        return self._on_pages[reference, page_uri]

    def file_at(self, address: str, page_url: str) -> File | None:
        """The file of the site at an address that stands on a page of it."""
        path = re.split(r"[?#]", address, maxsplit=1)[0]
        if not path or re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE):
            return None
        own = urlsplit(self._config.site_url or "").path.rstrip("/") + "/"
        if path.startswith("/"):
            return self._by_address.get(unquote(path.removeprefix(own).lstrip("/")))
        return self._by_address.get(unquote(posixpath.normpath(posixpath.join(posixpath.dirname(page_url), path))))

    @cached_property
    def _by_address(self) -> dict[str, File]:
        return {unquote(file.url): file for file in self._files.media_files()}

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

    def _found(self, name: Named, page_uri: str, is_note: bool) -> File | Named | None:
        if name.is_inline or not name.path:
            return name if name.path else None
        own = name.below(self._config.site_url or "") if name.is_remote else name.path
        file = self._places.find(own, page_uri) if own else None
        if file is None and not name.is_remote:
            what, cure = self._places.missing(name, page_uri)
            self._tell(Rule.MISSING_IMAGE, name, page_uri, what, cure, is_note)
            return None
        return file or name

    def _tell(self, rule: Rule, name: Named, page_uri: str, what: str, cure: str, is_note: bool = False) -> None:
        self._problems.setdefault(Problem(rule, page_uri or "mkdocs.yml", what, cure, is_note=is_note), name.path)

    def _located(self, problem: Problem, reference: str) -> Problem:
        """A problem with the line that names the picture, read anew since it is rarely asked for."""
        file = self._files.get_file_from_path(problem.file)
        return replace(problem, line=line_of(reference, file.content_string)) if file else problem

    def _of_file(self, file: File, wish: Wish) -> Picture | None:
        product = self._workshop.make(Job(file, read_focus(wish.focus)))
        if isinstance(product, str):
            name = named(wish.reference)
            what = f"The picture '{name.shown}' cannot be used: {product}."
            self._tell(Rule.UNREADABLE_IMAGE, name, wish.page_uri, what, "The page is built without it.")
            return None
        if not product.kept:
            itself = self._as_it_is(file, product, product.size, ".svg")
            return Picture("", itself, itself, _NONE)
        return self._in_views(file.src_uri, product, lambda made: self._as_it_is(file, product, *made))

    def _drawn(self, drawing: Drawing, wish: Wish) -> Picture | None:
        product = self._workshop.make(Job(drawing))
        if isinstance(product, str):
            what, cure = f"No card can be drawn: {product}.", "Name a font file that has them in 'card_design: font:'."
            self._tell(Rule.UNDRAWABLE_CARD, named(""), "", what, cure)
            return None
        return self._in_views(wish.page_uri, product, lambda _: _NONE)

    def _in_views(self, uri: str, product: Product, as_it_is: Callable[[_Shape], Rendition]) -> Picture:
        stem = slugify(PurePosixPath(uri).stem, max_length=40) or "picture"
        by_name = {name: [*kept] for name, kept in groupby(product.kept, lambda one: one.made.name)}
        views = {name: self._view(stem, product, kept, as_it_is) for name, kept in by_name.items()}
        return Picture("", views[CARD.name], views[FULL.name], views[PREVIEW.name], product.kept[0].made.colour)

    def _view(
        self, stem: str, product: Product, kept: list[Kept], as_it_is: Callable[[_Shape], Rendition]
    ) -> Rendition:
        """One view of a picture: its widest file in the format that every browser knows, and all files by format."""
        last = kept[-1].made
        if not last.data and not kept[-1].file:
            return as_it_is(((last.width, last.height), last.suffix))
        by_type: dict[str, list[Rendition]] = {}
        for one in kept:
            made = one.made
            name = f"{stem}-{product.key[:10]}-{made.width}x{made.height}{made.suffix}"
            url = self._publish(name, one.file or made.data)
            by_type.setdefault(made.mime, []).append(Rendition(url, made.width, made.height, made.mime))
        sources = tuple(Source(mime, tuple(files)) for mime, files in by_type.items())
        return replace(sources[-1].files[-1], sources=sources if len(kept) > 1 else ())

    def _as_it_is(self, file: File, product: Product, size: tuple[int, int], suffix: str) -> Rendition:
        """The file itself, or a copy where the site's options leave the file out."""
        if file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT):
            return Rendition(file.url, *size, MIME_OF_SUFFIX[suffix])
        stem = slugify(PurePosixPath(file.src_uri).stem, max_length=40) or "picture"
        copied = self._publish(f"{stem}-{product.key[:10]}{suffix}", file.content_bytes)
        return Rendition(copied, *size, MIME_OF_SUFFIX[suffix])

    def _publish(self, name: str, content: Path | bytes) -> str:
        """The address of a picture, which joins the site unless it is there: another instance may have made it."""
        uri = f"{FOLDER}/{name}"
        if uri not in self._files.src_uris:
            made = published(self._config, uri, content)
            self._files.append(made)
            self.generated.append(made)
        return self._files.src_uris[uri].url


def make_gallery(files: Files, setup: Setup) -> Gallery:
    """The gallery that the options ask for."""
    options = setup.options
    modern = (".avif", ".webp") if options.avif else (".webp",)
    return Gallery(files, setup.config, Workshop(setup.cache, modern), options.images)


def _elsewhere(name: Named) -> Picture:
    """A picture that is no file of the site: used as it is but for what would end its address early in an attribute."""
    if name.is_inline:
        itself = Rendition(name.path, 0, 0, re.split("[;,]", name.path[5:], maxsplit=1)[0].lower())
        return Picture("", itself, itself, _NONE)
    url = _UNSAFE.sub(lambda found: quote(found[0]), name.path)
    suffix = PurePosixPath(re.split(r"[?#]", url, maxsplit=1)[0]).suffix.lower()
    itself = Rendition(url, 0, 0, MIME_OF_SUFFIX.get(suffix, ""))
    return Picture("", itself, itself, itself)
