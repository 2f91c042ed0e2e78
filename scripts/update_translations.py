"""Bring the texts that readers see from the templates and the code into every catalogue of the package.

    python scripts/update_translations.py            update all catalogues
    python scripts/update_translations.py sv         begin one for another language

It names what waits for a translation, and fails while there is any.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "mkdocs_blogposts"
WORDS = PACKAGE / "translations"
METHODS = [("**.py", "python"), ("themes/**.html", "jinja2")]
KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2)}
UNWANTED = tuple(
    f'"{name}'.encode()
    for name in ("Project-Id", "Report-", "POT-Creation-", "PO-Revision-", "Last-Tr", "Language-Team", "Generated-By")
)
"""What Babel writes into the head of a catalogue about its making: the same words make the same bytes."""


def extracted() -> Catalog:
    """Every word in the templates and the code."""
    catalogue = Catalog(fuzzy=False)
    catalogue.header_comment = "# The words that readers see."
    options = {"themes/**.html": {"silent": "false"}}
    found = extract_from_dir(PACKAGE, METHODS, options, KEYWORDS, strip_comment_tags=True)
    for _, _, message, comments, context in found:
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a file."""
    file = io.BytesIO()
    write_po(file, catalogue, width=110, sort_output=True, no_location=True, ignore_obsolete=True)
    return b"".join(line for line in file.getvalue().splitlines(keepends=True) if not line.startswith(UNWANTED))


def updated(path: Path, template: Catalog) -> Catalog:
    """The catalogue of a language with exactly the words of the template, and what it has for them."""
    if path.is_file():
        catalogue = read_po(io.BytesIO(path.read_bytes()), locale=path.stem)
    else:
        catalogue = Catalog(Locale.parse(path.stem), fuzzy=False)
    catalogue.header_comment = f"# The words that readers see, in {Locale.parse(path.stem).english_name}."
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    return catalogue


def waiting(catalogue: Catalog) -> list[str]:
    """The words that have no translation yet."""
    texts = ((message.id, message.string) for message in catalogue if message.id)
    return [str(word) for word, said in texts if not (all(said) if isinstance(said, (list, tuple)) else said)]


def main() -> None:
    """Write all catalogues."""
    template = extracted()
    (WORDS / "messages.pot").write_bytes(written(template))
    missing = 0
    for path in sorted({*WORDS.glob("*.po"), *(WORDS / f"{name}.po" for name in sys.argv[1:])}):
        catalogue = updated(path, template)
        path.write_bytes(written(catalogue))
        for word in waiting(catalogue):
            missing += 1
            print(f"{path.name}: {word}")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
