"""A card for a post without an image: its title, the site, who wrote it and when, drawn as an image."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import pymupdf_fonts  # type: ignore[import-untyped]

from mkdocs_blogposts.lazy_imports import Image, ImageDraw, ImageFont, ImageOps, features
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.images.decoding import UnreadableImage, decode_image
from mkdocs_blogposts.publishing.text.html_text import CHARACTERS

WIDTH, HEIGHT = 1200, 630  # pixels: the shape of link previews; lists cut 40 off at each side
_MARGIN = 96
_ROOM = WIDTH - 2 * _MARGIN
_TITLE_TOP, _TITLE_HEIGHT = 170, 300
_SIZES = range(88, 39, -4)
_LINE = 1.2
_SMALL = 34
_LONGEST = 400  # characters: more than fit on any card
_VEIL = 0.62
"""How much of the background's color lies over an image, so that words on it can be read."""

_PIECE = compile_pattern(rf"[{CHARACTERS}][^\w\s]*|[^\s{CHARACTERS}]+|\s+")
_JOINERS = "\u200c\u200d"  # which decide how Persian and Indian letters join
_LOOSE_JOINER = compile_pattern(rf"(?:(?<=\s)|^)[{_JOINERS}]+")
_SIGNS = {"So", "Sk", "Cf", "Cn", "Co", "Mn", "Me"}
"""Kinds of characters that may be missing without a loss: emoji and what belongs to them."""


class SocialCardText(NamedTuple):
    """What stands on a card. Plain text; what is empty is left out."""

    title: str
    site: str = ""
    author: str = ""
    date: str = ""


class SocialCardDesign(NamedTuple):
    """How cards look."""

    background: str = "#17324d"
    """A color as CSS has it."""

    color: str = "#ffffff"
    """Of the words."""

    accent: str = "#f2b33d"
    """Of the bar beside them."""

    font: bytes = b""
    """A font file; empty for FiraGO, which has Latin, Greek, Cyrillic, Hebrew, Arabic, Thai and Devanagari letters."""

    image: bytes = b""
    """An image file that lies behind everything; empty for the background's color alone."""


def draw_card(words: SocialCardText, design: SocialCardDesign) -> bytes:
    """The card as a PNG; the same bytes for the same words and design.

    Raises:
        UnreadableImage: if the font or the image cannot be read, or the font lacks the letters.
    """
    words = SocialCardText(
        *(_drawable(text, design.font) for text in (words.title, words.site, words.author, words.date))
    )
    card = _ground(design)
    pen = ImageDraw.Draw(card)
    right = _is_rtl(words.title or words.site)
    bar = WIDTH - _MARGIN + 28 if right else _MARGIN - 40
    pen.rectangle((bar, _MARGIN, bar + 11, HEIGHT - _MARGIN), fill=design.accent)
    small = _font(design.font, "figo", _SMALL)
    _write(pen, _cut(words.site, small), _MARGIN, small, design.accent, right)
    for top, line, font in _title(words.title, design.font):
        _write(pen, line, top, font, design.color, right)
    # Between a Latin name and the number that begins a date, a mark says that the line goes on leftwards (UAX #9).
    turn = "\u200f" if _is_rtl(words.author or words.date) else ""
    date = f"\u2067{words.date}\u2069" if _is_rtl(words.date) and not turn and _shapes() else words.date
    below = _cut(f"{turn}  ·  {turn}".join(filter(None, [words.author, date])), small)
    _write(pen, below, HEIGHT - _MARGIN - round(_SMALL * _LINE), small, design.color, right)
    file = io.BytesIO()
    card.save(file, "PNG", compress_level=1)
    return file.getvalue()


def _ground(design: SocialCardDesign) -> Image.Image:
    plain = Image.new("RGB", (WIDTH, HEIGHT), design.background)
    if not design.image:
        return plain
    try:
        behind = decode_image(design.image, lambda whole: max(WIDTH / whole[0], HEIGHT / whole[1])).image.convert("RGB")
    except UnreadableImage as error:
        raise UnreadableImage(f"the image of 'social_card_design' cannot be used: {error.reason}") from error
    return Image.blend(ImageOps.fit(behind, plain.size, Image.Resampling.LANCZOS), plain, _VEIL)


@lru_cache(maxsize=64)
def _font(file: bytes, ours: str, size: int) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(io.BytesIO(file or pymupdf_fonts.myfont(ours)), size)
    except OSError as error:
        raise UnreadableImage("the font of 'social_card_design' cannot be read") from error


def _drawable(text: str, file: bytes) -> str:
    """One line of text without the emoji that the font lacks."""
    line = " ".join("".join(map(_seen, text[:_LONGEST])).split())
    lacks = _lacking(file)
    known = "".join(_spelt(sign) if lacks(sign) else sign for sign in line)
    kept = "".join(sign for sign in known if unicodedata.category(sign) not in _SIGNS or not lacks(sign))
    lost = next((sign for sign in kept if not sign.isspace() and lacks(sign)), "")
    if lost:
        script = unicodedata.name(lost, "?").split()[0]
        raise UnreadableImage(
            f"the font of social cards has no {f'{script} letters' if lost.isalpha() else f'sign {lost!r}'}"
        )
    return " ".join(_LOOSE_JOINER.sub("", kept).split())


