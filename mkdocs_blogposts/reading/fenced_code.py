"""What stands after a fence: free text to CommonMark, which keeps Python-Markdown from reading the code."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.preprocessors import Preprocessor

from mkdocs_blogposts.lazy_patterns import compile_pattern

FENCE = compile_pattern(r"(?P<before>[ \t>]*)(?P<fence>`{3,}(?=[^`]*$)|~{3,}) *(?P<info>(?:.*[^ ])?) *$")
READER = "fenced_code_block"
LANGUAGE = compile_pattern(r"\.?[\w#.+-]*")
LINES = compile_pattern(r"\{ *(?P<lines>\d+(?:-\d+)?(?:, *\d+(?:-\d+)?)*) *\}")
NUMBERS = r"\d+(?:-\d+)?(?:[ \t]+\d+(?:-\d+)?)*"
OPTION = compile_pattern(
    r"(?<!\S)(?P<name>hl_lines|linenums|title)"
    r"=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<word>[^\s\"'{}]+))(?=[\s{]|$)"
)
"""What SuperFences reads; Docusaurus and others have titles, too."""
OPTION_VALUES = {
    "hl_lines": compile_pattern(NUMBERS),
    "linenums": compile_pattern(r"\d.*"),
    "title": compile_pattern(".+"),
}
"""With any other SuperFences leaves the block as text."""
INFO = compile_pattern(r"\{[^\d\n][^\n]*\}|\.?[\w#.+-]* *(?:hl_lines=(?:\"[^\"]*\"|'[^']*'))?")
"""What `fenced_code` reads after a fence."""
SUPERFENCES_INFO = compile_pattern(
    r"(?:\.?[\w#.+-]+(?= |$))? *"
    r"(?:\{[^\d\n][^\n]*\}|(?:(?:"
    rf"hl_lines=(?P<lines>[\"']){NUMBERS}(?P=lines)|linenums=(?:\"\d[^\"]*\"|'\d[^']*')|title(?:=(?:\"[^\"]*\"|'[^']*'))?"
    r")(?: +|$))*)"
)
CONTAINER = compile_pattern(r" *(?:[-+*]|\d+[.)]|:|\[\^[^\]]+\]:|!!!|\?\?\?\+?|===[!+]*|///?)(?:\s|$)")
"""The first line of what has indented lines of its own: an item, a definition, a footnote, an admonition, a tab."""

_INDENT = 4  # spaces: what Python-Markdown takes for one level


class FencedCode(Preprocessor):
    """Takes out of a fence's info string what keeps `fenced_code` or SuperFences from reading the block.

    To CommonMark all after the language is free text: `js {1,3-5}`, `rust,ignore`, `shell script`.
    """

    def run(self, lines: list[str]) -> list[str]:
        fences = [(number, found) for number, line in enumerate(lines) if (found := _match_fence(line))]
        ends: dict[tuple[str, str], list[int]] = {}
        for number, found in fences:
            if not found["info"]:
                ends.setdefault((found["before"], found["fence"]), []).append(number)
        end = -1
        for number, found in fences:
            own = ends.get((found["before"], found["fence"]), [])
            at = bisect_right(own, number)
            if number > end and at < len(own):  # else it is part of the code, or nobody closes it
                end = own[at]
                if not _is_indented_code(lines, number):
                    lines[number] = self._readable(lines[number])
        return lines

    def _readable(self, line: str) -> str:
        found = FENCE.match(line)
        language = found and LANGUAGE.match(found["info"])
        reader = self.md.preprocessors[READER] if READER in self.md.preprocessors else None  # noqa: SIM401 - there is no `get`
        if not found or not language or self._is_read(reader, found, language[0].lstrip(".")):
            return line.rstrip(" ")
        options = () if isinstance(reader, FencedBlockPreprocessor) else _list_options(found["info"])
        return " ".join([f"{found['before']}{found['fence']}{language[0]}", *options])

    def _is_read(self, reader: Preprocessor | None, found: re.Match[str], language: str) -> bool:
        if isinstance(reader, FencedBlockPreprocessor):
            return bool(found["before"] or INFO.fullmatch(found["info"]))
        fences = getattr(getattr(reader, "extension", None), "superfences", None)
        is_custom = not fences or any(each["test"](language) for each in fences[1:])
        return is_custom or bool(SUPERFENCES_INFO.fullmatch(found["info"]))


def _match_fence(line: str) -> re.Match[str] | None:
    return FENCE.match(line) if "```" in line or "~~~" in line else None


def _list_options(info: str) -> Iterator[str]:
    """What of it SuperFences has a use for, as it is written there."""
    options = {
        found["name"]: found["double"] or found["single"] or found["word"] or "" for found in OPTION.finditer(info)
    }
    if highlighted := LINES.search(OPTION.sub("", info)):
        options["hl_lines"] = highlighted["lines"]
    if "hl_lines" in options:
        options["hl_lines"] = options["hl_lines"].replace(",", " ")
    for name, value in options.items():
        if OPTION_VALUES[name].fullmatch(value):
            yield f"{name}='{value}'" if '"' in value else f'{name}="{value}"'


def _is_indented_code(lines: Sequence[str], number: int) -> bool:
    """Is a fence shown, being part of what is code for its indentation?"""
    indent = _measure(lines[number])
    if indent < _INDENT:
        return False
    above = (lines[at] for at in range(number - 1, -1, -1))
    outside = itertools.dropwhile(lambda line: not line.strip() or _measure(line) >= indent, above)
    paragraph = itertools.takewhile(str.strip, outside)  # its first line may be an item, its others need not
    containers = (line for line in paragraph if CONTAINER.match(line))
    return all(indent - _measure(line) >= 2 * _INDENT for line in containers)


def _measure(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
