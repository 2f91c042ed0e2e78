"""What decides all pages of a site: its configuration, and the user's own templates."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_datetime

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.site.settings.build_memory import hash_values

_PARENT = compile_pattern(r"^INHERIT:\s*['\"]?([^'\"#\n]+)", re.MULTILINE)
_SHOWS_POSTS = compile_pattern(r"\b(?:post_cards|posts?|blog|blogposts_head)\b")
KNOWN_THEMES = ("mkdocs", "readthedocs", "material")
"""Those that show nothing of a blog by themselves, nor, but on the home page, of the time of the build."""

_MOST_FILES = 5000
_PATIENCE = 10  # seconds


def describe_environment(config: MkDocsConfig) -> str | None:
    """The configuration and the user's own templates; `None` where they cannot be told."""
    texts = [*_configurations(Path(config.config_file_path or "")), *map(_content, _scripts(config))]
    custom = config.theme.custom_dir
    files = sorted(_stats(custom)) if custom else []
    return None if len(files) > _MOST_FILES else hash_values(texts, files, config.site_url, config.strict)


def describe_refs(folder: Path) -> str:
    """The commits that a repository's branches and tags are at, and the day; without a repository the day alone."""
    command = ("git", "show-ref", "--head")
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
        refs = done.stdout
    except (OSError, subprocess.TimeoutExpired):
        refs = b""
    return hash_values(refs, get_build_datetime().date())


def find_project_folder(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`, the same in each build: MkDocs gives the file's path as it was typed at first, and
    the whole of it at each rebuild.
    """
    return Path(os.path.abspath(config.config_file_path or "mkdocs.yml")).parent  # noqa: PTH100 - without `..` in it


def shows_posts(config: MkDocsConfig) -> bool:
    """May the user's own templates print the text of any post on any page?"""
    templates = Path(config.theme.custom_dir or "/none").rglob("*.html")
    return any(_SHOWS_POSTS.search(path.read_text("utf-8", "replace")) for path in templates)


def has_known_templates(config: MkDocsConfig) -> bool:
    """Does nothing print pages but templates of ours, and of a theme that shows nothing of a blog by itself?"""
    own = Path(config.theme.custom_dir or "/none") / "blogposts"
    return config.theme.name in KNOWN_THEMES and not own.exists() and not shows_posts(config)


def _configurations(path: Path) -> Iterator[bytes]:
    """What `mkdocs.yml` says, and the files that it inherits from."""
    for _ in range(10):
        content = _content(path)
        yield content
        parent = _PARENT.search(content.decode("utf-8", "replace"))
        if not parent:
            return
        path = path.parent / parent[1].strip()


def _scripts(config: MkDocsConfig) -> Iterator[Path]:
    modules = config.hooks.values() if isinstance(config.hooks, Mapping) else ()
    yield from (Path(str(getattr(module, "__file__", ""))) for module in modules)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _stats(folder: str) -> Iterator[tuple[str, int, int]]:
    for top, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(top, name)  # noqa: PTH118 - for speed
            stat = os.stat(path)  # noqa: PTH116 - for speed
            yield path, stat.st_mtime_ns, stat.st_size
