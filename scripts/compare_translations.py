"""Compares our texts with translations that others publish: of Material for MkDocs, and of Nikola if it is installed.

    python -m scripts.compare_translations            a row for each language, as in docs/customization/translations.md
    python -m scripts.compare_translations --all      each text with other words, too

Both are kept by speakers of their languages. The same words are verified by that; other words need not be wrong.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parent.parent / "mkdocs_blogposts/translations"

MATERIAL: Mapping[str, tuple[str, ...]] = {
    "Archive": ("blog.archive",),
    "Authors": ("blog.authors",),
    "Categories": ("blog.categories",),
    "Comments": ("meta.comments",),
    "Contents": ("toc",),
    "Draft": ("blog.draft",),
    "Read more": ("blog.continue",),
    "Related links": ("blog.references",),
    "Search": ("search", "search.placeholder"),
    "Share": ("search.share",),
    "Tags": ("tags",),
    "{count} min read": ("readtime.one", "readtime.other"),
}
NIKOLA: Mapping[str, tuple[str, ...]] = {
    **{text: (text,) for text in ("Archive", "Authors", "Categories", "Comments", "Read more", "Tags")},
    "Languages": ("Languages:",),
    "Newer": ("Newer posts",),
    "Older": ("Older posts",),
    "page {number}": ("page %d",),
    "{posts} about {title}": ("Posts about %s",),
    "{posts} by {title}": ("Posts by %s",),
    "Updated {date}": ("updated", "Updates"),
}
"""Our texts, and the keys of the same or of a longer text in the other catalogue."""

NIKOLAS_NAMES = {"zh": "zh_cn", "zh_Hant": "zh_tw", "pt_BR": "pt_br"}


def main() -> None:
    for path in sorted(TRANSLATIONS.glob("*.po")):
        compared = list(compare(path.stem))
        same = [text for text, _, theirs in compared if not theirs]
        others = [text for text, _, theirs in compared if theirs]
        name = Locale.parse(path.stem).get_display_name("en")
        print(f"| {name} | {len(same)} of {len(compared)} | {', '.join(f'`{text}`' for text in others)} |")
        if "--all" in sys.argv:
            for text, ours, theirs in compared:
                print(f"    {text}: {ours} ({theirs or 'the same'})")


def compare(language: str) -> Iterator[tuple[str, str, str]]:
    """Each text that another catalogue has as well: the text, our translation, and theirs where it has other words."""
    ours = read_ours(language)
    sources = ((MATERIAL, read_material(language)), (NIKOLA, read_nikola(language)))
    for text in dict.fromkeys([*MATERIAL, *NIKOLA]):
        theirs = [source[key] for keys, source in sources for key in keys.get(text, ()) if source.get(key)]
        if theirs and text in ours:
            words = {fold(form) for form in ours[text]}
            is_same = any(word in fold(other) for word in words for other in theirs)
            yield text, " / ".join(ours[text]), "" if is_same else "; ".join(dict.fromkeys(theirs))


def fold(text: str) -> str:
    """A text without what tells no words apart: case, numbers, the names of placeholders."""
    return re.sub(r"\{\w+\}|%\w|#|\d|[:.]", " ", text).casefold().strip()


def read_ours(language: str) -> dict[str, tuple[str, ...]]:
    with (TRANSLATIONS / f"{language}.po").open("rb") as file:
        catalogue = read_po(file)
    plural = {each.id[1]: tuple(each.string) for each in catalogue if isinstance(each.id, tuple)}
    return plural | {each.id: (each.string,) for each in catalogue if isinstance(each.id, str) and each.id}


def read_material(language: str) -> dict[str, str]:
    spec = importlib.util.find_spec("material")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    file = folder / f"templates/partials/languages/{language.replace('_', '-')}.html"
    return (
        dict(re.findall(r'^\s*"([\w.]+)": "(.*?)",?$', file.read_text("utf-8"), re.MULTILINE)) if file.is_file() else {}
    )


def read_nikola(language: str) -> dict[str, str]:
    spec = importlib.util.find_spec("nikola")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    file = folder / f"data/themes/base/messages/messages_{NIKOLAS_NAMES.get(language, language)}.py"
    if not file.is_file():
        return {}
    return ast.literal_eval(file.read_text("utf-8").partition("MESSAGES = ")[2])


if __name__ == "__main__":
    main()
