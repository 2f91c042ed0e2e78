"""The head of each page of the site, by what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.model import Listing, Overview
from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.blog.slugs import fold_term
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.posts.meta_descriptions import (
    clean_text,
    describe_html,
    describe_list,
    describe_name,
    describe_overview,
)
from mkdocs_blogposts.publishing.posts.post import Post, PostImage
from mkdocs_blogposts.publishing.posts.site_metadata import Publisher, SiteMetadata
from mkdocs_blogposts.publishing.seo.head_merger import IMAGES, LANGUAGES
from mkdocs_blogposts.publishing.seo.head_values import (
    Head,
    list_accounts,
    make_list_head,
    make_page_head,
    make_post_head,
)
from mkdocs_blogposts.publishing.seo.json_ld import (
    Breadcrumb,
    LinkedAuthor,
    PageSubject,
    write_json_ld,
    write_redirect_json_ld,
)
from mkdocs_blogposts.publishing.seo.robots import is_noindex
from mkdocs_blogposts.publishing.text.meta_values import format_og_locale, make_url_absolute
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.rendering.breadcrumbs import BreadcrumbTrails
from mkdocs_blogposts.site.rendering.hreflang import Alternates
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.settings.blog_setup import Setup

if TYPE_CHECKING:
    from mkdocs_blogposts.publishing.feeds.feed_item import FeedLink

MATERIAL_SOCIAL = ("social", "material/social", "materialx/social")
"""The keys of Material's `social` plugin among a site's plugins."""

TEMPLATES = ("404.html", "search.html")
"""The pages that themes make of no Markdown."""


def read_site_metadata(setup: Setup, image: PostImage | None, publisher: Publisher) -> SiteMetadata:
    """What `mkdocs.yml` says of the whole site."""
    name, locale = setup.config.site_name, str(setup.locale)
    about, author = setup.config.site_description or "", setup.config.site_author or ""
    options = setup.options
    return SiteMetadata(
        name,
        setup.site_url,
        about,
        author,
        locale,
        image,
        publisher.twitter,
        publisher,
        options.webmention,
        options.speculation_rules,
    )


def resolve_publisher(config: MkDocsConfig, written: Publisher, logo: str) -> Publisher:
    """The publisher of the options with the URL of its logo, and the links that Material's footer shows."""
    social = config.extra.get("social")
    shown = [entry.get("link") for entry in social if isinstance(entry, Mapping)] if isinstance(social, list) else []
    links = written.links or tuple(link for link in map(str, shown) if make_url_absolute(link, ""))
    return written._replace(logo=logo, links=links)


def list_authors(post: Post, rendered: RenderedBlog) -> tuple[LinkedAuthor, ...]:
    """The authors of a post, in its writer's order."""
    pages = {fold_term(listing.title): listing.url for listing in rendered.blog.terms("authors", post)}
    keyed = ((fold_term(author.name), author) for author in post.authors)
    return tuple(LinkedAuthor(author, pages.get(key, ""), rendered.avatars.get(key, "")) for key, author in keyed)


def find_list_author(listing: Listing[Post], rendered: RenderedBlog) -> LinkedAuthor:
    """Whose page a list of an author's posts is."""
    profile = rendered.subjects[listing.path].profile if listing.path in rendered.subjects else None
    author = profile.author if profile else Author(listing.title)
    return LinkedAuthor(author, listing.url, rendered.avatars.get(fold_term(listing.title), ""))


