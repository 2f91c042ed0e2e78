"""What `mkdocs build --strict` says of a site, and whether it passes: a real build, in a temporary folder."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from logging import LogRecord
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import Files

from mkdocs_blogposts.cli.site_loader import (
    NO_FILE,
    LoadedSite,
    LogForwarder,
    SiteError,
    find_blogs,
    format_error_line,
    read_config,
)
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.problems import Problem

DEFAULT = "mkdocs.yml"


@dataclass(frozen=True)
class StrictBuildMessage:
    """What a build says."""

    text: str
    """On one line."""

    is_fatal: bool
    """Does a strict build fail on it?"""

    problem: Problem | None = None
    """What it says, where it is a message of ours."""


@dataclass(frozen=True)
class StrictBuild:
    """How a strict build ended."""

    fails: bool
    is_complete: bool
    """Did it come to its end, whatever it found?"""

    messages: tuple[StrictBuildMessage, ...]
    """Warnings and errors of anybody, and all problems of ours, in their order."""

    configuration: str
    """The path of the site's."""

    site: LoadedSite | None
    """As it was when every post had its URL; `None` where the build ended before that."""


def build_strictly(config_file: str | None) -> StrictBuild:
    """Build a site as `mkdocs build --strict` does, with its plugins and hooks, and throw the result away.

    Raises:
        SiteError: if there is no configuration at all.
    """
    seen: list[LoadedSite] = []
    with _recording() as records, TemporaryDirectory(prefix="blogposts-", ignore_cleanup_errors=True) as folder:
        early: tuple[LogRecord, ...] = ()
        end, is_complete = "", False
        try:
            config = read_config(config_file, strict=True)
            early = tuple(records)  # MkDocs counts from here on
            records.clear()
            config.site_dir = folder  # when all options have been validated as they are
            _build(config, seen)
        except Abort as error:  # it has told why
            end, is_complete = str(error), str(error).endswith("in strict mode!")
        except MkDocsException as error:
            end = _told(records, error, str(error))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - plugins' code may raise anything
            end = _told(records, error, f"The site cannot be built: {type(error).__name__}: {error}")
    if NO_FILE.fullmatch(end):
        raise SiteError(format_error_line(end))
    said = (*(_message(record, False) for record in early), *(_message(record, True) for record in records))
    messages = tuple(message for message in said if message.is_fatal or message.problem)
    site = seen[-1] if seen else None
    path = site.config.config_file_path if site else config_file or DEFAULT
    return StrictBuild(bool(end), is_complete or not end, messages, path, site)


def _build(config: MkDocsConfig, seen: list[LoadedSite]) -> None:
    """Build, and put the site into `seen` when all plugins have decided on its files."""

    def see(files: Files, config: MkDocsConfig) -> None:
        seen.append(LoadedSite(config, Files(list(files)), find_blogs(config)))

    config.plugins.on_startup(command="build", dirty=False)
    config.plugins.events["files"].append(see)  # a plugin more would be one after those that must be the last
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def _told(records: list[LogRecord], error: BaseException, text: str) -> str:
    """Put the text of an error among what was logged, unless its page or template was named there already."""
    if not (records and str(error) and _text(records[-1]).endswith(str(error))):
        records.append(LogRecord("mkdocs", logging.ERROR, "", 0, text, None, None))
    return text


def _message(record: LogRecord, counts: bool) -> StrictBuildMessage:
    argument = record.args[0] if isinstance(record.args, tuple) and record.args else None
    problem = argument if isinstance(argument, Problem) else None
    return StrictBuildMessage(" ".join(_text(record).split()), counts and record.levelno >= logging.WARNING, problem)


def _text(record: LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # `log.warning("100%", x)`, which logging itself survives
        return str(record.msg)


@contextmanager
def _recording() -> Iterator[list[LogRecord]]:
    """All that MkDocs and its plugins log from INFO on; what they print keeps out of the command's output."""
    records: list[LogRecord] = []
    mkdocs = logging.getLogger("mkdocs")
    level, forwarder = mkdocs.level, LogForwarder(records.append)
    mkdocs.addHandler(forwarder)
    mkdocs.setLevel(logging.INFO)
    try:
        with redirect_stdout(sys.stderr):
            yield records
    finally:
        mkdocs.setLevel(level)
        mkdocs.removeHandler(forwarder)
