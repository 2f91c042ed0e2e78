"""What one instance of the plugin works with during a build: the site's options and its own."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from datetime import timezone
from functools import cached_property
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from babel import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import dirname_to_title, get_build_datetime

from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.blog.pagination import Paging
from mkdocs_blogposts.blog.permalinks import PermalinkPattern, UrlLayout, is_below
from mkdocs_blogposts.blog.taxonomy_options import list_own_fields
from mkdocs_blogposts.blog.url_schemes import USUAL
from mkdocs_blogposts.config.options import BlogpostsConfig
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.publishing.text.meta_values import make_url_absolute
from mkdocs_blogposts.publishing.text.translator import Translator
from mkdocs_blogposts.reading.author_resolver import index_authors
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.entry_reader import Rules
from mkdocs_blogposts.reading.folder_conventions import holds_posts
from mkdocs_blogposts.reading.naming.field_names import normalize_name
from mkdocs_blogposts.site.settings.build_memory import BuildMemory, get_memory
from mkdocs_blogposts.site.settings.data_files import DataFiles, read_data_files
from mkdocs_blogposts.site.settings.environment import find_project_folder
from mkdocs_blogposts.site.settings.file_name_encoding import require_readable
from mkdocs_blogposts.site.settings.git_dates import History, read_site_history
from mkdocs_blogposts.site.settings.language import Languages, load_languages
from mkdocs_blogposts.site.settings.site_taxonomies import choose_page_sizes, make_taxonomies
from mkdocs_blogposts.site.settings.static_i18n import (
    LocaleBuild,
    SiteLanguages,
    get_locale_build,
    get_shared_languages,
)

MIKE_VERSION = "MIKE_DOCS_VERSION"
"""The environment variable in which `mike` names the version that is built."""


@dataclass(frozen=True)
class Setup:
    """Options, and what follows from them alone."""

    config: MkDocsConfig
    options: BlogpostsConfig
    instances: tuple[BlogpostsConfig, ...]
    """The options of every instance of the plugin in this site, in the order of `mkdocs.yml`."""

    languages: Languages
    taxonomies: tuple[Taxonomy, ...]
    rules: Rules
    people: DataFiles
    layout: UrlLayout

    adapt: Callable[[Entry], Entry] = lambda entry: entry
    """What the options make of an entry, whatever its front matter says."""

    history: History = field(default_factory=History)
    """What the repository knows of the files; nothing where nobody asks it."""

    build: LocaleBuild = field(default_factory=LocaleBuild)
    """The language that is built, where the site has several."""

    written: tuple[BlogpostsConfig, ...] = ()
    """The options of every instance as `mkdocs.yml` has them, whatever language is built."""

    shared: SiteLanguages = field(default_factory=SiteLanguages)
    """What the builds of all languages know."""

    memory: BuildMemory = field(default_factory=BuildMemory, compare=False)
    """What is known from the last build of a site that is served."""

    shows_drafts: bool = True
    """Are drafts to be seen in `mkdocs serve`?"""

    @property
    def locale(self) -> Locale:
        """The site's."""
        return self.languages.site.locale

    @property
    def words(self) -> Translator:
        """The blog's, in the site's language."""
        return self.languages.site.words

    @property
    def is_first(self) -> bool:
        """Does this instance look after the pages that belong to no blog?"""
        return self.instances[0] is self.options

    @property
    def is_last(self) -> bool:
        """Do all other instances know their posts' URLs before this one does?"""
        return self.instances[-1] is self.options

    @property
    def place(self) -> int:
        """How many blogs of the site stand before this one in `mkdocs.yml`."""
        return next(place for place, blog in enumerate(self.instances) if blog is self.options)

    @property
    def fixed_paths(self) -> tuple[str, ...]:
        """The lists' paths below the blog's URL that do not depend on any post."""
        return ("", *(taxonomy.overview for taxonomy in self.taxonomies if not taxonomy.is_elsewhere))

    def list_url(self, path: str) -> str:
        """The URL of a list's page: at a path below the blog's URL, or, with `/` in front, below the site's root."""
        if path.startswith("/"):
            return self.build.below(path[1:])
        return "/".join(filter(None, [self.options.blog_dir, path]))

    @property
    def site_url(self) -> str:
        """The URL of the site with a slash at its end; empty where it has none yet."""
        return make_url_absolute(f"{self.config.site_url.rstrip('/')}/", "") if self.config.site_url else ""

    @property
    def id_base(self) -> str:
        """What the ids of posts in feeds begin with: the URL of the site, without the version that `mike` publishes.

        With `canonical_version`, `mike` has one URL for all versions, which need not be changed.
        """
        version, mike = os.environ.get(MIKE_VERSION), self.config.plugins.get("mike")
        is_of_version = version and mike is not None and not mike.config.get("canonical_version")
        return self.site_url.removesuffix(f"{version}/") if is_of_version else self.site_url

    @property
    def has_redirect_rules(self) -> bool:
        """Does a server read the redirects? It sees the query of a URL, which no page does."""
        return any(kind != "html" for kind in self.options.redirects)

    @property
    def has_feeds(self) -> bool:
        """Are there to be feeds? They need absolute URLs."""
        return bool(self.site_url and self.options.feeds.formats)

    @property
    def title(self) -> str:
        """The title where the writer gives none: its folder's name (`blog` is a word of ours), or the site's."""
        folder = self.build.strip_locale(self.options.blog_dir).rsplit("/", 1)[-1]
        if folder == "blog":
            return self.words.gettext("Blog")
        return dirname_to_title(folder) if folder else self.config.site_name

    @property
    def root(self) -> Path:
        """The folder of `mkdocs.yml`."""
        return find_project_folder(self.config)

    @cached_property
    def cache(self) -> Path:
        """Where images outlive a build."""
        return find_cache_folder(self.root)


