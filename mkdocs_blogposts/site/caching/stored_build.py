"""What `mkdocs build` leaves to the next one: what each page came out of, and its entries in the search index.

The pages themselves are in the site's folder. The record is in the user's own cache folder, so that no one else can say
what a page is: JSON, a line for each page and each copied file.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from click import get_current_context
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.converted_page import LoggedMessage, make_cache_key
from mkdocs_blogposts.site.caching.conversion_cache import find_version
from mkdocs_blogposts.site.caching.kept_outputs import (
    PROBE,
    Output,
    dump_output,
    load_output,
    set_aside,
    start_dropping,
)
from mkdocs_blogposts.site.caching.last_build import LastBuild, RenderedPage
from mkdocs_blogposts.site.caching.page_plugins import has_only_known_plugins
from mkdocs_blogposts.site.caching.page_store import find_store_folder
from mkdocs_blogposts.site.images.image_cache import replacing
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.environment import KNOWN_THEMES
from mkdocs_blogposts.site.worker_pool import WorkerPool

_TIME = compile_pattern(r"build_date_utc|\bnow\b|today")
_ADDRESS = compile_pattern(r" at 0x[0-9a-fA-F]+")
_PACKAGES = ("mkdocs-blogposts", "mkdocs", "mkdocs-material", "Jinja2", "MarkupSafe", "babel", "lxml", "Pillow")
_PACKAGE = Path(__file__).parent.parent.parent
_MOST_BYTES = 100_000_000
_DAY = 24 * 60 * 60  # seconds


class StoredBuild:
    """The record of one site's builds into one folder."""

    def __init__(self, path: Path, config: MkDocsConfig) -> None:
        self._path, self._settings = path, _describe_settings(config)  # as it is before plugins add to it
        self.last, self.outputs = _load(path, self._key) if path.is_file() else (LastBuild(), {})

    @cached_property
    def _key(self) -> str:
        """What decides how pages come out beside the site's own files: settings, and the code."""
        return make_cache_key(
            self._settings, list(map(find_version, _PACKAGES)), sorted(_list_code(_PACKAGE)), sys.version
        )

    def save(self, outputs: Mapping[str, Output]) -> None:
        """Leave this build to the next one, which sees all of it or nothing."""
        with contextlib.suppress(OSError, ValueError, TypeError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with replacing(self._path) as file:
                _write(file, _lines(self._key, self.last, outputs))


def open_stored_build(config: MkDocsConfig, setup: Setup) -> StoredBuild | None:
    """That of a site; `None` where another build may come out another way though nothing of the site has changed.

    Other plugins, scripts and templates may show the time, or ask a version control system; `page_plugins` names some
    that do not. Without the command of MkDocs, nobody knows whether it is going to empty the site's folder.
    """
    is_known = has_only_known_plugins(config, setup.options.page_plugins)
    context = get_current_context(silent=True)
    folder = find_store_folder(setup.root)
    if not context or not context.params.get("clean") or not folder or not is_known or _tells_time(config):
        return None
    name = make_cache_key(config.config_file_path, config.site_dir)[:40]
    return StoredBuild(folder / f"build-{name}.jsonl", config)


def set_last_build_aside(config: MkDocsConfig, setup: Setup) -> tuple[StoredBuild | None, WorkerPool | None]:
    """Keep the last build's files from MkDocs, which empties the site's folder next: what is known of them, and who
    deletes them if nothing is.
    """
    memory, site_dir = setup.memory, Path(config.site_dir)
    stored = None if memory.is_kept else open_stored_build(config, setup)
    if memory.is_kept and site_dir.is_dir() and memory.find("outputs", config.site_dir) is None:
        (site_dir / PROBE).touch()
    if not site_dir.is_dir():
        return stored, None
    if stored.outputs if stored else memory.find("outputs", config.site_dir):
        set_aside(site_dir)
        return stored, None
    return stored, start_dropping(site_dir, setup.options.jobs) if stored else None


def _tells_time(config: MkDocsConfig) -> bool:
    """May pages say when they were rendered?"""
    custom = config.theme.custom_dir
    templates = Path(custom).rglob("*.html") if custom else ()
    told = any(_TIME.search(path.read_text("utf-8", "replace")) for path in templates)
    return told or config.theme.name not in KNOWN_THEMES


def _describe_settings(config: MkDocsConfig) -> str:
    """What is set for a build, from wherever it comes."""
    theme, plugins = sorted(config.theme.items()), [(name, plugin.config) for name, plugin in config.plugins.items()]
    rest = [(name, value) for name, value in config.items() if name not in ("theme", "plugins")]
    return _ADDRESS.sub("", repr([theme, plugins, rest]))


def _list_code(folder: Path) -> Iterator[tuple[str, int]]:
    """The modules and templates below a folder, and when they were written."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                yield from _list_code(Path(entry))
            elif entry.name.endswith((".py", ".html")):
                yield entry.path, entry.stat().st_mtime_ns


def _load(path: Path, key: str) -> tuple[LastBuild, dict[str, Output]]:
    """What the last build has left; nothing where another program's was, or the record is broken."""
    last, outputs = LastBuild(), dict[str, Output]()
    try:
        with path.open(encoding="utf-8") as lines:
            if json.loads(next(lines, '""')) != key:
                return LastBuild(), {}
            for line in lines:
                _read(json.loads(line), last, outputs)
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)
    except (OSError, ValueError, TypeError, LookupError, RecursionError, OverflowError):
        return LastBuild(), {}
    return last, outputs


def _write(file: IO[bytes], lines: Iterable[str]) -> None:
    size = 0
    for line in lines:
        size += file.write(f"{line}\n".encode())
        if size > _MOST_BYTES:
            raise ValueError(size)


def _lines(key: str, last: LastBuild, outputs: Mapping[str, Output]) -> Iterator[str]:
    yield json.dumps(key)
    for source, page in last.rendered.items():
        digest = page.output.hex()
        yield json.dumps(["page", source, page.keys, digest, page.entries, page.messages])
    for dest_uri, output in outputs.items():
        if output.source is not None:
            yield json.dumps(["file", dest_uri, *dump_output(output)])


def _read(line: Any, last: LastBuild, outputs: dict[str, Output]) -> None:
    kind, name, *rest = line
    if kind == "page":
        keys, digest, entries, messages = rest
        said = tuple(LoggedMessage(str(logger), int(level), str(text)) for logger, level, text in messages)
        last.rendered[name] = RenderedPage(
            tuple(map(str, keys)), bytes.fromhex(digest), tuple(map(dict, entries)), said
        )
    else:
        outputs[name] = load_output(*rest)
