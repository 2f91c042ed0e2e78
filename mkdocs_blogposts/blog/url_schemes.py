"""The URLs that other engines give to posts and lists by default, so that a blog that moves here keeps its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple
from urllib.parse import unquote

from mkdocs_blogposts.blog import engine_slugs as of
from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.blog.slugs import clean_slug, make_slug
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace

Slugify = Callable[[str], str]

AT_HOME = "."
"""The list of all posts is the site's first page."""


def _kept(text: str) -> str:
    return text


def _unread(text: str) -> str:
    """A field that the engine does not know."""
    return ""


class ListPlace(NamedTuple):
    """Where the lists of a taxonomy stand: URLs from the site's root, without slashes at their ends."""

    overview: str
    """The page of all terms; empty for what ours would have anyway."""

    folder: str
    """What the lists of terms stand in."""

    nested: bool = True
    """May a slash in a term put it below another?"""

    prefix: str = ""
    """What the slug of a term begins with."""


@dataclass(frozen=True)
class UrlScheme:
    """The URLs of one engine, with its default settings."""

    permalink: str
    """The pattern of posts' URLs, in the engine's own tokens."""

    blog_dir: str
    """Where the list of all posts stands; `.` for the site's first page."""

    tokens: Mapping[str, str] = field(default_factory=dict)
    """What the engine's tokens mean, where that is another of ours than is usual."""

    of_name: Slugify = _kept
    """The slug of a file's name."""

    of_slug: Slugify = clean_slug
    """What is made of a `slug` in the front matter; empty where the engine does not know the field."""

    of_title: Slugify = make_slug
    of_folder: Slugify = _kept
    of_path: Slugify = _kept
    """What is made of a file's path below the folder of the posts."""

    of_category: Slugify = make_slug
    """The slug of a category in the URL of a post."""

    of_term: Slugify = make_slug
    """The slug of a term in the URL of its list."""

    keeps_date: bool = True
    """Is the date in a file's name part of its slug?"""

    from_title: bool = False
    """Is a post without a slug named by its title, and not by its file?"""

    no_category: str = ""
    """What stands for the category of a post that has none."""

    in_site_zone: bool = False
    """Does the site's time zone decide the day, and not the post's own?"""

    folders_are_categories: bool = False
    """Has a post without a category the name of its folder as one?"""

    is_translated: bool = False
    """Has a post in another language that language at the end of its slug?"""

    lists: Mapping[str, ListPlace] = field(default_factory=dict)
    """Of taxonomies, by their names."""

    ending: str = ""
    """What the URLs of lists end with, such as `.html`."""

    pages: str = "page/{page}"
    """The further pages of a list."""

    feeds: Mapping[str, str] = field(default_factory=dict)
    """The feeds of all posts: URLs from the site's root, and their formats."""

    term_feeds: Mapping[str, str] = field(default_factory=dict)
    """The same for each term, where `{list}` is the URL of its list and `{slug}` the last segment of that."""

    term_feeds_of: tuple[str, ...] = ()
    """The taxonomies that have such feeds; empty for all."""

    bylines_are_authors: bool = False
    """Is `author: A, B` one author, with a list of its own?"""

    old_lists: tuple[str, ...] = ()
    """Lists that ours has none of: URLs from the site's root, from which the list of all posts is led to."""


def _lists(**folders: str) -> dict[str, ListPlace]:
    """Lists whose overviews stand where those of their terms are."""
    return {name: ListPlace(folder, folder) for name, folder in folders.items()}


HUGO = UrlScheme(
    "{folder}/:slugorfilename",
    "posts",
    tokens={"title": "title", "slug": "slug_or_title", "slugorfilename": "slug", "slugorcontentbasename": "slug"},
    of_name=of.slugify_like_hugo,
    of_slug=of.slugify_like_hugo,
    of_title=of.slugify_like_hugo,
    of_folder=of.slugify_like_hugo,
    of_category=of.slugify_like_hugo,
    of_term=of.slugify_like_hugo,
    lists=_lists(tags="tags", categories="categories", authors="authors", series="series"),
    feeds={"index.xml": "rss", "posts/index.xml": "rss"},
    term_feeds={"{list}/index.xml": "rss"},
)

