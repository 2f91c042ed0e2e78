"""What a site knows of a term beside its name: Docusaurus' `tags.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.reading.yaml_data import normalize_keys, read_data, read_text


class Term(NamedTuple):
    """A term as a file describes it. Plain text; what is not known is empty."""

    label: str
    """The name that readers see."""

    description: str = ""
    """What its list is about; the list's introduction."""

    slug: str = ""
    """The last segment of the URL of its list, as the writer asks for it."""


def read_terms(source: str, text: str) -> tuple[Mapping[str, Term], tuple[Problem, ...]]:
    """The terms of a file by the keys that posts use, and what is wrong with it.

    Docusaurus' shape: key → `label`, `description`, `permalink`; without the last the key is the URL.
    """
    values, problems = read_data(source, text)
    terms: dict[str, Term] = {}
    for key, data in values.items():
        plain = normalize_keys(data) if isinstance(data, dict) else {}
        texts = {name: read_text(plain.get(name)) for name in ("label", "description", "permalink")}
        terms[key] = Term(texts["label"] or key, texts["description"], texts["permalink"].strip("/") or key)
    return MappingProxyType(terms), problems
