"""A post as feeds have it, and the feeds it stands in, whatever their format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mkdocs_blogposts.publishing.feeds.moments import moments
from mkdocs_blogposts.publishing.feeds.text import feed_html
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.texts.tag_values import absolute, language_tag, one_line


@dataclass(frozen=True, slots=True)
class Signed:
    """Who wrote it: a name, and addresses that are absolute or empty."""

    name: str
    url: str = ""
    avatar: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The picture of a post, or the file that its front matter encloses."""

    url: str
    """Absolute."""

    mime: str
    size: int
    """In bytes; 0 where it is not known."""

    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One post. Plain text unless said otherwise."""

    url: str
    """Absolute; also what tells it from others, so it never changes while the address does not."""

    title: str
    summary: str
    html: str
    """The whole text with absolute addresses; empty where feeds have summaries."""

    published: datetime
    """Aware, as `updated`."""

    updated: datetime
    authors: tuple[Signed, ...]
    topics: tuple[str, ...]
    """Categories, then tags."""

    picture: Enclosed | None
    language: str
    """A language tag; empty where it is the site's."""

    enclosure: Enclosed | None = None
    """A file such as an episode's sound, which takes the picture's place where a format has room for one."""

    stamp: datetime | None = None
    """When it changed, as `told_apart` has it."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed without its items."""

    title: str
    description: str
    home: str
    """The address of the list it is of, absolute as all here."""

    language: str
    author: str
    """Whoever signs what no author does."""

    icon: str
    updated: datetime
    """When the newest of its posts changed."""

    url: str = ""
    """Its own address."""

    style: str = ""
    """The address of its style sheet, relative to its own."""

    hub: str = ""
    """The URL of the hub that tells readers of new posts (W3C WebSub); empty without one."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """Where a feed reader finds what a page has."""

    title: str
    url: str
    """Absolute."""

    mime: str
    """Such as `application/rss+xml`."""

    path: str = ""
    """Relative to the site's root."""

    form: str = ""
    """The name of its format, such as `RSS`."""


def make_item(
    post: Post,
    site_url: str,
    authors: tuple[Signed, ...],
    topics: tuple[str, ...],
    picture: Enclosed | None,
    is_full: bool,
    stamp: datetime | None = None,
    enclosure: Enclosed | None = None,
) -> Item | None:
    """The item of a post; `None` where it has no date, since no feed can place it.

    `site_url` is absolute, with a slash at its end.
    """
    known = moments(post)
    if known is None:
        return None
    published, updated = known
    url = absolute(post.url or "./", site_url)
    return Item(
        url=url,
        title=one_line(post.title),
        summary=one_line(post.about),
        html=feed_html(post.content, url) if is_full else "",
        published=published,
        updated=updated,
        authors=authors,
        topics=tuple(dict.fromkeys(filter(None, map(one_line, topics)))),
        picture=picture,
        language=language_tag(post.language),
        enclosure=enclosure,
        stamp=stamp,
    )
