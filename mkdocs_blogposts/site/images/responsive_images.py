"""The images in the texts of posts: found wherever a writer may say they are, and in several widths where asked for.

A writer's path is resolved while Python-Markdown converts the text, before MkDocs looks at it, and before other plugins
read what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import escape
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.posts.post import ImageSource, PostImage, Rendition
from mkdocs_blogposts.publishing.text.inline_images import InlineImage, find_images, replace_images
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline, ImageRequest
from mkdocs_blogposts.site.images.image_resolver import parse_reference

Wanted = bool | str
"""The images of texts that come in several widths: all, none, or `LARGE` ones."""

LARGE = "large"

_LARGE = 1400
"""Pixels: the longer side of an image that no screen shows whole in a column of text, even at two to a dot."""

SIDES = ("width", "height")
_STYLED = compile_pattern(r"(?<![\w-])(?:width|height)\s*:")

_NEAR = 2000
"""Characters of HTML: what stands within so many is seen without scrolling on most screens."""


def add_processors(md: Markdown, pipeline: ImagePipeline, file: File) -> None:
    """Have the images of one page found while its text is converted."""
    # MkDocs turns paths into URLs at 0; raw HTML is put back at 30.
    md.treeprocessors.register(_OfMarkdown(md, pipeline, file), "blogposts-images", 2)
    md.postprocessors.register(_OfHtml(md, pipeline, file), "blogposts-images", 3)


class _OfMarkdown(Treeprocessor):
    """Images that are written as `![](…)`: their paths become such as MkDocs resolves."""

    def __init__(self, md: Markdown, pipeline: ImagePipeline, file: File) -> None:
        super().__init__(md)
        self._pipeline, self._file = pipeline, file

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            src = image.get("src", "")
            if not _is_ours(src):
                continue
            found = self._pipeline.in_text(src, self._file)
            if isinstance(found, File):
                path = get_relative_url(found.src_uri, self._file.src_uri)
                image.set("src", quote(path) + _rest(src, found))
            elif found is None and not self._pipeline.may_lie_elsewhere(src):
                image.tag, image.text = "span", image.get("alt", "")
                image.attrib = {"class": "bp-missing"}


class _OfHtml(Postprocessor):
    """Images that are written as HTML, where a path means what a browser takes it for, else what Markdown would."""

    def __init__(self, md: Markdown, pipeline: ImagePipeline, file: File) -> None:
        super().__init__(md)
        self._pipeline, self._file = pipeline, file

    def run(self, text: str) -> str:
        return replace_images(text, self._replaced)

    def _replaced(self, image: InlineImage) -> str:
        src = image.src
        if not _is_ours(src):
            return image.tag
        found = self._pipeline.in_text(src, self._file, as_browsers=True)
        if not isinstance(found, File):
            stays = found or self._pipeline.may_lie_elsewhere(src, in_html=True)
            return image.tag if stays else _missing(image)
        if image.attributes.get("src", "").strip() == src and self._leads_to(found, src):
            return image.tag
        return _tag(_shown(image, get_relative_url(found.url, self._file.url) + _rest(src, found)))

    def _leads_to(self, file: File, src: str) -> bool:
        return self._pipeline.media_urls.file_at(src, self._file.url) is file


def _is_ours(src: str) -> bool:
    """Is it a path of this site, as far as one can see?"""
    name = parse_reference(src)
    is_of_a_template = "{" in name.path  # JSX, or what another plugin fills in later
    return bool(name.path) and not is_of_a_template and not name.is_inline and not name.is_remote


def _rest(src: str, file: File) -> str:
    """What follows a path: `#only-dark` in Material, or a version."""
    start = next((place for place, sign in enumerate(src) if sign in "?#"), len(src))
    return src[start:] if src[start:] not in file.src_uri else ""


def _shown(image: InlineImage, src: str) -> Mapping[str, object]:
    """The attributes of an image with another URL, at which no script waits any more."""
    return {name: value for name, value in {**image.attributes, "src": src}.items() if name != "data-src"}


def _missing(image: InlineImage) -> str:
    return f'<span class="bp-missing">{escape(image.alt)}</span>'


def _tag(attributes: Mapping[str, object]) -> str:
    return f"<img{_attributes(attributes)}>"


def _attributes(values: Mapping[str, object]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


def list_images(page: Page, pipeline: ImagePipeline, wanted: Wanted) -> Iterator[ImageRequest]:
    """The images of a post's text that are to come in several widths."""
    for image in find_images(page.content or ""):
        if request := _request(image, page, pipeline, wanted):
            yield request


def fit_images(pages: Iterable[Page], pipeline: ImagePipeline, wanted: Wanted) -> None:
    """Give the images in the texts of plain pages their sizes, as those of posts have them."""
    texts = [page for page in pages if page.content] if pipeline.shows else []
    pipeline.prepare(request for page in texts for request in list_images(page, pipeline, wanted))
    for page in texts:
        page.content = make_images_responsive(page.content or "", page, pipeline, True, wanted, "height: auto")


def find_reference(image: InlineImage, page: Page, pipeline: ImagePipeline) -> str:
    """What names an image of a text as front matter would; empty for one that stays where it is, on another site."""
    return _name_file(pipeline.media_urls.file_at(image.src, page.url), image, pipeline)


def _name_file(file: File | None, image: InlineImage, pipeline: ImagePipeline) -> str:
    if file:
        return f"/{file.src_uri}"
    return image.src if pipeline.is_fetched_in_texts(image.src) else ""


def _request(image: InlineImage, page: Page, pipeline: ImagePipeline, wanted: Wanted) -> ImageRequest | None:
    if not wanted or image.is_decoration or image.in_picture:
        return None
    file = pipeline.media_urls.file_at(image.src, page.url)
    if file and wanted == LARGE and max(pipeline.shape(file)) <= _LARGE:
        return None
    reference = _name_file(file, image, pipeline)
    return ImageRequest(reference, page.file.src_uri, in_text=True) if reference else None


