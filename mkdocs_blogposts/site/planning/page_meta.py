"""A post's front matter as MkDocs and other plugins have it: handed over before they read it, read again after them.

MkDocs reads YAML between fences. A post of any format is handed to it in that form, so that `page.markdown` and
`page.meta` are right before the first plugin's `on_page_markdown`; nothing has to be put back later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime, time, timezone
from functools import cached_property
from json.encoder import encode_basestring_ascii
from types import SimpleNamespace
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter
from mkdocs_blogposts.reading.problems import Problem

try:  # that of libyaml is eight times as fast
    from yaml import CSafeDumper as SafeDumper
except ImportError:  # PyYAML was built without it
    from yaml import SafeDumper  # type: ignore[assignment]

MATERIAL_META = ("material/meta", "meta", "materialx/meta")
"""The keys of Material's `meta` plugin among a site's plugins."""

META_PLUGINS = (*MATERIAL_META, "meta-manager", "autotag")
"""Plugins that add to pages' front matter in `on_page_markdown`, by rules that they know before any page is read."""


class _Dumper(SafeDumper):
    """Writes what any format can say. What YAML has no form for is text."""


def _in_whole_minutes(moment: datetime) -> datetime:
    """YAML has whole minutes in the offsets of zones; before 1900 many zones had seconds."""
    offset = moment.utcoffset()
    return moment if offset is None or not offset.total_seconds() % 60 else moment.astimezone(timezone.utc)


def _represent_text(dumper: _Dumper, text: str) -> yaml.Node:
    """Half a character, which JSON can have, would cost the reader all of the front matter."""
    return dumper.represent_str(text.encode("utf-8", "replace").decode("utf-8"))


def _represent_as_text(dumper: _Dumper, value: object) -> yaml.Node:
    return dumper.represent_str(value.isoformat() if isinstance(value, time) else str(value))


_Dumper.add_representer(datetime, lambda dumper, moment: dumper.represent_datetime(_in_whole_minutes(moment)))
_Dumper.add_representer(tuple, _Dumper.represent_list)
_Dumper.add_multi_representer(dict, lambda dumper, value: dumper.represent_dict(value.items()))
_Dumper.add_multi_representer(str, _represent_text)
_Dumper.add_representer(str, _represent_text)
_Dumper.add_multi_representer(object, _represent_as_text)


def format_page_source(meta: Mapping[str, Any], body: str) -> str:
    """A page as MkDocs reads it: front matter in YAML, even an empty one, so that nothing of the body is taken for it.

    Everything beyond ASCII is escaped: the reader of YAML that MkDocs uses refuses some of it.
    """
    front_matter = "".join(_write_field(key, value) for key, value in meta.items()) or "{}\n"
    return f"---\n{front_matter}---\n{body}"


_LONGEST_KEY = 128
"""Characters, as it is written. YAML allows 1,024 before the colon."""


def _write_field(key: object, value: object) -> str:
    """A line of YAML; more where the value is none of those that nearly all front matter has, which need no dumper."""
    name, written = _write_simple(key), _write_simple(value)
    if name.startswith('"') and len(name) <= _LONGEST_KEY and written:
        return f"{name}: {written}\n"
    return str(yaml.dump({key: value}, Dumper=_Dumper, sort_keys=False, width=1_000_000))


def _write_simple(value: object) -> str:
    """A value in one line; empty where that is for the dumper to do."""
    if type(value) is str:
        written = encode_basestring_ascii(value)
        return "" if "\\ud" in written else written  # JSON has halves of characters there, which YAML has not
    if type(value) is list:
        items = [_write_simple(item) if type(item) is str else "" for item in value]
        return f"[{', '.join(items)}]" if all(items) else ""
    if isinstance(value, datetime):
        return _in_whole_minutes(value).isoformat(" ")
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else ""


def hand_over_sources(config: MkDocsConfig, source_of: Callable[..., str | None]) -> None:
    """Let `source_of` answer when MkDocs asks for a page's source; what another plugin or hook says later wins.

    A method `on_page_read_source` would do, but MkDocs warns of the second of a site, be it our own second instance.
    """
    handlers = config.plugins.events["page_read_source"]
    if source_of not in handlers:
        handlers.insert(0, source_of)


@dataclass(frozen=True)
class FolderMeta:
    """What other plugins add to the front matter of the pages of whole folders, or of patterns of files."""

    config: MkDocsConfig
    files: Files

    def applies_to(self, source: str) -> bool:
        """May any of them add to a page's?"""
        return bool(self._handlers) and (not self._folders or any(map(source.startswith, self._folders)))

    @cached_property
    def _handlers(self) -> Sequence[Callable[..., Any]]:
        """The handlers of these plugins, in the order in which MkDocs asks them."""
        plugins = {id(plugin) for name in META_PLUGINS if (plugin := self.config.plugins.get(name))}
        handlers = (each for each in self.config.plugins.events["page_markdown"] if id(_owner(each)) in plugins)
        return [each for each in handlers if _owner(each).config.get("enabled", True)]

    @cached_property
    def _folders(self) -> Sequence[str]:
        """The folders that the files of Material's plugin are about, if it is alone; empty where others may add."""
        known = [getattr(_owner(each), "meta", None) for each in self._handlers]
        paths = [path for each in known if isinstance(each, Mapping) for path in each]
        is_alone = all(isinstance(each, Mapping) for each in known)
        return [path.replace("\\", "/").rpartition("/")[0] for path in paths or ["//"]] if is_alone else ()

    def merge_meta(self, meta: Mapping[str, Any], file: File) -> dict[str, Any]:
        """The front matter of a page with what the plugins add to it, in their order and by their own rules."""
        page = SimpleNamespace(file=file, meta=deepcopy(dict(meta)))
        for handler in self._handlers:
            handler("", page=page, config=self.config, files=self.files)
        return {key: value for key, value in page.meta.items() if key != "__extends"}


def _owner(handler: Callable[..., Any]) -> Any:
    return getattr(handler, "__self__", None)


def read_with_folders(
    entry: Entry, problems: tuple[Problem, ...], text: str, file: File, folders: FolderMeta, rules: Rules
) -> tuple[Entry, tuple[Problem, ...]]:
    """An entry and its problems, with what is said of its whole folder.

    Its `meta` stays its own, to which the other plugin adds the rest when the page is read.
    """
    if not folders.applies_to(entry.source):
        return entry, problems
    own = entry.meta or parse_front_matter(text).fields.typed
    merged = folders.merge_meta(own, file)
    if merged == dict(own):
        return entry, problems
    read, more = read_entry(entry.source, format_page_source(merged, entry.body), rules)
    told = {problem.rule for problem in problems}
    late = (replace(problem, line=0, column=0) for problem in more if problem.rule not in told)
    return replace(read, meta=own if read.is_post else {}, format_name=entry.format_name), (*problems, *late)


def read_again(entry: Entry, meta: Mapping[str, Any], rules: Rules) -> Entry:
    """The entry of a post by what other plugins have made of its front matter; `entry` itself if they left it alone."""
    if dict(meta) == dict(entry.meta):
        return entry
    read, _ = read_entry(entry.source, format_page_source(meta, ""), rules)
    kept = ("source", "date", "slug", "permalink", "aliases", "format_name", "is_post", "meta", "body", "reason")
    return replace(read, updated=read.updated or entry.updated, **{name: getattr(entry, name) for name in kept})
