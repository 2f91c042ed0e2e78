"""The line of a page that a problem is about, read anew since that is rarely asked for."""

from __future__ import annotations

from dataclasses import replace

from mkdocs.structure.files import Files

from mkdocs_blogposts.reading.naming.names import Names
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.reading.written import Written
from mkdocs_blogposts.site.planning.sources import text_of


def located(problem: Problem, field: str, files: Files, names: Names) -> Problem:
    """The problem with the line of the field."""
    file = None if problem.line else files.get_file_from_path(problem.file)
    if not file:
        return problem
    return replace(problem, line=Written(problem.file, text_of(file), names).line_of(field))
