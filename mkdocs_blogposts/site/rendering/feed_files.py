"""The feeds of a blog as files of the site: of all posts, and of every term with a page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from urllib.parse import quote, unquote

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.blog.model import Blog, E, Listing, Overview
from mkdocs_blogposts.blog.output_paths import OutputFile, OutputFiles
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.publishing.feeds.feed_formats import FORMATS, FeedFormat
from mkdocs_blogposts.publishing.feeds.feed_item import (
    Channel,
    FeedAuthor,
    FeedImage,
    FeedItem,
    FeedLink,
    find_feed_dates,
    make_dates_unique,
    make_feed_item,
)
from mkdocs_blogposts.publishing.feeds.feed_options import FEED_FILES
from mkdocs_blogposts.publishing.feeds.rss import Outline, write_opml
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.posts.site_metadata import Publisher
from mkdocs_blogposts.publishing.text.meta_values import flatten_line, format_language_tag, make_url_absolute
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.list_pages import FEEDS, make_real_file
from mkdocs_blogposts.site.planning.page_urls import join_paths
from mkdocs_blogposts.site.planning.reserved_paths import FEED_STYLE_SHEET, SITEMAP, list_final_outputs
from mkdocs_blogposts.site.rendering.assets import make_feed_stylesheet
from mkdocs_blogposts.site.rendering.feed_urls import (
    find_feed_folder,
    is_alias,
    list_feed_aliases,
    make_opml_uri,
    mark_alias,
)
from mkdocs_blogposts.site.rendering.page_head import HeadBuilder, list_authors
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.rendering.sitemap import write_sitemap
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.build_memory import Itself

ENDINGS = (*(form.file for form in FORMATS.values()), f"{FEEDS}.opml")


def announce_feeds(plan: Plan, files: Files, setup: Setup) -> None:
    """Put files in the place of feeds that are going to be made, so that links and navigations lead to them."""
    if not setup.has_feeds:
        return
    options = setup.options.feeds
    listings = [each for each in _followed(plan.blog, plan.lists) if options.of(each.kind)]
    places = [(find_feed_folder(plan.lists[listing.path], setup), listing.kind) for listing in listings]
    wanted = [join_paths(folder, FEED_FILES[key]) for folder, kind in places for key in options.formats_of(kind)]
    there = _outputs(files, setup)
    for uri in [*wanted, *([make_opml_uri(setup)] if wanted else [])]:
        if uri not in files.src_uris and not there.conflict(uri):
            files.append(make_real_file(uri, _empty(setup), setup.cache, setup.config, InclusionLevel.INCLUDED))


def _empty(setup: Setup) -> str:
    """What stands in a feed until it is made."""
    return f"<feed><!-- Of '{setup.options.blog_dir}'. --></feed>"


def _is_empty(file: File, setup: Setup) -> bool:
    is_ours = bool(file.generated_by) and (file.src_uri.endswith(ENDINGS) or is_alias(file))
    return is_ours and file.content_bytes == _empty(setup).encode()


def register_feeds(rendered: RenderedBlog, files: Files, setup: Setup) -> tuple[RenderedBlog, tuple[Problem, ...]]:
    """The rendered blog with the URLs of its feeds, and the page that names them all; and what is in a feed's way."""
    if not setup.has_feeds:
        return rendered, ()
    options = setup.options.feeds
    listings = [listing for listing in _with_pages(rendered) if options.formats_of(listing.kind)]
    places: dict[str, dict[str, str]] = {}
    for listing in listings:
        folder = find_feed_folder(files.src_uris[rendered.sources[listing.path]], setup)
        places[listing.path] = {key: join_paths(folder, FEED_FILES[key]) for key in options.formats_of(listing.kind)}
    outlines = make_opml_uri(setup)
    refused = _refused([*(uri for forms in places.values() for uri in forms.values()), outlines], files, setup)
    feeds: dict[str, tuple[FeedLink, ...]] = {}
    for listing in listings:
        name = " - ".join(dict.fromkeys(map(flatten_line, (listing.title, setup.config.site_name))))
        free = [(FORMATS[key], uri) for key, uri in places[listing.path].items() if uri not in refused]
        if free:
            feeds[listing.path] = tuple(_link(name, quote(uri), form, setup.site_url) for form, uri in free)
    lists = dict(rendered.lists)
    if feeds and FEEDS in rendered.sources:
        named = tuple(listing for listing in listings if listing.path in feeds)
        page = Overview(FEEDS, FEEDS, setup.words.gettext("Feeds"), named, rendered.urls.get(FEEDS, ""))
        lists[rendered.sources[FEEDS]] = page
    outlines_url = "" if outlines in refused else quote(outlines)
    return replace(rendered, feeds=feeds, lists=lists, outlines_url=outlines_url), tuple(refused.values())


