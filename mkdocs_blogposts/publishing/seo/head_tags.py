"""The tags of a page's head, one on a line; what is empty is left out."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from mkdocs_blogposts.publishing.seo.head_values import Head


def write_head(head: Head) -> str:
    """All tags, as `head.html` prints them where nobody has overridden it."""
    json_ld = f'\n<script type="application/ld+json">{head.json_ld}</script>' if head.json_ld else ""
    return f"<title>{escape(head.title)}</title>{write_tags(head)}{json_ld}"


def write_tags(head: Head) -> str:
    """Those between the title and the JSON-LD, each after a line break."""
    groups = (_for_search, _links, _open_graph, _article, _image, _twitter, _identity)
    return "".join([f"\n{tag}" for group in groups for tag in group(head) if tag])


def _for_search(head: Head) -> Iterator[str]:
    yield _name("description", head.description)
    yield _name("author", head.author)
    yield _name("robots", head.robots)


def _links(head: Head) -> Iterator[str]:
    yield _link("canonical", head.canonical)
    yield _link("prev", head.prev)
    yield _link("next", head.next)
    for language, url in head.alternates:
        yield f'<link rel="alternate" hreflang="{escape(language)}" href="{escape(url)}">'
    for feed in head.feeds:
        title, url = escape(feed.title), escape(feed.url)
        yield f'<link rel="alternate" type="{escape(feed.mime)}" title="{title}" href="{url}">'


def _open_graph(head: Head) -> Iterator[str]:
    yield _property("og:locale", head.locale)
    for locale in head.other_locales:
        yield _property("og:locale:alternate", locale)
    yield f'<meta property="og:type" content="{escape(head.kind)}">'
    yield f'<meta property="og:title" content="{escape(head.headline)}">'
    yield _property("og:description", head.description)
    yield _property("og:url", head.canonical)
    yield _property("og:site_name", head.site_name)


def _article(head: Head) -> Iterator[str]:
    yield _property("article:published_time", head.published)
    yield _property("article:modified_time", head.modified)
    for url in head.author_urls:
        yield _property("article:author", url)
    yield _property("article:section", head.section)
    for tag in head.tags:
        yield _property("article:tag", tag)


def _image(head: Head) -> Iterator[str]:
    if image := head.image:
        yield f'<meta property="og:image" content="{escape(image.url)}">'
        if image.width and image.height:
            yield f'<meta property="og:image:width" content="{image.width}">'
            yield f'<meta property="og:image:height" content="{image.height}">'
        yield _property("og:image:type", image.mime)
        yield _property("og:image:alt", head.image_alt)


def _twitter(head: Head) -> Iterator[str]:
    yield f'<meta name="twitter:card" content="{escape(head.card)}">'
    yield f'<meta name="twitter:title" content="{escape(head.headline)}">'
    yield _name("twitter:description", head.description)
    if head.image:
        yield f'<meta name="twitter:image" content="{escape(head.image.url)}">'
        yield _name("twitter:image:alt", head.image_alt)
    yield _name("twitter:site", head.twitter_site)
    yield _name("twitter:creator", head.twitter_creator)
    for number, (label, value) in enumerate(head.labels, start=1):
        yield f'<meta name="twitter:label{number}" content="{escape(label)}">'
        yield f'<meta name="twitter:data{number}" content="{escape(value)}">'


def _identity(head: Head) -> Iterator[str]:
    yield _name("fediverse:creator", head.fediverse_creator)
    for url in head.me:
        yield f'<link rel="me" href="{escape(url)}">'
    yield _link("webmention", head.webmention)
    if head.speculation:
        yield f'<script type="speculationrules">{head.speculation}</script>'


def _name(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{escape(value)}">' if value else ""


def _property(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{escape(value)}">' if value else ""


def _link(rel: str, url: str) -> str:
    return f'<link rel="{rel}" href="{escape(url)}">' if url else ""
