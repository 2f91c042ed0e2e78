"""The cards of posts without a picture: what stands on them, and the design that `mkdocs.yml` asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from mkdocs.structure.pages import Page

from mkdocs_blogposts.publishing.pictures.cards import Design, Words
from mkdocs_blogposts.publishing.posts.post import Origin
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.pictures.gallery import Wish
from mkdocs_blogposts.site.pictures.workshop import Drawing
from mkdocs_blogposts.site.planning.naming import post_title
from mkdocs_blogposts.site.settings.setup import Setup


def cards_of(entries: Iterable[Entry], pages: Mapping[str, Page], setup: Setup) -> dict[str, Wish]:
    """A card for each of these posts, by its file."""
    design = _design(setup)
    return {
        entry.source: Wish(
            "",
            entry.source,
            origin=Origin.DRAWN,
            drawing=Drawing(_words(entry, pages[entry.source], setup), design),
        )
        for entry in entries
    }


def _words(entry: Entry, page: Page, setup: Setup) -> Words:
    language = setup.languages.of(entry.language)
    authors = language.words.gettext(", ").join(author.name for author in entry.authors)
    date = language.date(entry.date) if entry.date else ""
    return Words(post_title(entry, page), setup.config.site_name, authors, date)


def _design(setup: Setup) -> Design:
    asked = setup.options.card_design
    colours = {name: value for name in ("background", "colour", "accent") if (value := asked[name])}
    font, picture = (Path(asked[name]).read_bytes() if asked[name] else b"" for name in ("font", "picture"))
    return replace(Design(font=font, picture=picture), **colours)
