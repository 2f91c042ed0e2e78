"""The words of options for what lists and posts look like."""

from __future__ import annotations

LAYOUTS = ("grid", "list", "compact")
"""How the posts of a list stand."""

FEATURED = ("newest", "pinned", "none")
"""Which post is the large one on the first page of the blog."""

HERO_STYLES = ("wide", "beside", "none")
"""Where a post shows its image."""

SIDEBAR = ("recent", "tags", "categories", "archive")
"""What the column beside a list may show."""

ORDERS = ("name", "count", "letter")
"""How a page with all terms of a taxonomy sorts them."""
