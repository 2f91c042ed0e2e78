"""What is wrong with the images that pages ask for, once for each image."""

from __future__ import annotations

from dataclasses import replace

from mkdocs.structure.files import Files

from mkdocs_blogposts.reading.naming.field_names import FieldNames
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.source_positions import SourceText
from mkdocs_blogposts.site.images.image_resolver import ImageReference, list_candidates
from mkdocs_blogposts.site.planning.source_files import read_source

CONFIGURATION = "mkdocs.yml"
"""Stands for the page where the options name an image."""


class ImageProblems:
    """Collects them during a build."""

    def __init__(self, files: Files, names: FieldNames) -> None:
        self._files = files
        self._names = names
        self._found: dict[Problem, str] = {}  # with the reference that it is about

    def tell(
        self, rule: Rule, name: ImageReference, page_uri: str, what: str, hint: str, is_note: bool = False
    ) -> None:
        """One more, unless it is known already; `page_uri` is empty for the options in `mkdocs.yml`."""
        self._found.setdefault(Problem(rule, page_uri or CONFIGURATION, what, hint, is_note=is_note), name.path)

    def find_told(self, name: ImageReference, page_uri: str) -> str:
        """What is wrong with an image that a page names, as a sentence; empty where nothing is."""
        page, found = page_uri or CONFIGURATION, self._found.items()
        return next((problem.what for problem, path in found if (problem.file, path) == (page, name.path)), "")

    def located(self) -> tuple[Problem, ...]:
        """One for each image, at the line of the first page that names it; pages are read anew, being rarely asked.

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
        page = SourceText(problem.file, read_source(file), self._names)
        return replace(problem, line=page.line_with(reference))


def _meant(problem: Problem, reference: str) -> tuple[object, ...]:
    """What two problems share that one change mends: the same image, though from another folder."""
    page_uri = "" if problem.file == CONFIGURATION else problem.file
    place = next(iter(list_candidates(reference, page_uri)), reference)
    return problem.rule, reference if ImageReference(reference).is_remote else place, problem.is_note, not page_uri
