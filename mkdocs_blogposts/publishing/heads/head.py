"""What the head of a page says: every value as plain text, decided here; its markup is in `head.html`."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from mkdocs_blogposts.publishing.feeds.item import FeedLink
from mkdocs_blogposts.publishing.posts.post import Origin, Picture, Post, Rendition
from mkdocs_blogposts.publishing.posts.site import Site
from mkdocs_blogposts.publishing.texts.html import plain
from mkdocs_blogposts.publishing.texts.tag_values import absolute, one_line, open_graph_locale
from mkdocs_blogposts.publishing.texts.words import ENGLISH, Words
from mkdocs_blogposts.reading.entry import Entry, State

# https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
NOINDEX = "noindex, follow"
EVERYTHING = "max-image-preview:large, max-snippet:-1, max-video-preview:-1"


class Head(NamedTuple):
    """The head of one page. Plain text, unescaped; what is empty is left out."""

    title: str
    """For the window and for search results: with the site's name."""

    headline: str
    """For link previews, which show the site's name beside it."""

    site_name: str
    kind: str
    """`article`, `website` or `profile` (https://ogp.me/#types)."""

    description: str = ""
    author: str = ""
    """The names, separated by commas."""

    robots: str = EVERYTHING
    canonical: str = ""
    """Absolute, as all addresses here."""

    prev: str = ""
    next: str = ""
    locale: str = ""
    """Language and territory, such as `en_US`."""

    published: str = ""
    """ISO 8601 with its zone."""

    modified: str = ""
    author_urls: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    image: Rendition | None = None
    image_alt: str = ""
    card: str = "summary"
    twitter_site: str = ""
    twitter_creator: str = ""
    fediverse_creator: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    """Pairs such as `("Reading time", "4 min read")`; Slack shows two."""

    feeds: tuple[FeedLink, ...] = ()
    """The nearest first: readers offer them in this order."""

    alternates: tuple[tuple[str, str], ...] = ()
    """Pairs of a language and the URL of the page in it, its own too, and `x-default`."""

    other_locales: tuple[str, ...] = ()
    """Those of the page's translations, in the form of `locale`."""

    me: tuple[str, ...] = ()
    """On the home page, the publisher's pages elsewhere, which verify that the site is theirs (`rel=me`)."""

    webmention: str = ""
    """The endpoint that takes webmentions (https://www.w3.org/TR/webmention/)."""

    speculation: str = ""
    """Which links a browser may follow ahead of the reader: JSON that may stand in a script as it is."""

    json_ld: str = ""
    """What the page is, for machines: JSON that may stand in a script as it is."""


def head_of_post(
    post: Post,
    site: Site,
    author_urls: tuple[str, ...] = (),
    section: str = "",
    words: Words = ENGLISH,
    twitter: str = "",
    fediverse: str = "",
) -> Head:
    """The head of a post.

    `author_urls` are the authors' pages, relative to the site's root, empty for an author without one;
    `twitter` and `fediverse` are the first author's accounts. Each value is the first of its row that is there:

    1. title: the front matter's, the text's first heading, the site's name
    2. author: the post's, the site's
    3. robots: the writer's word, with `noindex` before it where the post is not published; `EVERYTHING`
    4. canonical: the writer's, the post's own address
    5. modified: the day of the update, if it is later than the post's
    6. image: the post's, unless the writer wants none the site's
    """
    authors = ", ".join(map(str, post.authors))
    title = post.title or plain(post.heading)
    site = replace(site, locale=post.language) if open_graph_locale(post.language) else site
    return _head(
        site,
        title,
        post.about,
        "article",
        _picture(post, post.picture, site),
        author=one_line(authors or site.author),
        robots=_robots(post),
        canonical=absolute(post.canonical, site.url) or absolute(post.url or "./", site.url),
        published=post.date.isoformat() if post.date else "",
        modified=_modified(post),
        author_urls=tuple(filter(None, (absolute(url, site.url) for url in author_urls if url))),
        section=one_line(section),
        tags=_cleaned(post.tags),
        twitter_creator=one_line(twitter),
        fediverse_creator=one_line(fediverse),
        labels=_labels(post, authors, words),
    )


