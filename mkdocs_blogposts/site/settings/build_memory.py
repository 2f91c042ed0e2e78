"""Results of pure functions, kept from one build under `mkdocs serve` to the next in the same process.

MkDocs makes every plugin anew for a rebuild, so this is the one place that outlives it. Each result is kept with all
that decides it, and is used again only for an equal input: nothing need be cleared when something changes. What no
build asks for any more is forgotten.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.site.settings.mkdocs_internals import is_in_memory

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Itself:
    """Stands in inputs for a value that must be the very object of the last build.

    Values may be equal and look different, such as one moment in two zones.
    """

    value: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


class BuildMemory:
    """Results by the names of what was computed; one that is not `is_kept` remembers nothing.

    Inputs are compared, not hashed. Values that were recalled are the objects of the last build, so that comparing what
    was made of them takes no time.
    """

    def __init__(self, is_kept: bool = False) -> None:
        self.is_kept = is_kept
        self._known: dict[Hashable, tuple[Any, Any]] = {}
        self._used: set[Hashable] = set()

    def find(self, name: Hashable, inputs: object) -> Any:
        """The result for these inputs; `None` where another one, or none, is known."""
        known = self._known.get(name)
        if known is None or known[0] != inputs:
            return None
        self._used.add(name)
        return known[1]

    def keep(self, name: Hashable, inputs: object, result: T) -> T:
        """Remember a result."""
        if self.is_kept:
            self._known[name] = inputs, result
            self._used.add(name)
        return result

    def recall(self, name: Hashable, inputs: object, make: Callable[[], T]) -> T:
        """The result for these inputs: as it was, or made now. It may not be `None`."""
        found: T | None = self.find(name, inputs)
        return self.keep(name, inputs, make()) if found is None else found

    def same(self, name: Hashable, value: T) -> T:
        """An equal value of the last build in the place of a new one."""
        found: T | None = self.find(name, value)
        return self.keep(name, value, value) if found is None else found

    def forget_unused(self) -> None:
        """At the end of a build: forget what it did not ask for."""
        self._known = {name: known for name, known in self._known.items() if name in self._used}
        self._used = set()


FORGETFUL = BuildMemory()
"""For whoever has none."""

_SETTLED = 2_000_000_000  # nanoseconds
_OF_SITES: dict[str, BuildMemory] = {}


def is_served(config: MkDocsConfig) -> bool:
    """Is it `mkdocs serve` that builds? It puts its own URL in the place of the site's."""
    host, port = config.dev_addr
    return urlsplit(config.site_url or "").netloc == f"{host}:{port}"


def get_memory(config: MkDocsConfig) -> BuildMemory:
    """That of a site in this process; it keeps nothing where no one serves the site."""
    # MkDocs gives the path as it was typed at first, and the whole of it at each rebuild.
    site = str(Path(config.config_file_path or "").resolve())
    if not is_served(config):
        return BuildMemory()
    if site not in _OF_SITES:
        _OF_SITES.clear()  # one site is served at a time, and its pages take room
        _OF_SITES[site] = BuildMemory(is_kept=True)
    return _OF_SITES[site]


def hash_values(*parts: object) -> str:
    """One text for many values: another one if any of them differs in what it prints as."""
    result = blake2b(digest_size=20)
    for part in parts:
        text = part if isinstance(part, str) else repr(part)
        content = text.encode("utf-8", "surrogatepass")
        result.update(b"%s %d " % (type(part).__name__.encode(), len(content)))
        result.update(content)
    return result.hexdigest()


def read_text(file: File, memory: BuildMemory) -> str:
    """The text of a file, which is read again only if it has changed since the last build. May raise what reading
    a file raises.
    """
    path = file.abs_src_path
    if not memory.is_kept or path is None or is_in_memory(file):
        return file.content_string
    stat = os.stat(path)  # noqa: PTH116 - for speed
    facts = stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
    known: str | None = memory.find(("text", path), facts)
    if known is not None:
        return known
    text = file.content_string
    return memory.keep(("text", path), facts, text) if is_settled(stat) else text


def is_settled(stat: os.stat_result) -> bool:
    """Has a file been left alone for a while? One that was changed just now may change again within the same tick."""
    return time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > _SETTLED


def describe_files(files: Iterable[File]) -> tuple[object, ...]:
    """All that a page can find out about files of a site: where they are, and of those that aren't pages, what."""
    return tuple((file.src_uri, file.url, file.inclusion, *_content(file)) for file in files)


def may_be_shown(file: File) -> bool:
    """Is it a file that texts may show, such as an image? Pages and feeds come and go with terms, and decide only where
    links lead.
    """
    is_feed = file.generated_by and file.src_uri.endswith((".xml", ".json"))
    return not (is_feed or file.is_documentation_page())


def _content(file: File) -> Iterator[object]:
    """What changes whenever the content of a file does that isn't a page."""
    if file.is_documentation_page():
        return
    if file.abs_src_path is None:
        yield blake2b(file.content_bytes, digest_size=20).digest()
        return
    try:
        stat = os.stat(file.abs_src_path)  # noqa: PTH116 - for speed
    except OSError:
        return
    yield from (file.abs_src_path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size)
