"""What the writer of a post meant, read from the file without a line of the package that is being proved.

This knows only what the posts at hand need, and says `None` where it cannot tell.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from dateutil import parser as dates

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FENCED = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*$\n?", re.DOTALL | re.MULTILINE)
LINES = re.compile(r"\A\ufeff?((?:[A-Za-z][\w-]*:.*\n?|[ \t]+\S.*\n?)+)")
LINE = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*)$", re.MULTILINE)
HEADING = re.compile(r"^# +(.+?)[ #]*$|^(?![-#>+*])(\S.*)\n=+[ \t]*$", re.MULTILINE)
NIKOLA = re.compile(r"^\.\. ([a-z_]+): *(.*)$", re.MULTILINE)
NAMED_DAY = re.compile(r"(\d{4}-\d\d?-\d\d?)-")

DATES = ("date", "created", "pubdate", "publishdate", "published")
AUTHORS = ("authors", "author")
PICTURES = ("image", "thumbnail", "cover", "coverimage", "heroimage", "featuredimage", "banner", "ogimage")


@dataclass(frozen=True)
class Writing:
    """A post as it lies in `docs_dir`."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The whole file."""
        return self.path.read_bytes().decode("utf-8").replace("\r\n", "\n").lstrip("\n")

    @cached_property
    def _parts(self) -> tuple[dict[str, Any], str]:
        if fenced := FENCED.match(self.text):
            return _keys(_table(fenced[1], fenced[2])), self.text[fenced.end() :]
        if self.text.startswith("{"):
            table, end = json.JSONDecoder().raw_decode(self.text)
            return _keys(table), self.text[end:]
        if named := NIKOLA.findall(self.text.partition("\n\n")[0]):
            return _keys(dict(named)), self.text.partition("\n\n")[2]
        if lines := LINES.match(self.text):
            found = dict(LINE.findall(lines[1]))
            if {"title", "date"} & {key.lower() for key in found}:
                return _keys(found), self.text[lines.end() :]
        return {}, self.text

    @property
    def header(self) -> dict[str, Any]:
        """Values by names in small letters, without `_` and `-`; all of them text, lists or mappings of text."""
        return self._parts[0]

    @property
    def body(self) -> str:
        """The text below the front matter."""
        return self._parts[1]

    @property
    def title(self) -> str | None:
        """In the front matter, or the first heading."""
        heading = HEADING.search(self.body)
        return str(self.header.get("title") or "").strip() or (heading and (heading[1] or heading[2])) or None

    @property
    def date(self) -> datetime | None:
        """In the front matter, or the file's name."""
        named = NAMED_DAY.match(self.path.name) or NAMED_DAY.match(self.path.parent.name)
        written = (self.header.get(name) for name in DATES)
        candidates = [*(value for value in written if value), *(named.groups() if named else ())]
        return next((moment for value in candidates if (moment := _moment(value))), None)

    @property
    def is_draft(self) -> bool:
        """Is it not to be seen?"""
        words = {str(self.header.get(name, "")).strip().lower() for name in ("draft", "status")}
        return not words.isdisjoint({"true", "draft"}) or str(self.header.get("published", "")).lower() == "false"

    @property
    def authors(self) -> tuple[str, ...]:
        """Names or keys of the authors file."""
        found = next((value for name in AUTHORS if (value := self.header.get(name))), ())
        return tuple(each.get("name", "") if isinstance(each, dict) else each for each in terms(found))

    @property
    def topics(self) -> tuple[str, ...]:
        """Categories and tags."""
        names = ("categories", "category", "tags", "tag")
        return tuple(term for name in names for term in terms(self.header.get(name) or ()))

    @property
    def picture(self) -> str:
        """The path that the front matter names."""
        found = next((value for name in PICTURES if (value := self.header.get(name))), "")
        if isinstance(found, dict):
            found = next((found[name] for name in ("src", "path", "url", "image") if found.get(name)), "")
        return str(found)


def terms(value: Any) -> tuple[Any, ...]:
    """A list, or text with commas."""
    if isinstance(value, str):
        parts = (part.strip().strip("\"'").removeprefix("#") for part in value.strip("[]").split(","))
        return tuple(part for part in parts if part)
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def names_of_authors(folder: Path) -> Mapping[str, str]:
    """Names by keys, from the authors file of Material or Docusaurus."""
    for path in (*folder.rglob(".authors.yml"), *folder.rglob("authors.yml")):
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        people = found.get("authors", found)
        return {key: person["name"] for key, person in people.items()}
    return {}


def _table(fence: str, text: str) -> dict[str, Any]:
    if fence == "+++":
        return dict(tomllib.loads(text))
    try:
        return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - it makes text, lists and mappings only
    except yaml.YAMLError:
        return dict(LINE.findall(text))


def _keys(table: Mapping[str, Any]) -> dict[str, Any]:
    return {re.sub(r"[-_]", "", key.lower()): value for key, value in table.items()}


def _moment(value: Any) -> datetime | None:
    if isinstance(value, dict):
        value = value.get("created")
    try:
        read = value if isinstance(value, datetime) else dates.parse(str(value).replace("\xa0", " ").strip())
    except (ValueError, OverflowError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=timezone.utc)
