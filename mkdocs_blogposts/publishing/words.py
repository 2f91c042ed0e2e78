"""The words of the blog's own, in the language of its readers: gettext's messages, which are the English words."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Words:
    """Says things in one language. What has no translation is said in English."""

    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)

    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Words of the site's own, by the English ones."""

    def gettext(self, text: str) -> str:
        """A word or a sentence."""
        return self.own.get(text) or self.translations.gettext(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """A sentence with a number in it, in the form that the language has for that number."""
        return self.own.get(one if count == 1 else many) or self.translations.ngettext(one, many, count)


ENGLISH = Words()
