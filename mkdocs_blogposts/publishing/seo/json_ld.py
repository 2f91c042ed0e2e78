"""What a page is, for machines: one graph of schema.org's types, as JSON-LD (https://www.w3.org/TR/json-ld11/).

The nodes are joined by `@id`. A node without the property that makes it what it is (an image without a URL, a
person without a name) is left out, and what is empty is left out of a node.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from mkdocs_blogposts.blog.slugs import make_slug
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.posts.author_profiles import render_biography
from mkdocs_blogposts.publishing.posts.site_metadata import Publisher, SiteMetadata
from mkdocs_blogposts.publishing.seo.head_values import Head
from mkdocs_blogposts.publishing.text.html_text import strip_markup
from mkdocs_blogposts.publishing.text.meta_values import flatten_line, format_language_tag, make_url_absolute
from mkdocs_blogposts.reading.author import Author

Node = dict[str, Any]

FEWEST_CRUMBS = 2
"""A path of one step says nothing (developers.google.com/search/docs/appearance/structured-data/breadcrumb)."""

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)

# So that no text ends the script, however it is read; the last two end a line in JavaScript before ES2019.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class LinkedAuthor(NamedTuple):
    """An author, with what the site has of him."""

    author: Author
    page: str = ""
    """The list of his posts, relative to the site's root; empty where there is none."""

    image: str = ""
    """His image, relative to the site's root or absolute."""


class Breadcrumb(NamedTuple):
    """A step of the way to a page."""

    name: str
    url: str = ""
    """Relative to the site's root, whose own is `./`; empty for a step without a page."""


@dataclass(frozen=True)
class PageSubject:
    """What a page is, beyond what its head says."""

    breadcrumbs: tuple[Breadcrumb, ...] = ()
    """The way to the page, itself last."""

    is_collection: bool = False
    """Is it a list, of posts or of lists?"""

    authors: tuple[LinkedAuthor, ...] = ()
    """Who wrote it."""

    person: LinkedAuthor | None = None
    """Whose page it is, with his posts."""

    words: int = 0
    """In the text of a post; 0 where nobody has counted."""

    language: str = ""
    """Where it is not the site's."""


def write_json_ld(head: Head, subject: PageSubject, site: SiteMetadata) -> str:
    """The content of a page's `<script type="application/ld+json">`; empty where the page has no absolute URL, or
    no name.

    Keys are sorted, so that the same page has the same bytes.
    """
    return _write(build_graph(head, subject, site)) if _is_named(head, site) else ""


def write_redirect_json_ld(head: Head, site: SiteMetadata) -> str:
    """The same of a page that leads on to another, which no search engine lists: what that one is, in one node.

    The `head` is that of the page it leads to.
    """
    named = {"headline": head.headline, "datePublished": head.published, "mainEntityOfPage": head.canonical}
    article = _node("BlogPosting", f"{head.canonical}#article", url=head.canonical, **named)
    page = _node("WebPage", head.canonical, url=head.canonical, name=head.title)
    return _write([article if head.kind == "article" else page]) if _is_named(head, site) else ""


def _is_named(head: Head, site: SiteMetadata) -> bool:
    return bool(site.url and head.canonical and head.headline)


def _write(graph: list[Node]) -> str:
    written = _JSON.encode({"@context": "https://schema.org", "@graph": graph})
    for sign, escape in _ESCAPES.items():
        if sign in written:
            written = written.replace(sign, escape)
    return written


def build_graph(head: Head, subject: PageSubject, site: SiteMetadata) -> list[Node]:
    """The nodes of a page with a absolute URL: the post, its page, image and way, the site, who made it."""
    language = format_language_tag(subject.language or site.locale)
    people = [node for author in subject.authors if (node := _person(author, site))]
    owner = _person(subject.person, site) if subject.person else None
    image, way = _image(head), _way(head, subject.breadcrumbs, site)
    website, publisher = _site_nodes(site)
    is_article = head.kind == "article"
    page = _page(head, is_article, subject.is_collection, language, owner, image, way, website)
    article = _article(head, subject.words, language, people, image, publisher) if is_article else None
    nodes = [article, page, image, way, website, publisher, *(people if is_article else ()), owner]
    return [node for node in nodes if node]


def _article(
    head: Head, words: int, language: str, people: list[Node], image: Node | None, publisher: Node | None
) -> Node:
    authors = [{name: person[name] for name in ("@type", "@id", "name")} for person in people]
    return _node(
        "BlogPosting",
        f"{head.canonical}#article",
        headline=head.headline,
        description=head.description,
        datePublished=head.published,
        dateModified=head.modified or head.published,
        author=authors[0] if len(authors) == 1 else authors,
        publisher=_reference(publisher),
        image=_reference(image),
        thumbnailUrl=image["url"] if image else "",
        keywords=list(head.tags),
        articleSection=head.section,
        inLanguage=language,
        wordCount=words,
        isPartOf={"@id": head.canonical},
        mainEntityOfPage={"@id": head.canonical},
        workTranslation=_translations(head),
    )


