"""Python-Markdown's processors, each with a look at the text before it that tells whether there is anything to do.

They do the same in less time. An extension's own, be it derived from Python-Markdown's or in its place, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    BlockProcessor,
    BlockQuoteProcessor,
    CodeBlockProcessor,
    EmptyBlockProcessor,
    HashHeaderProcessor,
    HRProcessor,
    ListIndentProcessor,
    OListProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
    UListProcessor,
)
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX

from mkdocs_blogposts.lazy_patterns import compile_pattern

_DelimiterProcessor: Any = getattr(inlinepatterns, "DelimiterProcessor", inlinepatterns.InlineProcessor)
"""Python-Markdown has it from 3.11 on."""

_ODD_LINE = compile_pattern(r"\n(?![^\W\d_])")
_ODD_WHITESPACE = (STX, ETX, "\r", "\t", " \n")


class QuickWhitespace(NormalizeWhitespace):
    """Most texts have none but line ends and single spaces."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join([*lines, ""])
        return super().run(lines) if _has_any(source, _ODD_WHITESPACE) else [*source.split("\n"), ""]


class QuickHtmlBlocks(HtmlBlockPreprocessor):
    """Where there is neither a tag nor an entity, there is no HTML."""

    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if _has_any("\n".join(lines), "<&") else lines


class QuickBlockParser(BlockParser):
    """Asks for the processors once for many blocks, and passes over those that take no paragraph of plain lines.

    A processor of a site's own may change all others while it runs: beside one, each block is offered to each of them.
    """

    _of_signs: Collection[BlockProcessor] = ()

    def parseDocument(self, lines: Iterable[str]) -> Any:
        processors = list(self.blockprocessors)
        is_known = all(map(is_widely_known, processors))
        self._of_signs = {one for one in processors if type(one) in _OF_SIGNS and _is_as_made(one)} if is_known else ()
        try:
            return super().parseDocument(lines)
        finally:
            self._of_signs = ()

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:
        if not (of_signs := self._of_signs):
            super().parseBlocks(parent, blocks)
            return
        processors = list(self.blockprocessors)  # a registry lists them anew each time
        while blocks:
            is_plain = _is_plain(blocks[0])
            for processor in processors:
                if (is_plain and processor in of_signs) or not processor.test(parent, blocks[0]):
                    continue
                if processor.run(parent, blocks) is not False:
                    break
                is_plain = is_plain and _is_plain(blocks[0])  # it may have left another text there


class QuickDelimiters(_DelimiterProcessor):  # type: ignore[misc]
    """Begins with the next sign of emphasis, in place of the next character."""

    def search(self, data: str, start: int) -> re.Match[str] | None:
        found = self.compiled_re.search(data, start)
        return super().search(data, found.start()) if found else None


class QuickTables(TableProcessor):
    """A table has a pipe."""

    def test(self, parent: Element, block: str) -> bool:
        return "|" in block and super().test(parent, block)


class QuickToc(TocTreeprocessor):
    """Few pages have a mark in whose place the table of contents is put."""

    def replace_marker(self, root: Element, elem: Element) -> None:
        if any(element.text and self.marker in element.text for element in root.iter()):
            super().replace_marker(root, elem)


class QuickPrettify(PrettifyTreeprocessor):
    """Asks once for each tag whether it is a block's: that is looked up in a long list."""

    def run(self, root: Element) -> None:
        is_block_level = self.md.is_block_level
        self.md.is_block_level = lru_cache(is_block_level)  # type: ignore[method-assign]  # for as long as it runs
        try:
            super().run(root)
        finally:
            self.md.is_block_level = is_block_level  # type: ignore[method-assign]


class QuickUnescape(UnescapeTreeprocessor):
    """What stands for an escaped sign begins with a character that is in few texts."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text


class QuickRawHtml(RawHtmlPostprocessor):
    """It is asked for each heading. What stands for raw HTML begins with that character, too."""

    def run(self, text: str) -> str:
        return super().run(text) if STX in text else text


QUICK = {
    quick.__base__: quick
    for quick in (
        *(QuickWhitespace, QuickHtmlBlocks, QuickBlockParser, QuickTables),
        *(QuickDelimiters, QuickToc, QuickPrettify, QuickUnescape, QuickRawHtml),
    )
}
"""Which class stands for one of Python-Markdown's."""

_OF_SIGNS = {
    *(EmptyBlockProcessor, ListIndentProcessor, CodeBlockProcessor, HashHeaderProcessor, SetextHeaderProcessor),
    *(HRProcessor, OListProcessor, UListProcessor, BlockQuoteProcessor, ReferenceProcessor),
}
"""What takes a block only if one of its lines doesn't begin with a letter."""

_WIDELY_KNOWN = ("markdown.", "pymdownx.", "mkdocs_blogposts.")


def is_widely_known(processor: object) -> bool:
    """Is it one of Python-Markdown's, of PyMdown Extensions' or of ours, so that we know what it leaves alone?"""
    return type(processor).__module__.startswith(_WIDELY_KNOWN)


def _is_as_made(processor: BlockProcessor) -> bool:
    """Has no extension given it another regular expression, or another test?"""
    new = _make_new(type(processor), processor.tab_length)  # type: ignore[arg-type]  # a class has a hash
    own = vars(processor).items()  # where one of ours stands for a regular expression, it has that
    return all(
        name == "parser" or getattr(value, "expression", value) == getattr(new, name, None) for name, value in own
    )


@lru_cache(maxsize=64)
def _make_new(kind: type[BlockProcessor], tab_length: int) -> BlockProcessor:
    return kind(Markdown(tab_length=tab_length).parser)


def _is_plain(block: str) -> bool:
    return block[:1].isalpha() and not ("\n" in block and _ODD_LINE.search(block))


def _has_any(text: str, signs: Iterable[str]) -> bool:
    return any(sign in text for sign in signs)
