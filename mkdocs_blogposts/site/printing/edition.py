"""After everything is rendered: the posts with their text, the blog made of them, and what stands on each page."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.making import make_blog
from mkdocs_blogposts.blog.model import Blog, Overview
from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.publishing.feeds.item import FeedLink
from mkdocs_blogposts.publishing.posts.own_descriptions import with_own_descriptions
from mkdocs_blogposts.publishing.posts.post import Picture, Post
from mkdocs_blogposts.publishing.posts.profiles import Subject
from mkdocs_blogposts.publishing.texts.describing import describe
from mkdocs_blogposts.publishing.texts.html import (
    lowered,
    plain,
    read,
    reading_minutes,
    split_heading,
    unwrapped,
    word_count,
)
from mkdocs_blogposts.publishing.texts.tag_values import one_line
from mkdocs_blogposts.publishing.texts.teasers import formatted, is_shortened, settled, teaser
from mkdocs_blogposts.publishing.texts.whole import whole
from mkdocs_blogposts.publishing.texts.words import Words
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.pictures import text_pictures
from mkdocs_blogposts.site.pictures.choice import choose
from mkdocs_blogposts.site.pictures.gallery import Gallery, Wish
from mkdocs_blogposts.site.planning.naming import post_title
from mkdocs_blogposts.site.planning.plan import Plan
from mkdocs_blogposts.site.planning.protection import KEYS, is_protected
from mkdocs_blogposts.site.printing.raw_links import RawLinks
from mkdocs_blogposts.site.settings.setup import Setup

PICTURE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?)(?:[?#].*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Edition:
    """A blog ready to be published."""

    blog: Blog[Post]
    posts: Mapping[str, Post] = field(default_factory=dict)
    """By their files."""

    lists: Mapping[str, ListPage[Post] | Overview[Post]] = field(default_factory=dict)
    """What stands on a list's page, by the page's file."""

    sources: Mapping[str, str] = field(default_factory=dict)
    """The file of every list's page by its path below the blog's address."""

    urls: Mapping[str, str] = field(default_factory=dict)
    """The address of every list's page, relative to the site's root, by its path below the blog's address."""

    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of posts and of lists' pages as plain text, by their files."""

    wishes: Mapping[str, Wish] = field(default_factory=dict)
    """What was chosen as the picture of each post that may have one, by its file, even if it cannot be shown."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """The pictures that pages other than posts name, by their files."""

    subjects: Mapping[str, Subject] = field(default_factory=dict)
    """What is known of the subjects of lists, by the lists' paths."""

    portraits: Mapping[str, str] = field(default_factory=dict)
    """The addresses of authors' pictures, from the site's root or absolute, by the keys of their names."""

    feeds: Mapping[str, tuple[FeedLink, ...]] = field(default_factory=dict)
    """The feeds of lists by their paths, each in all its formats; that of all posts is at the empty path."""

    own: dict[str, Post] = field(default_factory=dict)
    """Posts as their own pages show them, by their files, where that is not how lists show them."""

    locked: Mapping[str, str] = field(default_factory=dict)
    """The content of protected posts as it is before it is encrypted, by their files: not to be shown."""

    outlines_url: str = ""
    """The address of the file that names all feeds, relative to the site's root."""

    def title(self, page: Page, config: MkDocsConfig) -> str:
        """The title of any page as plain text."""
        return self.titles.get(page.file.src_uri) or page_title(page, config)

    def post(self, page: Page) -> Post | None:
        """The post on a page."""
        return self.own.get(page.file.src_uri) or self.posts.get(page.file.src_uri)

    def first_path(self, path: str) -> str:
        """The path of the first page of the list that a page at `path` is of."""
        listed = self.lists.get(self.sources[path])
        return listed.listing.path if isinstance(listed, ListPage) else path

    def listed(self, page: Page) -> ListPage[Post] | Overview[Post] | None:
        """The list, or the overview of lists, on a page."""
        return self.lists.get(page.file.src_uri)


