"""Front matter written in a format, so that it is read again as it was; and a post's, converted to another format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date, datetime, timezone
from itertools import islice
from typing import Any

import tomlkit
import yaml

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.field_values import FALSE, TRUE
from mkdocs_blogposts.reading.front_matter_syntax_errors import show_value
from mkdocs_blogposts.reading.frontmatter.parse_result import Fields, Value
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter, parse_front_matter
from mkdocs_blogposts.reading.naming.field_names import NAMES, normalize_name
from mkdocs_blogposts.reading.term_splitting import split_terms

LISTS = frozenset(
    normalize_name(name) for field in ("tags", "categories", "authors", "aliases") for name in (field, *NAMES[field])
)
"""Plain names of what one line of text may list."""


def write_front_matter(values: Mapping[str, Any], format_name: str) -> str:
    """Front matter with its fences and the end of its last line, in `yaml`, `toml`, `json` or `mmd`.

    Values are texts, numbers, truth values, dates, `None`, and lists and mappings of them, in the order of their keys.
    Front matter in `mmd` needs an empty line below it. What does not fit into one line of it is written there as JSON.
    """
    return _WRITERS[format_name](values)


def _yaml(values: Mapping[str, Any]) -> str:
    return f"---\n{''.join(_yaml_field(key, value) for key, value in values.items())}---\n"


def _yaml_field(key: str, value: Any) -> str:
    """A key with its value, lists of plain values in brackets; alone, since PyYAML would bracket all of it."""
    style = None if isinstance(value, list | dict) else False
    return str(
        yaml.dump(
            {key: value}, Dumper=_Dumper, allow_unicode=True, width=1_000_000, default_flow_style=style, sort_keys=False
        )
    )


class _Dumper(yaml.SafeDumper):
    """Texts of several lines stand as a block, and what occurs twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:  # the signature is PyYAML's
        return True


def _block_or_line(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _block_or_line)


def _toml(values: Mapping[str, Any]) -> str:
    """Mappings are inline, but for those at the end: a key below a table would be the table's."""
    document = tomlkit.document()
    tables = _last_mappings(values)
    for key, value in values.items():
        document.add(key, _toml_table(value) if key in tables else _toml_item(value))
    return f"+++\n{tomlkit.dumps(document)}+++\n"


def _last_mappings(values: Mapping[str, Any]) -> set[str]:
    last = set()
    for key, value in reversed([*values.items()]):
        if not isinstance(value, dict):
            break
        last.add(key)
    return last


def _toml_table(values: Mapping[str, Any]) -> Any:
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, _toml_item(value))
    return table


def _toml_item(value: Any) -> Any:
    if isinstance(value, dict):
        table = tomlkit.inline_table()
        table.update({key: _toml_item(item) for key, item in value.items()})
        return table
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend(_toml_item(item) for item in value)
        return array
    if isinstance(value, str) and "\n" in value and not value.startswith("\n"):
        return tomlkit.string(value, multiline=True)
    return "" if value is None else value  # TOML has no null


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, indent=2, ensure_ascii=False, default=str) + "\n"


def _mmd(values: Mapping[str, Any]) -> str:
    return "".join(f"{key}: {text}".rstrip(" ") + "\n" for key, value in values.items() for text in _texts(key, value))


def _texts(key: str, value: Any) -> Iterator[str]:
    """What stands behind a key, each time that it is written: a key written twice holds a list."""
    items = value if isinstance(value, list) else [value]
    if isinstance(value, dict) or any(isinstance(item, (dict, list)) for item in items):
        yield json.dumps(value, ensure_ascii=False, default=str)
        return
    texts = [_one_line(item) for item in items]
    if normalize_name(key) not in LISTS or not isinstance(value, list):
        yield from texts or [""]
    elif (joined := _joined(texts)) is not None:
        yield joined
    else:
        yield from [*texts, ""] if len(texts) == 1 else texts