def _translations(head: Head) -> list[Node]:
    """The same post in other languages."""
    others = {url: language for language, url in reversed(head.alternates) if url != head.canonical}
    return [
        {"@type": "BlogPosting", "@id": f"{url}#article", "url": url, "inLanguage": others[url]}
        for url in sorted(others, key=others.__getitem__)
    ]


def _page(
    head: Head,
    is_article: bool,
    is_collection: bool,
    language: str,
    owner: Node | None,
    image: Node | None,
    way: Node | None,
    website: Node | None,
) -> Node:
    return _node(
        "ProfilePage" if owner else "CollectionPage" if is_collection else "WebPage",
        head.canonical,
        url=head.canonical,
        name=head.title,
        description="" if is_article else head.description,  # the article's own node says it
        datePublished=head.published,
        dateModified=head.modified or head.published,
        inLanguage=language,
        isPartOf=_reference(website),
        mainEntity=_reference(owner),
        primaryImageOfPage=_reference(image),
        breadcrumb=_reference(way),
    )


def _image(head: Head) -> Node | None:
    image = head.image
    if not image:
        return None
    return _node(
        "ImageObject",
        f"{head.canonical}#primaryimage",
        url=image.url,
        contentUrl=image.url,
        width=image.width,
        height=image.height,
        caption=head.image_alt,
    )


def _way(head: Head, breadcrumbs: Iterable[Breadcrumb], site: SiteMetadata) -> Node | None:
    """The last step is the page itself and needs no URL; any other without one is left out."""
    steps = [(flatten_line(breadcrumb.name), make_url_absolute(breadcrumb.url, site.url)) for breadcrumb in breadcrumbs]
    shown = [(name, url) for name, url in steps[:-1] if name and url] + [(name, "") for name, _ in steps[-1:] if name]
    if len(shown) < FEWEST_CRUMBS:
        return None
    items = [
        {"@type": "ListItem", "position": place, "name": name, **({"item": url} if url else {})}
        for place, (name, url) in enumerate(shown, 1)
    ]
    return _node("BreadcrumbList", f"{head.canonical}#breadcrumb", itemListElement=items)


@lru_cache(maxsize=8)
def _site_nodes(site: SiteMetadata) -> tuple[Node | None, Node | None]:
    """The site and who publishes it, which every page has."""
    publisher = _publisher(site)
    return _website(site, publisher), publisher


def _website(site: SiteMetadata, publisher: Node | None) -> Node | None:
    name = flatten_line(site.name)
    if not name:
        return None
    return _node(
        "WebSite",
        f"{site.url}#website",
        url=site.url,
        name=name,
        description=flatten_line(site.description),
        inLanguage=format_language_tag(site.locale),
        publisher=_reference(publisher),
    )


def _publisher(site: SiteMetadata) -> Node | None:
    """Whoever the options name; else the site is its own publisher."""
    publisher = site.publisher or Publisher()
    name = flatten_line(publisher.name or site.name)
    if not name:
        return None
    logo = make_url_absolute(publisher.logo, site.url)
    return _node(
        publisher.kind,
        f"{site.url}#{publisher.kind.lower()}",
        name=name,
        url=make_url_absolute(publisher.url, site.url) or site.url,
        sameAs=_absolute_urls(publisher.links, site),
        # https://schema.org/Person has images and no logo.
        **{"logo" if publisher.kind == "Organization" else "image": logo},
    )


def _person(linked_author: LinkedAuthor, site: SiteMetadata) -> Node | None:
    author = linked_author.author
    name, page, own = (
        flatten_line(author.name),
        make_url_absolute(linked_author.page, site.url),
        make_url_absolute(author.url, site.url),
    )
    if not name:
        return None
    elsewhere = [url for url in (own, *_absolute_urls((url for _, url in author.links), site)) if url]
    return _node(
        "Person",
        f"{page}#person" if page else f"{site.url}#person-{make_slug(name)}",
        name=name,
        url=page or own,
        image=make_url_absolute(linked_author.image, site.url),
        jobTitle=flatten_line(author.role),
        description=strip_markup(render_biography(author.description)),
        sameAs=list(dict.fromkeys(elsewhere if page else elsewhere[bool(own) :])),
    )


def _absolute_urls(urls: Iterable[str], site: SiteMetadata) -> list[str]:
    return list(dict.fromkeys(filter(None, (make_url_absolute(url, site.url) for url in urls))))


def _node(kind: str, identity: str, **properties: object) -> Node:
    return {"@type": kind, "@id": identity, **{name: value for name, value in properties.items() if value}}


def _reference(node: Node | None) -> Node | None:
    return {"@id": node["@id"]} if node else None
