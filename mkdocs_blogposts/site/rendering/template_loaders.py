"""Where templates come from: the user's and the theme's first, then ours."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.exceptions import PluginError

from mkdocs_blogposts.lazy_patterns import compile_pattern

FOLDER = "blogposts"
"""That of the templates, in ours as in the user's."""

SEAMLESS = "seamless"
"""Before the name of one of our templates: all that it includes in one piece."""

_ORIGINAL = "original"
_INDENT = compile_pattern(r"\n[ \t]+")
_BLOCK = compile_pattern(r"\{%(-?) block \w+ (-?)%\}")
_END_OF_BLOCK = compile_pattern(r"\{%(-?) endblock (-?)%\}")
_INCLUDE = compile_pattern(r'\{%(-?) include "blogposts/(\w+)\.html" (-?)%\}')

_Source = tuple[str, str | None, Callable[[], bool] | None]


def make_loader(theirs: BaseLoader, folders: list[str], replaces: Callable[[str], bool]) -> BaseLoader:
    """What finds a template by its name; `replaces` says whether `theirs` has one in the place of ours."""
    ours = _OurLoader(folders)
    return ChoiceLoader([theirs, ours, PrefixLoader({_ORIGINAL: ours, SEAMLESS: _SeamlessLoader(ours, replaces)})])


def name_template(template: str, parent: str) -> str:
    """The name of a template that another asks for: a file of the user's that names itself means ours.

    So `blogposts/post.html` of the user's can extend `blogposts/post.html`.
    """
    return f"{_ORIGINAL}/{template}" if template == parent and template.startswith(f"{FOLDER}/") else template


class _OurLoader(FileSystemLoader):
    """Our templates: what indents them is for those who read them, and no page has it."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, is_current = super().get_source(environment, template)
        return _INDENT.sub("\n", source), file, is_current


class _SeamlessLoader(BaseLoader):
    """Our templates without blocks, and with what they include written into them, unless it is replaced.

    Blocks and files are for those who extend or replace them. Each makes Jinja begin anew: fifty times for a post.
    """

    def __init__(self, ours: BaseLoader, replaces: Callable[[str], bool]) -> None:
        self._ours, self._replaces = ours, replaces

    def get_source(self, environment: Environment, template: str) -> _Source:
        source, file, is_current = self._ours.get_source(environment, template)

        def include(found: re.Match[str]) -> str:
            before, name, after = found.groups()
            if self._replaces(name):
                return found[0]
            inner = self.get_source(environment, f"{FOLDER}/{name}.html")[0].removesuffix("\n")
            return f"{{%{before} with %}}{inner}{{% endwith {after}%}}"

        # What is set within a block or a file stays within it.
        source = _END_OF_BLOCK.sub(r"{%\1 endwith \2%}", _BLOCK.sub(r"{%\1 with \2%}", source))
        return _INCLUDE.sub(include, source), file, is_current


class Utf8Loader(BaseLoader):
    """The templates of the user and the theme, of which one in another encoding is told by its name."""

    def __init__(self, theirs: BaseLoader) -> None:
        self._theirs = theirs

    def get_source(self, environment: Environment, template: str) -> _Source:
        try:
            return self._theirs.get_source(environment, template)
        except UnicodeDecodeError as error:
            what = f"blogposts: The template '{template}' isn't UTF-8 text (byte {error.start + 1})."
            raise PluginError(f"{what} Save it as UTF-8, or delete the file: then the plugin's own is used.") from error
