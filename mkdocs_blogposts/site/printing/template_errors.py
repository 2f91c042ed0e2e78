"""What is wrong in a user's own template, said with its place instead of a traceback."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from jinja2 import Template, TemplateSyntaxError
from mkdocs.exceptions import PluginError


@contextmanager
def placed(ours: Path, root: Path) -> Iterator[None]:
    """Turn an error of a user's template into a `PluginError` that names file (from `root`), line and mistake.

    Templates below `ours` have no such mistakes: what fails there is a fault of the plugin, and goes on as it is.
    """
    try:
        yield
    except PluginError:  # one card within another template has been told already
        raise
    except Exception as error:
        file, line = _place(error)
        if not file or Path(file).is_relative_to(ours):
            raise
        raise PluginError(f"blogposts: {_shown(file, root)}:{line}: {_said(error)}") from error


def misuse(name: str, what: str, cure: str, root: Path) -> PluginError:
    """A filter of ours that a template asks for what it cannot give, with the place in the template that runs."""
    frame = inspect.currentframe()
    while frame and not isinstance(frame.f_globals.get("__jinja_template__"), Template):
        frame = frame.f_back
    place = _running(frame, root) if frame else ""
    return PluginError(f"blogposts: {place}The filter '{name}': {what} {cure}")


def _running(frame: FrameType, root: Path) -> str:
    template: Template = frame.f_globals["__jinja_template__"]
    return (
        f"{_shown(template.filename or str(template.name), root)}:{template.get_corresponding_lineno(frame.f_lineno)}: "
    )


def _place(error: Exception) -> tuple[str, int]:
    """The template and the line where it broke: Jinja gives its frames the names of their files."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or "", error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)


def _shown(file: str, root: Path) -> str:
    path = Path(file)
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _said(error: Exception) -> str:
    """What Jinja or Python says of it, in a sentence, with the way out."""
    what = str(error).strip() or type(error).__name__
    return f"The template breaks: {what.rstrip('.')}. Correct it, or delete the file: then the plugin's own is used."
