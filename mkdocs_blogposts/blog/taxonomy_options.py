"""What the option `taxonomies` says: which taxonomies there are, and what each is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.blog.slugs import clean_slug, fold_term, fold_url
from mkdocs_blogposts.blog.taxonomies import make_taxonomy, nest_terms
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.naming.suggestions import add_suggestion, suggest_word
from mkdocs_blogposts.reading.problems import Problem, Rule

LAYOUTS = ("grid", "list", "compact")
"""How the posts of a list stand."""

ORDERS = ("name", "count", "letter")
"""How a page with all terms of a taxonomy sorts them."""


BUILT_IN = ("tags", "categories", "authors", "series", "languages", "archive")

SETTINGS: Mapping[str, tuple[str, ...]] = {
    "tags": ("title", "path", "noun", "nested", "layout", "per_page", "order", "shared"),
    "categories": ("title", "path", "noun", "nested", "layout", "per_page", "order", "shared"),
    "archive": ("title", "path", "days", "layout", "per_page"),
    "languages": ("title", "path", "noun", "layout", "per_page", "order"),
}
"""What can be set of those built in, the others having what all have."""

OF_ALL = ("title", "path", "noun", "layout", "per_page", "order", "shared")
OF_OWN = ("title", "path", "noun", "nested", "key", "layout", "per_page", "order", "shared")


def is_page_size(value: object) -> bool:
    """Can a page of a list show so many posts? `0` means all of them."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(words: tuple[str, ...]) -> tuple[Callable[[object], bool], str]:
    return lambda value: value in words, f"one of {', '.join(map(repr, words))}"


VALUES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "nested": (_is_switch, "'true' or 'false'"),
    "days": (_is_switch, "'true' or 'false'"),
    "shared": (_is_switch, "'true' or 'false'"),
    "layout": _one_of(LAYOUTS),
    "per_page": (is_page_size, "a whole number, or '0' for one long page"),
    "order": _one_of(ORDERS),
}
"""The settings that are no text: what is valid, and what to write."""

RESERVED = ("blog", "posts", "page", "time", "limit", "feed", "feeds")
"""Names that mean something else in options, templates or URLs."""


class TaxonomyOptions(NamedTuple):
    """What a site decides about one taxonomy. What is empty stays as it is built in, or follows from the name."""

    name: str
    title: str = ""
    path: str = ""
    noun: str = ""
    nested: bool | None = None
    days: bool = False
    shared: bool = False
    layout: str = ""
    per_page: int | None = None
    order: str = ""
    is_shown: bool = True
    keys: tuple[str, ...] = ()
    """The front matter's names of its terms; none where the taxonomy is built in."""

    @property
    def is_own(self) -> bool:
        """Is it the site's own, and none that is built in?"""
        return self.name not in BUILT_IN


def read_taxonomy_options(option: object) -> tuple[TaxonomyOptions, ...]:
    """The option's value as choices, in its order.

    Raises:
        ValueError: in a sentence, where it makes no sense.
    """
    if not isinstance(option, Mapping):
        raise ValueError(f"{option!r} isn't a mapping. Write a name and its settings: 'topics: {{title: Topics}}'.")
    return tuple(_choice(str(name), settings) for name, settings in option.items())


def list_own_fields(option: object) -> Mapping[str, tuple[str, ...]]:
    """The site's own taxonomies with the front matter's names of their terms."""
    return {choice.name: choice.keys for choice in read_taxonomy_options(option) if choice.is_own}


def _choice(name: str, settings: object) -> TaxonomyOptions:
    is_own = name not in BUILT_IN
    if is_own and not re.fullmatch(r"[^\W\d][\w-]*", name):
        raise ValueError(f"{name!r} isn't a valid taxonomy name. Write one word of letters, digits and hyphens.")
    if name in RESERVED:
        raise ValueError(f"{name!r} means something else here. Give the taxonomy another name.")
    if isinstance(settings, bool):
        if is_own and not settings:
            raise ValueError(add_suggestion(f"There is no taxonomy {name!r} to leave out.", name, BUILT_IN))
        return TaxonomyOptions(name, is_shown=settings, keys=(name,) if is_own else ())
    if isinstance(settings, str):
        settings = {"title": settings}
    if not isinstance(settings, Mapping):
        raise ValueError(f"{settings!r} isn't valid for the taxonomy {name!r}. Write settings: '{{title: Topics}}'.")
    known = OF_OWN if is_own else SETTINGS.get(name, OF_ALL)
    values = {str(key): _setting(name, str(key), value, known) for key, value in settings.items()}
    keys = values.pop("key", (name,) if is_own else ())
    return TaxonomyOptions(name, keys=keys, **values)


