"""Sites drawn as text, built or served for real, and read as their readers see them."""

from harness.built import Built
from harness.files import text
from harness.images import picture
from harness.page import PageView, Part
from harness.site import THEMES, Site, with_and_without_directory_urls, with_every_theme

__all__ = [
    "THEMES",
    "Built",
    "PageView",
    "Part",
    "Site",
    "picture",
    "text",
    "with_and_without_directory_urls",
    "with_every_theme",
]
