"""Posts in any number, the same at each call: front matter in the form `Key: value`, and about 8 KB of text.

The text has what real posts have and converters work on: headings of two levels, lists and tables that follow a
paragraph's line directly, links, emphasis, images, a quotation, questions with answers.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

PICTURES = 20
FIRST_DAY = datetime.date(2022, 1, 3)
DAYS = 3 * 365

AUTHORS = ("Ada Lind", "Bo Karlsen", "Chiara Conti", "Dmitri Ivanov", "Eun-ji Park")
TAGS = tuple(
    f"{kind} {thing}"
    for kind in ("wooden", "fishing", "sailing", "winter", "harbour")
    for thing in ("boats", "tools", "repairs", "stories", "people", "weather", "markets", "maps")
)
WHO = (
    "the old boatbuilder",
    "a patient crew",
    "every harbour master",
    "our neighbor on the quay",
    "the first mate",
    "anyone with a small yard",
    "the net maker",
    "a careful owner",
    "the pilot from the island",
    "half of the village",
)
DOES = (
    "checks",
    "paints",
    "repairs",
    "measures",
    "carries",
    "borrows",
    "sharpens",
    "launches",
    "describes",
    "remembers",
    "sells",
    "watches",
)
WHAT = (
    "the larch planks",
    "a brass compass",
    "two coils of rope",
    "the winter mooring",
    "an oak keel",
    "the tide tables",
    "a leaking hatch",
    "the spare rudder",
    "a box of copper nails",
    "the long oars",
    "an honest logbook",
    "the harbour light",
)
WHEN = (
    "before the tide turns",
    "when the wind drops",
    "in the last week of March",
    "although the paint is still wet",
    "while the kettle boils",
    "without a word of complaint",
    "as soon as the ice is gone",
    "for the third time this year",
    "because salt forgives nothing",
    "with more care than haste",
)


def write_posts(docs_dir: Path, count: int) -> None:
    """Write `blog/` with its posts, and `pictures/` with what they show, into a docs folder."""
    for folder in ("blog", "pictures"):
        (docs_dir / folder).mkdir(parents=True, exist_ok=True)
    for number in range(PICTURES):
        (docs_dir / "pictures" / f"{number:02}.jpg").write_bytes(picture(number))
    for number in range(count):
        (docs_dir / "blog" / f"post-{number:04}.md").write_text(post(number, count), encoding="utf-8")


def post(number: int, count: int) -> str:
    """The file of one post out of so many."""
    chance = Random(number)
    return f"{_header(chance, number, count)}\n{_body(chance)}"


def picture(number: int) -> bytes:
    """A JPEG of 1600 × 900 pixels, with edges and fades as a photograph has them."""
    chance = Random(number)
    image = Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * turn).resize((1600, 900)) for turn in range(3)])
    draw = ImageDraw.Draw(image)
    for _ in range(200):
        x, y, size = chance.randrange(1600), chance.randrange(900), chance.randrange(10, 160)
        draw.ellipse((x, y, x + size, y + size), fill=tuple(chance.randrange(256) for _ in range(3)))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


def _header(chance: Random, number: int, count: int) -> str:
    title = _sentence(chance).rstrip(".")
    return f"""\
Title: {title}? What then? Part {number}
Description: {_paragraph(chance, 3)}
Slug: part-{number}
Thumbnail: /pictures/{chance.randrange(PICTURES):02}.jpg
Author: {chance.choice(AUTHORS)}
resume: {_sentence(chance)}
Category:
Tags: {", ".join(_tags(chance))}
Date: {FIRST_DAY + datetime.timedelta(days=number * DAYS // count)}
Alt: {chance.choice(WHAT)}
Status: published
"""


def _tags(chance: Random, wanted: int = 6) -> list[str]:
    """Different tags, the first of the vocabulary twice as often as the second, three times as often as the third."""
    left = list(TAGS)
    chosen: list[str] = []
    while len(chosen) < wanted:
        weights = [1 / (TAGS.index(tag) + 1) for tag in left]
        chosen += chance.choices(left, weights)
        left.remove(chosen[-1])
    return chosen


def _body(chance: Random) -> str:
    return "\n\n".join(_blocks(chance)) + "\n"


def _blocks(chance: Random) -> Iterator[str]:
    yield _paragraph(chance, 3)
    yield _paragraph(chance, 4)
    yield f"## In short\n{_list(chance, 5)}"
    for _ in range(3):
        yield f"## {_heading(chance)}\n{_paragraph(chance, 4)}"
        yield f"### {_heading(chance)}\n{_paragraph(chance, 3)}\n{_list(chance, 4)}"
        yield _paragraph(chance, 4)
    for _ in range(2):
        yield f"{_paragraph(chance, 3)}\n![{chance.choice(WHAT)}](/pictures/{chance.randrange(PICTURES):02}.jpg)"
        yield f"{_paragraph(chance, 3)}\n{_table(chance)}"
    yield f"> {_paragraph(chance, 3)}"
    yield "## Questions"
    for _ in range(4):
        yield f"*{_sentence(chance)[:-1]}?*"
        yield _paragraph(chance, 3)


def _list(chance: Random, items: int) -> str:
    return "\n".join(f"- *{_heading(chance)}:* {_sentence(chance)}" for _ in range(items))


def _table(chance: Random) -> str:
    rows = [["*Who*", "*What*", "*When*"], ["---"] * 3]
    rows += [[chance.choice(column) for column in (WHO, WHAT, WHEN)] for _ in range(4)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _paragraph(chance: Random, sentences: int) -> str:
    said = [_sentence(chance) for _ in range(sentences)]
    if sentences > 3:
        said.insert(2, f"See [{chance.choice(WHAT)}](https://example.com/{chance.randrange(1000)}).")
    return " ".join(said)


def _heading(chance: Random) -> str:
    return _capital(f"{_bare(chance, WHAT)} {chance.choice(WHEN)}")


def _sentence(chance: Random) -> str:
    return _capital(f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)} {chance.choice(WHEN)}.")


def _bare(chance: Random, things: Sequence[str]) -> str:
    """A thing without its article."""
    return chance.choice(things).split(" ", maxsplit=1)[1]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