def make_images_responsive(
    content: str, page: Page, pipeline: ImagePipeline, eager: bool, wanted: Wanted, style: str = ""
) -> str:
    """A text's HTML with its images in their size, and those that are `wanted` in several widths.

    They wait until they are near, but an `eager` first one, which a reader sees at once: near the start of a text it
    is likely the largest that is seen. `style` is for those without one, where our style sheet is not.
    """
    waits = [not eager]
    is_near = content.find("<img") < _NEAR

    def replaced(image: InlineImage) -> str:
        featured_image = pipeline.make_image(request) if (request := _request(image, page, pipeline, wanted)) else None
        if request and not featured_image:
            return _missing(image)
        is_made = featured_image is not None and bool(featured_image.full.sources)
        shown = image if is_made or not featured_image else _as_it_is(image, featured_image, page.url)
        loads = {**_loading(image, waits[-1], is_near), **({"style": style} if style else {})}
        tag = (
            _responsive(image, featured_image, page.url, pipeline.sizes.full, loads)
            if featured_image and is_made
            else _sized(shown, page, pipeline, loads)
        )
        waits.append(waits[-1] or not image.is_decoration)
        return tag

    return replace_images(content, replaced)


def _loading(image: InlineImage, waits: bool, is_near: bool) -> Mapping[str, object]:
    """When a browser loads an image, and decodes it; what the writer says of that stays."""
    if image.is_decoration or "loading" in image.attributes:
        return {"decoding": "async"}
    first = {"fetchpriority": "high"} if is_near else {}
    return {"decoding": "async", **({"loading": "lazy"} if waits else first)}


def _sized(image: InlineImage, page: Page, pipeline: ImagePipeline, loads: Mapping[str, object]) -> str:
    """An image as it is, with the size at which a browser keeps room for it; what the writer says of that stays."""
    if image.in_picture:
        return image.tag
    file = pipeline.media_urls.file_at(image.src, page.url)
    added = _complete_size(image, pipeline.shape(file)) if file else {}
    missing = {name: value for name, value in {**added, **loads}.items() if name not in image.attributes}
    return f"{image.tag[: len('<img')]}{_attributes(missing)}{image.tag[len('<img') :]}"


def _complete_size(image: InlineImage, shape: tuple[int, int]) -> Mapping[str, object]:
    """The sides of an image that its writer does not give, in the proportions of its file."""
    written = {side: image.attributes[side].strip().removesuffix("px") for side in SIDES if side in image.attributes}
    if not all(shape) or len(written) == len(SIDES) or _STYLED.search(image.attributes.get("style", "")):
        return {}
    if not written:
        return dict(zip(SIDES, shape, strict=True))
    ((side, length),) = written.items()
    ratio = shape[1] / shape[0] if side == "width" else shape[0] / shape[1]
    other = SIDES[side == "width"]
    return {other: max(1, round(int(length) * ratio))} if re.fullmatch("[1-9][0-9]{0,4}", length) else {}


def _as_it_is(image: InlineImage, featured_image: PostImage, page_url: str) -> InlineImage:
    """An image without other widths: a drawing, one that moves, or one that could not be fetched."""
    if not parse_reference(image.src).is_remote or parse_reference(featured_image.full.url).is_remote:
        return image
    attributes = _shown(image, get_relative_url(featured_image.full.url, page_url))
    return image._replace(tag=_tag(attributes), attributes={name: str(value) for name, value in attributes.items()})


def _responsive(
    image: InlineImage, featured_image: PostImage, page_url: str, sizes: str, loads: Mapping[str, object]
) -> str:
    full, waits = featured_image.full, "loading" in loads
    attributes = {**loads, **_complete_size(image, (full.width, full.height))}
    if featured_image.color and "style" not in image.attributes:
        color = f"background-color: {featured_image.color}"
        attributes["style"] = "; ".join(filter(None, (color, str(loads.get("style", "")))))
    width = image.attributes.get("width", "")
    sizes = f"{width}px" if width.isdecimal() else sizes
    sizes = f"auto, {sizes}" if waits else sizes  # an image that waits may learn how wide it is shown
    src = get_relative_url(full.url, page_url) + "".join(image.src.partition("#")[1:])
    own = {"src": src, **_widths(full.sources[-1], page_url, sizes, waits)}
    return f"<picture>{_sources(full, page_url, sizes)}{_tag({**attributes, **_shown(image, src), **own})}</picture>"


def _sources(view: Rendition, page_url: str, sizes: str) -> str:
    each = ({"type": source.mime, "srcset": _srcset(source, page_url), "sizes": sizes} for source in view.sources[:-1])
    return "".join(f"<source{_attributes(attributes)}>" for attributes in each)


def _widths(source: ImageSource, page_url: str, sizes: str, waits: bool) -> Mapping[str, str]:
    """The widths that the image itself has; one that waits says so for its sources, too, which need it for `auto`."""
    if len(source.files) == 1 and not waits:
        return {}
    return {"srcset": _srcset(source, page_url), "sizes": sizes if len(source.files) > 1 else "auto"}


def _srcset(source: ImageSource, page_url: str) -> str:
    places = ((*file.url.rpartition("/"), file.width) for file in source.files)
    return ", ".join(f"{_lead_to_folder(folder, page_url)}{name} {width}w" for folder, _, name, width in places)


@lru_cache(maxsize=64)
def _lead_to_folder(folder: str, page_url: str) -> str:
    """The way from a page to the files of a folder, of which all of its images have many."""
    return get_relative_url(f"{folder}/", page_url).removeprefix("./")
