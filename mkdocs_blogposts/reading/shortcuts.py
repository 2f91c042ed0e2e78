"""Python-Markdown's processors, each with a look at the text before it that tells whether there is anything to do.

They do the same in less time. `take` gives a converter's own processors these classes; those of extensions that are
derived from them, or stand in their place, stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX

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
    """Asks for the processors once for many blocks: a registry lists them anew each time."""

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - Python-Markdown's, as all these
        processors = list(self.blockprocessors)
        while blocks:
            for processor in processors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break


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


_CLASSES = (QuickWhitespace, QuickHtmlBlocks, QuickBlockParser, QuickTables, QuickToc, QuickPrettify, QuickUnescape)
_QUICK = {quick.__base__: quick for quick in _CLASSES}


def take(md: Markdown) -> None:
    """Have a converter take the short ways."""
    for found in (*md.preprocessors, md.parser, *md.parser.blockprocessors, *md.treeprocessors):
        if quick := _QUICK.get(type(found)):
            found.__class__ = quick  # so it keeps its place among the others


def _has_any(text: str, signs: Iterable[str]) -> bool:
    return any(sign in text for sign in signs)
