"""What is wrong with the pictures that pages ask for, once for each picture."""

from __future__ import annotations

from dataclasses import replace

from mkdocs.structure.files import Files

from mkdocs_blogposts.reading.naming.names import Names
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.written import Written
from mkdocs_blogposts.site.pictures.places import Named, uris
from mkdocs_blogposts.site.planning.sources import text_of

CONFIGURATION = "mkdocs.yml"
"""Stands for the page where the options name a picture."""


class PictureProblems:
    """Collects them during a build."""

    def __init__(self, files: Files, names: Names) -> None:
        self._files = files
        self._names = names
        self._found: dict[Problem, str] = {}  # with the reference that it is about

    def tell(self, rule: Rule, name: Named, page_uri: str, what: str, cure: str, is_note: bool = False) -> None:
        """One more, unless it is known already; `page_uri` is empty for the options in `mkdocs.yml`."""
        self._found.setdefault(Problem(rule, page_uri or CONFIGURATION, what, cure, is_note=is_note), name.path)

    def about(self, name: Named, page_uri: str) -> str:
        """What is wrong with a picture that a page names, as a sentence; empty where nothing is."""
        page, found = page_uri or CONFIGURATION, self._found.items()
        return next((problem.what for problem, path in found if (problem.file, path) == (page, name.path)), "")

    def located(self) -> tuple[Problem, ...]:
        """One for each picture, at the line of the first page that names it; pages are read anew, being rarely asked.

        The problems of further pages are its `others`.
        """
        alike: dict[tuple[object, ...], list[Problem]] = {}
        for problem, reference in self._found.items():
            alike.setdefault(_meant(problem, reference), []).append(self._located(problem, reference))
        return tuple(replace(first, others=tuple(others)) for first, *others in alike.values())

    def _located(self, problem: Problem, reference: str) -> Problem:
        file = self._files.get_file_from_path(problem.file)
        if not file:
            return problem
        page = Written(problem.file, text_of(file), self._names)
        return replace(problem, line=page.line_with(reference))


def _meant(problem: Problem, reference: str) -> tuple[object, ...]:
    """What two problems share that one change mends: the same picture, though from another folder."""
    page_uri = "" if problem.file == CONFIGURATION else problem.file
    place = next(iter(uris(reference, page_uri)), reference)
    return problem.rule, reference if Named(reference).is_remote else place, problem.is_note, not page_uri
