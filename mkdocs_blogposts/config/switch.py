"""A plugin that an option switches off, as Material's are."""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.plugins import BasePlugin

from mkdocs_blogposts.config import BlogpostsConfig


class SwitchedPlugin(BasePlugin[BlogpostsConfig]):  # type: ignore[no-untyped-call]  # of MkDocs
    """Takes part in a build unless its option `enabled` is false.

    MkDocs has such an option for any plugin, but stops at `!ENV NOT_SET`, which names no value: for Material's plugins,
    and so for sites that come from there, that is the default.
    """

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """As MkDocs does, which asks for the methods of events afterwards."""
        found = super().load_config(options, config_file_path)
        if not self.config.enabled:
            for event in [name for name in dir(self) if name.startswith("on_")]:
                setattr(self, event, None)
        return found
