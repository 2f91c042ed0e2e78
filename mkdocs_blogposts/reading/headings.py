"""One `h1` on a page."""

from __future__ import annotations

from itertools import dropwhile
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

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
