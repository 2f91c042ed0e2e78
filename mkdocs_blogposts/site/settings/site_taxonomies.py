"""The taxonomies of one site: its options, its files of data, its language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from babel import Locale
from mkdocs.exceptions import PluginError

from mkdocs_blogposts.blog.blog_builder import index_terms
from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.blog.pagination import CARDS, LINES
from mkdocs_blogposts.blog.slugs import clean_slug, is_safe_path, make_ascii_slug, make_slug
from mkdocs_blogposts.blog.taxonomies import AUTHORS, CATEGORIES, SERIES, TAGS, make_archive, make_language_taxonomy
from mkdocs_blogposts.blog.taxonomy_options import LAYOUTS, choose_taxonomies, read_taxonomy_options
from mkdocs_blogposts.blog.url_schemes import USUAL, UrlScheme, place_lists_like_engine
from mkdocs_blogposts.config.options import BlogpostsConfig
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.text.translator import Translator
from mkdocs_blogposts.reading.tags_file import Term
from mkdocs_blogposts.site.settings.data_files import DataFiles
from mkdocs_blogposts.site.settings.language import Language, write_day, write_language_name, write_month, write_year


def make_taxonomies(
    options: BlogpostsConfig, instances: Sequence[BlogpostsConfig], people: DataFiles, language: Language
) -> tuple[Taxonomy, ...]:
    """Every taxonomy, with what files say of its terms. Two at one URL are a `PluginError`.

    One that several blogs share is as the first of them wants it, and the last, which knows all posts, makes its pages.
    """
    own = _make_own(options, people, language)
    sharing = {name: [each for each in instances if name in _list_shared(each)] for name in _list_shared(options)}
    firsts = {name: _make_own(blogs[0], people, language) for name, blogs in sharing.items() if blogs[0] is not options}
    chosen = (next((one for one in firsts.get(each.name, own) if one.name == each.name), each) for each in own)
    return tuple(
        replace(each, is_elsewhere=sharing[each.name][-1] is not options) if each.name in sharing else each
        for each in chosen
    )


def _list_shared(options: BlogpostsConfig) -> list[str]:
    """The names of the taxonomies that a blog shares with others."""
    return [choice.name for choice in read_taxonomy_options(options.taxonomies) if choice.shared]


def _make_own(options: BlogpostsConfig, people: DataFiles, language: Language) -> tuple[Taxonomy, ...]:
    """The taxonomies as one blog has them."""
    choices = read_taxonomy_options(options.taxonomies)
    has_days = any(choice.days for choice in choices)
    signers = (Term(author.name, slug=author.slug or author.key) for author in people.authors.values())
    built_in = (
        replace(TAGS, known=index_terms(people.tags.values())),
        CATEGORIES,
        replace(AUTHORS, known=index_terms(signers)),
        SERIES,
        make_language_taxonomy(str(language.locale), partial(write_language_name, locale=language.locale)),
        make_calendar(language.locale, has_days),
    )
    titles = _titles(language.words)
    named = (replace(taxonomy, title=titles[taxonomy.name]) for taxonomy in built_in)
    scheme = options.scheme or USUAL
    try:
        taxonomies = choose_taxonomies(
            (place_lists_like_engine(taxonomy, scheme) for taxonomy in named),
            choices,
            {name for name, place in scheme.lists.items() if not place.nested},
        )
    except ValueError as error:
        raise PluginError(f"blogposts: {error}") from error
    slug_of = make_ascii_slug if options.slugs == "ascii" else make_slug
    if scheme is not USUAL and "slugs" not in options.written:
        return tuple(replace(taxonomy, slug_of=partial(_slug, scheme, taxonomy.name)) for taxonomy in taxonomies)
    return tuple(replace(taxonomy, slug_of=slug_of) for taxonomy in taxonomies)


def choose_layout(taxonomy: Taxonomy | None, options: BlogpostsConfig, asked: object = "") -> str:
    """How the posts of a list stand. It is the first of these that is there:

    1. what the list's own page asks for
    2. that of its taxonomy's settings
    3. the option `layout`, as written
    4. what is usual for its taxonomy, unless all lists have as many posts on a page as the blog
    5. the option's default
    """
    wanted = [asked, taxonomy.layout if taxonomy else "", options.layout if "layout" in options.written else ""]
    usual = taxonomy.usual_layout if taxonomy and not options.has_one_page_size else ""
    return next(str(layout) for layout in (*wanted, usual, options.layout) if layout in LAYOUTS)


def choose_page_size(layout: str) -> int:
    """How many posts a page of a taxonomy's list shows in a layout."""
    return LINES if layout == "compact" else CARDS


def choose_page_sizes(taxonomies: Iterable[Taxonomy], options: BlogpostsConfig) -> dict[str, int]:
    """How many posts a page of their lists shows, by the names of those that don't follow the option `per_page`."""
    sizes: dict[str, int] = {}
    for taxonomy in taxonomies:
        if taxonomy.per_page is not None:
            sizes[taxonomy.name] = taxonomy.per_page
        elif not options.has_one_page_size:
            sizes[taxonomy.name] = choose_page_size(choose_layout(taxonomy, options))
    return sizes


def _slug(scheme: UrlScheme, name: str, term: str) -> str:
    """The slug that an engine makes of a term; ours where it makes none of it."""
    place, slug = scheme.lists.get(name), scheme.of_term(term)
    return f"{place.prefix if place else ''}{slug if is_safe_path(slug) else clean_slug(slug) or make_slug(term)}"


def make_calendar(locale: Locale, has_days: bool) -> Taxonomy:
    """Years and months, and days if a site wants them, under their names in a language."""
    year, month, day = (partial(title, locale=locale) for title in (write_year, write_month, write_day))
    return make_archive(month, day if has_days else None, year)


def _titles(words: Translator) -> dict[str, str]:
    return {
        "tags": words.gettext("Tags"),
        "categories": words.gettext("Categories"),
        "authors": words.gettext("Authors"),
        "series": words.gettext("Series"),
        "languages": words.gettext("Languages"),
        "archive": words.gettext("Archive"),
    }
