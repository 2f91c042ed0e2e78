"""An extension of Python-Markdown that finds the markup of a text in less time, and finds the same.

Python-Markdown searches each text for each of its patterns: 14 regular expressions, 30 with the usual extensions. Most
of them can match few texts: no link is without a bracket. As `grep` does, we read off each regular expression some
literals of which each of its matches has one, and look for those first. A text without any is passed over.

The HTML is the same, whatever the patterns are and whoever made them: only searches are left out that find nothing, and
Python-Markdown runs a pattern's code for nothing but a match. So it is with the regular expressions of blocks. What
does not follow from a regular expression, but from what a processor of Python-Markdown does, is in `shortcuts`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors, inlinepatterns
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

from mkdocs_blogposts.reading.shortcuts import QUICK, is_widely_known

EXTENSION = "mkdocs_blogposts.reading.prefilters"
"""Where Python-Markdown finds the extension below."""

PARSER: Any = getattr(re, "_parser", None) or getattr(re, "sre_parse", None)  # the latter until Python 3.10
"""Python's own, which alone can't err, and is private: without it, each pattern is searched for in each text."""

SEARCHED = {
    FencedBlockPreprocessor: "FENCED_BLOCK_RE",
    blockprocessors.HashHeaderProcessor: "RE",
    blockprocessors.SetextHeaderProcessor: "RE",
    blockprocessors.HRProcessor: "SEARCH_RE",
    blockprocessors.BlockQuoteProcessor: "RE",
    blockprocessors.ReferenceProcessor: "RE",
    TableProcessor: "RE_CODE_PIPES",
}
"""What Python-Markdown's processors search each text, or each block, for."""

REFERRING = {
    inlinepatterns.ReferenceInlineProcessor,
    inlinepatterns.ShortReferenceInlineProcessor,
    inlinepatterns.ImageReferenceInlineProcessor,
    inlinepatterns.ShortImageReferenceInlineProcessor,
}
"""Patterns of links and images that name a definition: blocks define them, and all blocks have been read before.

Only a pattern of a site's own may define one itself.
"""

_COMMON = re.compile(r"[\w\s.,'-]")
_CASELESS = re.compile(r"[\x00-@\[-`{-\x7f]*")


class Literal(NamedTuple):
    """Some characters that stand side by side."""

    text: str
    in_any_case: bool = False


Literals = frozenset[Literal]
"""Of which each match of a regular expression has one; empty where nothing is known."""


class PrefilteredInlineProcessor(InlineProcessor):
    """Python-Markdown's, which is given only those texts in which a pattern may match."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        patterns: Any = self.inlinePatterns
        plain = PlainTexts([pattern.getCompiledRegExp() for pattern in patterns])
        for element in tree.iter():
            plain.mark(element)
        may_refer = bool(self.md.references) or type(self.md.references) is not dict
        may_refer = may_refer or not all(map(is_widely_known, patterns))
        self.inlinePatterns = [  # type: ignore[assignment]  # for as…
            _prefilter(pattern, plain) for pattern in patterns if may_refer or type(pattern) not in REFERRING
        ]
        try:
            return super().run(tree, ancestors)
        finally:
            self.inlinePatterns = patterns  # … long as it runs: a registry sorts itself anew for each item
            plain.unmark()


class PlainTexts:
    """The texts in which no pattern can match: marked, for a while, as such that Python-Markdown leaves alone."""

    def __init__(self, expressions: Sequence[object]) -> None:
        self._may_match = _may_match_any(*expressions)
        self._marked: list[tuple[Element, str, str]] = []

    def mark(self, element: Element) -> None:
        if not (may_match := self._may_match):
            return
        if (text := element.text) and type(text) is str and not may_match(text):
            self._marked.append((element, "text", text))
            element.text = AtomicString(text)
        if (tail := element.tail) and type(tail) is str and not may_match(tail):
            self._marked.append((element, "tail", tail))
            element.tail = AtomicString(tail)

    def unmark(self) -> None:
        for element, name, text in self._marked:
            if getattr(element, name) == text:  # a pattern of a site's own may have changed it since
                setattr(element, name, text)


@lru_cache
def _may_match_any(*expressions: object) -> Callable[[str], bool] | None:
    """Tells whether a text has a literal of any of the expressions, or what stands for markup that has been found."""
    literals = [find_literals(expression) for expression in expressions]
    every = frozenset([Literal(INLINE_PLACEHOLDER_PREFIX)]).union(*literals)
    return _ask_first(every, lambda *_: True, False) if all(literals) else None


def _prefilter(pattern: Any, plain: PlainTexts) -> Any:
    """A pattern that need not be searched for in each text, or the same one."""
    if not isinstance(pattern, inlinepatterns.InlineProcessor):
        return pattern
    expression = _prefilter_expression(pattern.getCompiledRegExp())
    return PrefilteredPattern(pattern, expression, plain) if expression else pattern


@lru_cache(maxsize=512)
def _prefilter_expression(expression: object) -> PrefilteredExpression | None:
    literals = find_literals(expression)
    return PrefilteredExpression(expression, literals) if literals else None


def _ask_first(literals: Literals, find: Callable[..., Any], nothing: Any) -> Callable[..., Any]:
    """What finds the same in a text, or nothing where the text has none of the literals.

    A text is found in a text sooner than by a regular expression, and in a loop sooner than by `any`.
    """
    texts = {literal.text for literal in literals if not literal.in_any_case}
    sufficient = [text for text in texts if not any(other in text for other in texts - {text})]
    ordered = sorted(sufficient, key=lambda text: (len(text), text))  # a single character is found soonest
    in_any_case = "|".join(sorted(re.escape(literal.text) for literal in literals if literal.in_any_case))
    search = re.compile(in_any_case, re.IGNORECASE).search if in_any_case else None

    def find_if_possible(text: str, start: int = 0) -> Any:
        rest = text[start:] if start else text
        for literal in ordered:
            if literal in rest:
                return find(text, start)
        return find(text, start) if search and search(rest) else nothing

    return find_if_possible


class PrefilteredExpression:
    """A regular expression that is not searched for in a text without any of its literals."""

    def __init__(self, expression: Any, literals: Literals) -> None:
        self.expression = expression
        self.search = _ask_first(literals, expression.search, None)
        self.match = _ask_first(literals, expression.match, None)
        self.finditer = _ask_first(literals, expression.finditer, ())


class PrefilteredPattern(inlinepatterns.InlineProcessor):
    """A pattern of another's, with what it takes to be searched for; a plain text that it makes is marked as such."""

    def __init__(
        self, pattern: inlinepatterns.InlineProcessor, expression: PrefilteredExpression, plain: PlainTexts
    ) -> None:
        self.ANCESTOR_EXCLUDES = pattern.ANCESTOR_EXCLUDES  # type: ignore[misc]  # each has its own
        self.compiled_re = expression  # type: ignore[assignment]  # no more is asked of it
        self._pattern, self._plain = pattern, plain

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        found = self._pattern.handleMatch(m, data)
        if isinstance(node := found[0], Element) and is_widely_known(self._pattern) and not (len(node) or node.tail):
            # Beside a text so marked, children and a tail would be left alone, too; a site's own may change it later.
            self._plain.mark(node)
        return found

    def type(self) -> str:
        return self._pattern.type()


