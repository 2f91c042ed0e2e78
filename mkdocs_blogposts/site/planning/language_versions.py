"""The versions of a site's pages in its languages, found before any of them is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.blog.page_translations import Key, PageTranslations, PageVersion
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.seo.robots import is_noindex
from mkdocs_blogposts.publishing.text.meta_values import format_language_tag, make_url_absolute
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.planning.build_plan import Plan, make_plan
from mkdocs_blogposts.site.planning.list_pages import FEEDS
from mkdocs_blogposts.site.planning.source_files import locate_problem
from mkdocs_blogposts.site.settings.blog_setup import Setup, make_setup
from mkdocs_blogposts.site.settings.material_layout import apply_material_layout
from mkdocs_blogposts.site.settings.static_i18n import (
    LocaleBuild,
    introduce_to_i18n,
    is_fallback,
    iterate_languages,
    list_built_locales,
    list_site_urls,
    restore_folders,
)


def plan_languages(setup: Setup, files: Files) -> None:
    """Give files their folder, and find the versions of all pages and what those of all languages say, for all builds.

    A page names its translations when it is written, and those of the languages that come later are not built by then.
    """
    shared, config = setup.shared, setup.config
    restore_folders(files, config)
    if shared.files is None or not setup.is_first or shared.translations.languages:
        return
    versions: list[PageVersion] = []
    for build, chosen in iterate_languages(config, shared.files):
        others = [
            apply_material_layout(make_setup(config, options, setup.written), chosen) for options in setup.written
        ]
        plans = [(make_plan(chosen, other), other) for other in others]
        pages = plans[-1][0].pages
        shared.pages |= {source: page for source, page in pages.items() if not _is_fallback(source, chosen, build)}
        versions += _versions_of_build(plans, chosen, build)
    tags = tuple(map(format_locale_tag, list_built_locales(config)))
    site_urls = {format_locale_tag(locale): url for locale, url in list_site_urls(config).items()}
    shared.translations = PageTranslations(versions, tags, site_urls)


def collect_translations(plan: Plan, files: Files, setup: Setup) -> PageTranslations:
    """The versions of the pages of this build: those of all languages, or those that name a translation key."""
    if setup.build.locale:
        return setup.shared.translations
    site = format_locale_tag(str(setup.locale))
    keyed = (page for page in plan.pages.values() if page.translation_key and page.source in files.src_uris)
    versions = [
        PageVersion(
            page.source,
            format_language_tag(page.language) or site,
            files.src_uris[page.source].url,
            (),
            page.translation_key,
            _is_public(page, files.src_uris[page.source], setup),
            _is_listed(page, files.src_uris[page.source]),
            date=_day(page),
        )
        for page in keyed
    ]
    return PageTranslations(versions, (site,))


def format_locale_tag(locale: str) -> str:
    """A language tag (RFC 5646) of a locale as options have it: `pt-BR` of `pt_BR`."""
    return format_language_tag(locale) or locale.replace("_", "-")


def link_versions(plan: Plan, files: Files, setup: Setup) -> Plan:
    """The plan in which a page that stands in for a translation has the URL of the original as its canonical one.

    Files know their versions, to which the language switch of Material leads by mkdocs-static-i18n.
    """
    build = setup.build
    plan = replace(plan, problems=(*plan.problems, *(_doubles(plan, files, setup) if setup.is_last else ())))
    if not build.locale:
        return plan
    introduce_to_i18n(files, build)
    translations, language = setup.shared.translations, format_locale_tag(build.locale)
    locales = {format_locale_tag(locale): locale for locale in build.locales}
    for file in files.documentation_pages():
        versions = translations.reachable(language, file.src_uri)
        if versions:
            others = {locales[tag]: _place(version, file) for tag, version in versions.items()}
            vars(file)["alternates"] = {**others, build.locale: file}
    lists = {file.src_uri for file in plan.lists.values()}
    pages = {
        source: page if source in lists else _with_original(page, files, setup) for source, page in plan.pages.items()
    }
    return replace(plan, pages=pages, posts=tuple(pages[post.source] for post in plan.posts))


def _doubles(plan: Plan, files: Files, setup: Setup) -> Iterator[Problem]:
    """Pages that have the translation key of another in their language."""
    language = format_locale_tag(setup.build.locale)
    for version, other in collect_translations(plan, files, setup).doubles():
        if not setup.build.locale or version.language == language:
            what = f"The 'translation_key' {version.key[:100]!r} is that of '{other.source}', in the same language."
            hint = "The older page counts as the translation; write another key, or the 'language' of this one."
            problem = Problem(Rule.SAME_TRANSLATION, version.source, what, hint)
            yield locate_problem(problem, "translation_key", files, setup.rules.names)


class _Place:
    """A page of another build, for the templates that lead to it: they ask for its URL."""

    page = None

    def __init__(self, src_uri: str, url: str) -> None:
        self.src_uri, self.url = src_uri, url


def _place(version: PageVersion, file: File) -> File | _Place:
    return file if version.source == file.src_uri and version.url == file.url else _Place(version.source, version.url)


def _with_original(page: Entry, files: Files, setup: Setup) -> Entry:
    file = files.src_uris.get(page.source)
    if page.canonical or file is None or not is_fallback(file, setup.build):
        return page
    translations = setup.shared.translations
    original = translations.original(format_locale_tag(setup.build.locale), page.source)
    return replace(page, canonical=make_version_url(original, translations, setup)) if original else page


def make_version_url(version: PageVersion, translations: PageTranslations, setup: Setup) -> str:
    """The absolute URL of a page in one language, which may have a `site_url` of its own."""
    return make_url_absolute(version.url or "./", translations.site_urls.get(version.language, setup.site_url))


def _versions_of_build(plans: Sequence[tuple[Plan, Setup]], files: Files, build: LocaleBuild) -> Iterator[PageVersion]:
    """The versions in one language: the lists of each blog, and every page that isn't one of these."""
    listed: set[str] = set()
    for place, (plan, setup) in enumerate(plans):
        for key, file, is_public in _lists(plan, setup):
            path = ("list", str(place), *key)
            is_listed = is_public or _is_listed(plan.pages.get(file.src_uri), file)
            yield PageVersion(file.src_uri, format_locale_tag(build.locale), file.url, path, "", is_public, is_listed)
        listed |= {file.src_uri for file in plan.lists.values()}
    states = {post.source: post for plan, _ in plans for post in plan.posts}
    last, setup = plans[-1]
    for file in files.documentation_pages():
        page = states.get(file.src_uri) or last.pages.get(file.src_uri)
        stands_in = is_fallback(file, build)
        if page and file.src_uri not in listed and (stands_in or _speaks(page, build)):
            yield PageVersion(
                file.src_uri,
                format_locale_tag(build.locale),
                file.url,
                ("page", build.path(file.src_uri)),
                page.translation_key,
                _is_public(page, file, setup),
                _is_listed(page, file),
                stands_in,
                _day(page),
            )


