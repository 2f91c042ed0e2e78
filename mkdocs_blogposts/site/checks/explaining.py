"""Which picture each post has, and why, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs.structure.files import File

from mkdocs_blogposts.publishing.posts.post import Origin, Picture, Post
from mkdocs_blogposts.publishing.texts.text_images import text_images
from mkdocs_blogposts.site.pictures.gallery import Gallery, Wish
from mkdocs_blogposts.site.pictures.places import named
from mkdocs_blogposts.site.printing.press import Press

_CLAUSES = {
    Origin.HEADER: "its header names it",
    Origin.NAME: "it lies beside the post",
    Origin.TEXT: "it is the first of its text",
    Origin.CATEGORY: "its category's page {page} names it",
    Origin.TAG: "its tag's page {page} names it",
    Origin.AUTHOR: "its author's page {page} names it",
    Origin.DRAWN: "the site draws cards",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """One post's picture."""

    source: str
    """The post's file, relative to the docs folder."""

    picture: str
    """The picture's file in the docs folder or the theme, the address of one that is made or lies elsewhere; empty
    where the post has none. One that is in the address itself (`data:`) is cut short."""

    origin: Origin | None
    """Where it comes from; `None` where there is no picture."""

    why: str
    """One clause without a full stop."""

    problem: str = ""
    """The sentence that a build says of the picture that comes first and cannot be shown; empty where all is well."""


def explain(press: Press, gallery: Gallery) -> Iterator[Explained]:
    """The picture of every post of a rendered blog, as the build has chosen it."""
    for source, post in press.edition.posts.items():
        wish = press.edition.wishes.get(source)
        if wish and post.picture:
            unseen = "" if post.picture.preview.url else "; link previews cannot show it"
            flaw = gallery.flaw(wish.instead_of) if wish.instead_of else ""
            why = f"{_lowered(flaw)}; {_clause(wish, post)}" if flaw else _clause(wish, post)
            yield Explained(source, _place(wish, post.picture, gallery), wish.origin, why + unseen, flaw)
        elif wish:
            yield _unshown(wish, post, press, gallery)
        else:
            yield _without(post, press, gallery)


def _clause(wish: Wish, post: Post) -> str:
    if wish.origin is Origin.TEXT and post.image_number:
        return f"it is number {post.image_number} of its text"
    return _CLAUSES[wish.origin].format(page=wish.page_uri)


def _place(wish: Wish, picture: Picture, gallery: Gallery) -> str:
    """Where a picture lies, for people."""
    name = named(wish.reference)
    if name.is_inline:
        return name.shown
    found = None if wish.drawing else gallery.find(wish.reference, wish.page_uri)
    if isinstance(found, File) and not named(found.url).is_remote:  # as that of one that was fetched is
        return found.src_uri
    return name.path or picture.full.url


def _lowered(sentence: str) -> str:
    return f"{sentence[0].lower()}{sentence[1:].rstrip('.')}"


def _unshown(wish: Wish, post: Post, press: Press, gallery: Gallery) -> Explained:
    flaw = gallery.flaw(wish) or f"There is no picture at '{named(wish.reference).shown}'."
    why = f"{_clause(wish, post)}, but {_lowered(flaw)}"
    if site := _site_picture(press, gallery):
        return Explained(post.source, site, Origin.SITE, f"{why}; link previews have the site's", flaw)
    return Explained(post.source, "", None, why, flaw)


def _without(post: Post, press: Press, gallery: Gallery) -> Explained:
    if not gallery.shows:
        return Explained(post.source, "", None, "the site wants none")
    if post.no_image:
        return Explained(post.source, "", None, "its header wants none")
    if site := _site_picture(press, gallery):
        return Explained(post.source, site, Origin.SITE, "it is the site's, in link previews only")
    return Explained(post.source, "", None, _why_none(post))


def _why_none(post: Post) -> str:
    if post.image_number:
        return f"its text has no number {post.image_number} that can be shown"
    has_unfit = any(text_images(post.content))
    return "there is none; those of its text are small or broken, or lie elsewhere" if has_unfit else "there is none"


def _site_picture(press: Press, gallery: Gallery) -> str:
    """The picture that link previews of pages without one have."""
    image = press.heads.site.image
    return _place(Wish(press.setup.options.image, ""), image, gallery) if image and image.preview.url else ""