@dataclass(frozen=True)
class HeadBuilder:
    """Makes heads from a rendered blog and what the site says of itself."""

    rendered: RenderedBlog
    entries: Mapping[str, Entry]
    site: SiteMetadata
    setup: Setup
    files: Files
    alternates: Alternates
    feeds: Callable[[], Iterable[FeedLink]]
    """Those of all posts of each blog of the site."""

    @property
    def config(self) -> MkDocsConfig:
        """What `mkdocs.yml` says."""
        return self.setup.config

    @cached_property
    def _trails(self) -> BreadcrumbTrails:
        return BreadcrumbTrails(self.rendered, self.files, self.setup)

    @cached_property
    def _newest(self) -> dict[str, PostImage]:
        """The image of the newest post that has one, by the lists' paths."""
        images = (
            (listing.path, next((post.featured_image for post in listing.posts if post.featured_image), None))
            for listing in self.rendered.blog.listings()
        )
        return {path: image for path, image in images if image}

    def of_page(self, page: Page) -> Head:
        """The head of any page."""
        me = list_accounts(self.site) if page.is_homepage else ()
        head = self.describe_page(page)._replace(feeds=self._feeds_of(page), alternates=self.alternates.of(page), me=me)
        return self._with_graph(_with_other_locales(head), self._subject(page))

    def of_redirect(self, page: Page) -> Head:
        """The head of a page that leads on to another: what that one says, for previews of links to the old URL."""
        head = self.describe_page(page)._replace(robots="noindex", prev="", next="", feeds=(), section="", tags=())
        return head._replace(json_ld=write_redirect_json_ld(head, self.site))

    def _with_graph(self, head: Head, subject: PageSubject) -> Head:
        return head._replace(json_ld=write_json_ld(head, subject, self.site))

    def _feeds_of(self, page: Page) -> tuple[FeedLink, ...]:
        """The list's own, then that of all posts; on a page of no blog those of every blog."""
        listed = self.rendered.find_list(page)
        if not listed and not self.rendered.post(page):
            return tuple(self.feeds())
        whole = self.rendered.feeds.get("", ())
        own = self.rendered.feeds.get(listed.listing.path, ()) if isinstance(listed, ListPage) else ()
        return whole if own == whole else (*own, *whole)

    def trail(self, page: Page) -> tuple[Breadcrumb, ...]:
        """The way to a page, of a site that knows its URL."""
        return self._trails.to(page) if self.site.url else ()

    def _subject(self, page: Page) -> PageSubject:
        way = self.trail(page)
        if post := self.rendered.post(page):
            signed = list_authors(post, self.rendered)
            return PageSubject(way, authors=signed, words=post.words, language=post.language)
        listed = self.rendered.find_list(page)
        is_author = isinstance(listed, ListPage) and listed.listing.kind == "authors"
        whose = find_list_author(listed.listing, self.rendered) if isinstance(listed, ListPage) and is_author else None
        return PageSubject(way, is_collection=bool(listed), person=whose)

    def describe_page(self, page: Page) -> Head:
        """What a page says of itself, without what it is for machines."""
        if post := self.rendered.post(page):
            return self._post(post)
        listed = self.rendered.find_list(page)
        if isinstance(listed, ListPage):
            return self._list(listed, page, self._entry(self.rendered.sources[listed.listing.path]))
        entry = self._entry(page.file.src_uri)
        return self._overview(listed, page, entry) if listed else self._plain(page, entry)

    def _entry(self, source: str) -> Entry:
        """What the writer's file says, where he has one there."""
        return self.entries.get(source) or Entry(source)

    def of_template(self, name: str) -> Head:
        """The head of one of `TEMPLATES`, which no search engine needs to list."""
        words = self.setup.words
        title = words.gettext("Page not found") if name == "404.html" else words.gettext("Search")
        about = clean_text(self.config.site_description or "") or describe_name(title, self.site.name, words)
        head = make_page_head(Entry(name, robots="noindex"), title, about, name, self.site)
        return self._with_graph(head, PageSubject())

    def find_raw_tags(self, page: Page | None) -> tuple[str, ...]:
        """What a theme prints in a head as it was written."""
        values: list[object] = [self.config.site_name, self.config.site_description, self.config.site_author]
        if page:
            values += [page.title, *(page.meta.get(key) for key in ("title", "description", "author"))]
        return tuple(str(value) for value in values if value)

    def owned_subjects(self, page: Page | None, is_ours: bool) -> frozenset[str]:
        """What ours alone say in a page's head, whatever is there already.

        A cover image that the writer has named is shown in place of the card that Material's `social` plugin draws.
        """
        languages = LANGUAGES if self.alternates.replace_those_of_theme(page, is_ours) else frozenset[str]()
        post = self.rendered.post(page) if page and any(map(self.config.plugins.get, MATERIAL_SOCIAL)) else None
        is_illustrated = post is not None and post.featured_image and self.entries[post.source].image
        return languages | (IMAGES if is_illustrated else frozenset[str]())

    def _post(self, post: Post) -> Head:
        authors = self.rendered.blog.terms("authors", post)
        categories = self.rendered.blog.terms("categories", post)
        return make_post_head(
            post,
            self.site,
            tuple(author.url for author in authors),
            section=categories[0].title if categories else "",
            words=self.setup.languages.of(post.language).words,
            twitter=next((author.twitter for author in post.authors if author.twitter), ""),
            fediverse=next((author.fediverse for author in post.authors if author.fediverse), ""),
        )

    def _list(self, listed: ListPage[Post], page: Page, entry: Entry) -> Head:
        number, kind = listed.number, listed.listing.kind
        title = self.rendered.title(page, self.config)
        written = entry.written_description or listed.listing.description if number == 1 else ""
        count, words = len(listed.listing.posts), self.setup.words
        sentence = describe_list(title, kind, count, number, listed.total, self.site.name, words)
        image = self.image_of(page, [listed.listing])
        is_author = kind == "authors"
        about = written or sentence
        noindex = page.file.src_uri in self.unlisted
        around = (*self._around(listed), is_author)
        return make_list_head(title, about, page.url, self.site, image, number, *around, entry, words, noindex)

    @cached_property
    def unlisted(self) -> frozenset[str]:
        """The files of the lists that search engines are asked not to show."""
        rendered, asked = self.rendered, self.setup.options.noindex
        return frozenset(
            source
            for source, listed in rendered.lists.items()
            if isinstance(listed, ListPage)
            and (file := self.files.src_uris.get(source))  # a hook may have taken it out
            and is_noindex(listed.listing, not file.generated_by, asked)
        )

    def _overview(self, overview: Overview[Post], page: Page, entry: Entry) -> Head:
        title = self.rendered.title(page, self.config)
        sentence = describe_overview(title, overview.kind, len(overview.listings), self.site.name, self.setup.words)
        about = entry.written_description or sentence
        image = self.image_of(page, overview.listings)
        return make_list_head(title, about, page.url, self.site, image, entry=entry)

    def image_of(self, page: Page, listings: Iterable[Listing[Post]]) -> PostImage | None:
        """The image that the writer gives a list, else that of its newest post that has one."""
        newest = (self._newest[listing.path] for listing in listings if listing.path in self._newest)
        return self.rendered.images.get(page.file.src_uri) or next(newest, None)

    def _around(self, listed: ListPage[Post]) -> tuple[str, str]:
        """The URLs of the list's page before this one and of that after."""
        paths = (listed.previous_path, listed.next_path)
        before, after = ("" if path is None else self.rendered.urls[path] or "./" for path in paths)
        return before, after

    def _plain(self, page: Page, entry: Entry) -> Head:
        title = self.rendered.title(page, self.config)
        # A plugin that ran later may have written a description, too.
        written = str(page.meta.get("description") or "") or entry.written_description
        if page.is_homepage:
            written = written or self.site.description
        about = written or describe_html(page.content or "", title, self.site.name, self.setup.words)
        image = self.rendered.images.get(page.file.src_uri)
        return make_page_head(entry, title, about, page.url, self.site, image, page.is_homepage)


def _with_other_locales(head: Head) -> Head:
    locales = (format_og_locale(language) for language, url in head.alternates if url != head.canonical)
    others = dict.fromkeys(locale for locale in locales if locale and locale != head.locale)
    return head._replace(other_locales=tuple(others)) if others else head


class HeadTags:
    """The head of a page for the theme's templates: `{{ blogposts_head }}` prints it, `blogposts_head.title` a value.

    It is made when a template asks for it, since most leave it to us.
    """

    def __init__(self, values: Callable[[], Head], print_head: Callable[[Head], str]) -> None:
        self._make = values
        self._print = print_head

    @cached_property
    def _values(self) -> Head:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._values, name)

    def __str__(self) -> str:
        return self._print(self._values)

    __html__ = __str__
