"""Which files a value of the front matter passes through, from the text of a post to the markup that shows it.

    python -m scripts.trace image          from `image:` to the first `<img>`
    python -m scripts.trace description    from `description:` to `<meta name="description">`
    python -m scripts.trace tags           from `tags:` to the list on the page of a tag

A site of one post is built for real, and every function of the package is watched. A file is on the way where one of
its functions

1. has the value itself in hand: the text, a list of such texts, or a small record with the text among its fields, as
   an argument, a variable or a result. A whole file, front matter, post, list of posts or page that holds it somewhere
   does not count;
2. hands it on: returns it, returns a new record (such as a post) with it, or prints it;
3. and hands it on to what hands it on. What is asked for a check, for a key of a cache or for other markup than that at
   the end of the way leads elsewhere.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import Any, NamedTuple

from mkdocs.commands.build import build
from mkdocs.config import load_config
from PIL import Image

import mkdocs_blogposts

PACKAGE = str(Path(mkdocs_blogposts.__file__).parent)
TEXT = "A sentence of some length, so that nothing takes the whole file for the value. " * 4
FIELDS = "".join(f"extra_{number}: {number}\n" for number in range(12))
"""So many that the front matter is no small record."""

POST = f"---\ntitle: A\ndate: 2024-01-01\n{{field}}\n{FIELDS}---\n{TEXT}"


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
    # In the URL of its page the tag is `a-quokka`, which is made of it early and goes its own way.
    "tags": Way("tags: A Quokka", re.compile("A Quokka"), re.compile(r"(?s)bp-list.*A Quokka.*<article")),
}
GENERATED = "frozen_dataclasses.py"
"""Its functions stand for those that `dataclass` generates, which have no file."""

LONGEST = 100
"""Characters of a text that is the value, and not a page with it."""

MOST_FIELDS = 10
"""Of a record that is made of the value, and not a post that has it among others."""


@dataclasses.dataclass
class Call:
    """A function that has been called."""

    files: dict[str, str] = dataclasses.field(default_factory=dict)
    """On the way since then: their names with the first function of each."""

    keeps: bool = False
    """Has a record been made since then, which may live longer than the call?"""

    def add(self, other: Call) -> None:
        """Take over what one of the calls that it made has found."""
        self.files = {**self.files, **{name: other.files[name] for name in other.files if name not in self.files}}
        self.keeps |= other.keeps


class Trace:
    """The files on the way of a value, in the order in which it reaches them."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.is_over = False
        self._open = [Call()]
        """The calls that have not returned, above the build itself."""
        self._records: dict[int, Any] = {}
        """The records that have been handed on so far; they are kept, so that their ids stay theirs."""

    @property
    def files(self) -> dict[str, str]:
        """By their names the first function of each."""
        found = Call()
        for call in self._open:
            found.add(call)
        return found.files

    def __call__(self, frame: FrameType, event: str, result: Any) -> None:
        name = frame.f_code.co_filename
        if self.is_over or not name.startswith(PACKAGE) or name.endswith(GENERATED):
            return
        if event == "call":
            self._open.append(Call())
        elif event == "return":
            self._take_back(frame, result)

    def _take_back(self, frame: FrameType, result: Any) -> None:
        """Note where a call was on the way, and forget all that it called where it was not, and nothing is kept."""
        call, name = self._open.pop(), frame.f_code.co_filename
        is_markup = isinstance(result, str) and "<" in result
        self.is_over = is_markup and bool(self.way.output.search(result))
        is_template = is_markup and name.endswith(".html") and bool(self.way.value.search(result))
        is_made = self._makes_record(result)
        is_handed_on = is_made or self._is_it(result) or self.is_over
        if is_template or (is_handed_on and self._is_it([*frame.f_locals.values(), result])):
            call.files.setdefault(name, frame.f_code.co_name)
        call.keeps |= is_made
        leads_elsewhere = is_markup and not (is_template or self.is_over)
        if not leads_elsewhere and (is_template or is_handed_on or call.keeps):
            self._open[-1].add(call)

    def _makes_record(self, result: Any) -> bool:
        """Is there a new record in a result, which has the value in one of its fields?"""
        new = [part for part in walk(result, self._records) if is_record(part)]
        self._records |= {id(record): record for record in new}
        return any(self._is_text(part) for record in new for part in walk(record, {}, lambda part: not is_record(part)))

    def _is_it(self, value: Any) -> bool:
        """Is it the value, a short list of such or a small record with it?"""
        return any(self._is_text(part) for part in walk(value, {}, lambda part: not is_large(part)))

    def _is_text(self, value: Any) -> bool:
        is_short = isinstance(value, str) and len(value) <= LONGEST and "<" not in value
        return is_short and bool(self.way.value.search(value))


def walk(value: Any, known: Mapping[int, Any], is_part: Callable[[Any], bool] = lambda _: True) -> Iterator[Any]:
    """A value, and what it is made of as far as that is a part; nothing of what is known."""
    seen, waiting = set(known), [value]
    while waiting:
        one = waiting.pop()
        if id(one) not in seen and (one is value or is_part(one)):
            seen.add(id(one))
            yield one
            waiting += parts_of(one)


def parts_of(value: Any) -> Iterator[Any]:
    """What a list, a mapping or a record is made of."""
    if isinstance(value, (list, tuple, set, frozenset)):
        yield from value
    elif isinstance(value, (dict, MappingProxyType)):
        yield from value.values()
    elif dataclasses.is_dataclass(value):
        yield from (getattr(value, field.name, None) for field in dataclasses.fields(value))


def is_record(value: Any) -> bool:
    """Is it of a class of named fields, such as a post or a head?"""
    return dataclasses.is_dataclass(value) or hasattr(value, "_fields")


def is_large(value: Any, depth: int = 4) -> bool:
    """Is it more than a short list or a small record? So is what holds whole posts or other large records."""
    parts = [*parts_of(value)]
    return len(parts) > MOST_FIELDS or (depth > 0 and any(is_large(part, depth - 1) for part in parts))


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