JEKYLL_STYLES: Mapping[str, str] = {
    "date": ":categories/:year/:month/:day/:title.html",
    "pretty": ":categories/:year/:month/:day/:title/",
    "ordinal": ":categories/:year/:y_day/:title.html",
    "weekdate": ":categories/:year/W:week/:short_day/:title.html",
    "none": ":categories/:title.html",
}
"""Jekyll's names of whole patterns (its documentation, "Permalinks")."""

JEKYLL = UrlScheme(
    JEKYLL_STYLES["date"],
    AT_HOME,
    tokens={"slug": "slugged", "name": "slugged", "slugified_categories": "slugged_categories"},
    of_name=of.slugify_like_jekyll,
    of_slug=of.slugify_like_jekyll,
    of_title=of.slugify_like_jekyll_slugs,
    of_category=str.lower,
    of_term=of.slugify_like_jekyll_slugs,
    keeps_date=False,
    in_site_zone=True,
    lists={"tags": ListPlace("", "tag"), "categories": ListPlace("", "category")},
    pages="page{page}",
    feeds={"feed.xml": "atom"},
)

_PELICAN_LISTS = {name: ListPlace(name, noun, nested=False) for name, noun in (("tags", "tag"), ("authors", "author"))}
PELICAN = UrlScheme(
    "{slug}.html",
    AT_HOME,
    of_slug=_kept,
    of_name=of.slugify_like_pelican,
    of_title=of.slugify_like_pelican,
    of_category=of.slugify_like_pelican,
    of_term=of.slugify_like_pelican,
    from_title=True,
    folders_are_categories=True,
    is_translated=True,
    lists=_PELICAN_LISTS
    | {"categories": ListPlace("categories", "category", nested=False), "archive": ListPlace("archives", "")},
    ending=".html",
    pages="{name}{page}.html",
    feeds={"feeds/all.atom.xml": "atom", "feeds/all.rss.xml": "rss", "feeds/misc.atom.xml": "atom"},
    term_feeds={"feeds/{slug}.atom.xml": "atom", "feeds/{slug}.rss.xml": "rss"},
    term_feeds_of=("categories", "authors"),
    bylines_are_authors=True,
    old_lists=("/category/misc.html",),  # of posts without a category
)

HEXO = UrlScheme(
    ":year/:month/:day/:title/",
    AT_HOME,
    tokens={"title": "path", "name": "file", "post_title": "title", "category": "last_category"},
    of_slug=_unread,
    of_title=lambda title: of.slugify_like_hexo(title).lower(),
    of_category=of.slugify_like_hexo,
    of_term=of.slugify_like_hexo,
    no_category="uncategorized",
    in_site_zone=True,
    lists={**_lists(tags="tags", categories="categories"), "archive": ListPlace("archives", "archives")},
    feeds={"atom.xml": "atom", "rss2.xml": "rss"},
)

DOCUSAURUS = UrlScheme(
    "{blog}/{path}",
    "blog",
    of_slug=_kept,
    of_path=of.place_like_docusaurus,
    of_term=of.slugify_like_docusaurus,
    feeds={"blog/rss.xml": "rss", "blog/atom.xml": "atom"},
)

ELEVENTY = UrlScheme(
    "{folder}/{file}",
    "blog",
    of_slug=_unread,
    of_term=of.slugify_like_eleventy,
    lists=_lists(tags="tags"),
    feeds={"feed/feed.xml": "atom"},
)

ASTRO = UrlScheme(
    "{blog}/{path}",
    "blog",
    of_name=of.slugify_like_astro,
    of_slug=_kept,
    of_path=lambda path: "/".join(map(of.slugify_like_astro, path.split("/"))),
    of_term=of.slugify_like_astro,
    feeds={"rss.xml": "rss"},
)

