"""Which image each post has, and why, in words."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.structure.files import File

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.posts.post import ImageOrigin, Post, PostImage
from mkdocs_blogposts.publishing.text.inline_images import find_images
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline, ImageRequest
from mkdocs_blogposts.site.images.image_resolver import parse_reference
from mkdocs_blogposts.site.rendering.page_renderer import PageRenderer

_CLAUSES = {
    ImageOrigin.FRONT_MATTER: "its front matter names it",
    ImageOrigin.NAME: "it lies beside the post",
    ImageOrigin.TEXT: "it is the first of its text",
    ImageOrigin.CATEGORY: "its category's page {page} names it",
    ImageOrigin.TAG: "its tag's page {page} names it",
    ImageOrigin.AUTHOR: "its author's page {page} names it",
    ImageOrigin.DRAWN: "the site draws social cards",
}


@dataclass(frozen=True)
class ImageChoice:
    """One post's image."""

    source: str
    """The post's file, relative to `docs_dir`."""

    featured_image: str
    """The image's file in `docs_dir` or the theme, the URL of one that is made or lies elsewhere; empty
    where the post has none. One that is in the URL itself (`data:`) is cut short."""

    origin: ImageOrigin | None
    """Where it comes from; `None` where there is no image."""

    why: str
    """One clause without a full stop."""

    problem: str = ""
    """The sentence that a build says of the image that comes first and cannot be shown; empty where all is well."""


def explain_images(renderer: PageRenderer, pipeline: ImagePipeline) -> Iterator[ImageChoice]:
    """The image of every post of a rendered blog, as the build has chosen it."""
    for source, post in renderer.rendered.posts.items():
        request = renderer.rendered.requests.get(source)
        if request and post.featured_image:
            unseen = "" if post.featured_image.preview.url else "; link previews cannot show it"
            flaw = pipeline.flaw(request.instead_of) if request.instead_of else ""
            why = f"{_lowered(flaw)}; {_clause(request, post)}" if flaw else _clause(request, post)
            yield ImageChoice(
                source, _place(request, post.featured_image, pipeline), request.origin, why + unseen, flaw
            )
        elif request:
            yield _unshown(request, post, renderer, pipeline)
        else:
            yield _without(post, renderer, pipeline)


def _clause(request: ImageRequest, post: Post) -> str:
    if request.origin is ImageOrigin.TEXT and post.image_number:
        return f"it is number {post.image_number} of its text"
    return _CLAUSES[request.origin].format(page=request.page_uri)


def _place(request: ImageRequest, image: PostImage, pipeline: ImagePipeline) -> str:
    """Where an image lies, for people."""
    name = parse_reference(request.reference)
    if name.is_inline:
        return name.shown
    found = None if request.drawing else pipeline.find(request.reference, request.page_uri)
    if isinstance(found, File) and not parse_reference(found.url).is_remote:  # as that of one that was fetched is
        return found.src_uri
    return name.path or image.full.url


def _lowered(sentence: str) -> str:
    return f"{sentence[0].lower()}{sentence[1:].rstrip('.')}"


def _unshown(request: ImageRequest, post: Post, renderer: PageRenderer, pipeline: ImagePipeline) -> ImageChoice:
    flaw = pipeline.flaw(request) or f"There is no image at '{parse_reference(request.reference).shown}'."
    why = f"{_clause(request, post)}, but {_lowered(flaw)}"
    if site := _site_image(renderer, pipeline):
        return ImageChoice(post.source, site, ImageOrigin.SITE, f"{why}; link previews have the site's", flaw)
    return ImageChoice(post.source, "", None, why, flaw)


def _without(post: Post, renderer: PageRenderer, pipeline: ImagePipeline) -> ImageChoice:
    if not pipeline.shows:
        return ImageChoice(post.source, "", None, "the site shows no images")
    if post.no_image:
        return ImageChoice(post.source, "", None, "its front matter refuses one")
    if site := _site_image(renderer, pipeline):
        return ImageChoice(post.source, site, ImageOrigin.SITE, "it is the site's, in link previews only")
    return ImageChoice(post.source, "", None, _why_none(post))


def _why_none(post: Post) -> str:
    if post.image_number:
        return f"its text has no number {post.image_number} that can be shown"
    has_unfit = any(find_images(post.content))
    return "there is none; those of its text are small or broken, or lie elsewhere" if has_unfit else "there is none"


def _site_image(renderer: PageRenderer, pipeline: ImagePipeline) -> str:
    """The image that link previews of pages without one have."""
    image = renderer.heads.site.image
    return (
        _place(ImageRequest(renderer.setup.options.image, ""), image, pipeline) if image and image.preview.url else ""
    )