def _refused(uris: Iterable[str], files: Files, setup: Setup) -> dict[str, Problem]:
    """Those of the files that cannot be written, and why. A file of the writer's of that very name is the feed."""
    wanted = [uri for uri in uris if uri not in files.src_uris or _is_empty(files.src_uris[uri], setup)]
    _, conflicts = _outputs(files, setup).adding(OutputFile(uri, f"the feed '{uri}'") for uri in wanted)
    return {
        uri: Problem(
            Rule.URL_CONFLICT,
            "mkdocs.yml",
            f"The feed '{uri}' cannot stand beside {conflict.owner}: {conflict.reason}.",
            "There is no such feed of the blog now; give the other another slug or name.",
        )
        for uri, conflict in zip(wanted, conflicts, strict=True)
        if conflict
    }


def _outputs(files: Files, setup: Setup) -> OutputFiles:
    """What stands when feeds are made, but for what stands in their place until then."""
    return list_final_outputs((file for file in files if not _is_empty(file, setup)), setup)


def _link(name: str, path: str, form: FeedFormat, base: str) -> FeedLink:
    return FeedLink(f"{name} ({form.title})", base + path, form.mime, path, form.title)


def add_feeds(rendered: RenderedBlog, files: Files, setup: Setup, heads: HeadBuilder) -> None:
    """Add a file to the site for each feed of the rendered blog, where the writer has none of that name."""
    if rendered.feeds:
        _add_feeds(rendered, files, setup, heads)
    for file in [file for file in files if _is_empty(file, setup)]:
        files.remove(file)


def rewrite_feeds(rendered: RenderedBlog, files: Files, setup: Setup, heads: HeadBuilder) -> None:
    """Make the feeds again when MkDocs has copied them."""
    made = [file for file in files if file.generated_by and (file.src_uri.endswith(ENDINGS) or is_alias(file))]
    for file in made:
        file.content_string = _empty(setup)
    add_feeds(rendered, files, setup, heads)
    for file in made:
        file.copy_file()


def _add_feeds(rendered: RenderedBlog, files: Files, setup: Setup, heads: HeadBuilder) -> None:
    writer = _FeedWriter(rendered, files, setup, heads, _outputs(files, setup))
    # What a term has at an old URL goes before what all posts have there.
    for listing in sorted(_with_pages(rendered), key=lambda listing: listing.kind == "blog"):
        if listing.path in rendered.feeds:
            writer.publish(listing)
    writer.add(setup.build.below(FEED_STYLE_SHEET), make_feed_stylesheet(setup.languages.site))
    writer.add(make_opml_uri(setup), writer.outlines())


