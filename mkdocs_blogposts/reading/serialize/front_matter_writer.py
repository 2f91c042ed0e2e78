"""front matter's values written in a format, so that they are read again as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import tomlkit
import yaml

from mkdocs_blogposts.reading.naming.field_names import NAMES, normalize_name
from mkdocs_blogposts.reading.term_splitting import split_terms

LISTS = frozenset(
    normalize_name(name) for field in ("tags", "categories", "authors", "aliases") for name in (field, *NAMES[field])
)
"""Plain names of what one line of text may list."""


def write_front_matter(values: Mapping[str, Any], dialect: str) -> str:
    """front matter with its fences and the end of its last line, in `yaml`, `toml`, `json` or `mmd`.

    Values are texts, numbers, truth values, dates, `None`, and lists and mappings of them, in the order of their keys.
    front matter in `mmd` wants a blank line below it. What does not fit into one line of it is written there as JSON.
    """
    return _WRITERS[dialect](values)


def _yaml(values: Mapping[str, Any]) -> str:
    return f"---\n{''.join(_yaml_field(key, value) for key, value in values.items())}---\n"


def _yaml_field(key: str, value: Any) -> str:
    """A key with its value, lists of plain values in brackets; alone, since PyYAML would bracket the whole header."""
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
EMPTY = re.compile(r"^(description(?::| =))(.*)$", re.MULTILINE)
"""Where a format that has comments has the empty description."""


def write_new_front_matter(fields: Begun, dialect: str) -> str:
    """front matter with its fences, in one of `FORMATS`, and with a place for the description."""
    front_matter = write_front_matter({**fields, "description": ""}, dialect).rstrip("\n")
    if dialect == "yaml":
        return EMPTY.sub(rf"\1 # {HINT}", front_matter)
    return EMPTY.sub(rf"\1\2 # {HINT}", front_matter) if dialect == "toml" else front_matter
