"""The file that the front matter of a post encloses, such as an episode's sound."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.entry import Enclosure
from mkdocs_blogposts.reading.field_values import NamedFields, parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.naming.field_names import normalize_name

FILE = compile_pattern(r"[^\s]*[./][^\s]*")
TYPE = compile_pattern(r"[\w.+-]+/[\w.+-]+")

FILE_KEYS = ("url", "src", "href", "path", "file", "link", "mp3", "audio", "m4a", "ogg")
SIZE_KEYS = ("length", "bytes", "size", "filesize", "sizeinbytes")
TYPE_KEYS = ("type", "mime", "mimetype", "contenttype")


def read_enclosure(named: NamedFields) -> Enclosure | None:
    """The first that the front matter has.

    A path; a mapping (`{url: …, length: …, type: …}`); or WordPress' way, all three in one text, with spaces between.
    """
    found = (_enclosure(item) for _, value in named.all("enclosure") for item in _items(value))
    return next(filter(None, found), None)


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _enclosure(value: Value) -> Enclosure | None:
    if isinstance(value, dict):
        # The file may have a mapping of its own: `{audio: {url: …}}`.
        inner = [item for key, item in value.items() if normalize_name(key) in FILE_KEYS and isinstance(item, dict)]
        plain = {normalize_name(key): parse_text(item) for each in (*inner, value) for key, item in each.items()}
        return _of_file(*(_first_of(plain, names) for names in (FILE_KEYS, SIZE_KEYS, TYPE_KEYS)))
    path, *rest = parse_text(value).split() or [""]
    size = next((part for part in rest if part.isdecimal()), "")
    mime = next((part for part in rest if TYPE.fullmatch(part)), "")
    return _of_file(path, size, mime)


def _first_of(values: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if values.get(name)), "")


def _of_file(path: str, size: str, mime: str) -> Enclosure | None:
    """`audio: true` names no file."""
    if not FILE.fullmatch(path):
        return None
    guessed = mimetypes.guess_type(re.split("[?#]", path, maxsplit=1)[0])[0] or ""
    digits = re.sub(r"[,._\s]", "", size)
    return Enclosure(path, mime or guessed, int(digits) if digits.isdecimal() and len(digits) < 16 else 0)
