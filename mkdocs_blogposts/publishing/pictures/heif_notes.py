"""What cameras write beside the picture in an AVIF or HEIC: found in its boxes, and made to say nothing where it lies.

Nothing moves, so that no other part of the file need be found again (ISO/IEC 14496-12 §8.11, ISO/IEC 23008-12 annex A).
"""

from __future__ import annotations

from collections.abc import Iterator

_EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"
_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}


def is_heif(data: bytes) -> bool:
    """Does a file say that it is one?"""
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def silenced(data: bytes) -> bytes:
    """The same file, with EXIF that says nothing and XMP of blanks. How a picture is turned is no EXIF here.

    Raises:
        IndexError: if its boxes are damaged.
    """
    parts = dict(_boxes(data, 0, len(data)))
    start, end = parts.get(b"meta", (0, 0))
    within = dict(_boxes(data, start + 4, end))
    if not {b"iinf", b"iloc"} <= within.keys():
        return data
    kinds = dict(_items(data, *within[b"iinf"]))
    changed, room = bytearray(data), len(data)
    for number, place, length in _places(_Numbers(data, within[b"iloc"][0])):
        kind = kinds.get(number)
        if kind in (b"Exif", b"mime") and place + length <= len(data):
            room -= length
            if room < 0:  # parts of the file are named again and again
                raise IndexError(place)
            said = _EMPTY_EXIF.ljust(length, b"\0")[:length] if kind == b"Exif" else b" " * length
            changed[place : place + length] = said
    return bytes(changed)


def _boxes(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Each box by its name, with the beginning and the end of what it holds."""
    while place + 8 <= end:
        length, head = int.from_bytes(data[place : place + 4], "big"), 8
        if length == 1:
            length, head = int.from_bytes(data[place + 8 : place + 16], "big"), 16
        length = length or end - place
        if length < head:
            raise IndexError(place)
        yield data[place + 4 : place + 8], (place + head, min(end, place + length))
        place += length


def _items(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The number and the kind of each item of a file."""
    first = start + (6 if data[start] == 0 else 8)
    for name, (begin, _) in _boxes(data, first, end):
        wide = 4 if data[begin] >= 3 else 2
        kind = begin + 4 + wide + 2
        if name == b"infe":
            yield int.from_bytes(data[begin + 4 : begin + 4 + wide], "big"), data[kind : kind + 4]


class _Numbers:
    """Reads one number after the other."""

    def __init__(self, data: bytes, place: int) -> None:
        self._data, self._place = data, place

    def next(self, size: int) -> int:
        """Of so many bytes."""
        if self._place + size > len(self._data):
            raise IndexError(self._place)
        self._place += size
        return int.from_bytes(self._data[self._place - size : self._place], "big")


def _places(numbers: _Numbers) -> Iterator[tuple[int, int, int]]:
    """The number of each item with the place and length of each of its parts, where those are counted in the file."""
    version, _, sizes, more = (numbers.next(size) for size in (1, 3, 1, 1))
    wide = 4 if version == 2 else 2
    if not sizes & 15:
        raise IndexError(sizes)
    for _ in range(numbers.next(wide)):
        number = numbers.next(wide)
        method = numbers.next(2) & 15 if version else 0
        numbers.next(2)
        base = numbers.next(more >> 4)
        for _ in range(numbers.next(2)):
            numbers.next(more & 15 if version else 0)
            place, length = numbers.next(sizes >> 4), numbers.next(sizes & 15)
            if method == 0:
                yield number, base + place, length
