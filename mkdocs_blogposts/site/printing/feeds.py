"""The feeds of a blog as files of the site: of all posts, and of every term with a page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.blog.model import Listing, Overview
from mkdocs_blogposts.publishing.feeds import atom, json_feed, rss
from mkdocs_blogposts.publishing.feeds.item import Channel, Enclosed, FeedLink, Item, Signed, make_item
from mkdocs_blogposts.publishing.feeds.moments import moments, told_apart
from mkdocs_blogposts.publishing.feeds.opml import Outline, opml
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.posts.publisher import Publisher
from mkdocs_blogposts.publishing.sitemap import sitemap_of
from mkdocs_blogposts.publishing.texts.tag_values import absolute, language_tag, one_line
from mkdocs_blogposts.publishing.texts.words import filled
from mkdocs_blogposts.reading.entry import State
from mkdocs_blogposts.site.pictures.places import FOLDER
from mkdocs_blogposts.site.planning.addressing import address, join
from mkdocs_blogposts.site.planning.listpages import FEEDS
from mkdocs_blogposts.site.printing.authorship import signatories
from mkdocs_blogposts.site.printing.edition import Edition
from mkdocs_blogposts.site.printing.pagehead import Heads
from mkdocs_blogposts.site.printing.template_files import THEMES
from mkdocs_blogposts.site.settings.language import Language
from mkdocs_blogposts.site.settings.setup import Setup

STYLE_SHEET = f"{FOLDER}/feed.css"


class Format(NamedTuple):
    """A format of feeds: its file, and how it is written."""

    title: str
    file: str
    mime: str
    item: Callable[[Item], bytes]
    feed: Callable[[Channel, Iterable[bytes]], bytes]


FORMATS: Mapping[str, Format] = {
    "rss": Format("RSS", "rss.xml", rss.MIME, rss.rss_item, rss.rss),
    "atom": Format("Atom", "atom.xml", atom.MIME, atom.atom_entry, atom.atom),
    "json": Format("JSON Feed", "feed.json", json_feed.MIME, json_feed.json_item, json_feed.json_feed),
}


def with_feeds(edition: Edition, files: Files, setup: Setup) -> Edition:
    """The edition with the addresses of its feeds, and the page that names them all."""
    if not setup.has_feeds:
        return edition
    base, options = setup.site_url, setup.options.feeds
    feeds: dict[str, tuple[FeedLink, ...]] = {}
    listings = [listing for listing in _with_pages(edition) if options.terms or listing.kind == "blog"]
    for listing in listings:
        folder = _folder(files.src_uris[edition.sources[listing.path]], setup)
        name = " - ".join(dict.fromkeys(map(one_line, (listing.title, setup.config.site_name))))
        forms = [FORMATS[key] for key in options.formats]
        feeds[listing.path] = tuple(_link(name, quote(join(folder, form.file)), form, base) for form in forms)
    lists = dict(edition.lists)
    if feeds and FEEDS in edition.sources:
        page = Overview(FEEDS, FEEDS, setup.words.gettext("Feeds"), tuple(listings), edition.urls.get(FEEDS, ""))
        lists[edition.sources[FEEDS]] = page
    return replace(edition, feeds=feeds, lists=lists, outlines_url=quote(outlines_uri(setup)))


def _link(name: str, path: str, form: Format, base: str) -> FeedLink:
    return FeedLink(f"{name} ({form.title})", base + path, form.mime, path, form.title)


def add_feeds(edition: Edition, files: Files, setup: Setup, heads: Heads) -> None:
    """Add a file to the site for each feed of the edition, where the writer has none of that name."""
    if not edition.feeds:
        return
    desk = _Desk(edition, files, setup, heads)
    for listing in _with_pages(edition):
        if listing.path in edition.feeds:
            desk.publish(listing)
    desk.add(STYLE_SHEET, _style_sheet(setup.languages.site))
    desk.add(outlines_uri(setup), desk.outlines())


def _style_sheet(language: Language) -> str:
    """How feeds look in a browser, in the site's language."""
    gettext = language.words.gettext
    what = gettext(
        "This is a feed: a list of posts for a feed reader, which shows you new ones as they come. "
        "To follow it, give your reader this address:"
    )
    style = (THEMES / "base" / "feed.css").read_text(encoding="utf-8")
    return filled(style, {"bp_what": _quoted(what), "bp_direction": language.direction})