def _joined(terms: list[str]) -> str | None:
    """The terms in one line, or `None` where that would be read as others."""
    whole = split_terms(list(terms))
    tries = (", ".join(terms), "; ".join(terms), f"{terms[0]};" if len(terms) == 1 else "")
    return next((text for text in tries if split_terms(text) == whole), None)


def _one_line(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return str(value).lower() if value is not None else ""
    text = str(value).strip()
    return json.dumps(text, ensure_ascii=False) if "\n" in text else text


_WRITERS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "yaml": _yaml,
    "toml": _toml,
    "json": _json,
    "mmd": _mmd,
}


Begun = Mapping[str, "str | bool | datetime | list[str]"]
"""The fields of a new front matter by our names, in their order."""

FORMATS = ("yaml", "toml", "json", "mmd")

HINT = "what the post is about, in 160 characters at most; search engines show it"
EMPTY = compile_pattern(r"^(description(?::| =))(.*)$", re.MULTILINE)
"""Where a format that has comments has the empty description."""


def write_new_front_matter(fields: Begun, format_name: str) -> str:
    """Front matter with its fences, in one of `FORMATS`, and with a place for the description."""
    front_matter = write_front_matter({**fields, "description": ""}, format_name).rstrip("\n")
    if format_name == "yaml":
        return EMPTY.sub(rf"\1 # {HINT}", front_matter)
    return EMPTY.sub(rf"\1\2 # {HINT}", front_matter) if format_name == "toml" else front_matter


LINE_END = compile_pattern(r"\r\n|\r|\n")
ABOVE = compile_pattern(r"\ufeff?(?:[ \t\xa0]*(?:\r\n|\r|\n))*")
BLANK = compile_pattern(r"[\r\n]|\Z")
REMARK = compile_pattern(r"""^[ \t]*#|^[^"'#\n]*[ \t]#""", re.MULTILINE)
RULES = Rules(datetime(2000, 1, 1, tzinfo=timezone.utc), timezone.utc)
"""By which both texts are read, to see that they say the same."""


def convert_front_matter(file: str, text: str, format_name: str) -> str:
    """The text with its front matter in `yaml`, `toml`, `json` or `mmd`.

    A text without front matter stays as it is. ValueError, saying why, where the front matter would be read otherwise.
    """
    front_matter = parse_front_matter(text)
    if front_matter.format_name in ("", format_name):
        return text
    above, rest = ABOVE.match(text), text[_end(text, front_matter) :]
    end = "\r\n" if "\r\n" in text[: len(text) - len(rest)] else "\n"
    head = write_front_matter(
        convert_values(front_matter.fields, front_matter.format_name, format_name), format_name
    ).replace("\n", end)
    gap = end if format_name == "mmd" and not BLANK.match(rest) else ""
    result = f"{above[0] if above else ''}{head}{gap}{rest}"
    if flaw := _difference(file, text, result, format_name):
        raise ValueError(flaw)
    return result


def has_comments(text: str) -> bool:
    """Has the front matter comments, which no other format could keep?"""
    front_matter = parse_front_matter(text)
    return (
        front_matter.format_name in ("yaml", "toml", "hexo")
        and REMARK.search(text[: _end(text, front_matter)]) is not None
    )


def _end(text: str, front_matter: FrontMatter) -> int:
    """Where the front matter's own last line ends; a blank line that ends it belongs to the text."""
    ends = [found.end() for found in islice(LINE_END.finditer(text), front_matter.lines)]
    lines = [0, *ends] if len(ends) == front_matter.lines else [0, *ends, len(text)]
    while len(lines) > 2 and not text[lines[-2] : lines[-1]].strip():  # the front matter has a line
        lines.pop()
    return lines[-1]


