"""Builds in this process, with an ear on everything that is said meanwhile."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import yaml_load

from harness.built import Built
from harness.compiled import COMPILED
from harness.urls import Addresses

PREVIEW = "http://127.0.0.1:8000/"


def build(config_file: Path, *, expect: Iterable[str] | None = (), without: str = "", serving: bool = False) -> Built:
    """Build strictly; fail unless what is said at WARNING and above matches `expect`, one part to one message.

    Where `expect` is `None`, anything may be said.
    """
    site_dir = config_file.with_name("site-without" if without else "site")
    seen: list[tuple[Navigation, MkDocsConfig]] = []
    with _listening() as said:
        aborted = _run(lambda: _build(config_file, site_dir, without, serving, seen))
    warnings = [record.getMessage() for record in said if record.levelno >= logging.WARNING]
    if expect is not None:
        _compare(warnings, list(expect))
    assert not aborted or aborted.endswith("in strict mode!"), f"{aborted}\n" + "\n".join(warnings)
    assert seen, "The build ended before there was a navigation."
    nav, config = seen[0]
    notes = [record.getMessage() for record in said if record.levelno < logging.WARNING]
    addresses = Addresses(config.site_url or "", config.use_directory_urls)
    return Built(site_dir, addresses, "\n".join(_tree(nav.items)), warnings, notes)


def build_error(config_file: Path) -> str:
    """Why a build stops."""
    with _listening() as said:
        aborted = _run(lambda: _build(config_file, config_file.with_name("site"), "", False, []))
    assert aborted, "The build did not stop."
    return "\n".join(record.getMessage() for record in said if record.levelno >= logging.WARNING)


def _build(config_file: Path, site_dir: Path, without: str, serving: bool, seen: list[Any]) -> None:
    """As the commands of MkDocs do it."""
    other = {"plugins": _others(config_file, without)} if without else {}
    config = load_config(
        str(config_file), config_file_path=str(config_file), site_dir=str(site_dir), strict=True, **other
    )
    config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
    if serving:
        config.site_url = PREVIEW
    config.plugins.events["env"].insert(0, _with_compiled)
    config.plugins.events["nav"].append(lambda nav, config, files: seen.append((nav, config)))
    try:
        mkdocs_build(config, serve_url=PREVIEW if serving else None)
    finally:
        config.plugins.on_shutdown()


def _with_compiled(env: Environment, config: MkDocsConfig, files: Files) -> None:
    env.bytecode_cache = COMPILED


def _others(config_file: Path, without: str) -> list[Any]:
    """The plugins of a configuration, but for one."""
    with config_file.open("rb") as file:
        plugins = yaml_load(file).get("plugins", ["search"])
    names = [next(iter(plugin)) if isinstance(plugin, dict) else plugin for plugin in plugins]
    return [plugin for plugin, name in zip(plugins, names, strict=True) if name != without]


def _run(action: Callable[[], None]) -> str:
    """Why MkDocs aborted; empty where it did not. Every other exception is one."""
    try:
        action()
    except Abort as abort:
        return str(abort) or "Aborted"
    return ""


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Collect what is said by anybody, and by MkDocs and its plugins from INFO."""
    said: list[logging.LogRecord] = []
    ear = logging.Handler()
    ear.emit = said.append
    root, mkdocs = logging.getLogger(), logging.getLogger("mkdocs")
    level = mkdocs.level
    root.addHandler(ear)
    mkdocs.setLevel(logging.INFO)
    try:
        yield said
    finally:
        mkdocs.setLevel(level)
        root.removeHandler(ear)


def _compare(warnings: list[str], expected: list[str]) -> None:
    missing = list(expected)
    surplus = []
    for warning in warnings:
        part = next((part for part in missing if part in warning), None)
        missing.remove(part) if part is not None else surplus.append(warning)
    assert not surplus, "\n".join(["The build warned:", *surplus])
    assert not missing, "\n".join(["The build did not warn:", *missing, "It warned:", *warnings])


def _tree(items: Iterable[Any], depth: int = 0) -> Iterator[str]:
    for item in items:
        yield "  " * depth + html.unescape(str(item.title))
        yield from _tree(item.children or (), depth + 1)