def _quoted(text: str) -> str:
    """A text as a string of CSS (CSS Syntax Level 3, section 4.3.5)."""
    return '"' + re.sub(r'["\\\n\r\f]', lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


def outlines_uri(setup: Setup) -> str:
    """Where the list of all feeds stands."""
    return join(setup.options.blog_dir, f"{FEEDS}.opml")


@dataclass(frozen=True)
class _Desk:
    """Writes feeds. What a post gives to one of a format is made once, however many have it."""

    edition: Edition
    files: Files
    setup: Setup
    heads: Heads

    @cached_property
    def _items(self) -> dict[str, Item | None]:
        return {}

    @cached_property
    def _stamps(self) -> Mapping[str, datetime]:
        """When each of the blog's posts changed, by its address."""
        posts = _newest(self.edition.blog.all, 0)
        return told_apart({post.url: known[1] for post in posts if (known := moments(post))})

    @cached_property
    def _written(self) -> dict[tuple[str, str], bytes]:
        return {}

    def publish(self, listing: Listing[Post]) -> None:
        """The feeds of a list."""
        page = self.files.src_uris[self.edition.sources[listing.path]]
        posts = _newest(listing, self.setup.options.feeds.limit)
        items = [(post, item) for post in posts if (item := self._item(post))]
        channel = self._channel(listing, page, max(item.updated for _, item in items))
        for form in (FORMATS[key] for key in self.setup.options.feeds.formats):
            uri = join(_folder(page, self.setup), form.file)
            if uri not in self.files.src_uris:
                style = posixpath.relpath(STYLE_SHEET, posixpath.dirname(uri) or ".")
                own = replace(channel, url=self.setup.site_url + quote(uri), style=style)
                self.add(uri, form.feed(own, [self._entry(post, item, form) for post, item in items]))
        if self.setup.config.theme.name == "material" and (folder := _folder(page, self.setup)):
            # Its script takes each `rel="alternate"` for the site in another language, and asks there for a sitemap.
            self.add(join(folder, "sitemap.xml"), sitemap_of(channel.home))

    def outlines(self) -> bytes:
        """All feeds, each in the first of its formats."""
        base = self.setup.site_url
        listings = (listing for listing in _with_pages(self.edition) if listing.path in self.edition.feeds)
        return opml(
            one_line(self.setup.config.site_name),
            (
                Outline(
                    one_line(listing.title),
                    absolute(listing.url or "./", base),
                    self.edition.feeds[listing.path][0].url,
                )
                for listing in listings
            ),
        )

    def add(self, uri: str, content: str | bytes) -> None:
        """Add a file to the site, unless it has one of that name."""
        if uri not in self.files.src_uris:
            made = File.generated(self.setup.config, uri, content=content, inclusion=InclusionLevel.INCLUDED)
            self.files.append(made)

    def _channel(self, listing: Listing[Post], file: File, updated: datetime) -> Channel:
        """What the feeds of a list have in common."""
        head, site = self.heads.said_of(file.page), self.heads.site  # type: ignore[arg-type]  # each list has a page
        publisher = site.publisher or Publisher()
        spoken = language_tag(listing.posts[0].language) if listing.kind == "languages" else ""
        return Channel(
            title=head.title,
            description=head.description,
            home=absolute(listing.url or "./", site.url),
            language=spoken or language_tag(site.locale),
            author=one_line(publisher.name or site.author or site.name),
            icon=absolute(publisher.logo, site.url),
            updated=updated,
        )

    def _entry(self, post: Post, item: Item, form: Format) -> bytes:
        key = post.source, form.file
        if key not in self._written:
            self._written[key] = form.item(item)
        return self._written[key]

    def _item(self, post: Post) -> Item | None:
        if post.source not in self._items:
            base = self.setup.site_url
            signed = tuple(
                Signed(name, absolute(by.page or by.author.url, base), absolute(by.image, base))
                for by in signatories(post, self.edition)
                if (name := one_line(by.author.name))
            )
            topics = (*post.categories, *post.tags)
            is_full = self.setup.options.feeds.is_full
            picture, stamp = self._picture(post), self._stamps.get(post.url)
            self._items[post.source] = make_item(post, base, signed, topics, picture, is_full, stamp)
        return self._items[post.source]

    def _picture(self, post: Post) -> Enclosed | None:
        if not post.picture or not (url := absolute(post.picture.preview.url, self.setup.site_url)):
            return None
        made = post.picture.preview
        size = _size(self.files.get_file_from_path(unquote(made.url)))
        return Enclosed(url, one_line(made.mime), size, made.width, made.height)


def _with_pages(edition: Edition) -> Iterator[Listing[Post]]:
    """The lists with a page and a post that feeds show; the calendar's are no subjects to follow."""
    for listing in edition.blog.listings():
        has_page = listing.kind != "archive" and listing.path in edition.sources
        if has_page and any(map(_is_shown, listing.posts)):
            yield listing


def _is_shown(post: Post) -> bool:
    return post.state is State.PUBLISHED and post.date is not None


def _newest(listing: Listing[Post], limit: int) -> list[Post]:
    """What feeds show of a list: published posts with a date, newest first; `limit` 0 is all."""
    dated = list(filter(_is_shown, listing.posts))
    dated.sort(key=lambda post: post.date.timestamp() if post.date else 0, reverse=True)
    return dated[: limit or None]


def _folder(page: File, setup: Setup) -> str:
    """The folder of a list's feeds: that of its page, or of its page's name where pages are files."""
    at = address(page.dest_uri, setup.config.use_directory_urls)
    return posixpath.dirname(at) if posixpath.basename(at) == "index" else at


def _size(file: File | None) -> int:
    """In bytes; 0 where there is no such file."""
    if file is None:
        return 0
    if file.abs_src_path is None:
        return len(file.content_bytes)
    path = Path(file.abs_src_path)
    return path.stat().st_size if path.is_file() else 0
