"""What pages may show of a blog, as values to be compared with those of the last build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.model import Listing, Overview
from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.planning.list_pages import FEEDS
from mkdocs_blogposts.site.rendering.page_head import HeadBuilder, find_list_author, list_authors
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.settings.build_memory import BuildMemory, Itself, hash_values
from mkdocs_blogposts.site.settings.environment import has_known_templates, shows_posts

if TYPE_CHECKING:
    from mkdocs_blogposts.site.rendering.further_reading import FurtherReading

_TEXTS = ("content", "body", "words")
"""What only a post's own page shows of it."""


@dataclass(frozen=True)
class BlogFingerprints:
    """Those of one blog in one build."""

    rendered: RenderedBlog
    further: Mapping[str, FurtherReading]
    heads: HeadBuilder
    _seen: dict[str, str] = field(default_factory=dict, compare=False)
    """Posts as other pages may show them, by their files."""

    _terms: dict[tuple[str, str], str] = field(default_factory=dict, compare=False)
    """What pages show of lists, by their taxonomies and paths: each is asked by the pages of all its posts."""

    _cards: dict[str, tuple[Post, str]] = field(default_factory=dict, compare=False)
    """What posts say of themselves, by their files: each is asked by several pages."""

    @cached_property
    def whole(self) -> str:
        """All of the blog that pages may show: of posts what lists show, and texts where templates may want them."""
        rendered, heads = self.rendered, self.heads
        with_texts = shows_posts(heads.config)
        shown = (*rendered.posts.values(), *chain.from_iterable(rendered.shared.others.values()))
        posts = [hash_values(post) if with_texts else self._card(post) for post in shown]
        listings = [_listing(listing) for listing in rendered.blog.listings()]
        overviews = [_overview(overview) for overview in rendered.blog.overviews]
        links = [(source, each.links) for source, each in self.further.items() if each.links]
        own_pages = [heads.entries.get(source) for source in rendered.lists]
        places = rendered.urls, rendered.titles, rendered.sources, rendered.feeds, rendered.outlines_url
        images = rendered.images, rendered.subjects, rendered.avatars
        return hash_values(posts, listings, overviews, links, own_pages, places, images, heads.site)

    def of_itself(self, page: Page) -> str:
        """What a page has beside that: its versions, and of its post all but the text, which is its own."""
        post = self.rendered.post(page)
        about = f"{self._card(post)} {post.words}" if post else ""
        return f"{self.heads.alternates.of(page)} {about}"

    def of_page(self, page: Page) -> str:
        """What our templates show of the blog on one page, beside what it is by itself; others may show all of it."""
        post, listed = self.rendered.post(page), self.rendered.find_list(page)
        if not self._is_narrow or isinstance(listed, Overview):
            return self.whole
        name, memory = ("on page", page.file.src_uri), self.heads.setup.memory
        return memory.recall(name, (self.whole, Itself(post)), lambda: self._make_fingerprint(page, post, listed))

    def _make_fingerprint(self, page: Page, post: Post | None, listed: ListPage[Post] | None) -> str:
        own = self._on_post(post) if post else self._on_list(listed, page) if listed else None
        return hash_values(self._on_all, self._in_head(page), own)

    @cached_property
    def _is_narrow(self) -> bool:
        return has_known_templates(self.heads.config) and len(self.heads.setup.instances) == 1

    @cached_property
    def _on_all(self) -> str:
        """What stands on many pages: where the blog and its overviews are, the feeds, the site's own values."""
        rendered, blog = self.rendered, self.rendered.blog
        overviews = [(each.kind, each.title, each.url, bool(each.listings)) for each in blog.overviews]
        feeds = rendered.feeds.get(""), rendered.outlines_url, rendered.urls.get(FEEDS)
        return hash_values(blog.title, blog.url, blog.has_several_authors, overviews, feeds, self.heads.site)

    def _in_head(self, page: Page) -> object:
        """What the head says of a page, whatever it holds: its names, the way to it, its image, its languages."""
        source, heads = page.file.src_uri, self.heads
        entry = heads.entries.get(source)
        written = _values_of(entry) if entry and not self.rendered.post(page) else None
        image, title = self.rendered.images.get(source), self.rendered.title(page, heads.config)
        return title, heads.trail(page), image, heads.alternates.of(page), written

    def _on_post(self, post: Post) -> object:
        further = self.further[post.source]
        beside, series = further.previous_next, further.series
        within = self._term(beside.within) if beside.within else None
        place = (self._term(series.listing), series.number, series.total) if series else None
        parts = [self._on_card(part) for _, part in series.parts] if series else []
        others = [self._on_card(other) if other else "" for other in (beside.older, beside.newer, *further.related)]
        authors = list_authors(post, self.rendered)
        return self._on_card(post), post.words, others, within, place, parts, further.links, authors

    def _on_list(self, listed: ListPage[Post], page: Page) -> object:
        rendered, heads, listing = self.rendered, self.heads, listed.listing
        posts = [self._on_card(post) for post in listed.posts]
        within = [(self._term(child), child.key, len(child.posts)) for child in listing.children]
        numbers = {*listed.near, listed.number - 1, listed.number + 1}
        urls = [rendered.urls.get(listed.path_of(number)) for number in sorted(numbers) if number > 0]
        first = heads.entries.get(rendered.sources[listing.path])
        said = rendered.feeds.get(listing.path), page.file.src_uri in heads.unlisted, heads.image_of(page, [listing])
        author = find_list_author(listing, rendered) if listing.kind == "authors" else None
        beside = self.whole if heads.setup.options.sidebar else ""
        counts = listed.number, listed.total, len(listing.posts)
        return self._term(listing), posts, within, urls, first and _values_of(first), said, author, beside, counts

    def _on_card(self, post: Post) -> str:
        """What other pages may show of a post, with the names and the URLs of its terms."""
        if post.source not in self._seen:
            blog = self.rendered.blog
            terms = [self._term(each) for overview in blog.overviews for each in blog.terms(overview.kind, post)]
            self._seen[post.source] = hash_values(self._card(post), terms)
        return self._seen[post.source]

    def _term(self, listing: Listing[Post]) -> str:
        at = listing.kind, listing.path
        if at not in self._terms:
            about = listing.title, listing.url, listing.name, listing.key, listing.description
            self._terms[at] = hash_values(at, about, self.rendered.subjects.get(listing.path))
        return self._terms[at]

    def _card(self, post: Post) -> str:
        """What a post says of itself beside its text."""
        memory: BuildMemory = self.heads.setup.memory
        known, card = self._cards.get(post.source, (None, ""))
        if known is not post:
            card = memory.recall(("card", post.source), Itself(post), lambda: hash_values(_values_of(post)))
            self._cards[post.source] = post, card
        return card


def _values_of(entry: Entry) -> tuple[object, ...]:
    return tuple(value for name, value in vars(entry).items() if name not in _TEXTS)


def _overview(overview: Overview[Post]) -> object:
    return overview.kind, overview.path, overview.title, overview.url, [each.path for each in overview.listings]


def _listing(listing: Listing[Post]) -> object:
    around = listing.kind, listing.path, listing.title, listing.url, listing.name, listing.key, listing.description
    return around, [post.source for post in listing.posts], [child.path for child in listing.children]
