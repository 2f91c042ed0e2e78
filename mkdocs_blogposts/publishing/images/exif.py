"""What cameras and editors write beside an image, taken out of its file without touching the pixels."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from zlib import crc32

from mkdocs_blogposts.publishing.images.decoding import END, SCAN, find_segments

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_MOST_IMAGES = 16  # in one file
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xDA)}
_APP1, _PHOTOSHOP, _COMMENT = 0xE1, 0xED, 0xFE
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_PNG_NOTES = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_WEBP_HAS_EXIF, _WEBP_HAS_XMP = 0x08, 0x04


def strip_metadata(data: bytes) -> bytes:
    """A JPEG, PNG, WebP, AVIF or HEIC without EXIF, XMP, IPTC and comments, or a film behind it.

    Anything else, and what is damaged, stays as it is.

    What decides how it looks stays: its color profile, and of EXIF how it is turned (JPEG: ITU-T T.81 annex B; PNG:
    ISO/IEC 15948 §11; WebP: RFC 9649 §2).
    """
    try:
        if data.startswith(_JPEG):
            return b"".join(_jpegs(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_png(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            kept = b"WEBP" + b"".join(_webp(data))
            return b"RIFF" + struct.pack("<I", len(kept)) + kept
        if is_heif(data):
            return blank_metadata(data)
    except (struct.error, IndexError):
        pass
    return data


def _jpegs(data: bytes) -> Iterator[bytes]:
    """An image and those behind it, such as the brighter one of a telephone; but no film, which tells the place."""
    end = 0
    for _ in range(_MOST_IMAGES):
        if not data.startswith(_JPEG, end):
            break
        start = end
        end = next((place + 2 for kind, place in find_segments(data, start + 2) if kind == END), len(data))
        yield _JPEG
        yield from _jpeg(data[start:end])


def _jpeg(data: bytes) -> Iterator[bytes]:
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise IndexError(place)
        marker = data[place + 1]
        if marker == 0xFF:  # filler
            place += 1
            continue
        if marker == SCAN:
            break
        end = place + 2 + (0 if marker in _WITHOUT_LENGTH else struct.unpack(">H", data[place + 2 : place + 4])[0])
        segment = data[place:end]
        if marker == _APP1 and segment[4:10] == _EXIF:
            yield _turned(_orientation(segment[10:]))
        elif marker not in (_APP1, _PHOTOSHOP, _COMMENT):
            yield segment
        place = end
    yield data[place:]


def _turned(orientation: int) -> bytes:
    """A segment of EXIF that says how the image is turned and nothing else."""
    tiff = _tiff(orientation)
    return struct.pack(">BBH", 0xFF, _APP1, 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff if tiff else b""


def _tiff(orientation: int) -> bytes:
    """EXIF with nothing in it but how the image is turned; empty where it is upright."""
    if not 2 <= orientation <= 8:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


def _orientation(tiff: bytes) -> int:
    """How an image is turned, from its EXIF (TIFF 6.0 §2); 1 where that says nothing."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not order:
        return 1
    try:
        (start,) = struct.unpack(f"{order}I", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for number in range(count):
            place = start + 2 + 12 * number
            tag, _, _, value = struct.unpack(f"{order}HHIH", tiff[place : place + 10])
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return 1


def _png(data: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        chunk = data[place : place + 12 + length]
        if kind == b"eXIf":
            turned = _tiff(_orientation(chunk[8:-4]))
            if turned:
                yield struct.pack(">I", len(turned)) + kind + turned + struct.pack(">I", crc32(kind + turned))
        elif kind not in _PNG_NOTES:
            yield chunk
        place += 12 + length
    yield data[place:]


def _webp(data: bytes) -> Iterator[bytes]:
    chunks = tuple(_webp_chunks(data))
    turned = next((_webp_turned(chunk) for kind, chunk in chunks if kind == b"EXIF"), b"")
    for kind, chunk in chunks:
        if kind == b"VP8X":
            flags = chunk[8] & ~(_WEBP_HAS_XMP | (0 if turned else _WEBP_HAS_EXIF))
            yield chunk[:8] + bytes([flags]) + chunk[9:]
        elif kind == b"EXIF":
            yield turned
        elif kind != b"XMP ":
            yield chunk


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind of each chunk, and all of it."""
    place = 12
    while place + 8 <= len(data):
        kind, length = struct.unpack("<4sI", data[place : place + 8])
        end = place + 8 + length + length % 2
        yield kind, data[place:end]
        place = end


def _webp_turned(chunk: bytes) -> bytes:
    """A chunk of EXIF that says how the image is turned and nothing else; empty where it is upright."""
    tiff = _tiff(_orientation(chunk[8:].removeprefix(_EXIF)))
    return struct.pack("<4sI", b"EXIF", len(tiff)) + tiff if tiff else b""


_EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"
_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}


def is_heif(data: bytes) -> bool:
    """Does a file say that it is one?"""
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def blank_metadata(data: bytes) -> bytes:
    """The same file, with EXIF that says nothing and XMP of spaces. How an image is turned isn't EXIF here.

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
