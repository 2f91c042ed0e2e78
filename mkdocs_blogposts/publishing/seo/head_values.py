"""What the head of a page says: every value as plain text, decided here; its markup is in `head.html`."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.posts.post import ImageOrigin, Post, PostImage, Rendition
from mkdocs_blogposts.publishing.posts.site_metadata import MAIL_LINK, SiteMetadata
from mkdocs_blogposts.publishing.text.html_text import strip_markup
from mkdocs_blogposts.publishing.text.meta_values import flatten_line, format_og_locale, make_url_absolute
from mkdocs_blogposts.publishing.text.translator import ENGLISH, Translator
from mkdocs_blogposts.reading.entry import Entry, Status

if TYPE_CHECKING:
    from mkdocs_blogposts.publishing.feeds.feed_item import FeedLink

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
    """Absolute, as all URLs here."""

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


def make_post_head(
    post: Post,
    site: SiteMetadata,
    author_urls: tuple[str, ...] = (),
    section: str = "",
    words: Translator = ENGLISH,
    twitter: str = "",
    fediverse: str = "",
) -> Head:
    """The head of a post.

    `author_urls` are the authors' pages, relative to the site's root, empty for an author without one;
    `twitter` and `fediverse` are the first author's accounts. Each value is the first of its row that is there:

    1. title: the front matter's, the text's first heading, the site's name
    2. author: the post's, the site's
    3. robots: the writer's word, with `noindex` before it where the post is not published; `EVERYTHING`
    4. canonical: the writer's, the post's own URL
    5. modified: the day of the update, if it is later than the post's
    6. image: the post's, unless the writer wants none the site's
    """
    authors = ", ".join(map(str, post.authors))
    title = post.title or strip_markup(post.heading)
    site = replace(site, locale=post.language) if format_og_locale(post.language) else site
    return _head(
        site,
        title,
        post.meta_description,
        "article",
        _choose_image(post, post.featured_image, site),
        author=flatten_line(authors or site.author),
        robots=_robots(post),
        canonical=make_url_absolute(post.canonical, site.url) or make_url_absolute(post.url or "./", site.url),
        published=post.date.isoformat() if post.date else "",
        modified=_modified(post),
        author_urls=tuple(filter(None, (make_url_absolute(url, site.url) for url in author_urls if url))),
        section=flatten_line(section),
        tags=_cleaned(post.tags),
        twitter_creator=flatten_line(twitter),
        fediverse_creator=flatten_line(fediverse),
        labels=_labels(post, authors, words),
    )


def make_list_head(
    title: str,
    description: str,
    url: str,
    site: SiteMetadata,
    image: PostImage | None = None,
    number: int = 1,
    prev_url: str = "",
    next_url: str = "",
    profile: bool = False,
    entry: Entry | None = None,
    words: Translator = ENGLISH,
    noindex: bool = False,
) -> Head:
    """The head of page `number` of a list: `profile` if it is an author's, `entry` if the writer has a file there.

    The neighbors' URLs are relative to the site's root, the root's own is `./`; empty where there is none.
    Each value is the first of its row that is there:

    1. title: `title` with the number of the page from the second on, the site's name
    2. author: the site's
    3. robots: of the writer's file as of a post; `NOINDEX` where the site wants `noindex`; `EVERYTHING`
    4. canonical: on the first page the writer's, the page's own URL
    5. image: `image`, unless the writer wants none the site's
    """
    numbered = words.gettext("page {number}", number=number) if number > 1 else ""
    kind = "profile" if profile else "website"
    own = make_url_absolute(entry.canonical, site.url) if entry and number == 1 else ""
    return _head(
        site,
        title,
        description,
        kind,
        _choose_image(entry, image, site),
        numbered,
        robots=NOINDEX if noindex and not (entry and entry.robots) else _robots(entry) if entry else EVERYTHING,
        canonical=own or make_url_absolute(url or "./", site.url),
        prev=make_url_absolute(prev_url, site.url),
        next=make_url_absolute(next_url, site.url),
    )


def make_page_head(
    entry: Entry,
    title: str,
    description: str,
    url: str,
    site: SiteMetadata,
    image: PostImage | None = None,
    is_home: bool = False,
) -> Head:
    """The head of a page that isn't a post or a list. Each value is the first of its row that is there:

    1. title: the front matter's, on the home page the site's name alone, `title`
    2. description: `description`, on the home page the site's
    3. author, robots, canonical, image: as of a post; the page of the error 404 has no URL of its own
    """
    named = entry.title or ("" if is_home else title)
    about = description or (site.description if is_home else "")
    lost = url.rpartition("/")[2] == "404.html"
    return _head(
        site,
        named,
        about,
        "website",
        _choose_image(entry, image, site),
        me=list_accounts(site) if is_home else (),
        author=flatten_line(", ".join(map(str, entry.authors)) or site.author),
        robots=_robots(entry),
        canonical=""
        if lost
        else make_url_absolute(entry.canonical, site.url) or make_url_absolute(url or "./", site.url),
    )


def _head(
    site: SiteMetadata,
    title: str,
    description: str,
    kind: str,
    featured_image: PostImage | None,
    numbered: str = "",
    **own: Any,
) -> Head:
    """What is made alike on every page, with what is the page's own."""
    name, text = flatten_line(site.name), flatten_line(title)
    named = [text] if text and text != name else []
    image = _image(featured_image, site)
    return Head(
        title=" - ".join(filter(None, [*named, flatten_line(numbered), name])),
        headline=" - ".join(filter(None, [text or name, flatten_line(numbered)])),
        site_name=name,
        kind=kind,
        description=flatten_line(description),
        locale=format_og_locale(site.locale),
        image=image,
        image_alt=flatten_line(_alt(featured_image, text)) if featured_image and image else "",
        card="summary_large_image" if image else "summary",
        twitter_site=flatten_line(site.twitter),
        webmention=make_url_absolute(site.webmention, site.url),
        speculation=_speculation(site),
        **{"author": flatten_line(site.author), **own},
    )


