"""One folder of posts in one theme, with every check."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.validate import data, feeds, heads, images, links, lists, markup
from scripts.validate.building import Site, build
from scripts.validate.corpus import Corpus

CHECKS: dict[str, Callable[[Site], Iterator[str]]] = {
    "markup": markup.faults,
    "feeds": feeds.faults,
    "data": data.faults,
    "links": links.faults,
    "heads": heads.faults,
    "lists": lists.faults,
}


@dataclass(frozen=True, slots=True)
class Case:
    """What was found."""

    corpus: str
    theme: str
    posts: int
    pages: int
    faults: dict[str, tuple[str, ...]]
    """By the names of the checks."""

    pictures: str
    seconds: float


def prove(corpus: Corpus, theme: str) -> Case:
    """Build, and ask everybody."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="validate-") as folder:
        site = build(corpus, Path(folder).resolve(), theme)
        found = {name: tuple(dict.fromkeys(check(site))) for name, check in CHECKS.items()}
        seen = images.count(site)
        found["pictures"] = tuple(seen.faults)
        told = f"{seen.shown} shown, {seen.elsewhere} elsewhere, {seen.warned} warned, {seen.told} told"
        return Case(corpus.name, theme, len(site.page_of), len(site.pages), found, told, time.monotonic() - begun)