@lru_cache(maxsize=512)
def find_literals(expression: object) -> Literals:
    """The literals of a regular expression."""
    if not PARSER or not isinstance(expression, re.Pattern) or not isinstance(expression.pattern, str):
        return frozenset()
    parsed = PARSER.parse(expression.pattern, expression.flags & ~re.DEBUG)
    return max(_list_literals(parsed, expression.flags), key=_rank, default=frozenset())


def _list_literals(parsed: Iterable[Any], flags: int) -> Iterator[Literals]:
    """Each set of literals that stands for the sequence of parts."""
    literal = ""
    for kind, value in parsed:
        if str(kind) == "LITERAL":
            literal += chr(value)
            continue
        yield _of_literals([literal], flags)
        literal = ""
        yield from _of_part(str(kind), value, flags)
    yield _of_literals([literal], flags)


def _of_part(kind: str, value: Any, flags: int) -> Iterator[Literals]:
    """The same for one part; where we don't know its kind, nothing follows from it."""
    if kind == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        yield _of_literals([chr(code) for _, code in value], flags)
    elif kind == "BRANCH":
        yield _of_branches(value[1], flags)
    elif kind == "SUBPATTERN":
        yield from _list_literals(value[3], (flags | value[1]) & ~value[2])
    elif kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and value[0]:
        yield from _list_literals(list(value[2]) * min(value[0], 3), flags)
    elif kind == "ATOMIC_GROUP":
        yield from _list_literals(value, flags)
    elif kind == "ASSERT" and value[0] > 0:  # what is looked behind at may stand before the start of a search
        yield from _list_literals(value[1], flags)


def _of_branches(branches: Iterable[Any], flags: int) -> Literals:
    """One of each branch, or none."""
    best = [max(_list_literals(branch, flags), key=_rank, default=frozenset()) for branch in branches]
    return frozenset().union(*best) if all(best) else frozenset()


def _of_literals(texts: Iterable[str], flags: int) -> Literals:
    """Of the texts that are not empty. One without a letter, in ASCII, has one case only."""
    return frozenset(
        Literal(text, bool(flags & re.IGNORECASE and not _CASELESS.fullmatch(text))) for text in texts if text
    )


def _rank(literals: Literals) -> tuple[int, int, int]:
    """Of several sets the best is the one found in fewest texts: of rare signs, of few literals, of long ones."""
    if not literals:
        return -1, 0, 0
    texts = [literal.text for literal in literals]
    return min(len(_COMMON.sub("", text)) for text in texts), -len(texts), min(map(len, texts))


_QUICK = {**QUICK, InlineProcessor: PrefilteredInlineProcessor}
"""Which class stands for one of Python-Markdown's; an extension's own is left alone."""


class Prefilters(Extension):
    """The extension."""

    def extendMarkdown(self, md: Markdown) -> None:
        parts = (md.preprocessors, md.parser.blockprocessors, md.inlinePatterns, md.treeprocessors, md.postprocessors)
        for found in (md.parser, *itertools.chain(*parts)):
            if (name := SEARCHED.get(type(found))) and (
                expression := _prefilter_expression(getattr(found, name, None))
            ):
                setattr(found, name, expression)
            if quick := _QUICK.get(type(found)):
                found.__class__ = quick  # so it keeps its place among the others


def makeExtension(**kwargs: Any) -> Prefilters:
    return Prefilters(**kwargs)
