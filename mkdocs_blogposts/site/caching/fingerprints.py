"""What decides how a page is read and how it is printed, as values to be compared with those of the last build."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.model import Listing, Overview
from mkdocs_blogposts.lazy_definitions import compile_pattern, fields
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.rendering.page_renderer import PageRenderer

_PARENT = compile_pattern(r"^INHERIT:\s*['\"]?([^'\"#\n]+)", re.MULTILINE)
_SHOWS_POSTS = compile_pattern(r"\b(?:post_cards|posts?|blog|blogposts_head)\b")
_MOST_FILES = 5000


def hash_values(*parts: object) -> str:
    """One text for many values: another one if any of them differs in what it prints as."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def describe_environment(config: MkDocsConfig) -> str | None:
    """The configuration and the user's own templates; `None` where they cannot be told."""
    texts = [*_configurations(Path(config.config_file_path or "")), *map(_content, _scripts(config))]
    custom = config.theme.custom_dir
    files = sorted(_stats(custom)) if custom else []
    return None if len(files) > _MOST_FILES else hash_values(texts, files, config.site_url, config.strict)


def shows_posts(config: MkDocsConfig) -> bool:
    """May the user's own templates print the text of any post on any page?"""
    templates = Path(config.theme.custom_dir or "/none").rglob("*.html")
    return any(_SHOWS_POSTS.search(path.read_text("utf-8", "replace")) for path in templates)


def fingerprint_blog(renderer: PageRenderer, with_texts: bool) -> str:
    """All of a blog that pages may show: of posts what lists show, and the texts only where templates may want them."""
    rendered = renderer.rendered
    posts = [hash_values(post) if with_texts else _card(post) for post in rendered.posts.values()]
    listings = [_listing(listing) for listing in rendered.blog.listings()]
    overviews = [_overview(overview) for overview in rendered.blog.overviews]
    links = [(source, way.links) for source, way in renderer.ways.items() if way.links]
    headers = [renderer.heads.entries.get(source) for source in rendered.lists]
    places = rendered.urls, rendered.titles, rendered.sources, rendered.feeds, rendered.outlines_url
    images = rendered.images, rendered.subjects, rendered.avatars
    return hash_values(posts, listings, overviews, links, headers, places, images, renderer.heads.site)


def fingerprint_post(post: Post | None) -> str:
    """All of a post but its text, which is the page's."""
    return hash_values(_card(post), post.words) if post else ""


def _card(post: Post) -> list[object]:
    """What other pages may show of a post."""
    return [getattr(post, name) for name in _fields_of_card()]


@cache
def _fields_of_card() -> tuple[str, ...]:
    """What a post says of itself beside its text."""
    return tuple(field.name for field in fields(Post) if field.name not in ("content", "body", "words"))


def _overview(overview: Overview[Post]) -> object:
    return overview.kind, overview.path, overview.title, overview.url, [each.path for each in overview.listings]


def _listing(listing: Listing[Post]) -> object:
    around = listing.kind, listing.path, listing.title, listing.url, listing.name, listing.key, listing.description
    return around, [post.source for post in listing.posts], [child.path for child in listing.children]


def fingerprint_reading(file: File, entry: Entry | None, what: object, surroundings: str) -> str:
    """What decides how a page is read, but for the files that its links lead to."""
    known = (entry.meta, entry.status) if entry else None
    place = file.src_uri, file.dest_uri, file.url, file.edit_uri, file.inclusion
    return hash_values(surroundings, blake2b(file.content_bytes).digest(), place, what, known)


def fingerprint_rendering(page: Page, around: str) -> str:
    """What decides how a page is printed beside what we add: itself, its neighbours, where it stands, the rest."""
    beside = [(other.title, other.url) if other else None for other in (page.previous_page, page.next_page)]
    above = [(type(item).__name__, item.title) for item in page.ancestors]
    itself = page.title, page.url, page.canonical_url, page.edit_url, page.is_homepage, page.update_date, page.meta
    return hash_values(around, itself, beside, above, [heading.title for heading in page.toc], page.content)


def fingerprint_navigation(nav: Navigation) -> str:
    """All that a menu can show."""
    return hash_values([_shape(item) for item in nav.items])


def _shape(item: StructureItem) -> object:
    url = getattr(item, "url", "")
    return type(item).__name__, item.title, url, [_shape(child) for child in getattr(item, "children", None) or ()]


def _configurations(path: Path) -> Iterator[bytes]:
    """What `mkdocs.yml` says, and the files that it inherits from."""
    for _ in range(10):
        content = _content(path)
        yield content
        parent = _PARENT.search(content.decode("utf-8", "replace"))
        if not parent:
            return
        path = path.parent / parent[1].strip()


def _scripts(config: MkDocsConfig) -> Iterator[Path]:
    modules = config.hooks.values() if isinstance(config.hooks, Mapping) else ()
    yield from (Path(str(getattr(module, "__file__", ""))) for module in modules)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _stats(folder: str) -> Iterator[tuple[str, int, int]]:
    for top, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(top, name)  # noqa: PTH118 - for speed
            stat = os.stat(path)  # noqa: PTH116 - for speed
            yield path, stat.st_mtime_ns, stat.st_size