GHOST = UrlScheme(
    "/{slug}/",
    AT_HOME,
    of_name=of.slugify_like_ghost,
    of_title=of.slugify_like_ghost,
    of_term=of.slugify_like_ghost,
    keeps_date=False,
    lists={name: ListPlace("", noun, nested=False) for name, noun in (("tags", "tag"), ("authors", "author"))},
    feeds={"rss/index.html": "rss"},
    term_feeds={"{list}/rss/index.html": "rss"},
    term_feeds_of=("tags", "authors"),
)

WORDPRESS = UrlScheme(
    "/%year%/%monthnum%/%day%/%postname%/",
    AT_HOME,
    of_name=lambda name: of.slugify_like_wordpress(unquote(name)),
    of_slug=lambda slug: clean_slug(unquote(slug)),
    of_title=of.slugify_like_wordpress,
    of_category=of.slugify_like_wordpress,
    of_term=of.slugify_like_wordpress,
    keeps_date=False,
    no_category="uncategorized",
    in_site_zone=True,
    lists={
        name: ListPlace("", at) for name, at in (("tags", "tag"), ("categories", "category"), ("authors", "author"))
    },
    feeds={"feed/index.html": "rss", "feed/atom/index.html": "atom"},
    term_feeds={"{list}/feed/index.html": "rss"},
    term_feeds_of=("tags", "categories", "authors"),
)

NIKOLA = UrlScheme(
    "{folder}/{slug}/",
    AT_HOME,
    of_name=of.slugify_like_nikola,
    of_slug=_kept,
    of_title=of.slugify_like_nikola,
    of_term=of.slugify_like_nikola,
    lists=_lists(tags="categories", authors="authors")
    | {
        "categories": ListPlace("categories/all", "categories", prefix="cat_"),
        "archive": ListPlace("archive.html", ""),
    },
    feeds={"rss.xml": "rss"},
    term_feeds={"{list}.xml": "rss"},
    term_feeds_of=("tags", "categories", "authors"),
)

ZOLA = UrlScheme(
    "{folder}/{slug}/",
    "blog",
    of_name=of.slugify_like_zola,
    of_slug=of.slugify_like_zola,
    of_term=of.slugify_like_zola,
    keeps_date=False,
    lists=_lists(tags="tags", categories="categories", authors="authors", series="series"),
    feeds={"atom.xml": "atom", "rss.xml": "rss"},
    term_feeds={"{list}/atom.xml": "atom", "{list}/rss.xml": "rss"},
)

SIMPLE_BLOG = UrlScheme(
    "",
    "post",
    of_term=of.slugify_like_simple_blog,
    lists={name: ListPlace("", noun, nested=False) for name, noun in (("tags", "tag"), ("categories", "category"))},
)

SCHEMES: Mapping[str, UrlScheme] = {
    "astro": ASTRO,
    "docusaurus": DOCUSAURUS,
    "eleventy": ELEVENTY,
    "ghost": GHOST,
    "hexo": HEXO,
    "hugo": HUGO,
    "jekyll": JEKYLL,
    "nikola": NIKOLA,
    "pelican": PELICAN,
    "simple-blog": SIMPLE_BLOG,
    "wordpress": WORDPRESS,
    "zola": ZOLA,
}
"""By the engines' names, as the option has them."""

USUAL = UrlScheme("", "blog", keeps_date=False)
"""What tokens mean where no engine is named."""


def place_lists_like_engine(taxonomy: Taxonomy, scheme: UrlScheme) -> Taxonomy:
    """A taxonomy whose lists stand where the engine has them."""
    place = scheme.lists.get(taxonomy.name)
    if not place:
        return taxonomy
    overview = f"/{place.overview}{scheme.ending}" if place.overview else taxonomy.overview
    folder = f"/{place.folder}" if place.folder else taxonomy.folder
    return replace(taxonomy, overview=overview, folder=folder, ending=scheme.ending if place.folder else "")
