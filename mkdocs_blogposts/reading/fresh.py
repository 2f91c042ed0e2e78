"""The header of a post that is begun."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

import yaml

Begun = Mapping[str, "str | bool | datetime | list[str]"]
"""The fields of a new header by our names, in their order."""

HINT = "what the post is about, in 160 characters at most; search engines show it"


def fresh_header(fields: Begun, dialect: str) -> str:
    """A header with its fences, in `yaml`, `toml`, `json` or `mmd`, with a place for the description."""
    return _WRITERS[dialect](fields)


def _yaml(fields: Begun) -> str:
    lines = [_yaml_line(name, value) for name, value in fields.items()]
    return "".join(["---\n", *lines, f"description: # {HINT}\n---"])


def _yaml_line(name: str, value: object) -> str:
    """A field on one line, lists in brackets."""
    style = None if isinstance(value, list) else False
    return str(yaml.safe_dump({name: value}, allow_unicode=True, width=10_000, default_flow_style=style))


def _toml(fields: Begun) -> str:
    lines = [f"{name} = {_json(value, moment=datetime.isoformat)}" for name, value in fields.items()]
    return "\n".join(["+++", *lines, f'description = "" # {HINT}', "+++"])


def _json_header(fields: Begun) -> str:
    lines = [f'  "{name}": {_json(value)}' for name, value in {**fields, "description": ""}.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _json(value: object, moment: Callable[[datetime], str] | None = None) -> str:
    """A value as JSON; TOML writes the same but for moments, which need no quotes there."""
    if isinstance(value, datetime):
        return moment(value) if moment else json.dumps(value.isoformat())
    return json.dumps(value, ensure_ascii=False)


def _mmd(fields: Begun) -> str:
    return "\n".join([*(f"{name.capitalize()}: {_plain(value)}" for name, value in fields.items()), "Description:"])


def _plain(value: object) -> str:
    """A value on one line."""
    if isinstance(value, list):
        return ("; " if any("," in each for each in value) else ", ").join(value)
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


_WRITERS = {"yaml": _yaml, "toml": _toml, "json": _json_header, "mmd": _mmd}

FORMATS = tuple(_WRITERS)
