"""The ways into the posts of one site: its options, its files of data, its language."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from babel import Locale
from mkdocs.exceptions import PluginError

from mkdocs_blogposts.blog.addresses import address_of, ascii_address_of
from mkdocs_blogposts.blog.choices import chosen, read_choices
from mkdocs_blogposts.blog.grouping import by_name
from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.blog.taxonomies import AUTHORS, CATEGORIES, SERIES, TAGS, archive, languages
from mkdocs_blogposts.config import BlogpostsConfig
from mkdocs_blogposts.publishing.texts.words import Words
from mkdocs_blogposts.reading.terms import Term
from mkdocs_blogposts.site.settings.language import Language, day_title, language_title, month_title, year_title
from mkdocs_blogposts.site.settings.people import People


def taxonomies_of(options: BlogpostsConfig, people: People, language: Language) -> tuple[Taxonomy, ...]:
    """Every way into the posts, with what files say of its terms. Two at one address are a `PluginError`."""
    choices = read_choices(options.taxonomies)
    has_days = any(choice.days for choice in choices)
    signers = (Term(author.name, slug=author.slug or author.key) for author in people.authors.values())
    built_in = (
        replace(TAGS, known=by_name(people.tags.values())),
        CATEGORIES,
        replace(AUTHORS, known=by_name(signers)),
        SERIES,
        languages(str(language.locale), partial(language_title, locale=language.locale)),
        calendar_of(language.locale, has_days),
    )
    titles = _titles(language.words)
    named = (replace(taxonomy, title=titles[taxonomy.name]) for taxonomy in built_in)
    try:
        taxonomies = chosen(named, choices)
    except ValueError as error:
        raise PluginError(f"blogposts: {error}") from error
    slug_of = ascii_address_of if options.slugs == "ascii" else address_of
    return tuple(replace(taxonomy, slug_of=slug_of) for taxonomy in taxonomies)


def calendar_of(locale: Locale, has_days: bool = False) -> Taxonomy:
    """Years and months, and days if a site wants them, under their names in a language."""
    year, month, day = (partial(title, locale=locale) for title in (year_title, month_title, day_title))
    return archive(month, day if has_days else None, year)


def _titles(words: Words) -> dict[str, str]:
    return {
        "tags": words.gettext("Tags"),
        "categories": words.gettext("Categories"),
        "authors": words.gettext("Authors"),
        "series": words.gettext("Series"),
        "languages": words.gettext("Languages"),
        "archive": words.gettext("Archive"),
    }
