"""What a post is called."""

from __future__ import annotations

import re

from mkdocs.structure.pages import Page

from mkdocs_blogposts.publishing.text.html_text import split_heading, strip_markup
from mkdocs_blogposts.reading.dates import split_dated_name
from mkdocs_blogposts.reading.entry import Entry


def make_post_title(entry: Entry, page: Page) -> str:
    """The title of a post as plain text: its header's, else its first heading, else its file's name."""
    return entry.title or strip_markup(split_heading(page.content or "")[0]) or make_title_of_name(page.file.name)


def make_title_of_name(name: str) -> str:
    """A title of a file's name: `2024-07-23-my-post` → `My post`, as MkDocs makes them."""
    words = re.sub(r"[-_]+", " ", split_dated_name(name)[1] or name).strip()
    return words[:1].upper() + words[1:] if words == words.lower() else words
