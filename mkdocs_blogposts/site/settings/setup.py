"""What one instance of the plugin works with during a build: the site's options and its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import dirname_to_title, get_build_datetime

from mkdocs_blogposts.blog.choices import own_keys
from mkdocs_blogposts.blog.layout import Layout
from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.blog.pagination import Paging
from mkdocs_blogposts.blog.patterns import PostPattern
from mkdocs_blogposts.config import BlogpostsConfig
from mkdocs_blogposts.publishing.texts.tag_values import absolute
from mkdocs_blogposts.publishing.texts.words import Words
from mkdocs_blogposts.reading.bylines import known_by
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.naming.names import plain_name
from mkdocs_blogposts.reading.reader import Rules
from mkdocs_blogposts.site.settings.file_names import require_readable
from mkdocs_blogposts.site.settings.git_dates import History, history_of
from mkdocs_blogposts.site.settings.language import Languages, languages_of
from mkdocs_blogposts.site.settings.locales import LocaleBuild, SiteLanguages, locale_build, shared_languages
from mkdocs_blogposts.site.settings.ownership import is_among_posts, is_in_blog
from mkdocs_blogposts.site.settings.people import People, find_people
from mkdocs_blogposts.site.settings.taxonomies import taxonomies_of


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
    people: People
    layout: Layout

    adapted: Callable[[Entry], Entry] = lambda entry: entry
    """What the options make of an entry, whatever its header says."""

    history: History = field(default_factory=History)
    """What the repository knows of the files; nothing where nobody asks it."""

    build: LocaleBuild = field(default_factory=LocaleBuild)
    """The language that is built, where the site has several."""

    written: tuple[BlogpostsConfig, ...] = ()
    """The options of every instance as `mkdocs.yml` has them, whatever language is built."""

    shared: SiteLanguages = field(default_factory=SiteLanguages)
    """What the builds of all languages know."""

    shows_drafts: bool = True
    """Are drafts to be seen in `mkdocs serve`?"""

    @property
    def locale(self) -> Locale:
        """The site's."""
        return self.languages.site.locale

    @property
    def words(self) -> Words:
        """The blog's, in the site's language."""
        return self.languages.site.words

    @property
    def is_first(self) -> bool:
        """Does this instance look after the pages that belong to no blog?"""
        return self.instances[0] is self.options

    @property
    def is_last(self) -> bool:
        """Do all other instances know their posts' addresses before this one does?"""
        return self.instances[-1] is self.options

    @property
    def fixed_paths(self) -> tuple[str, ...]:
        """The lists' paths below the blog's address that do not depend on any post."""
        return ("", *(taxonomy.overview for taxonomy in self.taxonomies))

    @property
    def site_url(self) -> str:
        """The address of the site with a slash at its end; empty where it has none yet."""
        return absolute(f"{self.config.site_url.rstrip('/')}/", "") if self.config.site_url else ""

    @property
    def has_feeds(self) -> bool:
        """Are there to be feeds? They need absolute addresses."""
        return bool(self.site_url and self.options.feeds.formats)

    @property
    def title(self) -> str:
        """The title where the writer gives none: its folder's name (`blog` is a word of ours), or the site's."""
        folder = self.build.unprefixed(self.options.blog_dir).rsplit("/", 1)[-1]
        if folder == "blog":
            return self.words.gettext("Blog")
        return dirname_to_title(folder) if folder else self.config.site_name

    @property
    def root(self) -> Path:
        """The folder of `mkdocs.yml`."""
        return Path(self.config.config_file_path).parent if self.config.config_file_path else Path.cwd()

    @property
    def cache(self) -> Path:
        """Where pictures outlive a build."""
        return cache_of(self.root)


def cache_of(root: Path) -> Path:
    """Where a project keeps what was made of its images."""
    return root / ".cache" / "plugin" / "blogposts"


def _check_folder(blog_dir: str, docs_dir: Path) -> None:
    """Refuse `docs/blog` for `blog` with a `PluginError`, where the docs folder has no such folder in it."""
    first, _, rest = blog_dir.partition("/")
    if first == docs_dir.name and not (docs_dir / first).is_dir():
        right = rest or "."
        raise PluginError(
            f"blogposts: 'blog_dir: {blog_dir}' counts from '{first}' already. Write 'blog_dir: {right}'."
        )


def _own_statuses(config: MkDocsConfig) -> frozenset[str]:
    """The words for pages' statuses that Material's `extra.status` explains."""
    own = config.extra.get("status")
    return frozenset(plain_name(str(word)) for word in own) if isinstance(own, dict) else frozenset()


def make_setup(
    config: MkDocsConfig,
    options: BlogpostsConfig,
    instances: Sequence[BlogpostsConfig],
) -> Setup:
    """The setup of one instance. Two instances on one address are a `PluginError`."""
    _check_folders(config, options, instances)
    build = locale_build(config)
    localized = tuple(map(build.localized, instances))
    options = next(own for own, given in zip(localized, instances, strict=True) if given is options)
    languages = languages_of(config, options, build)
    people = find_people(config, options, build)
    taxonomies = taxonomies_of(options, people, languages.site)
    rules = _rules(config, options, people, build, tuple(taxonomy.folder for taxonomy in taxonomies if taxonomy.folder))
    patterns = (PostPattern(options.permalink, blog=options.blog_dir),) if options.permalink else ()
    layout = Layout(patterns, Paging(options.per_page))
    history = history_of(config) if options.git_dates else History()
    setup = Setup(config, options, localized, languages, taxonomies, rules, people, layout)
    return replace(setup, history=history, build=build, shared=shared_languages(config), written=tuple(instances))


def _check_folders(config: MkDocsConfig, options: BlogpostsConfig, instances: Sequence[BlogpostsConfig]) -> None:
    """Refuse options that no blog can be made of with a `PluginError`."""
    folders = [instance.blog_dir for instance in instances]
    if folders.count(options.blog_dir) > 1:
        folder = options.blog_dir or "."
        raise PluginError(f"blogposts: two instances have 'blog_dir: {folder}'. Give each a folder of its own.")
    _check_folder(options.blog_dir, Path(config.docs_dir))
    require_readable(config.docs_dir)


def _rules(
    config: MkDocsConfig, options: BlogpostsConfig, people: People, build: LocaleBuild, lists: tuple[str, ...]
) -> Rules:
    now = get_build_datetime()
    return Rules(
        now if now.tzinfo else now.replace(tzinfo=timezone.utc),
        ZoneInfo(options.timezone),
        options.dayfirst,
        taxonomies=own_keys(options.taxonomies),
        names=options.fields,
        authors=known_by(people.authors),
        tags=people.tags,
        statuses=_own_statuses(config),
        is_in_blog=lambda source: is_in_blog(build.place(source), options, lists),
        holds_posts=lambda source: is_among_posts(build.place(source), options, lists),
    )
