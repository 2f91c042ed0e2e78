"""What the dialects of headers share."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Any

from frontmatter.default_handlers import BaseHandler

from mkdocs_blogposts.reading.dialects.values import Fields


class FieldedHeader(BaseHandler):
    """A dialect that is read as fields, as a handler of python-frontmatter's kind."""

    last_fence = ""

    @abstractmethod
    def fields(self, header: str) -> Fields:
        """The header's values. Never raises."""

    def load(self, fm: str) -> dict[str, Any]:
        return dict(self.fields(fm).typed)


def with_blanks(header: str, places: re.Pattern[str]) -> str:
    """The header with blanks for the no-break ones at these places, where keyboards put them and no parser takes them.

    Nothing moves: what breaks further on is still in its column.
    """
    return places.sub(lambda found: found[0].replace("\xa0", " "), header) if "\xa0" in header else header
