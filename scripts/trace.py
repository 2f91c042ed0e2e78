"""Which files a value of the front matter passes through, from the text of a post to the markup that shows it.

    python -m scripts.trace image          from `image:` to the first `<img>`
    python -m scripts.trace description    from `description:` to `<meta name="description">`
    python -m scripts.trace tags           from `tags:` to the list on the page of a tag

A site of one post is built for real, without what would lead the value elsewhere, too: feeds and `site_url`. A file
counts where one of its functions holds the value itself: the text, a list of such texts, or a small record with the
text among its fields, be it an argument, a variable or what it returns. What only hands a whole post on does not count,
nor does what holds a whole file or page.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from mkdocs.commands.build import build
from mkdocs.config import load_config
from PIL import Image

import mkdocs_blogposts

PACKAGE = str(Path(mkdocs_blogposts.__file__).parent)
TEXT = "A sentence of some length, so that nothing takes the whole file for the value. " * 4
POST = "---\ntitle: A\ndate: 2024-01-01\n{field}\n---\n" + TEXT


class Way(NamedTuple):
    """What is written in the front matter, and how it is known again."""

    written: str
    value: re.Pattern[str]
    """Found in the value, as it is written or as it is published, and in nothing else on the site."""

    output: re.Pattern[str]
    """Found in the markup that ends the way."""


WAYS = {
    # The file on the disk is called otherwise (in small letters): its own path is not what the post says.
    "image": Way("image: Quokka.JPG", re.compile(r"Quokka|quokka[.-]?\w*[0-9a-f]{6}"), re.compile("<img[^>]*quokka")),
    "description": Way(
        "description: Where a quokka lives.",
        re.compile("a quokka lives"),
        re.compile('<meta name="description"[^>]*quokka'),
    ),
    "tags": Way("tags: quokka", re.compile("quokka"), re.compile(r"(?s)bp-list.*<article.*quokka|<article.*bp-list")),
}
LONGEST = 200
"""Characters of a text that is the value, and not a page with it."""

MOST_FIELDS = 10
"""Of a record that is made of the value, and not a post that has it among others."""


class Trace:
    """The files that hold a value, in the order in which it reaches them."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.is_over = False
        self.files: dict[str, str] = {}
        """By their names the first function of each."""

    def __call__(self, frame: FrameType, event: str, result: Any) -> None:
        name = frame.f_code.co_filename
        if self.is_over or event != "return" or not name.startswith(PACKAGE):
            return
        if name not in self.files and self._holds([*frame.f_locals.values(), result], 0):
            self.files[name] = frame.f_code.co_name
        self.is_over = isinstance(result, str) and bool(self.way.output.search(result))

    def _holds(self, values: Iterable[Any], depth: int) -> bool:
        return any(self._is_it(value, depth) for value in values)

    def _is_it(self, value: Any, depth: int) -> bool:
        if isinstance(value, str):
            return len(value) <= LONGEST and bool(self.way.value.search(value))
        return depth < 3 and self._holds(parts_of(value), depth + 1)


def parts_of(value: Any) -> Iterator[Any]:
    """What a short list or a small record is made of."""
    if isinstance(value, (list, tuple, set, frozenset)) and len(value) <= MOST_FIELDS:
        yield from value
    elif dataclasses.is_dataclass(value) and len(dataclasses.fields(value)) <= MOST_FIELDS:
        yield from (getattr(value, field.name, None) for field in dataclasses.fields(value))


def draw_site(folder: Path, field: str) -> Path:
    """A site of one post that has the field, and its configuration."""
    docs = folder / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n", "utf-8")
    (docs / "post.md").write_text(POST.format(field=WAYS[field].written), "utf-8")
    if field == "image":
        Image.new("RGB", (1600, 900), (70, 130, 180)).save(docs / "quokka.jpg")
    config = folder / "mkdocs.yml"
    config.write_text("site_name: Trace\nplugins:\n  - blogposts:\n      feeds: false\n", "utf-8")
    return config


def trace_field(field: str) -> dict[str, str]:
    """The files that hold a field of the front matter, each with the first function that does."""
    with tempfile.TemporaryDirectory() as folder:
        config = load_config(str(draw_site(Path(folder), field)))
        trace = Trace(WAYS[field])
        sys.setprofile(trace)
        try:
            build(config)
        finally:
            sys.setprofile(None)
    return {str(Path(name).relative_to(PACKAGE)): function for name, function in trace.files.items()}


def main() -> None:
    fields = sys.argv[1:] or list(WAYS)
    if unknown := set(fields) - set(WAYS):
        sys.exit(f"{', '.join(sorted(unknown))}: not traced. Write one of {', '.join(WAYS)}.")
    for field in fields:
        files = trace_field(field)
        print(f"{field}: {len(files)} files")
        for name, function in files.items():
            print(f"  {name}  ({function})")


if __name__ == "__main__":
    main()
