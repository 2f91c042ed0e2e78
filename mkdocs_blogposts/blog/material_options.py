"""The options of Material's blog (9.8), and what each is here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from typing import Any

UNDERSTOOD: Mapping[str, str] = {
    "post_dir": "permalink",
    "post_date_format": "date_format",
    "post_url_date_format": "permalink",
    "post_url_format": "permalink",
    "post_url_max_categories": "permalink",
    "post_slugify": "permalink",
    "post_slugify_separator": "permalink",
    "post_excerpt_separator": "",
    "archive": "taxonomies",
    "archive_name": "",
    "archive_url_date_format": "",
    "archive_url_format": "",
    "archive_pagination": "per_page",
    "archive_pagination_per_page": "per_page",
    "categories": "taxonomies",
    "categories_name": "",
    "categories_url_format": "",
    "categories_slugify": "",
    "categories_slugify_separator": "",
    "categories_pagination": "per_page",
    "categories_pagination_per_page": "per_page",
    "authors": "taxonomies",
    "authors_file": "",
    "authors_profiles": "",
    "authors_profiles_name": "",
    "authors_profiles_url_format": "",
    "authors_profiles_pagination": "per_page",
    "authors_profiles_pagination_per_page": "per_page",
    "pagination": "per_page",
    "pagination_per_page": "per_page",
    "pagination_url_format": "",
    "draft": "",
    "draft_on_serve": "",
    "draft_if_future_date": "",
}
"""Those that mean the same here, and our own option of that meaning, where there is one."""

PASSED_OVER: Mapping[str, str] = {
    "blog_toc": "lists have their heading in the table of contents",
    "post_excerpt": "a post without '<!-- more -->' is shown by its first paragraphs",
    "post_excerpt_max_authors": "lists show all authors",
    "post_excerpt_max_categories": "lists show a post's categories as their template has it",
    "post_readtime": "the style sheet can hide '.bp-byline__reading'",
    "post_readtime_words_per_minute": "'readtime' in a post's front matter",
    "archive_date_format": "years and months are in the site's language",
    "archive_toc": "the archive has its years in the table of contents",
    "categories_sort_by": "categories are sorted by name",
    "categories_sort_reverse": "categories are sorted by name",
    "categories_toc": "lists have their heading in the table of contents",
    "authors_profiles_toc": "lists have their heading in the table of contents",
    "pagination_format": "the pages near, the first and the last are offered",
    "pagination_if_single_page": "one page has no others to offer",
    "pagination_keep_content": "your own text stands on a list's first page",
    "pagination_template": "the pages near, the first and the last are offered",
}
"""Those that have no counterpart, and what is here instead."""


RENAMED: Mapping[str, str] = {"pagination_per_page": "per_page", "post_date_format": "date_format"}
"""Those whose values ours take as they are."""


TEMPLATES = ("blog.html", "blog-post.html", "blog-archive.html", "blog-category.html", "partials/post.html")
"""Those by which Material's blog prints its pages. Ours is printed by others: overrides of these have no effect."""


def split_options(options: Mapping[str, Any], ours: Container[str]) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """Our own options, with what those of Material's say by other names, and those of Material's."""
    theirs = {key: value for key, value in options.items() if key in {**UNDERSTOOD, **PASSED_OVER} and key not in ours}
    said = {RENAMED[key]: value for key, value in theirs.items() if key in RENAMED}
    if theirs.get("pagination") is False:
        said["per_page"] = 0
    return {**said, **{key: value for key, value in options.items() if key not in theirs}}, theirs


def slugify_like_material(text: str, separator: str = "-") -> str:
    """The slug that Material makes of a title or category, where it is not told another way."""
    bare = re.sub(r"</?[^>]*>", "", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(r"[^\w\- ]", "", bare).replace(" ", separator)


def describe_material_options(names: Iterable[str]) -> str:
    """One sentence or two on the options of Material's blog among `names`: what is made of each."""
    names = sorted(names)
    understood = [f"'{name}' ({UNDERSTOOD[name]!r} here)" for name in names if UNDERSTOOD.get(name)]
    understood += [f"'{name}'" for name in names if UNDERSTOOD.get(name) == ""]
    passed = [f"'{name}' ({PASSED_OVER[name]})" for name in names if name in PASSED_OVER]
    parts = [f"Of the options of Material's blog these are understood: {', '.join(understood)}."] if understood else []
    if passed:
        parts.append(f"These options of Material's blog have no counterpart: {', '.join(passed)}.")
    return " ".join(parts)