def head_of_list(
    title: str,
    description: str,
    url: str,
    site: Site,
    picture: Picture | None = None,
    number: int = 1,
    prev_url: str = "",
    next_url: str = "",
    profile: bool = False,
    entry: Entry | None = None,
    words: Words = ENGLISH,
    noindex: bool = False,
) -> Head:
    """The head of page `number` of a list: `profile` if it is an author's, `entry` if the writer has a file there.

    The neighbours' addresses are relative to the site's root, the root's own is `./`; empty where there is none.
    Each value is the first of its row that is there:

    1. title: `title` with the number of the page from the second on, the site's name
    2. author: the site's
    3. robots: of the writer's file as of a post; `NOINDEX` where the site wants `noindex`; `EVERYTHING`
    4. canonical: on the first page the writer's, the page's own address
    5. image: `picture`, unless the writer wants none the site's
    """
    numbered = words.gettext("page {number}", number=number) if number > 1 else ""
    kind = "profile" if profile else "website"
    own = absolute(entry.canonical, site.url) if entry and number == 1 else ""
    return _head(
        site,
        title,
        description,
        kind,
        _picture(entry, picture, site),
        numbered,
        robots=NOINDEX if noindex and not (entry and entry.robots) else _robots(entry) if entry else EVERYTHING,
        canonical=own or absolute(url or "./", site.url),
        prev=absolute(prev_url, site.url),
        next=absolute(next_url, site.url),
    )


def head_of_page(
    entry: Entry,
    title: str,
    description: str,
    url: str,
    site: Site,
    picture: Picture | None = None,
    is_home: bool = False,
) -> Head:
    """The head of a page that is no post and no list. Each value is the first of its row that is there:

    1. title: the front matter's, on the home page the site's name alone, `title`
    2. description: `description`, on the home page the site's
    3. author, robots, canonical, image: as of a post; the page of the error 404 has no address of its own
    """
    named = entry.title or ("" if is_home else title)
    about = description or (site.description if is_home else "")
    lost = url.rpartition("/")[2] == "404.html"
    return _head(
        site,
        named,
        about,
        "website",
        _picture(entry, picture, site),
        me=_addresses(site) if is_home else (),
        author=one_line(", ".join(map(str, entry.authors)) or site.author),
        robots=_robots(entry),
        canonical="" if lost else absolute(entry.canonical, site.url) or absolute(url or "./", site.url),
    )


def _head(
    site: Site, title: str, description: str, kind: str, picture: Picture | None, numbered: str = "", **own: Any
) -> Head:
    """What is made alike on every page, with what is the page's own."""
    name, text = one_line(site.name), one_line(title)
    named = [text] if text and text != name else []
    image = _image(picture, site)
    return Head(
        title=" - ".join(filter(None, [*named, one_line(numbered), name])),
        headline=" - ".join(filter(None, [text or name, one_line(numbered)])),
        site_name=name,
        kind=kind,
        description=one_line(description),
        locale=open_graph_locale(site.locale),
        image=image,
        image_alt=one_line(_alt(picture, text)) if picture and image else "",
        card="summary_large_image" if image else "summary",
        twitter_site=one_line(site.twitter),
        webmention=absolute(site.webmention, site.url),
        speculation=_speculation(site),
        **{"author": one_line(site.author), **own},
    )


def _alt(picture: Picture, title: str) -> str:
    """What a link preview's image shows: a drawn card shows the title."""
    return picture.alt or (title if picture.origin is Origin.DRAWN else "")


def _modified(post: Post) -> str:
    later = post.updated and (post.date is None or post.updated > post.date)
    return post.updated.isoformat() if post.updated and later else ""


def _labels(post: Post, authors: str, words: Words) -> tuple[tuple[str, str], ...]:
    count = post.reading_minutes
    minutes = words.ngettext("{count} min read", "{count} min read", count) if count else ""
    labels = ((words.gettext("Written by"), one_line(authors)), (words.gettext("Reading time"), one_line(minutes)))
    return tuple((one_line(label), value) for label, value in labels if value)


def _addresses(site: Site) -> tuple[str, ...]:
    links = site.publisher.links if site.publisher else ()
    return tuple(filter(None, (absolute(link, site.url) for link in links)))


@lru_cache
def _speculation(site: Site) -> str:
    """Pages of the site, as soon as a reader points at a link (https://html.spec.whatwg.org/multipage/speculative-loading.html)."""
    if not site.prefetches:
        return ""
    pages = f"{urlsplit(site.url).path or '/'}*"
    rule = {"where": {"href_matches": quote(pages, "/*%")}, "eagerness": "moderate"}
    return json.dumps({"prefetch": [rule]}, separators=(",", ":"))


def _cleaned(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, texts)))


def _robots(entry: Entry) -> str:
    said = one_line(entry.robots)
    if entry.state is State.PUBLISHED:
        return said or EVERYTHING
    decided = {word.strip() for word in said.lower().split(",")} & {"index", "noindex", "all", "none"}
    return said if decided else ", ".join(filter(None, ["noindex", said]))


def _picture(entry: Entry | None, picture: Picture | None, site: Site) -> Picture | None:
    return picture or (None if entry and entry.no_image else site.image)


def _image(picture: Picture | None, site: Site) -> Rendition | None:
    made = picture.preview if picture else None
    url = absolute(made.url, site.url) if made else ""
    return Rendition(url, made.width, made.height, one_line(made.mime)) if made and url else None
