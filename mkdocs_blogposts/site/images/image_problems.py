"""What is wrong with the images of a build, each told once and at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property

from mkdocs.structure.files import Files

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.reading.naming.field_names import FieldNames
from mkdocs_blogposts.reading.problems import Problem, Rule, fold_problems
from mkdocs_blogposts.reading.source_positions import SourceText
from mkdocs_blogposts.site.images.image_resolver import ImageReference, list_candidates, list_folders_above
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

    def locate_problems(self) -> tuple[Problem, ...]:
        """One for each image, at the line of the first page that names it; pages are read anew, being rarely asked.

        The problems of further pages are its `others`.
        """
        folders = {problem: self._absent_folder(problem, reference) for problem, reference in self._found.items()}
        return fold_problems(self._keyed(folders))

    def _keyed(self, folders: Mapping[Problem, str]) -> Iterator[tuple[Hashable, Problem]]:
        """Each problem at its line, with what those have in common that one change mends."""
        absent = Counter((folder, problem.is_note) for problem, folder in folders.items())
        for problem, reference in self._found.items():
            place, key = self._located(problem, reference), (folders[problem], problem.is_note)
            if key[0] and absent[key] >= _MANY:
                yield key, _with_its_folder(place, key[0], absent[key])
            else:
                yield _meant(problem, reference), place

    def _absent_folder(self, problem: Problem, reference: str) -> str:
        """The highest folder of an image that the site has not, where that is what is wrong."""
        page_uri = "" if problem.file == CONFIGURATION else problem.file
        if problem.rule is not Rule.MISSING_IMAGE or problem.hint.startswith("Did you mean"):
            return ""
        above = list_folders_above(next(iter(list_candidates(reference, page_uri)), ""))
        return next((folder for folder in above if folder and folder not in self._folders), "")

    @cached_property
    def _folders(self) -> frozenset[str]:
        """Those of the writer: a theme has an `img`, too."""
        roots = {page.src_dir for page in self._files.documentation_pages()}
        own = [uri for uri, file in self._files.src_uris.items() if file.src_dir in roots]
        return frozenset(folder for uri in own for folder in list_folders_above(uri))

    def _located(self, problem: Problem, reference: str) -> Problem:
        file = self._files.get_file_from_path(problem.file)
        if not file:
            return problem
        page = SourceText(problem.file, read_source(file), self._names)
        return replace(problem, line=page.line_with(reference))


_MANY = 20
"""Missing images of one missing folder that are told as one problem: who copies posts often forgets their images."""


def _with_its_folder(problem: Problem, folder: str, count: int) -> Problem:
    what = f"{count} images are not there, because 'docs_dir' has no folder '{folder}'."
    stay = "they are left as they are, in case your server has them"
    return replace(
        problem,
        what=what,
        hint=f"Copy that folder into it; until then {stay if problem.is_note else 'pages have none of them'}.",
    )


def _meant(problem: Problem, reference: str) -> tuple[object, ...]:
    """What two problems share that one change mends: the same image, though from another folder."""
    page_uri = "" if problem.file == CONFIGURATION else problem.file
    place = next(iter(list_candidates(reference, page_uri)), reference)
    return problem.rule, reference if ImageReference(reference).is_remote else place, problem.is_note, not page_uri