def _alt(image: PostImage, title: str) -> str:
    """What a link preview's image shows: a drawn card shows the title."""
    return image.alt or (title if image.origin is ImageOrigin.DRAWN else "")


def _modified(post: Post) -> str:
    later = post.updated and (post.date is None or post.updated > post.date)
    return post.updated.isoformat() if post.updated and later else ""


def _labels(post: Post, authors: str, words: Translator) -> tuple[tuple[str, str], ...]:
    count = post.reading_minutes
    minutes = words.ngettext("{count} min read", "{count} min read", count) if count else ""
    labels = (
        (words.gettext("Written by"), flatten_line(authors)),
        (words.gettext("Reading time"), flatten_line(minutes)),
    )
    return tuple((flatten_line(label), value) for label, value in labels if value)


def list_accounts(site: SiteMetadata) -> tuple[str, ...]:
    """The publisher's pages elsewhere, which the home page names."""
    links = site.publisher.links if site.publisher else ()
    urls = (link if MAIL_LINK.fullmatch(link) else make_url_absolute(link, "") for link in links)
    return tuple(filter(None, urls))


@lru_cache
def _speculation(site: SiteMetadata) -> str:
    """Pages of the site, as soon as a reader points at a link (https://html.spec.whatwg.org/multipage/speculative-loading.html)."""
    if not site.prefetches:
        return ""
    pages = f"{urlsplit(site.url).path or '/'}*"
    rule = {"where": {"href_matches": quote(pages, "/*%")}, "eagerness": "moderate"}
    return json.dumps({"prefetch": [rule]}, separators=(",", ":"))


def _cleaned(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(flatten_line, texts)))


def _robots(entry: Entry) -> str:
    said = flatten_line(entry.robots)
    if entry.status is Status.PUBLISHED:
        return said or EVERYTHING
    decided = {word.strip() for word in said.lower().split(",")} & {"index", "noindex", "all", "none"}
    return said if decided else ", ".join(filter(None, ["noindex", said]))


def _choose_image(entry: Entry | None, featured_image: PostImage | None, site: SiteMetadata) -> PostImage | None:
    return featured_image or (None if entry and entry.no_image else site.image)


def _image(image: PostImage | None, site: SiteMetadata) -> Rendition | None:
    made = image.preview if image else None
    url = make_url_absolute(made.url, site.url) if made else ""
    return Rendition(url, made.width, made.height, flatten_line(made.mime)) if made and url else None
