"""The layout of Material's blog, for sites that come from there: made of its options, and of where posts lie."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from mkdocs_blogposts.blog.material_options import TEMPLATES, slugify_like_material
from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.blog.permalinks import PermalinkPattern, UrlLayout, find_unknown_tokens, is_below
from mkdocs_blogposts.blog.slugs import TermPath, clean_slug, make_slug
from mkdocs_blogposts.blog.taxonomies import CATEGORIES
from mkdocs_blogposts.blog.url_schemes import USUAL
from mkdocs_blogposts.config.option_errors import explain_error
from mkdocs_blogposts.config.option_types import DATE_WORDS
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.entry_reader import read_entry
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.site_taxonomies import make_calendar

Slugify = Callable[[str, str], str]

POST_TEMPLATE = "blog-post.html"

EXTENDS = compile_pattern(r"""\{%-?\s*extends\s+["'](?:main|base)\.html["']""")

OF_POSTS = compile_pattern(r"\b(?:page|post)\.config\b|\bpage\.(?:authors|categories|posts|views)\b")
"""What Material's blog alone fills in: dates, categories and links of a post."""

INDEXES = frozenset({"index.md", "README.md", "_index.md"})


class MaterialOptions(Config):
    """Those options of Material's blog that decide on URLs and on what is published, with its defaults."""

    post_dir = c.Type(str, default="{blog}/posts")
    post_url_date_format = c.Type(str, default="yyyy/MM/dd")
    post_url_format = c.Type(str, default="{date}/{slug}")
    post_url_max_categories = c.Type(int, default=1)
    post_slugify = c.Type(Callable, default=slugify_like_material)  # type: ignore[call-overload]  # of any shape
    post_slugify_separator = c.Type(str, default="-")
    post_excerpt_separator = c.Type(str, default="<!-- more -->")
    archive_name = c.Type(str, default="")
    archive_url_date_format = c.Type(str, default="yyyy")
    archive_url_format = c.Type(str, default="archive/{date}")
    archive_pagination = c.Optional(c.Type(bool))
    archive_pagination_per_page = c.Optional(c.Type(int))
    categories_name = c.Type(str, default="")
    categories_url_format = c.Type(str, default="category/{slug}")
    categories_slugify = c.Type(Callable, default=slugify_like_material)  # type: ignore[call-overload]  # of any shape
    categories_slugify_separator = c.Type(str, default="-")
    categories_pagination = c.Optional(c.Type(bool))
    categories_pagination_per_page = c.Optional(c.Type(int))
    authors_profiles_name = c.Type(str, default="")
    authors_profiles_url_format = c.Type(str, default="author/{slug}")
    authors_profiles_pagination = c.Optional(c.Type(bool))
    authors_profiles_pagination_per_page = c.Optional(c.Type(int))
    pagination_url_format = c.Type(str, default="page/{page}")
    draft = c.Type(bool, default=False)
    draft_on_serve = c.Type(bool, default=True)
    draft_if_future_date = c.Type(bool, default=True)


KINDS = {"archive": "archive", "categories": "categories", "authors": "authors_profiles"}
"""The names of taxonomies, and how the options of each begin."""

PATTERNS = {
    "post_url_format": ("categories", "date", "file", "slug"),
    "archive_url_format": ("date",),
    "categories_url_format": ("slug",),
    "authors_profiles_url_format": ("slug", "name"),
    "pagination_url_format": ("page",),
}


def read_options(given: Mapping[str, Any]) -> MaterialOptions:
    """The options of Material's blog. One that makes no sense is a `PluginError`."""
    options = MaterialOptions()
    options.load_dict({key: value for key, value in given.items() if key in options})
    failed, _ = options.validate()
    for key, error in failed:
        raise PluginError(f"blogposts: option '{key}': {explain_error(error, given[key])}")
    for key, names in PATTERNS.items():
        known = "".join(f"{{{name}}}" for name in names)
        odd = [name for name in find_unknown_tokens(str(options[key])) if name.strip("{}") not in names]
        if odd:
            raise PluginError(f"blogposts: option '{key}': '{odd[0]}' isn't a setting there. It may have {known}.")
    return options


def is_beside(config: MkDocsConfig, blog_dir: str) -> bool:
    """Does Material's own blog build the posts of a folder as well?"""
    blog = config.plugins.get("material/blog") or config.plugins.get("blog")
    if not blog or not blog.config.get("enabled", True):
        return False
    return posixpath.normpath(str(blog.config.get("blog_dir", "blog"))) == (blog_dir or ".")


def may_print_posts(path: Path) -> bool:
    """Can an override of Material's template for posts print ours? It extends the theme, and asks for no more."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return bool(EXTENDS.search(text)) and not OF_POSTS.search(text)


def find_unused_templates(custom_dir: Path) -> str:
    """A sentence on the templates of Material's blog that a site has overridden; empty where there are none."""
    there = [name for name in TEMPLATES if (custom_dir / name).is_file()]
    names = [f"'{name}'" for name in there if name != POST_TEMPLATE or not may_print_posts(custom_dir / name)]
    if not names:
        return ""
    of = "is one of Material's blog and has" if len(names) == 1 else "are those of Material's blog and have"
    return f"In 'custom_dir', {', '.join(names)} {of} no effect on posts any more."


def apply_material_layout(setup: Setup, files: Files) -> Setup:
    """The setup, in the layout of Material's blog where the site has posts in its folder or any of its options."""
    options = read_options(setup.options.material)
    blog = setup.options.blog_dir
    folder = posixpath.normpath(options.post_dir.replace("{blog}", blog or ".")).strip("/")
    if setup.options.scheme or (not setup.options.material and not any(_posts_in(folder, files, setup))):
        return setup
    own = setup.layout.patterns
    paging = replace(
        setup.layout.paging,
        of_kind=dict(_sizes(options)) | _kept_sizes(setup),
        pattern=options.pagination_url_format.strip("/"),
        index_in_folder=not setup.config.use_directory_urls,
    )
    layout = UrlLayout(
        own or (_post_pattern(options, folder, blog, setup.locale),), paging, setup.layout.own, (folder, blog)
    )
    kept = [taxonomy for taxonomy in setup.taxonomies if setup.options.material.get(taxonomy.name) is not False]
    taxonomies = tuple(_placed(taxonomy, options, setup.locale) for taxonomy in kept)
    adapt = _adapter(options, setup.options.material)
    return replace(setup, layout=layout, taxonomies=taxonomies, adapt=adapt, shows_drafts=options.draft_on_serve)


def _posts_in(folder: str, files: Files, setup: Setup) -> Iterator[bool]:
    """Is each page below the folder a post?"""
    for file in files.documentation_pages():
        if is_below(setup.build.place(file.src_uri), folder) and posixpath.basename(file.src_uri) not in INDEXES:
            try:
                text = file.content_string
            except (OSError, ValueError):  # MkDocs says so itself, with the file's name
                continue
            yield read_entry(file.src_uri, text, setup.rules)[0].is_post


def _post_pattern(options: MaterialOptions, folder: str, blog: str, locale: Locale) -> PermalinkPattern:
    return PermalinkPattern(
        "/".join(filter(None, [blog, options.post_url_format.strip("/")])),
        folder,
        blog,
        date=lambda date: format_material_date(date, options.post_url_date_format, locale),
        scheme=replace(
            USUAL,
            of_title=lambda title: str(options.post_slugify(title, options.post_slugify_separator)),
            of_category=_category_slug(options),
            from_title=True,
        ),
        most_categories=options.post_url_max_categories,
    )


def _category_slug(options: MaterialOptions) -> Callable[[str], str]:
    return lambda name: str(options.categories_slugify(name, options.categories_slugify_separator))


def _placed(taxonomy: Taxonomy, options: MaterialOptions, locale: Locale) -> Taxonomy:
    """A kind of lists under its title and at its URLs of Material's."""
    if taxonomy.name not in KINDS:
        return taxonomy
    kind = KINDS[taxonomy.name]
    pattern = posixpath.normpath(str(options[f"{kind}_url_format"]).strip("/"))
    name = str(options[f"{kind}_name"])
    title = taxonomy.title if not name or name.startswith("blog.") else name
    taxonomy = replace(taxonomy, title=title, usual_layout="")
    if taxonomy.name == "archive":
        return _calendar(taxonomy, pattern, options.archive_url_date_format, locale)
    folder, last = posixpath.split(pattern)
    if "{" in folder:
        folder, last = "", pattern

    def url(slug: str) -> str:
        return last.replace("{slug}", slug).replace("{name}", slug)

    if taxonomy.name == "authors":
        known = {key: term._replace(slug=url(term.slug)) for key, term in taxonomy.known.items()}
        return replace(taxonomy, folder=folder, known=known, slug_of=lambda author: url(_author_slug(author)))
    category = _category_slug(options)
    slug_of: Callable[[str], str] = lambda term: url(category(term) or make_slug(term))
    return replace(taxonomy, folder=folder, slug_of=slug_of, terms=CATEGORIES.terms, nested=False)


def _author_slug(name: str) -> str:
    return make_slug(name) if "/" in name else clean_slug(name)


def _calendar(taxonomy: Taxonomy, pattern: str, form: str, locale: Locale) -> Taxonomy:
    """An archive of Material's: of years and months as ours, or of whatever else its dates say."""
    folder, last = posixpath.split(pattern)
    if last == "{date}" and "{" not in folder and form in ("yyyy", "yyyy/MM"):
        return replace(taxonomy, folder=folder)
    if last == "{date}" and "{" not in folder and form == "yyyy/MM/dd":
        days = make_calendar(locale, has_days=True)
        return replace(taxonomy, folder=folder, terms=days.terms, label=days.label)

    def dates(entry: Entry) -> tuple[TermPath, ...]:
        return ((format_material_date(entry.date, form, locale),),) if entry.date else ()

    def slug(date: str) -> str:
        return clean_slug(pattern.replace("{date}", date))

    return replace(taxonomy, folder="", terms=dates, label=itemgetter(-1), slug_of=slug)


def format_material_date(date: datetime, form: str, locale: Locale) -> str:
    """A date in one of Babel's forms."""
    return str((format_date if form in DATE_WORDS else format_datetime)(date, form, locale=locale))


def _kept_sizes(setup: Setup) -> dict[str, int]:
    """Our sizes, but for those lists that Material's blog has: these keep the URLs of their further pages."""
    theirs = {taxonomy.name for taxonomy in setup.taxonomies if taxonomy.per_page is None} & KINDS.keys()
    return {name: size for name, size in setup.layout.paging.of_kind.items() if name not in theirs}


def _sizes(options: MaterialOptions) -> Iterator[tuple[str, int]]:
    """How many posts a page shows, of those kinds of lists for which the options say so."""
    for name, kind in KINDS.items():
        size = options[f"{kind}_pagination_per_page"]
        if options[f"{kind}_pagination"] is False:
            yield name, 0
        elif size is not None:
            yield name, max(int(size), 0)


def _adapter(options: MaterialOptions, given: Mapping[str, Any]) -> Callable[[Entry], Entry]:
    """What the options make of an entry: whether it is published, and where its excerpt ends."""
    published = {Status.DRAFT, Status.SCHEDULED} if options.draft else set()
    if not options.draft_if_future_date:
        published.add(Status.SCHEDULED)

    def adapt(entry: Entry) -> Entry:
        if entry.status in published:
            entry = replace(entry, status=Status.PUBLISHED)
        if "post_excerpt_separator" in given and options.post_excerpt_separator in entry.body:
            body = entry.body.replace(options.post_excerpt_separator, "<!-- more -->", 1)
            entry = replace(entry, body=body)
        return entry

    return adapt