def _difference(file: str, text: str, result: str, format_name: str) -> str:
    """What is read otherwise from the result; empty where all is the same."""
    before, after = parse_front_matter(text), parse_front_matter(result)
    if after.format_name != format_name or after.fields.broken:
        return "without a title and a date it would not be recognized as front matter"
    keys, others = ([key.casefold() for key in front_matter.fields.values] for front_matter in (before, after))
    if keys != others:
        odd = next((key for key in keys if key not in others), "")
        return f"the key {odd!r} cannot stand in such front matter" if odd else "two keys differ in case only"
    (one, _), (other, _) = (read_entry(file, content, RULES) for content in (text, result))
    if before.body != after.body:
        return "the text would be read otherwise"
    names = (item.name for item in fields(one) if item.compare and item.name != "format_name")
    flaw = next((name for name in names if getattr(one, name) != getattr(other, name)), "")
    return flaw and f"its {flaw} would be read otherwise: {_said(one, flaw)} would be {_said(other, flaw)}"


def _said(entry: Entry, field: str) -> str:
    """A field's value as a message shows it."""
    value = getattr(entry, field)
    return show_value(", ".join(map(str, value)) if isinstance(value, tuple) else str(value))


MOST_VALUES = 10_000
"""Values that front matter may have when its aliases are written out."""


def _plain_names(*fields: str) -> frozenset[str]:
    return frozenset(normalize_name(name) for field in fields for name in (field, *NAMES[field]))


DATES = _plain_names("date", "updated", "expires")
FLAGS = _plain_names(
    *("draft", "published", "hidden", "private", "noindex", "sitemap", "pinned"),
    *("comments", "nocomments", "post", "nopost"),
)
PLURALS = frozenset({"tags", "categories", "authors", "aliases"})
WORDS = (TRUE | FALSE) - {"0", "1", "y", "n"}
MOMENT = compile_pattern(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})?)?")


def convert_values(fields: Fields, origin: str, format_name: str) -> dict[str, Any]:
    """The values of a front matter of one format as another is to write them. ValueError where they are too many."""
    left = iter(range(MOST_VALUES))
    pairs = ((key, value, fields.typed[key]) for key, value in fields.values.items())
    if origin in ("mmd", "nikola"):
        pairs = ((key, *_parted(key, value, typed)) for key, value, typed in pairs)
    return {key: _carried(key, value, typed, format_name, left) for key, value, typed in pairs}


def _parted(key: str, value: Value, typed: Any) -> tuple[Value, Any]:
    """A list in place of a text that is read as one."""
    name = normalize_name(key)
    if not isinstance(value, str) or name not in LISTS:
        return value, typed
    terms: list[Value] = [*split_terms(value)]
    if split_terms(terms) != split_terms(value) or not (len(terms) > 1 or (terms and name in PLURALS)):
        return value, typed
    return terms, terms


def _carried(key: str, value: Value, typed: Any, format_name: str, left: Iterator[int]) -> Any:
    if next(left, None) is None:
        raise ValueError(f"it would have more than {MOST_VALUES} values, written without aliases")
    if isinstance(value, dict):
        return {inner: _carried(inner, value[inner], typed[inner], format_name, left) for inner in value}
    if isinstance(value, list):
        return [_carried("", *pair, format_name, left) for pair in zip(value, typed, strict=True)]
    if format_name == "mmd":
        return value
    name = normalize_name(key)
    if name in FLAGS and value.casefold() in WORDS:
        return value.casefold() in TRUE
    if name in DATES:
        return _moment(value, typed, format_name)
    return typed if _says_the_same(value, typed, format_name) else value


def _moment(text: str, typed: Any, format_name: str) -> Any:
    """A date of the format's own kind, where it has one and the text is one."""
    if format_name == "json" or isinstance(typed, date):
        return text if format_name == "json" else typed
    if MOMENT.fullmatch(text):
        with suppress(ValueError):
            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
            return moment if len(text) > len("2024-07-23") else moment.date()
    return typed if _says_the_same(text, typed, format_name) else text


def _says_the_same(text: str, typed: Any, format_name: str) -> bool:
    """Would the value, written as its type has it, be read as this text?"""
    if typed is None or isinstance(typed, bool):
        return text == ("" if typed is None else str(typed).lower())
    if isinstance(typed, float):
        return text == repr(typed) and text.lstrip("-").replace(".", "", 1).isdigit()
    if isinstance(typed, date):
        return format_name != "json" and text == str(typed)
    return isinstance(typed, (str, int)) and text == str(typed)