def find_cache_folder(root: Path) -> Path:
    """Where a project keeps what was made of its images."""
    return root / ".cache" / "plugin" / "blogposts"


def _check_folder(blog_dir: str, docs_dir: Path) -> None:
    """Refuse `docs/blog` for `blog` with a `PluginError`, where `docs_dir` has no such folder in it."""
    first, _, rest = blog_dir.partition("/")
    if first == docs_dir.name and not (docs_dir / first).is_dir():
        right = rest or "."
        raise PluginError(
            f"blogposts: 'blog_dir: {blog_dir}' counts from '{first}' already. Write 'blog_dir: {right}'."
        )


def _own_statuses(config: MkDocsConfig) -> frozenset[str]:
    """The words for pages' statuses that Material's `extra.status` explains."""
    own = config.extra.get("status")
    return frozenset(normalize_name(str(word)) for word in own) if isinstance(own, dict) else frozenset()


def make_setup(
    config: MkDocsConfig,
    options: BlogpostsConfig,
    instances: Sequence[BlogpostsConfig],
) -> Setup:
    """The setup of one instance. Two instances on one URL are a `PluginError`."""
    _check_folders(config, options, instances)
    build = get_locale_build(config)
    localized = tuple(map(build.localize, instances))
    options = next(own for own, given in zip(localized, instances, strict=True) if given is options)
    languages = load_languages(config, options, build)
    people = read_data_files(config, options, build)
    taxonomies = make_taxonomies(options, localized, people, languages.site)
    rules = _rules(config, options, people, build, tuple(taxonomy.folder for taxonomy in taxonomies if taxonomy.folder))
    layout = _layout(options, taxonomies, languages.site.locale)
    history = read_site_history(config) if options.git_dates else History()
    setup = Setup(config, options, localized, languages, taxonomies, rules, people, layout)
    # mkdocs-static-i18n builds one language after another, and what is known of one is of no use to the next.
    memory = BuildMemory() if build.locale else get_memory(config)
    shared = get_shared_languages(config)
    return replace(setup, history=history, build=build, shared=shared, written=tuple(instances), memory=memory)


