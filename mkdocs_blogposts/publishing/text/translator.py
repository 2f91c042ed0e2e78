"""The words of the blog's own, in the language of its readers: gettext's messages, which are the English words.

What changes in a message stands in it between braces, such as `{count}`.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType

from mkdocs_blogposts.lazy_definitions import compile_pattern, dataclass

PLACE = compile_pattern(r"\{(\w+)\}")
"""Where a value stands in a message."""


def fill_message(text: str, values: Mapping[str, object]) -> str:
    """A message with its values; braces around anything else stay as they are."""
    return PLACE.sub(lambda found: str(values.get(found[1], found[0])), text) if "{" in text else text


@dataclass(frozen=True)
class Translator:
    """Says things in one language. What has no translation is said in English."""

    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)

    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Words of the site's own, by the English ones."""

    number: Callable[[int], str] = str
    """How the language writes a whole number."""

    def gettext(self, text: str, **values: object) -> str:
        """A word or a sentence."""
        return fill_message(self.own.get(text) or self.translations.gettext(text), values)

    def ngettext(self, one: str, many: str, count: int, **values: object) -> str:
        """A sentence with a number in it, its `{count}`, in the form that the language has for that number."""
        said = self.own.get(one if count == 1 else many) or self.translations.ngettext(one, many, count)
        return fill_message(said, {**values, "count": self.number(count)})


ENGLISH = Translator()
