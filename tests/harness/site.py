"""A site drawn as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from harness.building import build, build_error
from harness.built import Built
from harness.files import text, write
from harness.serving import Server, serving

THEMES = ("mkdocs", "readthedocs", "material")

OFFLINE = {name: {"highlightjs": False} for name in ("mkdocs", "readthedocs")}
"""Settings without which the scripts of a theme fail where another host cannot be reached."""

with_every_theme = pytest.mark.parametrize("theme", THEMES)
with_and_without_directory_urls = pytest.mark.parametrize("directory_urls", [True, False], ids=["folders", "flat"])

Files = Mapping[str, "str | bytes"]
"""The files of a site by their paths. Text may be indented as the test is; bytes are written to the letter."""


class Site:
    """The files of one site, and what MkDocs makes of them.

    `options` are those of our plugin, `None` leaves the plugin out. `config` is YAML for `mkdocs.yml`; each of its keys
    replaces the harness' own.
    """

    def __init__(
        self,
        root: Path,
        files: Files,
        *,
        theme: str = "mkdocs",
        directory_urls: bool = True,
        options: Mapping[str, Any] | None = None,
        config: str = "",
    ) -> None:
        self.root = root
        self.config = root / "mkdocs.yml"
        own = {
            "site_name": "Example",
            "site_url": "https://example.org/",
            "use_directory_urls": directory_urls,
            "theme": {"name": theme, **OFFLINE.get(theme, {})},
            "plugins": ["search"] if options is None else ["search", {"blogposts": dict(options)}],
        }
        (root / "docs").mkdir(parents=True)
        self.write({"mkdocs.yml": _merged(text(config), own), **files})

    def write(self, files: Files) -> None:
        """Add files, or replace what they say."""
        for path, content in files.items():
            write(self.root / path, content)

    def remove(self, *paths: str) -> None:
        for path in paths:
            (self.root / path).unlink()

    def build(self, *, expect: Iterable[str] | None = ()) -> Built:
        """`mkdocs build --strict`. Fails unless its warnings are those of `expect`: a part of each, in any order.

        `None` expects nothing and everything.
        """
        return build(self.config, expect=expect)

    def build_without_blogposts(self, *, expect: Iterable[str] = ()) -> Built:
        """The same site as plain MkDocs builds it."""
        return build(self.config, expect=expect, without="blogposts")

    def preview(self, *, expect: Iterable[str] = ()) -> Built:
        """The build that `mkdocs serve --strict` makes, drafts included, without serving it."""
        return build(self.config, expect=expect, serving=True)

    def build_error(self) -> str:
        """What a build says that refuses to begin or gives up, such as for an option that means nothing."""
        return build_error(self.config)

    @contextmanager
    def serve(self, *, strict: bool = True) -> Iterator[Server]:
        """A real `mkdocs serve` of this site."""
        with serving(self.root, strict=strict) as server:
            yield server


def _merged(config: str, own: Mapping[str, Any]) -> str:
    """`config`, followed by those of our own settings that it does not make. Its tags (`!ENV`) stay as written."""
    node = yaml.compose(config, Loader=yaml.SafeLoader)
    made = {key.value for key, _ in node.value} if node else set()
    rest = {key: value for key, value in own.items() if key not in made}
    return config.rstrip("\n") + "\n" + (yaml.safe_dump(rest, allow_unicode=True, sort_keys=False) if rest else "")
