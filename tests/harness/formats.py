"""What formats ask for, as data."""

from __future__ import annotations

from typing import Any

TEXT, URL = {"type": "string", "minLength": 1}, {"type": "string", "pattern": "^https://"}
PERSON = {"type": "object", "properties": {"name": TEXT, "url": URL, "avatar": URL}, "additionalProperties": False}
DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
JSON_FEED: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("title", "description", "language"), TEXT),
        **dict.fromkeys(("home_page_url", "feed_url", "icon"), URL),
        "authors": {"type": "array", "items": PERSON},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    **dict.fromkeys(("id", "title", "content_html", "content_text", "summary", "language"), TEXT),
                    **dict.fromkeys(("url", "image"), URL),
                    **dict.fromkeys(("date_published", "date_modified"), DATE),
                    "authors": {"type": "array", "items": PERSON},
                    "tags": {"type": "array", "items": TEXT},
                },
            },
        },
    },
}
"""https://www.jsonfeed.org/version/1.1/, as far as we write it."""