def _setting(name: str, key: str, value: object, known: Sequence[str]) -> Any:
    if key not in known:
        these = ", ".join(f"'{one}'" for one in known)
        raise ValueError(
            add_suggestion(f"The taxonomy {name!r} has no setting {key!r}. Write one of {these}.", key, known)
        )
    if key == "key":
        return _keys(name, value)
    if key in VALUES:
        is_valid, wanted = VALUES[key]
        if not is_valid(value):
            raise ValueError(f"{value!r} isn't a valid value of {key!r} of the taxonomy {name!r}. Write {wanted}.")
        return value
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} isn't a valid {key} of the taxonomy {name!r}. Write a text.")
    return _path(name, value) if key == "path" else value.strip()


def _keys(name: str, value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    keys = tuple(key.strip() for key in listed if isinstance(key, str) and key.strip())
    if not keys or len(keys) < len(listed):
        raise ValueError(f"{value!r} isn't a valid front matter key for the taxonomy {name!r}. Write 'topic'.")
    return keys


def _path(name: str, value: str) -> str:
    path = clean_slug(value)
    if not path or path.split("/")[0] == "page":
        raise ValueError(f"{value!r} isn't a valid path for the taxonomy {name!r}. Write a folder such as '{name}'.")
    return path


def choose_taxonomies(
    built_in: Iterable[Taxonomy], choices: Iterable[TaxonomyOptions], flat: Container[str] = ()
) -> tuple[Taxonomy, ...]:
    """The taxonomies of a site: those built in, as the site wants them, then its own.

    Those of `flat` have no terms within terms unless the site wants them.

    Raises:
        ValueError: if two of them want one URL.
    """
    by_name = {choice.name: choice for choice in choices}
    wanted = [(by_name.get(taxonomy.name, TaxonomyOptions(taxonomy.name)), taxonomy) for taxonomy in built_in]
    wanted += [(choice, _own(choice)) for choice in by_name.values() if choice.is_own]
    taxonomies = tuple(_as_chosen(taxonomy, choice, flat) for choice, taxonomy in wanted if choice.is_shown)
    places = Counter(fold_url(taxonomy.overview) for taxonomy in taxonomies)
    for taxonomy in taxonomies:
        if places[fold_url(taxonomy.overview)] > 1:
            raise ValueError(f"two taxonomies have the path '{taxonomy.overview}'. Give each a 'path' of its own.")
    return taxonomies


def _own(choice: TaxonomyOptions) -> Taxonomy:
    def spelt(entry: Entry) -> tuple[str, ...]:
        return entry.terms.get(choice.name, ())

    words = choice.name.replace("_", " ").replace("-", " ")
    return make_taxonomy(choice.name, words, words[:1].upper() + words[1:], spelt)


def _as_chosen(taxonomy: Taxonomy, choice: TaxonomyOptions, flat: Container[str]) -> Taxonomy:
    """A taxonomy under the names and at the URL that the site wants; categories are below one another."""
    usual = taxonomy.name == "categories" and taxonomy.name not in flat
    is_nested = usual if choice.nested is None else choice.nested
    path = choice.path or taxonomy.overview
    folder = path if taxonomy.folder and choice.path else taxonomy.folder
    # What is no single blog's stands beside the blogs.
    path, folder = (f"/{each.lstrip('/')}" if choice.shared else each for each in (path, folder))
    return replace(
        nest_terms(taxonomy) if is_nested else taxonomy,
        title=choice.title or taxonomy.title,
        noun=choice.noun or taxonomy.noun,
        layout=choice.layout,
        per_page=choice.per_page,
        order=choice.order,
        overview=path,
        folder=folder,
        is_shared=choice.shared,
    )


def find_unallowed_terms(
    entries: Iterable[Entry], terms: Callable[[Entry], Iterable[str]], noun: str, allowed: Iterable[str]
) -> Iterator[Problem]:
    """A problem for each term of an entry that isn't one of those allowed, in whatever spelling; none allow all."""
    known = {fold_term(term): term for term in allowed}
    for entry in entries if known else ():
        for term in terms(entry):
            if fold_term(term) not in known:
                what = f"The {noun} {term!r} isn't among those that 'mkdocs.yml' allows."
                hint = suggest_word(
                    term, known.values(), "Write another, or allow this one there; until then it is kept."
                )
                yield Problem(Rule.UNKNOWN_TERM, entry.source, what, hint)