def _layout(options: BlogpostsConfig, taxonomies: Sequence[Taxonomy], locale: Locale) -> UrlLayout:
    """The URLs of posts and pages of lists, by the option `permalink` and the engine whose URLs the site keeps."""
    scheme = options.scheme or USUAL
    zone, language = ZoneInfo(options.timezone), str(locale).split("_", maxsplit=1)[0]
    own = PermalinkPattern("", blog=options.blog_dir, scheme=scheme, zone=zone, language=language)
    pattern = options.permalink or scheme.permalink
    paging = Paging(options.per_page, choose_page_sizes(taxonomies, options), pattern=scheme.pages)
    return UrlLayout((replace(own, pattern=pattern),) if pattern else (), paging, own)


def _check_folders(config: MkDocsConfig, options: BlogpostsConfig, instances: Sequence[BlogpostsConfig]) -> None:
    """Refuse options that no blog can be made of with a `PluginError`."""
    folders = [instance.blog_dir for instance in instances]
    if folders.count(options.blog_dir) > 1:
        folder = options.blog_dir or "."
        raise PluginError(f"blogposts: two instances have 'blog_dir: {folder}'. Give each a folder of its own.")
    if options.blog_dir != BlogpostsConfig.blog_dir.default:  # which nobody may have written
        _check_folder(options.blog_dir, Path(config.docs_dir))
    require_readable(config.docs_dir)


def _rules(
    config: MkDocsConfig, options: BlogpostsConfig, people: DataFiles, build: LocaleBuild, lists: tuple[str, ...]
) -> Rules:
    now = get_build_datetime()
    return Rules(
        now if now.tzinfo else now.replace(tzinfo=timezone.utc),
        ZoneInfo(options.timezone),
        options.dayfirst,
        engine=options.url_scheme or "",
        taxonomies=list_own_fields(options.taxonomies),
        names=options.fields,
        authors=index_authors(people.authors),
        tags=people.tags,
        statuses=_own_statuses(config),
        is_in_blog=lambda source: is_in_blog(build.place(source), options, lists),
        holds_posts=lambda source: is_among_posts(build.place(source), options, lists),
    )


def find_owner(source: str, instances: Sequence[BlogpostsConfig]) -> BlogpostsConfig | None:
    """The instance that a file's post belongs to; `None` where the options leave it out.

    1. the first whose `posts` patterns match it;
    2. else, of those without patterns, the one whose `blog_dir` holds it, the deepest first;
    3. else the first of those without patterns.
    """
    for instance in instances:
        if instance.posts and instance.posts.match_file(source):
            return instance
    free = [instance for instance in instances if not instance.posts]
    holding = [instance for instance in free if is_below(source, instance.blog_dir)]
    return max(holding, key=lambda instance: len(instance.blog_dir), default=free[0] if free else None)


def is_in_blog(source: str, options: BlogpostsConfig, lists: Iterable[str]) -> bool:
    """Does a page lie in the blog's folder, and is it not that of a list, a folder or an author?"""
    path = PurePosixPath(source)
    is_index = path.stem in INDEX_NAMES and path.parent.as_posix() == (options.blog_dir or ".")
    folders = [posixpath.join(options.blog_dir, folder).lstrip("/") for folder in lists]
    is_list = any(is_below(source, folder) or source == f"{folder}{path.suffix}" for folder in folders)
    return is_below(source, options.blog_dir) and not is_index and not is_list


def is_among_posts(source: str, options: BlogpostsConfig, lists: Iterable[str]) -> bool:
    """Is a page a post by where it lies, dated or not? What `posts` matches is one, but for pages of folders and lists.

    `lists` are the folders of the lists' pages, below the blog's.
    """
    if holds_posts(source, options.blog_dir):
        return True
    is_list = any(is_below(source, posixpath.join(options.blog_dir, folder).lstrip("/")) for folder in lists)
    is_index = PurePosixPath(source).stem in INDEX_NAMES
    return bool(options.posts and not is_list and not is_index and options.posts.match_file(source))