@dataclass(frozen=True)
class _FeedWriter:
    """Writes feeds. What a post gives to one of a format is made once, however many have it."""

    rendered: RenderedBlog
    files: Files
    setup: Setup
    heads: HeadBuilder
    taken: OutputFiles

    @cached_property
    def _items(self) -> dict[tuple[str, bool], FeedItem | None]:
        return {}

    @cached_property
    def _stamps(self) -> Mapping[str, datetime]:
        """When each of the blog's posts changed, by its URL."""
        posts = _newest(self.rendered.blog.all, 0)
        return make_dates_unique({post.url: known[1] for post in posts if (known := find_feed_dates(post))})

    @cached_property
    def _written(self) -> dict[tuple[str, str, bool], bytes]:
        return {}

    def publish(self, listing: Listing[Post]) -> None:
        """The feeds of a list."""
        page = self.files.src_uris[self.rendered.sources[listing.path]]
        options = self.setup.options.feeds.of(listing.kind) or self.setup.options.feeds
        posts = _newest(listing, options.limit)
        items = [(post, item) for post in posts if (item := self._item(post, options.is_full))]
        channel = self._channel(listing, page, max(item.updated for _, item in items))
        linked = {link.path for link in self.rendered.feeds[listing.path]}
        for form in (FORMATS[key] for key in options.formats):
            uri = join_paths(find_feed_folder(page, self.setup), form.file)
            if self._is_free(uri) and (at := quote(uri)) in linked:
                own = channel._replace(url=self.setup.site_url + at, id=self.setup.id_base + at, style=self._style(uri))
                self.add(uri, form.feed(own, [self._entry(post, item, form) for post, item in items]))
        for uri, key in list_feed_aliases(listing, page, self.setup, self.rendered.old_urls.get(page.src_uri, ())):
            form, at = FORMATS[key], quote(uri)
            known = next((link.path for link in self.rendered.feeds[listing.path] if link.mime == form.mime), at)
            url, feed_id = self.setup.site_url + known, self.setup.id_base + known
            own = channel._replace(url=url, id=feed_id, style=self._style(uri))
            self._add_alias(uri, form.feed(own, [self._entry(post, item, form) for post, item in items]))
        if self.setup.config.theme.name == "material" and (folder := find_feed_folder(page, self.setup)):
            # Its script takes each `rel="alternate"` for the site in another language, and asks there for a sitemap.
            self.add(join_paths(folder, SITEMAP), write_sitemap(channel.home))

    def _style(self, uri: str) -> str:
        """The style sheet of a feed, relative to it."""
        return posixpath.relpath(self.setup.build.below(FEED_STYLE_SHEET), posixpath.dirname(uri) or ".")

    def _add_alias(self, uri: str, content: bytes) -> None:
        """Add a feed at an old URL, unless something stands there."""
        if not self._is_free(uri):
            return
        self.add(uri, content)
        if uri in self.files.src_uris:
            mark_alias(self.files.src_uris[uri])

    def _is_free(self, uri: str) -> bool:
        return uri not in self.files.src_uris or _is_empty(self.files.src_uris[uri], self.setup)

    def outlines(self) -> bytes:
        """All feeds, each in the first of its formats."""
        base = self.setup.site_url
        listings = (listing for listing in _with_pages(self.rendered) if listing.path in self.rendered.feeds)
        return write_opml(
            flatten_line(self.setup.config.site_name),
            (
                Outline(
                    flatten_line(listing.title),
                    make_url_absolute(listing.url or "./", base),
                    self.rendered.feeds[listing.path][0].url,
                )
                for listing in listings
            ),
        )

    def add(self, uri: str, content: str | bytes) -> None:
        """Add a file to the site, unless something is in its way."""
        if self.taken.conflict(uri):
            return
        if uri in self.files.src_uris:
            self.files.src_uris[uri].content_bytes = content if isinstance(content, bytes) else content.encode()
        else:
            made = File.generated(self.setup.config, uri, content=content, inclusion=InclusionLevel.INCLUDED)
            self.files.append(made)

    def _channel(self, listing: Listing[Post], file: File, updated: datetime) -> Channel:
        """What the feeds of a list have in common."""
        head, site = self.heads.describe_page(file.page), self.heads.site  # type: ignore[arg-type]  # each list has a page
        publisher = site.publisher or Publisher()
        spoken = format_language_tag(listing.posts[0].language) if listing.kind == "languages" else ""
        return Channel(
            title=head.title,
            description=head.description,
            home=make_url_absolute(listing.url or "./", site.url),
            language=spoken or format_language_tag(site.locale),
            author=flatten_line(publisher.name or site.author or site.name),
            icon=make_url_absolute(publisher.logo, site.url),
            updated=updated,
            hub=self.setup.options.feeds.hub,
        )

    def _entry(self, post: Post, item: FeedItem, form: FeedFormat) -> bytes:
        key = post.source, form.file, bool(item.html)
        if key not in self._written:
            entry = "feed entry", self.setup.options.blog_dir, *key
            self._written[key] = self.setup.memory.recall(entry, Itself(item), lambda: form.item(item))
        return self._written[key]

    def _item(self, post: Post, is_full: bool) -> FeedItem | None:
        key = post.source, is_full
        if key not in self._items:
            base, ids = self.setup.site_url, self.setup.id_base
            signed = tuple(
                FeedAuthor(name, make_url_absolute(by.page or by.author.url, base), make_url_absolute(by.image, base))
                for by in list_authors(post, self.rendered)
                if (name := flatten_line(by.author.name))
            )
            topics = (*post.categories, *post.tags)
            image, stamp = self._image(post), self._stamps.get(post.url)
            values = base, signed, topics, image, is_full, stamp, self._enclosure(post), ids
            about = "feed item", self.setup.options.blog_dir, *key
            make = lambda: (make_feed_item(post, *values),)
            (self._items[key],) = self.setup.memory.recall(about, (Itself(post), values), make)
        return self._items[key]

    def _enclosure(self, post: Post) -> FeedImage | None:
        """The file that the front matter encloses, with the size of one that is the site's own."""
        if not post.enclosure:
            return None
        written = post.enclosure.path
        own = self.files.get_file_from_path(posixpath.normpath(_in_docs(written, post.source)))
        own = own or self.files.get_file_from_path(posixpath.normpath(written.lstrip("/")))
        url = make_url_absolute(own.url if own else written, self.setup.site_url)
        size = post.enclosure.size or _size(own)
        return FeedImage(url, flatten_line(post.enclosure.mime), size) if url else None

    def _image(self, post: Post) -> FeedImage | None:
        if not post.featured_image or not (
            url := make_url_absolute(post.featured_image.preview.url, self.setup.site_url)
        ):
            return None
        made = post.featured_image.preview
        size = _size(self.files.get_file_from_path(unquote(made.url)))
        return FeedImage(url, flatten_line(made.mime), size, made.width, made.height)


