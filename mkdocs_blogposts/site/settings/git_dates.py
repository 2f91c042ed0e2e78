"""When each file was first and last committed, from one call of git for the whole site."""

from __future__ import annotations

import os
import subprocess
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime, timezone, tzinfo
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.entry import Entry

log = get_plugin_logger("blogposts")

LOG = ("git", "-c", "core.quotePath=false", "-c", "log.showSignature=false", "log", "-z", "--relative")
FORMAT = ("--no-color", "--no-ext-diff", "--decorate=short", "--name-status", "--format=%x01%at%x02%D", "--", ".")
"""Newest first. Each commit is `\\x01seconds\\x02names`, and after it each file's letter and path, or two paths."""

PATIENCE = 120
"""Seconds. A history of 100,000 commits takes about ten."""

DATE = compile_pattern(r"[0-9]{1,11}")
"""Seconds since 1970, up to the year 5138: a commit may say anything."""

CUT_OFF = "grafted"
"""What git calls the commits at which a shallow clone ends: they seem to add every file (git-log(1), `--decorate`)."""


@dataclass(frozen=True)
class History:
    """What a repository knows of the files of one folder, by their paths in it. All times are aware."""

    created: Mapping[str, datetime] = field(default_factory=dict)
    updated: Mapping[str, datetime] = field(default_factory=dict)

    is_shallow: bool = False
    """Is it a clone without its past? Files that it seems to begin with are left out, since nobody knows."""

    flaw: str = ""
    """Why nothing could be read, in words."""


_OF_BUILDS: dict[int, History] = {}
"""By the build's configuration, for as long as that lives: several blogs of a site ask git once."""

_WITHOUT_RENAMES: dict[int, History] = {}
"""The same, for what needs no more of it than when files have changed."""


def read_commits(config: MkDocsConfig) -> History:
    """When each file of the site was first and last committed, by its path in `docs_dir`, if git knows it.

    Nothing for `mkdocs serve`, whose sitemap no search engine reads.
    """
    host = urlsplit(config.site_url or "").netloc
    if not host or host == str(config.dev_addr):
        return History()
    folder, build = Path(config.docs_dir), id(config)
    if build in _OF_BUILDS or not is_in_repository(folder):
        return _OF_BUILDS.get(build, History())
    if build not in _WITHOUT_RENAMES:
        weakref.finalize(config, _WITHOUT_RENAMES.pop, build)
        _WITHOUT_RENAMES[build] = read_history(folder, "--no-renames")
    return _WITHOUT_RENAMES[build]


def is_in_repository(folder: Path) -> bool:
    """May git know a folder? It takes longer to ask git itself."""
    real = folder.resolve()
    return "GIT_DIR" in os.environ or any((parent / ".git").exists() for parent in (real, *real.parents))


def read_site_history(config: MkDocsConfig) -> History:
    """The history of the site that is being built. What cannot be known is told, and fails no strict build."""
    build = id(config)
    if build not in _OF_BUILDS:
        weakref.finalize(config, _OF_BUILDS.pop, build)
        history = _OF_BUILDS[build] = read_history(Path(config.docs_dir))
        if history.flaw:
            log.info("'git_dates' finds no dates: %s. Posts have those of their front matter.", history.flaw)
        elif history.is_shallow:
            log.info(
                "'git_dates' finds a shallow clone, which does not know when its oldest files were written: these have "
                "the dates of their front matter. "
                "Fetch the whole history ('fetch-depth: 0' in GitHub's checkout action)."
            )
    return _OF_BUILDS[build]


def add_git_dates(entry: Entry, history: History, zone: tzinfo) -> Entry:
    """A post with the dates that its front matter leaves out: of its first commit, and of its last on a later day."""
    created, changed = history.created.get(entry.source), history.updated.get(entry.source)
    date = entry.date or (created.astimezone(zone) if created else None)
    if not entry.is_post or not changed or not date:
        return entry
    is_later = changed.astimezone(date.tzinfo).date() > date.date()
    updated = entry.updated or (changed.astimezone(zone) if is_later else None)
    return replace(entry, date=date, updated=updated, meta=MappingProxyType({"date": date, **entry.meta}))


def read_history(folder: Path, renames: str = "--find-renames") -> History:
    """The history of a folder; one with a `flaw` where there is no git, or no repository.

    `renames` is git's option: without them it takes less time, and a file that was renamed begins there.
    """
    command = (*LOG, renames, *FORMAT)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603
    except FileNotFoundError:
        return History(flaw="git is not installed")
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().partition("\n")[0]
        return History(flaw=f"git says '{said.removeprefix('fatal: ')}'")
    except (OSError, subprocess.TimeoutExpired) as error:
        return History(flaw=f"git did not answer ({type(error).__name__})")
    return parse_log(done.stdout.decode("utf-8", "surrogateescape"))


def parse_log(log: str) -> History:
    """The history that git's log tells. A file that was renamed keeps its past."""
    created: dict[str, datetime] = {}
    updated: dict[str, datetime] = {}
    unknown: set[str] = set()
    today: dict[str, str] = {}  # a path in the past → the path now; empty: it is another file's past
    is_shallow = False
    for moment, names, changes in _commits(log):
        is_cut_off = CUT_OFF in names
        is_shallow = is_shallow or is_cut_off
        for letter, path, former in changes:
            now = today.get(path, path)
            if not now:
                continue
            created[now] = moment
            updated.setdefault(now, moment)
            if is_cut_off:
                unknown.add(now)
            if letter in "AR":
                today[path] = ""
            if former:
                today[former] = now
    first_seen = {path: moment for path, moment in created.items() if path not in unknown}
    last_seen = {path: moment for path, moment in updated.items() if path not in unknown or moment != created[path]}
    return History(first_seen, last_seen, is_shallow)


def _commits(log: str) -> Iterator[tuple[datetime, str, list[tuple[str, str, str]]]]:
    """Each commit's date, what git calls it, and its changes: a letter, the path, and that before a rename."""
    for commit in log.split("\x01")[1:]:
        head, _, rest = commit.partition("\0")
        seconds, _, names = head.partition("\x02")
        if moment := _moment(seconds):  # anything else is a file with such a sign in its name
            yield moment, names, list(_changes(rest.lstrip("\n")))


def _moment(seconds: str) -> datetime | None:
    """A commit's date; `None` for one so late that it has no day in every zone."""
    return datetime.fromtimestamp(int(seconds), timezone.utc) if DATE.fullmatch(seconds) else None


def _changes(text: str) -> Iterator[tuple[str, str, str]]:
    parts = iter(text.split("\0"))
    for letter in parts:
        if letter[:1] in ("R", "C"):
            former, path = next(parts, ""), next(parts, "")
            yield letter[0], path, former if letter[0] == "R" else ""
        elif letter:
            yield letter[0], next(parts, ""), ""
