"""Write the JSON Schemas of the options and of front matter, which editors complete and check files by.

python -m scripts.make_schemas          write them to docs/reference
python -m scripts.make_schemas --check  fail where they are not those of the code
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from mkdocs_blogposts.config.option_types import Choices, Count, Parsed
from mkdocs_blogposts.config.options import BlogpostsConfig
from mkdocs_blogposts.reading.front_matter_lint import DATES, FLAGS, LOOSE_FLAGS, NUMBERS, TERMS
from mkdocs_blogposts.reading.naming.field_names import NAMES

FOLDER = Path(__file__).parent.parent / "docs/reference"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCALAR = ["string", "number", "boolean", "null"]
TYPES = {bool: "boolean", int: "integer", str: "string", dict: "object", list: "array", float: "number"}
Schema = dict[str, Any]


def options_schema() -> Schema:
    """What may stand under `blogposts:` in `mkdocs.yml`."""
    return {
        "$schema": DRAFT,
        "title": "The options of blogposts",
        "description": "What may stand under `blogposts:` in the `plugins:` of `mkdocs.yml`.",
        **_config_schema(BlogpostsConfig),
    }


def _config_schema(config: type[Config]) -> Schema:
    told = _docstrings(config)
    properties = {
        key: {**({"description": told[key]} if key in told else {}), **_option_schema(option)}
        for key, option in config._schema  # noqa: SLF001  # MkDocs has no other name for it
    }
    return {"type": "object", "properties": properties}


def _docstrings(config: type[Config]) -> dict[str, str]:
    """The text below each option, on one line."""
    (node,) = (part for part in ast.parse(inspect.getsource(config)).body if isinstance(part, ast.ClassDef))
    pairs = zip(node.body, node.body[1:], strict=False)
    return {
        option.targets[0].id: " ".join(text.value.value.split())
        for option, text in pairs
        if isinstance(option, ast.Assign) and isinstance(option.targets[0], ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }


def _option_schema(option: Any) -> Schema:
    """What an option takes, as far as a schema can say it."""
    return next((make(option) for kind, make in KINDS.items() if isinstance(option, kind)), _default(option))


def _one_or_many(option: Choices) -> Schema:
    word = _option_schema(option.option_type)
    return {"anyOf": [word, {"type": "array", "items": word}], "default": option.default}


def _parsed(option: Parsed[Any]) -> Schema:
    """Most take several forms; one whose default is a text takes a text."""
    return {**_typed(type(option.default) if isinstance(option.default, str) else None), **_default(option)}


# The first that an option is an instance of.
KINDS: dict[type, Callable[[Any], Schema]] = {
    c.SubConfig: lambda option: _config_schema(option.config_class),
    Choices: _one_or_many,
    Count: lambda option: {"type": "integer", "minimum": 0, **_default(option)},
    c.Choice: lambda option: {"enum": list(option.choices), **_default(option)},
    Parsed: _parsed,
    c.ListOfItems: lambda option: {"type": "array", "items": _option_schema(option.option_type), **_default(option)},
    c.Type: lambda option: {**_typed(option._type), **_default(option)},  # noqa: SLF001  # told nowhere else
}


def _typed(kind: Any) -> Schema:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    named = [TYPES[one] for one in kinds if one in TYPES]
    return {"type": named[0] if len(named) == 1 else named} if named else {}


def _default(option: Any) -> Schema:
    return {} if option.default is None else {"default": option.default}


def front_matter_schema() -> Schema:
    """What may stand in the front matter of a post. Other keys are allowed: themes and plugins have theirs."""
    properties = {}
    for field, others in NAMES.items():
        properties[field] = _field_schema(field)
        for other in others:
            if "." not in other and other not in NAMES:
                properties.setdefault(other, {"description": f"The same as `{field}`.", **_field_schema(field)})
    return {
        "$schema": DRAFT,
        "title": "The front matter of a post",
        "description": "The fields that blogposts reads, under all their names.",
        "type": "object",
        "properties": properties,
    }


def _field_schema(field: str) -> Schema:
    """What a field is meant to hold; reading takes more."""
    if field in DATES:
        return {"type": ["string", "number", "object"]}
    if field in TERMS:
        return {"type": ["string", "array", "object", "null"]}
    if field in NUMBERS:
        return {"type": ["integer", "string"]}
    if field in FLAGS:
        return {"type": ["boolean", "string", "object"]}
    if field in LOOSE_FLAGS:
        return {"type": ["boolean", "string", "number", "object"]}
    return {"type": [*SCALAR, "array", "object"]}


SCHEMAS = {"options.schema.json": options_schema, "front-matter.schema.json": front_matter_schema}


def write_schema(schema: Schema) -> str:
    """A schema as a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def stale() -> list[str]:
    """The files that are not what the code says."""
    return [
        name
        for name, make in SCHEMAS.items()
        if not (file := FOLDER / name).is_file() or file.read_text("utf-8") != write_schema(make())
    ]


def main() -> None:
    if "--check" in sys.argv[1:]:
        if old := stale():
            sys.exit(f"{', '.join(old)}: not what the code says. Run `python -m scripts.make_schemas`.")
        return
    for name, make in SCHEMAS.items():
        (FOLDER / name).write_text(write_schema(make()), "utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
