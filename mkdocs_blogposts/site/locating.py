"""The line of a header that a problem is about, read anew since that is rarely asked for."""

from __future__ import annotations

from dataclasses import replace

from mkdocs.structure.files import Files

from mkdocs_blogposts.reading.fields import Named
from mkdocs_blogposts.reading.header import read_header
from mkdocs_blogposts.reading.names import Names
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.reading.values import Fields


def located(problem: Problem, field: str, files: Files, names: Names) -> Problem:
    """The problem with the line of the field."""
    file = files.get_file_from_path(problem.file)
    fields = read_header(file.content_string).fields if file and not problem.line else Fields()
    key = next((key for key, _ in Named(fields.values, names).all(field)), "")
    return replace(problem, line=fields.lines.get(key.split(".")[0], problem.line))
