"""How drawn cards look, by options."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from mkdocs_blogposts.config.kinds import Colour


class CardDesign(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook untyped
    """How the cards look that are drawn for posts; files are named from the folder of `mkdocs.yml`."""

    background = Colour()
    """The colour behind the words."""

    colour = Colour()
    """That of the words."""

    accent = Colour()
    """That of the site's name, and of the bar beside the words."""

    font = c.Optional(c.File(exists=True))
    """A font file (TrueType or OpenType) in place of FiraGO."""

    picture = c.Optional(c.File(exists=True))
    """A picture behind the words, under a veil of the background's colour."""