def _seen(sign: str) -> str:
    """A character as it is drawn: nothing for a soft hyphen and its like, a space for the end of a line."""
    if sign.isprintable() or sign in _JOINERS:
        return sign
    return "" if unicodedata.category(sign) == "Cf" else " "


def _spelt(sign: str) -> str:
    """A character in plainer ones, such as 1 for ①; emoji have none, and the marks on a letter none of their own."""
    return unicodedata.normalize("NFKC", sign)


@lru_cache(maxsize=8)
def _lacking(file: bytes) -> Callable[[str], bool]:
    """Whether a font has no sign of its own for a character."""
    # Not shaped, or a mark would stand on a circle where its letter is missing.
    font = _font(file, "figbo", 24).font_variant(layout_engine=ImageFont.Layout.BASIC)
    none = bytes(font.getmask("\uffff")), font.getlength("\uffff")

    @lru_cache(maxsize=4096)
    def lacks(sign: str) -> bool:
        return (bytes(font.getmask(sign)), font.getlength(sign)) == none

    return lacks


def _title(title: str, file: bytes) -> Iterator[tuple[int, str, ImageFont.FreeTypeFont]]:
    """The lines of a title, each with its top: as large as they fit, cut off only where none does."""
    for size in _SIZES:
        font = _font(file, "figbo", size)
        lines, room = _wrapped(title, font, size == _SIZES[-1]), int(_TITLE_HEIGHT / (size * _LINE))
        if len(lines) <= room and all(_length(line, font) <= _ROOM for line in lines):
            lines = _balanced(title, font, lines)
            break
    if len(lines) > room:
        lines = [*lines[: room - 1], _cut(f"{lines[room - 1]}…", font)]
    top = _TITLE_TOP + (_TITLE_HEIGHT - round(len(lines) * size * _LINE)) // 2
    return ((top + round(number * size * _LINE), line, font) for number, line in enumerate(lines))


def _balanced(text: str, font: ImageFont.FreeTypeFont, lines: list[str]) -> list[str]:
    """As many lines, of widths as alike as can be, so that no word stands alone on the last."""
    narrow, wide = sum(int(_length(line, font)) for line in lines) // max(1, len(lines)), _ROOM
    while len(lines) > 1 and wide - narrow > _ROOM // 16:
        width = (narrow + wide) // 2
        tried = _wrapped(text, font, False, width)
        fits = len(tried) == len(lines) and all(_length(line, font) <= width for line in tried)
        narrow, wide, lines = (narrow, width, tried) if fits else (width, wide, lines)
    return lines


def _wrapped(text: str, font: ImageFont.FreeTypeFont, anywhere: bool, width: int = _ROOM) -> list[str]:
    """Lines no wider than the card, or so many pixels, broken at spaces and between Chinese and Japanese characters.

    `anywhere` breaks words, too, that are wider than a line.
    """
    lines = [""]
    pieces = _PIECE.findall(text)
    if anywhere:
        pieces = [part for piece in pieces for part in _broken(piece, font)]
    for piece in pieces:
        if lines[-1] and _length((lines[-1] + piece).rstrip(), font) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines if line.strip()]


def _broken(piece: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """A word in parts that fit on a line."""
    while _length(piece, font) > _ROOM:
        fits = (end for end in range(len(piece), 1, -1) if _length(piece[:end], font) <= _ROOM)
        end = next(fits, 1)
        yield piece[:end]
        piece = piece[end:]
    yield piece


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    """A line that is too long, up to where it fits, with `…`."""
    if _length(line, font) <= _ROOM:
        return line
    while line and _length(f"{line}…", font) > _ROOM:
        line = line[: -max(1, len(line) // 50)]
    return f"{line.rstrip('… ')}…"


def _direction(line: str) -> str | None:
    """What Pillow is told; `None` where it cannot shape text, and draws it as it comes."""
    return ("rtl" if _is_rtl(line) else "ltr") if _shapes() else None


def _shapes() -> bool:
    return bool(features.check("raqm"))


def _length(line: str, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(line, direction=_direction(line))


def _is_rtl(text: str) -> bool:
    """Does it run from the right: by its first letter that runs either way (UAX #9, P2)?"""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def _write(
    pen: ImageDraw.ImageDraw, line: str, top: int, font: ImageFont.FreeTypeFont, color: str, right: bool
) -> None:
    if line:
        place = (WIDTH - _MARGIN if right else _MARGIN, top)
        pen.text(place, line, color, font, anchor="ra" if right else "la", direction=_direction(line))
