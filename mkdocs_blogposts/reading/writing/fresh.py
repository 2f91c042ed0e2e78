"""The header of a post that is begun."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from mkdocs_blogposts.reading.writing.writing import written

Begun = Mapping[str, "str | bool | datetime | list[str]"]
"""The fields of a new header by our names, in their order."""

FORMATS = ("yaml", "toml", "json", "mmd")

HINT = "what the post is about, in 160 characters at most; search engines show it"
EMPTY = re.compile(r"^(description(?::| =))(.*)$", re.MULTILINE)
"""Where a dialect that has comments has the empty description."""


def fresh_header(fields: Begun, dialect: str) -> str:
    """A header with its fences, in one of `FORMATS`, and with a place for the description."""
    header = written({**fields, "description": ""}, dialect).rstrip("\n")
    if dialect == "yaml":
        return EMPTY.sub(rf"\1 # {HINT}", header)
    return EMPTY.sub(rf"\1\2 # {HINT}", header) if dialect == "toml" else header
