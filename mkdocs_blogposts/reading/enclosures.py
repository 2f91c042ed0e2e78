"""What a post encloses for its listeners and viewers, such as the sound file of an episode."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_blogposts.reading.field_values import parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.named_fields import NamedFields
from mkdocs_blogposts.reading.naming.field_names import normalize_name

FILE = re.compile(r"[^\s]*[./][^\s]*")
TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")

ADDRESSES = ("url", "src", "href", "path", "file", "link", "mp3", "audio")
SIZES = ("length", "bytes", "size", "filesize")
TYPES = ("type", "mime", "mimetype", "contenttype")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that feeds hand on beside the text."""

    path: str
    """A path or an absolute URL, as written."""

    mime: str = ""
    """As written, or what the file's name says; empty where neither says it."""

    size: int = 0
    """In bytes; 0 where the front matter does not say it."""


def read_enclosure(named: NamedFields) -> Enclosure | None:
    """The first that the front matter has.

    A path; a mapping (`{url: …, length: …, type: …}`); or WordPress' way, all three in one text, with spaces between.
    """
    found = (_of(item) for _, value in named.all("enclosure") for item in _each(value))
    return next(filter(None, found), None)


def _each(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _of(value: Value) -> Enclosure | None:
    if isinstance(value, dict):
        plain = {normalize_name(key): parse_text(item) for key, item in value.items()}
        return _made(*(_first(plain, names) for names in (ADDRESSES, SIZES, TYPES)))
    path, *rest = parse_text(value).split() or [""]
    size = next((part for part in rest if part.isdecimal()), "")
    mime = next((part for part in rest if TYPE.fullmatch(part)), "")
    return _made(path, size, mime)


def _first(values: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if values.get(name)), "")


def _made(path: str, size: str, mime: str) -> Enclosure | None:
    """`audio: true` names no file."""
    if not FILE.fullmatch(path):
        return None
    guessed = mimetypes.guess_type(re.split("[?#]", path, maxsplit=1)[0])[0] or ""
    digits = re.sub(r"[,._\s]", "", size)
    return Enclosure(path, mime or guessed, int(digits) if digits.isdecimal() and len(digits) < 16 else 0)