def _with_pages(rendered: RenderedBlog) -> Iterator[Listing[Post]]:
    return _followed(rendered.blog, rendered.sources)


def _followed(blog: Blog[E], paths: Container[str]) -> Iterator[Listing[E]]:
    """The lists with a page and a post that feeds show; the calendar's aren't subjects to follow."""
    for listing in blog.listings():
        if listing.kind != "archive" and listing.path in paths and any(map(_is_shown, listing.posts)):
            yield listing


def _is_shown(post: Entry) -> bool:
    return post.status is Status.PUBLISHED and post.date is not None


def _newest(listing: Listing[Post], limit: int) -> list[Post]:
    """What feeds show of a list: published posts with a date, newest first; `limit` 0 is all."""
    dated = list(filter(_is_shown, listing.posts))
    dated.sort(key=attrgetter("date"), reverse=True)
    return dated[: limit or None]


def _in_docs(written: str, source: str) -> str:
    """The file that a path in the front matter of a page means."""
    path = unquote(re.split("[?#]", written, maxsplit=1)[0])
    return path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(source), path)


def _size(file: File | None) -> int:
    """In bytes; 0 where there is no such file."""
    if file is None:
        return 0
    if file.abs_src_path is None:
        return len(file.content_bytes)
    path = Path(file.abs_src_path)
    return path.stat().st_size if path.is_file() else 0
