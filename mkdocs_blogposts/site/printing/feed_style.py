"""How feeds look in a browser: a style sheet with a sentence for readers who do not know what a feed is."""

from __future__ import annotations

import re

from mkdocs_blogposts.publishing.texts.words import filled
from mkdocs_blogposts.site.printing.template_files import THEMES
from mkdocs_blogposts.site.settings.language import Language


def feed_style_sheet(language: Language) -> str:
    """How feeds look in a browser, in the site's language."""
    gettext = language.words.gettext
    what = gettext(
        "This is a feed: a list of posts for a feed reader, which shows you new ones as they come. "
        "To follow it, give your reader this address:"
    )
    style = (THEMES / "base" / "feed.css").read_text(encoding="utf-8")
    return filled(style, {"bp_what": _quoted(what), "bp_direction": language.direction})


def _quoted(text: str) -> str:
    """A text as a string of CSS (CSS Syntax Level 3, section 4.3.5)."""
    return '"' + re.sub(r'["\\\n\r\f]', lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'
