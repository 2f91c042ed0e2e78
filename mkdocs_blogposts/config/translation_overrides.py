"""The option `translations`: what a site says in the place of the blog's own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from mkdocs_blogposts.lazy_imports import pofile
from mkdocs_blogposts.publishing.text.translator import PLACE
from mkdocs_blogposts.reading.naming.suggestions import suggest_word

CATALOGUES = Path(__file__).parent.parent / "translations"
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
        raise ValueError(f"The blog does not say {word!r}. {meant}")
    if not isinstance(said, str) or not said.strip():
        raise ValueError(f"{said!r} is nothing to say for {word!r}. Write a text.")
    for name in PLACE.findall(said):
        if name not in known[word]:
            places = ", ".join(f"{{{place}}}" for place in sorted(known[word])) or "nothing"
            raise ValueError(f"{said!r} has {{{name}}}. In {word!r} may stand {places}.")
    return said
