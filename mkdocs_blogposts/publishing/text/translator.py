"""The words of the blog's own, in the language of its readers: gettext's messages, which are the English words.

What changes in a message stands in it between braces, such as `{count}`. A site may say other words in their place, by
its option `translations`.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_imports import pofile
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.naming.suggestions import suggest_word

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


CATALOGUES = Path(__file__).parents[2] / "translations"
"""A catalogue of gettext for each language, such as `de.po` or `zh_Hant.po`, and `words.pot` with the English words."""


@lru_cache(maxsize=1)
def list_messages() -> Mapping[str, frozenset[str]]:
    """Every word and sentence that readers see, in English, with the names of the values that may stand in it.

    Of a message with a number both forms are there, and either may name it.
    """
    with (CATALOGUES / "messages.pot").open("rb") as template:
        messages = [message.id for message in pofile.read_po(template) if message.id]
    forms = [(message,) if isinstance(message, str) else tuple(message) for message in messages]
    return {text: frozenset(PLACE.findall(" ".join(texts))) for texts in forms for text in texts}


def read_translations(written: object) -> Mapping[str, str]:
    """The site's own words by the English ones.

    Raises:
        ValueError: where one is no word of ours, or makes no sense; its text says what to write.
    """
    if not isinstance(written, Mapping):
        raise ValueError(f"{written!r} aren't translations. Write pairs such as 'Older: Earlier'.")
    return {str(word): _own(str(word), said) for word, said in written.items()}


def _own(word: str, said: object) -> str:
    known = list_messages()
    if word not in known:
        meant = suggest_word(word, known, "Write one of the English words that the blog says.")
        raise ValueError(f"{word!r} isn't one of the blog's own words. {meant}")
    if not isinstance(said, str) or not said.strip():
        raise ValueError(f"{said!r} isn't a text for {word!r}. Write a text.")
    for name in PLACE.findall(said):
        if name not in known[word]:
            places = ", ".join(f"{{{place}}}" for place in sorted(known[word])) or "nothing"
            raise ValueError(f"{said!r} has {{{name}}}. In {word!r} may stand {places}.")
    return said