def is_shown(file: File) -> bool:
    """Is this page part of the present build? One that became a draft while it was read is not.

    A draft is rendered by `mkdocs serve` only. Under `--dirty` a page that did not change is not rendered again, but
    there; any other build begins with an empty folder.
    """
    if file.page is None or file.inclusion is InclusionLevel.EXCLUDED:
        return False
    return file.page.content is not None or Path(file.abs_dest_path).is_file()


def make_edition(plan: Plan, files: Files, setup: Setup, gallery: Gallery) -> Edition:
    """Make every post that this build shows, and the lists of them."""
    links = RawLinks(files)
    found = ((entry.source, shown_page(entry, plan, setup.config, files, links)) for entry in plan.posts)
    pages = {source: page for source, page in found if page}
    open_pages = {source: page for source, page in pages.items() if not is_protected(page)}
    wishes = choose(plan, open_pages, files, setup, gallery)
    pictures = {source: gallery.picture(wish) for source, wish in wishes.items()}
    in_text, wanted = gallery if gallery.shows else None, setup.options.text_images
    if in_text:
        gallery.prepare(wish for page in open_pages.values() for wish in text_pictures.wishes(page, gallery, wanted))
    spoken = setup.languages.of
    posts = {
        entry.source: make_post(
            entry, pages[entry.source], pictures.get(entry.source), spoken(entry.language).words, in_text, wanted
        )
        for entry in plan.posts
        if entry.source in pages
    }
    posts = {post.source: post for post in with_own_descriptions(posts.values())}
    if setup.options.list_content == "full":
        posts = {source: replace(post, whole=whole(post.content, post.url)) for source, post in posts.items()}
    urls = {path: file.page.url for path, file in plan.lists.items() if file.page}
    sources = {path: file.src_uri for path, file in plan.lists.items()}
    locked = {source: page.content or "" for source, page in pages.items() if source not in open_pages}
    return Edition(*_listed(posts, plan, setup, urls), sources=sources, urls=urls, wishes=wishes, locked=locked)


def without_texts(edition: Edition, sources: Container[str], plan: Plan, setup: Setup) -> Edition:
    """The edition with those posts in lists as their own pages show them: as protected ones."""
    posts = {source: edition.own[source] if source in sources else post for source, post in edition.posts.items()}
    blog, _, lists = _listed(posts, plan, setup, edition.urls)
    return replace(edition, blog=blog, posts=posts, lists=lists)


def _listed(
    posts: Mapping[str, Post], plan: Plan, setup: Setup, urls: Mapping[str, str]
) -> tuple[Blog[Post], Mapping[str, Post], Mapping[str, ListPage[Post] | Overview[Post]]]:
    """The blog of some posts, these, and what stands on the pages of its lists."""
    title = page_title(plan.lists[""].page, setup.config) if "" in plan.lists else setup.title
    blog, _ = make_blog(posts.values(), title, plan.taxonomies, lambda path: urls.get(path, ""))
    lists: dict[str, ListPage[Post] | Overview[Post]] = {overview.path: overview for overview in blog.overviews}
    for listing in blog.listings():
        lists |= {page.path: page for page in setup.layout.paging.pages(listing, plan.lists)}
    return blog, posts, {file.src_uri: lists[path] for path, file in plan.lists.items() if path in lists}


def page_pictures(plan: Plan, files: Files, gallery: Gallery, every: bool) -> Mapping[str, Picture]:
    """The pictures that lists' own pages name, and, of `every` page, those of plain pages, by their files.

    In a page that is no post, `hero` or `cover` may mean something else: only what is named like a picture is one.
    """
    posts = {post.source for post in plan.posts}
    lists = {file.src_uri for file in plan.lists.values()}
    named = (
        (source, entry, entry.image or _late_image(files.src_uris[source].page))
        for source, entry in plan.pages.items()
        if (every or source in lists) and source not in posts and source in files.src_uris
    )
    found = {
        source: gallery.picture(Wish(image, source, entry.image_alt, entry.image_caption, entry.image_focus))
        for source, entry, image in named
        if PICTURE_NAME.search(image) and is_shown(files.src_uris[source])
    }
    return {source: picture for source, picture in found.items() if picture}


