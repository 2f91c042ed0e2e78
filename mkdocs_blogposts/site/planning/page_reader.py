"""What the front matter of each page of a site says; of a file that has not changed, what it said in the last build."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import datetime, time
from typing import Any, NamedTuple

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.embeds import find_misspelled_embeds, has_embeds
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.entry_reader import read_entry
from mkdocs_blogposts.reading.folder_conventions import (
    apply_folder_conventions,
    collect_cascades,
    inherit_fields,
    report_missing_date,
)
from mkdocs_blogposts.reading.front_matter_problems import report_empty_post
from mkdocs_blogposts.reading.problems import Problem, fold_problems
from mkdocs_blogposts.site.planning.list_pages import is_always_modified
from mkdocs_blogposts.site.planning.page_meta import FolderMeta, read_with_folders
from mkdocs_blogposts.site.planning.protected_posts import hold_back_unprotected
from mkdocs_blogposts.site.planning.source_files import decode_legacy_text, read_section_texts, read_source
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.git_dates import add_git_dates
from mkdocs_blogposts.site.settings.static_i18n import make_fallback_entry

_TEN_DIGITS = compile_pattern(r"\d{10}")
"""A moment as seconds since 1970."""

ReadPage = tuple[Entry, tuple[Problem, ...]]


def read_pages(files: Files, setup: Setup) -> tuple[Mapping[str, Entry], tuple[Problem, ...]]:
    """The front matter of every page that a build or `mkdocs serve` shows, by file."""
    pages: dict[str, Entry] = {}
    problems: list[Problem] = []
    reader = _Reader(files, setup)
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        try:
            text = read_source(file, setup.memory)
        except (OSError, ValueError) as error:
            odd = decode_legacy_text(file, error)
            if not odd:  # MkDocs says so itself, with the file's name
                continue
            problems.append(odd)
            text = read_source(file)
        entry, found = reader.read(file, text)
        if has_embeds(entry.body):
            file.is_modified = is_always_modified  # type: ignore[method-assign]
        pages[file.src_uri] = entry
        problems += found
    return pages, fold_problems((_find_remedy(problem), problem) for problem in problems)


def _find_remedy(problem: Problem) -> Hashable:
    """What a note on a whole file has in common with others: a folder of hundreds of such files is told in one line."""
    return (problem.rule, problem.hint) if problem.is_note and not problem.line else problem


class _Remembered(NamedTuple):
    """A page as it was read."""

    page: ReadPage
    now: datetime
    is_settled: bool
    """Does the clock change nothing of it until the day is over?"""


class _Reader:
    """Reads the pages of one build."""

    def __init__(self, files: Files, setup: Setup) -> None:
        self._setup = setup
        self._folders = FolderMeta(setup.config, files)
        self._cascading = collect_cascades(dict(read_section_texts(files)))
        self._around = setup.memory.same(("reading", setup.options.blog_dir), _list_inputs(setup))

    def read(self, file: File, text: str) -> ReadPage:
        """The entry of a page and its problems."""
        setup, source, now = self._setup, file.src_uri, self._setup.rules.now
        if not setup.memory.is_kept or self._folders.applies_to(source):
            return self._read(file, text, now)
        above, history = inherit_fields(source, self._cascading), setup.history
        commits = history.created.get(source), history.updated.get(source)
        inputs = text, now.date(), file.inclusion, above, repr(commits), self._around
        known = setup.memory.recall(
            ("page", setup.options.blog_dir, source), inputs, lambda: self._remembered(file, text, above)
        )
        return known.page if known.is_settled or known.now == now else self._read(file, text, now)

    def _remembered(self, file: File, text: str, above: Mapping[str, Any]) -> _Remembered:
        now = self._setup.rules.now
        page = entry, _ = self._read(file, text, now)
        front_matter = text.removesuffix(entry.body) if entry.format_name else text
        written = f"{file.src_uri} {front_matter} {above}"
        if f"{now.year % 100:02}" not in written and not _TEN_DIGITS.search(written):
            return _Remembered(page, now, is_settled=True)
        end = datetime.combine(now.date(), time.max, now.tzinfo)
        return _Remembered(page, now, is_settled=self._read(file, text, end) == page)

    def _read(self, file: File, text: str, now: datetime) -> ReadPage:
        setup, source = self._setup, file.src_uri
        rules = setup.rules if now == setup.rules.now else replace(setup.rules, now=now)
        read = read_entry(source, text, rules, inherit_fields(source, self._cascading))
        entry, found = read_with_folders(*read, text, file, self._folders, rules)
        if file.inclusion is InclusionLevel.DRAFT:  # `draft_docs` of mkdocs.yml
            entry = replace(entry, status=Status.DRAFT)
        entry = add_git_dates(entry, setup.history, rules.zone)
        entry = setup.adapt(_at_its_place(entry, setup))
        entry = make_fallback_entry(entry, file, setup.build)
        entry, locked = hold_back_unprotected(entry, setup.config)
        missing = (*report_missing_date(entry, found), *report_empty_post(entry))
        return entry, (*found, *missing, *find_misspelled_embeds(source, text), *locked)


def _list_inputs(setup: Setup) -> tuple[object, ...]:
    """All of the site's configuration that decides how any page is read.

    The rules' functions say what the options do, and `adapt` does what they say.
    """
    rules, config = setup.rules, setup.config
    values = rules.zone, rules.day_first, rules.taxonomies, rules.names, rules.authors, rules.statuses, rules.tags
    options: dict[str, Any] = dict(setup.options)
    options["material"] = {key: value for key, value in setup.options.material.items() if not callable(value)}
    folders = tuple(taxonomy.folder for taxonomy in setup.taxonomies)
    return *values, options, folders, bool(config.hooks), tuple(config.plugins)


def _at_its_place(entry: Entry, setup: Setup) -> Entry:
    """The entry with what its folders say, that of its language aside."""
    place, options = setup.build.place(entry.source), setup.options
    placed = entry if place == entry.source else replace(entry, source=place)
    placed = apply_folder_conventions(placed, options.blog_dir, options.folder_categories)
    return placed if place == entry.source else replace(placed, source=entry.source)