def _speaks(page: Entry, build: LocaleBuild) -> bool:
    """Is a page in the language that is built, and not in another that its front matter names?"""
    return (
        not page.language
        or format_locale_tag(page.language).split("-")[0] == format_locale_tag(build.locale).split("-")[0]
    )


def _lists(plan: Plan, setup: Setup) -> Iterator[tuple[Key, File, bool]]:
    """The first page of each list, with what lists of its kind share in all languages, and whether it is public."""
    blog, _ = make_blog(plan.posts, setup.title, plan.taxonomies, others=plan.others)
    overviews = [(overview.path, overview.kind) for overview in blog.overviews]
    for path, kind in (*overviews, (FEEDS, FEEDS)):
        if file := plan.lists.get(path):
            yield ("overview", kind), file, _is_public(plan.pages.get(file.src_uri), file, setup)
    for listing in blog.listings():
        if file := plan.lists.get(listing.path):
            is_own = not file.generated_by
            is_public = not is_noindex(listing, is_own, setup.options.noindex)
            page = plan.pages.get(file.src_uri)
            yield (listing.kind, *map(str, listing.key)), file, is_public and _is_public(page, file, setup)


def is_findable(page: Entry, file: File, site_url: str) -> bool:
    """May search engines show a page, under its own URL? `mkdocs serve` shows drafts to its writer, too."""
    words = {word.strip() for word in page.robots.lower().split(",")}
    home = make_url_absolute(file.url or "./", site_url)
    elsewhere = site_url and make_url_absolute(page.canonical, site_url) not in ("", home)
    return page.status.is_listed and words.isdisjoint(("noindex", "none")) and not elsewhere


def _is_public(page: Entry | None, file: File, setup: Setup) -> bool:
    return _is_listed(page, file) and (page is None or is_findable(page, file, setup.site_url))


def _is_listed(page: Entry | None, file: File) -> bool:
    """May readers find a page, though search engines may be asked to pass over it?"""
    if file.inclusion.is_excluded() or file.inclusion is InclusionLevel.DRAFT:
        return False
    return page is None or (page.status.is_built and page.status.is_listed)


def _is_fallback(source: str, files: Files, build: LocaleBuild) -> bool:
    file = files.src_uris.get(source)
    return file is not None and is_fallback(file, build)


def _day(page: Entry) -> str:
    return page.date.isoformat() if page.date else "~"
