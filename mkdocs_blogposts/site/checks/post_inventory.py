"""The posts of a site as a list to look through: what each is called, where it stands, who sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from markdown import Markdown
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.posts.post import make_title_of_name
from mkdocs_blogposts.publishing.text.html_text import split_heading, strip_markup
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.site.images.featured_image import SiblingImages
from mkdocs_blogposts.site.images.image_resolver import ImageResolver, parse_reference
from mkdocs_blogposts.site.settings.blog_setup import Setup

OPENING = compile_pattern(r"(?:\s|<!--.*?-->)*", re.DOTALL)
"""What may stand before the heading that is a post's title."""

HEADING = compile_pattern(r" {0,3}#[^#\n][^\n]*|(?! *[-=#>+*])[^\n]+\n=+[ \t]*(?=\n|\Z)")

HEADINGS_HAVE = ("attr_list", "smarty", "pymdownx.emoji")
"""Extensions of a site that change what a heading says."""


@dataclass(frozen=True)
class ListedPost:
    """One post."""

    file: str
    """Relative to `docs_dir`."""

    title: str
    """As its page has it."""

    date: datetime | None
    updated: datetime | None
    status: Status

    url: str
    """Relative to the site's root."""

    image: str
    """That of the front matter, or beside the file: relative to the site's root, or a URL elsewhere; empty without."""

    tags: tuple[str, ...]
    categories: tuple[str, ...]
    authors: tuple[str, ...]
    series: str
    language: str
    format_name: str


def list_blog_posts(posts: Iterable[Entry], files: Files, setup: Setup) -> tuple[ListedPost, ...]:
    """The posts of one blog in their order. Nothing is rendered, and no image opened."""
    resolver, siblings = ImageResolver(files), SiblingImages(files)

    def item(post: Entry) -> ListedPost:
        beside = None if post.image or post.no_image else siblings.find(post)
        image = _image(beside.reference if beside else post.image, post, resolver)
        return _item(post, files.src_uris[post.source], image, setup)

    return tuple(map(item, posts))


def _item(post: Entry, file: File, image: str, setup: Setup) -> ListedPost:
    return ListedPost(
        file=post.source,
        title=find_title(post, file, setup),
        date=post.date,
        updated=post.updated,
        status=post.status,
        url=file.url,
        image=image,
        tags=post.tags,
        categories=post.categories,
        authors=tuple(author.name for author in post.authors),
        series=post.series,
        language=post.language or str(setup.locale).replace("_", "-"),
        format_name=post.format_name,
    )


def find_title(post: Entry, file: File, setup: Setup) -> str:
    """The title of the page that a build makes of a post: the front matter's, its first heading, or its file's name."""
    if post.title:
        return post.title
    opening = OPENING.match(post.body)
    heading = HEADING.match(post.body, opening.end() if opening else 0)
    extensions = [name for name in HEADINGS_HAVE if name in setup.config.markdown_extensions]
    settings = {name: dict(setup.config.mdx_configs.get(name) or {}) for name in extensions}
    html = Markdown(extensions=extensions, extension_configs=settings).convert(heading[0].strip()) if heading else ""
    return strip_markup(split_heading(html)[0]) or make_title_of_name(file.name)


def _image(reference: str, post: Entry, resolver: ImageResolver) -> str:
    name = parse_reference(reference)
    if not name.path or name.is_inline or name.is_remote:
        return name.path
    file = resolver.find(name.path, post.source)
    return file.url if file else ""
