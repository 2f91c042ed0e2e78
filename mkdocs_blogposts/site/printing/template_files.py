"""Where the templates lie, and the places in them that a user's file fills."""

from __future__ import annotations

from pathlib import Path

THEMES = Path(__file__).parent.parent.parent / "themes"
BASE_THEME = THEMES / "base"

FOLDER = "blogposts"
"""That of the templates, in ours as in the user's."""

SLOTS = ("before_post", "after_content", "after_post", "after_list", "sidebar")
"""The places that a file of the user's in `blogposts/slots` fills."""
