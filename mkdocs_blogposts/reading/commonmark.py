"""An extension of Python-Markdown: lists, tables and fenced code begin where CommonMark and GFM let them, and a page
has one `h1`.

Python-Markdown splits a text at blank lines and looks for a list or a table only where such a block begins. We cut each
block where the specifications begin one in it, and leave the pieces to Python-Markdown's own processors. Quotes, items
and admonitions hand over their blocks too, so the rules hold inside them.

Sources: CommonMark 0.31 (4.1 to 4.8, 5.1 to 5.3), GitHub Flavored Markdown 0.29 (4.10).
"""

from __future__ import annotations

import functools
import itertools
import re
from itertools import dropwhile
from typing import Any
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, OListProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, nearing_recursion_limit

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.fenced_code import FencedCode

# A line that begins otherwise is a line of text, whatever stands around it.
STARTER = compile_pattern(r" {0,3}[-+*_=#>|:\d`~<$\\\x02]")
ANY_STARTER = compile_pattern(r"\n[ ]*[-+*_=#>|:\d`~<$\\\x02]")
ENCLOSING = compile_pattern(r" {0,3}[`~<$\\\x02]")
ITEM = compile_pattern(r" {0,3}[-+*\d]")
NEXT_ITEM = compile_pattern(r" {0,3}(?:[-+*]|\d{1,9}\.) +[^-+*_\s]")
INTERRUPTING_ITEM = compile_pattern(r" {0,3}(?:[-+*]|0{0,8}1[.)]) +\S")
HEADING = compile_pattern(r" {0,3}#{1,6}(?: |$)")
UNDERLINE = compile_pattern(r"(?:=+|-+) *$")
RULE = compile_pattern(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
QUOTE = compile_pattern(r" {0,3}>")
DELIMITER_ROW = compile_pattern(r" {0,3}(?=[^|]*\|)\|?(?: *:?-+:? *\|)* *:?-+:? *(?:\| *)?$")

ENCLOSURES = (
    (compile_pattern(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})"), r"^ {0,3}#[`~]* *$", "lasting"),
    (compile_pattern(r" {0,3}<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE), r"(?i:</#>)", "lasting"),
    (compile_pattern(r" {0,3}<!(--)"), r"#>", "lasting"),
    (compile_pattern(r" {0,3}<(?:\?|![A-Za-z\[])()"), r"#>", "lasting"),
    (compile_pattern(r" {0,3}\x02wzxhzdk:\d+(?=(\x03) *$)"), r"#", "lasting"),
    (compile_pattern(r" {0,3}</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)(?:[^<>]*(?P<alone>>) *$)?"), r"(?!)#", "element"),
    (compile_pattern(r" {0,3}(\$\$)"), r"# *$", "formula"),
    (compile_pattern(r" {0,3}\\\[()"), r"#\\\] *$", "formula"),
    (compile_pattern(r" {0,3}\\begin(\{[A-Za-z]+\*?\})"), r"\\end#", "formula"),
)
"""What holds no Markdown: code, raw HTML, what Python-Markdown has taken out already, formulas. Its first line, what
its last line has (`#` is the first line's group; a blank line ends an element), and what kind it is of."""


class ScannedBlock(str):
    """A block that has been read, and is not to be read again."""

    __slots__ = ()


def find_processor(parser: BlockParser, parent: Element, text: str, *names: str) -> str:
    """The first of the named processors that would take the text, or nothing."""
    processors = parser.blockprocessors
    for name in names:
        if name in processors and processors[name].test(parent, text):
            return name
    return ""


def measure_indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class BlockScanner:
    """One pass over the lines of a block, which finds where it must be cut."""

    def __init__(self, parser: BlockParser, parent: Element, block: str, end: re.Pattern[str] | None) -> None:
        self.parser, self.parent, self.end = parser, parent, end
        self.taker = functools.partial(find_processor, parser, parent)
        self.raw = block.split("\n")
        # Python-Markdown hands over a tight item with its lines still indented. Two spaces put a line inside it, as
        # under a bullet; a line with fewer only continues the item's text, and can begin nothing.
        self.in_item = parent.tag == "li" and bool(parser.state) and parser.state[-1] in {"list", "looselist"}
        self.lazy, self.lines = set(), self.raw[:]
        if self.in_item:
            indents = [measure_indent(line) for line in self.raw]
            self.lazy = {number for number, indent in enumerate(indents) if number and indent < 2}
            self.lines = [
                line[min(indent, parser.md.tab_length) :] for line, indent in zip(self.raw, indents, strict=True)
            ]
        self.cuts = {0}
        self.above, self.list_taker, self.is_lasting = "nothing", "", False

    def pieces(self) -> list[str]:
        """The block's parts, in order; one that equals the block where there is nothing to cut."""
        for number, line in enumerate(self.lines):
            if self.end is not None:
                self.end = None if self.end.search(line) else self.end
            elif number in self.lazy or not STARTER.match(line):
                self._continue(number, line)
            elif not (ENCLOSING.match(line) and self._enclose(number, line)):
                self._start(number, line)
        ends = [*sorted(cut for cut in self.cuts if 0 < cut < len(self.lines)), len(self.lines)]
        return ["\n".join(self.raw[: ends[0]]), *("\n".join(self.lines[i:j]) for i, j in itertools.pairwise(ends))]

    def _begin(self, what: str, number: int) -> None:
        if what in {"list", "table"} or self.above == "table":
            self.cuts.add(number)
        self.above = what

    def _continue(self, number: int, line: str) -> None:
        if self.above == "nothing" or (self.above == "table" and number in self.lazy):
            self._begin("text", number)
        elif self.above == "quote" and DELIMITER_ROW.match(line):
            # The line is lazy, so it is text; within the quote it could not be told from a table's.
            self.raw[number] = self.lines[number] = line.replace("-", r"\-", 1)

    def _enclose(self, number: int, line: str) -> bool:
        """Does the line begin, or hold all of, what holds no Markdown?"""
        for first, last, kind in ENCLOSURES:
            mark = first.match(line)
            if mark and self._may_enclose(mark, kind):
                end = re.compile(last.replace("#", re.escape(mark[1])))
                self.end = None if end.search(line, mark.end()) else end
                # At the root, `fenced_code` may have taken the fence that ends it for one that begins.
                self.is_lasting = kind == "lasting" and (self.parent is not self.parser.root or line[0] == " ")
                if self.above != "list":
                    self._begin("nothing", number)
                return True
        return False

    def _may_enclose(self, mark: re.Match[str], kind: str) -> bool:
        if kind != "element":
            return kind == "lasting" or self.above != "table"
        return self.parser.md.is_block_level(mark[1].lower()) or (self.above == "nothing" and bool(mark["alone"]))

    def _start(self, number: int, line: str) -> None:
        if self.above == "list" and NEXT_ITEM.match(line) and not self._is_beside_list(line):
            return
        is_underline = number - 1 in self.cuts and UNDERLINE.match(self.raw[number])
        if is_underline and self.above in {"list", "quote"}:
            self._stand_alone(number)  # Python-Markdown would make a heading of the item or the quote
        if is_underline and self.above == "text":
            self._stand_alone(number + 1)
        elif self._stands_alone(number, line):
            self._stand_alone(number, number + 1)
        elif QUOTE.match(line) and self.above != "list":
            self._begin("quote", number)
        elif self._is_item(line):
            self._begin("list", number)
            self.list_taker = self.taker(line, "olist", "ulist")
        elif self._is_second_row(number, line):
            self._begin("table", number - 1)
        else:
            self._continue(number, line)

    def _stand_alone(self, *cuts: int) -> None:
        self.above = "nothing"
        if not self.in_item or len(self.cuts) > 1:
            self.cuts.update(cuts)

    def _stands_alone(self, number: int, line: str) -> bool:
        if HEADING.match(line) or RULE.match(line):
            return self.above == "table" or bool(self.taker(line, "hashheader", "hr"))
        return (
            "#" in line
            and self.above != "table"
            and bool(self.taker(line, "hashheader"))
            and not self._has_table(number)
        )

    def _is_item(self, line: str) -> bool:
        if not ITEM.match(line):
            return False
        is_text = self.above == "text" and not INTERRUPTING_ITEM.match(line)
        if is_text or (self.above != "nothing" and RULE.match(line)):
            return False
        return bool(self.taker(line, "olist", "ulist")) and (self.above != "list" or self._is_beside_list(line))

    def _is_beside_list(self, line: str) -> bool:
        """Is it outside the list above, whose processor (of `sane_lists`) would take it for text?"""
        if measure_indent(line) >= (2 if self.list_taker == "ulist" else 3):
            return False
        processor = self.parser.blockprocessors[self.list_taker]
        return isinstance(processor, OListProcessor) and not processor.CHILD_RE.match(line)

    def _is_second_row(self, number: int, line: str) -> bool:
        may_be = self.above == "text" and number - 1 not in self.lazy and measure_indent(self.lines[number - 1]) < 4
        return may_be and DELIMITER_ROW.match(line) is not None and self._has_table(number - 1)

    def _has_table(self, number: int) -> bool:
        return bool(self.taker("\n".join(self.lines[number : number + 2]), "table"))


class Interruptions(BlockProcessor):
    """Cuts a block where a list or a table begins in it, or a table ends; makes nothing itself."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        # What ends, in a later block of the element, what holds no Markdown and was left open in an earlier one.
        self.ends: WeakKeyDictionary[Element, re.Pattern[str]] = WeakKeyDictionary()

    def test(self, parent: Element, block: str) -> bool:
        return not isinstance(block, ScannedBlock)

    def run(self, parent: Element, blocks: list[str]) -> bool:
        if parent.tag == "li" and nearing_recursion_limit():
            SubElement(parent, "p").text = blocks.pop(0)
            return True
        end = self.ends.pop(parent, None) if self.ends else None
        if not end and not self._may_matter(blocks[0]):
            blocks[0] = ScannedBlock(blocks[0])
            return False
        reading = BlockScanner(self.parser, parent, blocks[0], end)
        pieces = reading.pieces()
        if reading.end and (reading.is_lasting or reading.end is end):
            self.ends[parent] = reading.end
        is_cut = pieces != blocks[:1]
        blocks[:1] = map(ScannedBlock, pieces)
        return is_cut

    def _may_matter(self, block: str) -> bool:
        """Most blocks are one line or a paragraph: in these nothing begins, unless it holds no Markdown."""
        return bool(ANY_STARTER.search(f"\n{block}") if "\n" in block else ENCLOSING.match(block))


class ItemEnds(BlockProcessor):
    """Cuts an item's later paragraph where the next item follows it directly."""

    def test(self, parent: Element, block: str) -> bool:
        return (
            block[:1] == " "
            and "\n" in block
            and bool(find_processor(self.parser, parent, block, "indent", "defindent"))
        )

    def run(self, parent: Element, blocks: list[str]) -> bool:
        lines = blocks[0].split("\n")
        depth = measure_indent(lines[0]) // self.tab_length * self.tab_length
        for number, line in enumerate(lines):
            if measure_indent(line) >= depth or measure_indent(line) % self.tab_length >= 2:
                continue
            if find_processor(self.parser, parent, line.lstrip(" "), "olist", "ulist"):
                blocks[:1] = ["\n".join(lines[:number]), "\n".join(lines[number:])]
                return True
            if DELIMITER_ROW.match(line):
                lines[number] = line.replace("-", r"\-", 1)
        blocks[0] = "\n".join(lines)
        return False


class CommonMarkBlocks(Extension):
    """The extension; `enabled` switches lists, tables and fenced code, `one_h1` the headings."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "enabled": [True, "CommonMark's lists and fences, GFM's tables"],
            "one_h1": [True, "one h1 on a page"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        if self.getConfig("enabled"):
            md.preprocessors.register(FencedCode(md), "commonmark-fenced-code", 25.5)
            md.parser.blockprocessors.register(ItemEnds(md.parser), "commonmark-item-ends", 91)
            md.parser.blockprocessors.register(Interruptions(md.parser), "commonmark-interruptions", 79)
        if self.getConfig("one_h1"):
            md.treeprocessors.register(OneTopHeading(md), "commonmark-one-h1", 5.5)


def makeExtension(**kwargs: Any) -> CommonMarkBlocks:
    return CommonMarkBlocks(**kwargs)


HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class OneTopHeading(Treeprocessor):
    """Moves the headings down by one from the first `h1` that does not lead the text; an `h6` stays one.

    What stands before is below the page's title already, and would leave a level out.
    """

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in HEADINGS]
        if not any(element.tag == "h1" for element in headings):
            return
        first = next((element for element in root if not self._is_comment(element)), None)
        others = [heading for heading in headings if heading is not first or heading.tag != "h1"]
        for heading in dropwhile(lambda heading: heading.tag != "h1", others):
            heading.tag = f"h{min(int(heading.tag[1]) + 1, 6)}"

    def _is_comment(self, element: Element) -> bool:
        stashed = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
        return bool(stashed and self.md and str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])]).startswith("<!--"))