def _late_image(page: Page | None) -> str:
    """What another plugin or a hook has named as the image of a page."""
    image = page.meta.get("image") if page else None
    return image if isinstance(image, str) else ""


def shown_page(entry: Entry, plan: Plan, config: MkDocsConfig, files: Files, links: RawLinks) -> Page | None:
    """The page of a post, rendered now where `--dirty` has left it out: lists must be whole all the same.

    Its heading, which was taken out before other plugins had the page, is back at its top.
    """
    file = files.src_uris[entry.source]
    page = file.page if is_shown(file) else None
    if page and page.content is None:
        page.markdown, page.meta = entry.body, dict(entry.meta)
        page.render(config, files)
    if page:
        heading = with_heading("", plan.headings.get(entry.source, ""), first_anchor(page))
        page.content = heading + links.followed(unwrapped(page.content or ""), page.file)
    return page


def with_heading(content: str, heading: str, anchor: str) -> str:
    """A page's content below its heading, if it has one of its own."""
    name = f' id="{escape(anchor)}"' if anchor else ""
    return f"<h1{name}>{heading}</h1>\n{content}" if heading else content


def first_anchor(page: Page) -> str:
    """The id of the page's first heading, to which its table of contents links."""
    first = next(iter(page.toc), None)
    return str(first.id) if first and first.level == 1 else ""


def make_post(
    entry: Entry,
    page: Page,
    picture: Picture | None,
    words: Words,
    gallery: Gallery | None = None,
    wanted: text_pictures.Wanted = False,
) -> Post:
    """A post of its entry and its rendered text, where images have their sizes, if there is a `gallery`; those that
    are `wanted` come in several widths.
    """
    heading, rest = _heading_and_text(page, not (picture and picture.is_own), gallery, wanted)
    title = post_title(entry, page)
    if is_protected(page):
        return protected_post(entry, page, title, words)
    page.content = with_heading(rest, heading, first_anchor(page))
    text = read(rest)
    summary = formatted(entry.summary)
    read_on = words.gettext("Read “{title}”", title=title)
    shown = settled(summary, page.url) if summary else teaser(text, page.url, _addresses(picture), read_on)
    return Post(
        **{**vars(entry), "title": title},
        url=page.url,
        heading=heading or str(escape(title)),
        content=rest,
        teaser=shown,
        is_excerpt=is_shortened(text, shown),
        about=one_line(entry.description or plain(summary) or describe(text, title, words=words)),
        picture=picture,
        reading_minutes=entry.minutes or reading_minutes(text),
        words=word_count(text),
    )


def _heading_and_text(
    page: Page, eager: bool, gallery: Gallery | None, wanted: text_pictures.Wanted
) -> tuple[str, str]:
    heading, rest = split_heading(page.content or "")
    return heading, lowered(text_pictures.responsive(rest, page, gallery, eager, wanted) if gallery else rest)


def protected_post(entry: Entry, page: Page, title: str, words: Words) -> Post:
    """A post of which no more is told than that it is there."""
    known = {each.name: getattr(entry, each.name) for each in fields(Entry)}
    hidden = ("description", "summary", "image", "image_alt", "image_caption", "body")
    meta = {key: value for key, value in page.meta.items() if key not in (*KEYS, *hidden)}
    return Post(
        **{**known, **dict.fromkeys(hidden, ""), "title": title, "meta": meta, "no_image": False},
        url=page.url,
        heading=str(escape(title)),
        about=describe(read(""), title, words=words),
        reading_minutes=0,
        protected=True,
    )


def _addresses(picture: Picture | None) -> tuple[str, ...]:
    """Under which a text may show the picture of its card."""
    return (picture.original, picture.full.url) if picture and picture.original else ()


def page_title(page: Page | None, config: MkDocsConfig) -> str:
    """A page's title as plain text.

    MkDocs keeps one of the front matter as it was written, and one of a heading or of `nav` as HTML.
    """
    title = str(page.title or "") if page else ""
    if page and title == str(page.meta.get("title", "")):
        return title
    return plain(title) or config.site_name
