"""Images of every kind, made here, in the sizes that pages show."""

from __future__ import annotations

import io
import resource
import struct
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, features

from mkdocs_blogposts.publishing.images.decoding import UnreadableImage, decode_image
from mkdocs_blogposts.publishing.images.image_encoding import (
    PREVIEW,
    ImageSize,
    ImageVariant,
    encode_image,
    render_variants,
)
from mkdocs_blogposts.publishing.images.svg_images import sanitize_svg

CARD, FULL = ImageSize("card", 640, 360), ImageSize("full", 1280, None)
SIZES = (CARD, FULL, PREVIEW)
BROKEN_FILES = pytest.mark.filterwarnings("ignore:::PIL")
"""Pillow warns of what is wrong with a file; while a site is built, the image processor keeps that from writers."""
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def plain(width: int, height: int, kind: str = "PNG", color: tuple[int, ...] = BLUE, mode: str = "RGB") -> bytes:
    return saved(Image.new(mode, (width, height), color), kind)


def quarters(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red, green; blue, white: which way up an image stands."""
    image = Image.new("RGB", (2, 2))
    image.putdata([RED, GREEN, BLUE, WHITE])
    return image.resize((width, height), Image.Resampling.NEAREST).convert(mode)


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 90).convert("RGB")


def opened(made: ImageVariant) -> Image.Image:
    image = Image.open(io.BytesIO(made.data))
    image.load()
    return image


def at(made: ImageVariant, x: float, y: float) -> tuple[int, ...]:
    """The color at a place given in shares of width and height."""
    image = opened(made)
    color = image.getpixel((int(x * (made.width - 1)), int(y * (made.height - 1))))
    assert isinstance(color, tuple)
    return tuple(int(value) for value in color)


def near(color: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return len(color) == len(other) and all(abs(a - b) <= by for a, b in zip(color, other, strict=True))


@pytest.mark.parametrize(
    ("source", "card", "full", "preview"),
    [
        ((2000, 1500), (640, 360), (1280, 960), (1200, 630)),
        ((1500, 2000), (640, 360), (1280, 1707), (1200, 630)),
        ((1280, 720), (640, 360), (1280, 720), (1200, 630)),
        ((1200, 630), (640, 360), (1200, 630), (1200, 630)),
        ((640, 360), (640, 360), (640, 360), (640, 336)),
        ((300, 200), (300, 169), (300, 200), (300, 158)),
        ((200, 300), (200, 112), (200, 300), (200, 105)),
        ((3000, 100), (177, 100), (1280, 43), (190, 100)),
        ((1, 1), (1, 1), (1, 1), (1, 1)),
        ((3, 1), (1, 1), (3, 1), (1, 1)),
        ((1, 400), (1, 1), (1, 400), (1, 1)),
        ((50, 40_000), (50, 28), (20, 16_383), (50, 26)),
        ((40_000, 50), (88, 50), (1280, 2), (95, 50)),
    ],
)
def test_sizes(source: tuple[int, int], card: tuple[int, int], full: tuple[int, int], preview: tuple[int, int]) -> None:
    made = render_variants(plain(*source), SIZES)
    assert [(one.name, one.width, one.height) for one in made] == [
        ("card", *card), ("full", *full), ("preview", *preview),
    ]  # fmt: skip
    assert [opened(one).size for one in made] == [card, full, preview]


@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(1, 900), st.one_of(st.none(), st.integers(1, 900)))
@settings(max_examples=60, deadline=None)
def test_no_size_is_larger_than_its_source_or_what_was_asked(w: int, h: int, width: int, height: int | None) -> None:
    [made] = render_variants(plain(w, h, color=(7,), mode="L"), [ImageSize("any", width, height)])
    assert 1 <= made.width <= min(w, width)
    assert 1 <= made.height <= min(h, height or h)
    assert opened(made).size == (made.width, made.height)


def test_a_crop_keeps_the_middle() -> None:
    image = Image.new("RGB", (1000, 1000), RED)
    ImageDraw.Draw(image).rectangle((0, 300, 999, 699), fill=BLUE)
    [card] = render_variants(saved(image, "PNG"), [CARD])
    assert near(at(card, 0.5, 0.5), BLUE)
    assert near(at(card, 0.5, 0), RED)
    assert near(at(card, 0.5, 1), RED)
    [full] = render_variants(saved(quarters(1000, 1000), "PNG"), [FULL])
    assert [near(at(full, x, y), color) for x, y, color in [(0, 0, RED), (1, 0, GREEN), (0, 1, BLUE)]] == [True] * 3


def test_jpeg_where_opaque_and_png_where_not() -> None:
    assert [(one.mime, one.suffix) for one in render_variants(plain(700, 700), SIZES)] == [("image/jpeg", ".jpg")] * 3
    clear = render_variants(plain(700, 700, color=(255, 0, 0, 0), mode="RGBA"), SIZES)
    assert [(one.mime, one.suffix) for one in clear] == [
        ("image/png", ".png"), ("image/png", ".png"), ("image/jpeg", ".jpg"),
    ]  # fmt: skip
    assert [opened(one).format for one in clear] == ["PNG", "PNG", "JPEG"]
    assert at(clear[0], 0.5, 0.5)[3] == 0
    assert near(at(clear[2], 0.5, 0.5), WHITE), "no hidden color shows in a preview"
    opaque = render_variants(plain(700, 700, color=(255, 0, 0, 255), mode="RGBA"), SIZES)
    assert {one.suffix for one in opaque} == {".jpg"}


def test_half_transparent_is_half_white_in_a_preview() -> None:
    [preview] = render_variants(plain(50, 50, color=(0, 0, 0, 128), mode="RGBA"), [PREVIEW])
    assert near(at(preview, 0.5, 0.5), (127, 127, 127))


def test_hidden_color_does_not_bleed_over_an_edge() -> None:
    image = Image.new("RGBA", (1600, 900), (0, 255, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 799, 899), fill=(255, 0, 0, 255))
    [card] = render_variants(saved(image, "PNG"), [CARD])
    shown = [at(card, share / 40, 0.5) for share in range(41)]
    assert all(alpha < 8 or (red > 200 and green < 40) for red, green, _, alpha in shown)
    assert {shown[0][3], shown[40][3]} == {255, 0}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF"])
def test_same_bytes_for_the_same_file(kind: str) -> None:
    source = saved(quarters(900, 700), kind)
    assert render_variants(source, SIZES) == render_variants(source, SIZES)


def key_colored() -> bytes:
    return saved(Image.new("RGB", (80, 80), RED), "PNG", transparency=RED)


def palette_with_alpha() -> bytes:
    image = Image.new("P", (80, 80), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    return saved(image, "PNG", transparency=1)


def palette() -> bytes:
    image = Image.new("P", (80, 80), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    return saved(image, "PNG")


def grey_16(value: int, kind: str) -> bytes:
    image = Image.new("I;16", (80, 80))
    image.frombytes(struct.pack("<H", value) * 6400)
    return saved(image, kind)


def lying(orientation: int, kind: str = "JPEG", size: tuple[int, int] = (800, 600)) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(quarters(*size), kind, exif=exif)


@pytest.mark.parametrize(
    ("source", "color"),
    [
        pytest.param(plain(80, 80, color=(200,), mode="L"), (200, 200, 200), id="gray"),
        pytest.param(plain(80, 80, color=(1,), mode="1"), (255, 255, 255), id="bilevel"),
        pytest.param(saved(Image.new("CMYK", (80, 80), (0, 255, 255, 0)), "JPEG"), RED, id="CMYK JPEG"),
        pytest.param(saved(Image.new("CMYK", (80, 80), (0, 255, 255, 0)), "TIFF"), RED, id="CMYK TIFF"),
        pytest.param(palette(), RED, id="palette"),
        pytest.param(palette_with_alpha(), (255, 0, 0, 0), id="transparent palette"),
        pytest.param(key_colored(), (255, 0, 0, 0), id="key color"),
        pytest.param(plain(80, 80, color=(90, 128), mode="LA"), (90, 90, 90, 128), id="gray with alpha"),
        pytest.param(plain(80, 80, color=(90, 255), mode="LA"), (90, 90, 90), id="gray with full alpha"),
        pytest.param(plain(80, 80, color=(1, 2, 3, 128), mode="RGBA"), (1, 2, 3, 128), id="RGBA"),
        pytest.param(plain(80, 80, "WEBP", RED), RED, id="WebP"),
        pytest.param(
            saved(Image.new("RGBA", (80, 80), (*RED, 99)), "WEBP", lossless=True), (*RED, 99), id="clear WebP"
        ),
        pytest.param(plain(80, 80, "GIF", RED), RED, id="GIF"),
        pytest.param(plain(80, 80, "BMP", RED), RED, id="BMP"),
        pytest.param(plain(80, 80, "TIFF", RED), RED, id="TIFF"),
        pytest.param(grey_16(40_000, "PNG"), (156, 156, 156), id="16-bit gray PNG"),
        pytest.param(grey_16(40_000, "TIFF"), (156, 156, 156), id="16-bit gray TIFF"),
        pytest.param(grey_16(65_535, "PNG"), (255, 255, 255), id="16-bit white"),
        pytest.param(saved(Image.new("F", (80, 80), 0.5), "TIFF"), (128, 128, 128), id="shares"),
        pytest.param(saved(Image.new("I", (80, 80), 32_768), "TIFF"), (128, 128, 128), id="32-bit gray"),
        pytest.param(saved(Image.new("YCbCr", (80, 80), (76, 85, 255)), "JPEG"), RED, id="YCbCr"),
    ],
)
def test_every_kind_keeps_its_colors(source: bytes, color: tuple[int, ...]) -> None:
    for made in render_variants(source, [CARD, FULL]):
        found = at(made, 0.5, 0.5)
        assert found[3:] == (0,) == color[3:] or near(found, color), found
    assert at(render_variants(source, [PREVIEW])[0], 0.5, 0.5)[3:] == ()


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow reads no AVIF")
def test_avif() -> None:
    [full] = render_variants(saved(Image.new("RGB", (80, 60), RED), "AVIF"), [FULL])
    assert (full.width, full.height, near(at(full, 0.5, 0.5), RED)) == (80, 60, True)


UPRIGHT = {  # what the sensor saw as [red green / blue white], as a viewer shows it: first row, second row
    1: (RED, GREEN, BLUE, WHITE),
    2: (GREEN, RED, WHITE, BLUE),
    3: (WHITE, BLUE, GREEN, RED),
    4: (BLUE, WHITE, RED, GREEN),
    5: (RED, BLUE, GREEN, WHITE),
    6: (BLUE, RED, WHITE, GREEN),
    7: (WHITE, GREEN, BLUE, RED),
    8: (GREEN, WHITE, RED, BLUE),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", UPRIGHT)
def test_every_orientation_stands_upright(orientation: int, kind: str) -> None:
    [full, card] = render_variants(lying(orientation, kind), [ImageSize("full", 200, None), ImageSize("card", 160, 90)])
    assert (full.width, full.height) == ((200, 150) if orientation < 5 else (200, 267))
    assert (card.width, card.height) == (160, 90)
    for made in (full, card):
        corners = [at(made, x, y) for x, y in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9))]
        assert all(near(a, b) for a, b in zip(corners, UPRIGHT[orientation], strict=True)), corners
        assert opened(made).getexif().get(0x0112) is None


def test_an_unknown_orientation_is_none() -> None:
    [full] = render_variants(lying(6, "PNG", (40, 30)), [FULL])
    assert full.width < full.height
    for odd in (0, 9, 60_000):
        [full] = render_variants(lying(odd, "PNG", (40, 30)), [FULL])
        assert full.width > full.height


@BROKEN_FILES
@pytest.mark.parametrize("exif", [b"II*\0\xff\xff\xff\xff garbage", b"garbage", b"MM\0*\0\0\0\x08\0\x09\x01"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_damaged_metadata_does_not_cost_the_image(exif: bytes, kind: str) -> None:
    source = saved(quarters(300, 200), kind, exif=b"Exif\0\0" + exif, icc_profile=b"garbage")
    [full] = render_variants(source, [FULL])
    assert (full.width, full.height) == (300, 200)


def located(kind: str) -> bytes:
    """With everything that a camera or an editor writes beside the pixels."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET-maker"
    exif.get_ifd(0x8825)[1] = "SECRET-gps"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    extra: dict[str, Any] = {"exif": exif, "icc_profile": profile, "dpi": (72, 72)}
    if kind == "JPEG":
        extra["comment"] = b"SECRET-comment"
    if kind in ("JPEG", "WEBP"):
        extra["xmp"] = b"<x>SECRET-xmp</x>"
    image = quarters(400, 300, "RGBA" if kind == "PNG" else "RGB")
    if kind == "PNG":
        image.putalpha(100)
    return saved(image, kind, **extra)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_metadata_is_published(kind: str) -> None:
    source = located(kind)
    assert b"SECRET" in source
    for made in render_variants(source, SIZES):
        assert b"SECRET" not in made.data
        assert not {"exif", "icc_profile", "xmp", "comment"} & opened(made).info.keys()


def linear_profile() -> bytes:
    """An RGB profile without a tone curve, red and green swapped: no viewer could take it for sRGB."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", profile[128:132])[0]
    tags = {bytes(profile[o : o + 4]): o for o in range(132, 132 + 12 * count, 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = (
        profile[green + 4 : green + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_profile_is_applied(kind: str) -> None:
    source = saved(Image.new("RGB", (64, 64), RED), kind, icc_profile=linear_profile(), quality=95)
    [full] = render_variants(source, [FULL])
    assert near(at(full, 0.5, 0.5), (0, 255, 0), 20)


def test_a_profile_is_applied_beside_transparency() -> None:
    source = saved(Image.new("RGBA", (64, 64), (*RED, 77)), "PNG", icc_profile=linear_profile())
    [full] = render_variants(source, [FULL])
    assert near(at(full, 0.5, 0.5), (0, 255, 0, 77), 20)


def test_a_profile_is_applied_to_a_palette() -> None:
    source = saved(Image.new("RGB", (64, 64), RED).quantize(8), "PNG", icc_profile=linear_profile())
    [full] = render_variants(source, [FULL])
    assert near(at(full, 0.5, 0.5), (0, 255, 0), 20)


def test_a_profile_of_another_mode_is_passed_over() -> None:
    source = saved(Image.new("L", (64, 64), 200), "PNG", icc_profile=linear_profile())
    [full] = render_variants(source, [FULL])
    assert near(at(full, 0.5, 0.5), (200, 200, 200))


def animation(kind: str, **options: Any) -> bytes:
    first, *rest = (Image.new("RGB", (800, 600), color) for color in (RED, GREEN, BLUE))
    return saved(first, kind, save_all=True, append_images=rest, duration=50, **options)


@pytest.mark.parametrize(("kind", "mime", "suffix"), [
    ("GIF", "image/gif", ".gif"), ("WEBP", "image/webp", ".webp"), ("PNG", "image/png", ".png"),
])  # fmt: skip
def test_an_animation_stays_one_at_full_size(kind: str, mime: str, suffix: str) -> None:
    source = animation(kind)
    card, full, preview = render_variants(source, SIZES)
    assert full == ImageVariant("full", b"", 800, 600, suffix, full.color)
    assert full.mime == mime
    for still in (card, preview):
        assert still.suffix == ".jpg"
        assert near(at(still, 0.5, 0.5), RED)
    assert (card.width, card.height) == (640, 360)


@pytest.mark.parametrize("kind", ["TIFF", "MPO"])
def test_several_pages_are_no_animation(kind: str) -> None:
    rest = [Image.new("RGB", (1300, 700), BLUE)]
    source = saved(Image.new("RGB", (2600, 1400), RED), kind, save_all=True, append_images=rest)
    [full] = render_variants(source, [FULL])
    assert (full.suffix, full.width, near(at(full, 0.5, 0.5), RED)) == (".jpg", 1280, True)


def test_a_large_jpeg_is_drafted_and_still_exact() -> None:
    source = saved(quarters(4001, 3001), "JPEG")
    [full, card] = render_variants(source, [FULL, CARD])
    assert (full.width, full.height) == (1280, 960)
    corners = [at(full, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    assert all(near(a, b) for a, b in zip(corners, UPRIGHT[1], strict=True)), corners
    assert (card.width, card.height) == (640, 360)


def test_a_noisy_image_of_the_greatest_length() -> None:
    [full] = render_variants(saved(noise(30, 16_383), "PNG"), [FULL])
    assert opened(full).size == (30, 16_383)


def with_size(source: bytes, width: int, height: int) -> bytes:
    """A PNG whose front matter says another size."""
    header = b"IHDR" + struct.pack(">II", width, height) + source[24:29]
    return source[:12] + header + struct.pack(">I", zlib.crc32(header)) + source[33:]


DAMAGED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "text": (lambda: b"not a picture, but long enough to be one" * 9, "isn't an image"),
    "html": (lambda: b"<!doctype html><title>404</title>", "isn't an image"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "isn't an image"),
    "eps": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n", "isn't an image"),
    "pdf": (lambda: b"%PDF-1.7\n%%EOF", "isn't an image"),
    "cut JPEG": (lambda: saved(noise(300, 300), "JPEG")[:4000], "damaged"),
    "cut PNG": (lambda: saved(noise(300, 300), "PNG")[:4000], "damaged"),
    "cut GIF": (lambda: saved(noise(300, 300), "GIF")[:4000], "damaged"),
    "cut WebP": (lambda: saved(noise(300, 300), "WEBP")[:4000], ""),
    "cut header": (lambda: plain(30, 30)[:20], ""),
    "bomb": (lambda: with_size(plain(30, 30), 20_000, 20_000), "100 million"),
    "slightly too large": (lambda: with_size(plain(30, 30), 10_001, 10_000), "100 million"),
    "absurd size": (lambda: with_size(plain(30, 30), 2**31 - 1, 2**31 - 1), "100 million"),
    "no size": (lambda: with_size(plain(30, 30), 0, 0), ""),
}


@BROKEN_FILES
@pytest.mark.parametrize("name", DAMAGED)
def test_what_cannot_be_read_is_told(name: str) -> None:
    make, reason = DAMAGED[name]
    source = make()
    began = time.perf_counter()
    with pytest.raises(UnreadableImage) as caught:
        render_variants(source, SIZES)
    assert reason in caught.value.reason
    assert caught.value.reason == str(caught.value)
    assert time.perf_counter() - began < 5


@BROKEN_FILES
def test_a_bomb_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object) -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", load)
    with pytest.raises(UnreadableImage, match="100 million"):
        render_variants(with_size(plain(30, 30), 10_001, 10_000), [CARD])


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_a_full_disk_cuts_no_image(suffix: str) -> None:
    whole = encode_image(noise(300, 200), suffix)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, limits[1]))
    try:
        cramped = encode_image(noise(300, 200).copy(), suffix), encode_image(Image.new("RGB", (300, 200)), suffix)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert len(whole) > 5000 > len(cramped[1])
    for data in cramped:
        Image.open(io.BytesIO(data)).load()


def in_passes(count: int) -> bytes:
    """A progressive JPEG whose last scan is there so many times more."""
    source = saved(noise(64, 64), "JPEG", progressive=True)
    return source[:-2] + count * source[source.rindex(b"\xff\xda") : -2] + source[-2:]


def test_a_jpeg_of_endless_passes_is_not_drawn() -> None:
    with pytest.raises(UnreadableImage, match="more than 100 passes"):
        render_variants(in_passes(100), [CARD])
    film = b"\xff\xda" * 1000
    assert len(render_variants(in_passes(20) + film, [CARD])) == 1


def test_of_very_large_images_one_is_in_memory_at_a_time() -> None:
    held: list[int] = []
    most: list[int] = []

    def enough(_: tuple[int, int]) -> float:
        held.append(1)
        time.sleep(0.05)
        most.append(len(held))
        held.pop()
        return 0.001

    large = saved(Image.new("1", (5000, 5000)), "PNG")
    with ThreadPoolExecutor(4) as pool:
        assert len([*pool.map(lambda _: decode_image(large, enough), range(4))]) == 4
    assert most == [1] * 4


SEEDS = [saved(quarters(40, 30), kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")] + [
    lying(6, size=(40, 30)), located("JPEG"), located("PNG"), animation("GIF")[:3000], palette_with_alpha(),
]  # fmt: skip


def reason_of(read: Callable[[], object]) -> str:
    """Why something cannot be read; a dash where it can."""
    try:
        read()
    except UnreadableImage as error:
        return error.reason
    return "-"


@BROKEN_FILES
@given(st.sampled_from(SEEDS), st.data())
@settings(max_examples=250, deadline=None)
def test_damage_of_any_kind_raises_one_exception(source: bytes, data: st.DataObject) -> None:
    damaged = bytearray(source[: data.draw(st.integers(0, len(source)))])
    for _ in range(data.draw(st.integers(0, 6))):
        if damaged:
            damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    reason = reason_of(lambda: render_variants(bytes(damaged), SIZES))
    assert reason.isprintable()
    assert reason


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_no_traceback(data: bytes) -> None:
    assert reason_of(lambda: render_variants(data, SIZES))
    assert reason_of(lambda: sanitize_svg(data))


SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="80"', (120, 80)),
        ('width="120px" height=" 80px "', (120, 80)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('width="25.4mm" height="72pt"', (96, 96)),
        ('width="6pc" height="1e2"', (96, 100)),
        ('viewBox="0 0 300 200"', (300, 200)),
        ('viewBox="-5,-5,300.4,200.6"', (300, 201)),
        ('width="100%" height="100%" viewBox="0 0 300 200"', (300, 200)),
        ('width="600" viewBox="0 0 300 200"', (600, 400)),
        ('height="100" viewBox="0 0 300 200"', (150, 100)),
        ('width="30em" height="auto"', (0, 0)),
        ('width="100"', (0, 0)),
        ('width="0" height="0"', (0, 0)),
        ('width="-4" height="5"', (0, 0)),
        ('width="1e400" height="5"', (0, 0)),
        ('width="1e9" height="1e9"', (0, 0)),
        ('width="nan" height="inf"', (0, 0)),
        ('width="+-e." height="--"', (0, 0)),
        ('viewBox="0 0 300"', (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="a b c d"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_svg_size(attributes: str, size: tuple[int, int]) -> None:
    assert sanitize_svg(SVG.format(attributes, "<g/>").encode()).size == size


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            '<?xml version="1.0"?><!-- by hand -->' + SVG.format('width="4" height="4"', "<!-- x -->"), id="xml"
        ),
        pytest.param(
            '<?xml-stylesheet type="text/css" href="a.css"?>' + SVG.format('width="4" height="4"', ""), id="css"
        ),
        pytest.param("<?xpacket x?>" + SVG.format('width="4" height="4"', "<?adobe y?>"), id="instructions"),
        pytest.param(
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/svg11.dtd" [<!ENTITY ns "http://a/">]>'
            + SVG.format('xmlns:i="&ns;" width="4" height="4"', ""),
            id="a drawing program's",
        ),
        pytest.param(SVG.format('width="4" height="4" xmlns:i="i" i:one="1"', "<style>.on{}</style>"), id="on"),
    ],
)
def test_harmless_svg(source: str) -> None:
    assert sanitize_svg(source.encode()).size == (4, 4)
    if not source.startswith("<?xml "):
        assert sanitize_svg(f'<?xml version="1.0" encoding="UTF-16"?>{source}'.encode("utf-16")).size == (4, 4)


BOMB = '<g id="u0"/>' + "".join(f'<g id="u{n}">{f"""<use href="#u{n - 1}"/>""" * 10}</g>' for n in range(1, 12))
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("just text", "not well-formed"),
        ("<svg", "not well-formed"),
        ("<svg/>", "first element"),
        ("<html><svg xmlns='http://www.w3.org/2000/svg'/></html>", "first element"),
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format('class="&x;"', ""), "well-formed"),
        (f'<!DOCTYPE svg [<!ENTITY a0 "lol">{LAUGHS}]>' + SVG.format('class="&a11;"', ""), "well-formed"),
        (SVG.format("", '<g id="a"><use href="#a"/></g>'), "again and again"),
        (SVG.format("", BOMB), "again and again"),
        (SVG.format("", "<g>" * 5000 + "</g>" * 5000), "well-formed"),
    ],
)
def test_svg_refused(source: str, reason: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableImage) as caught:
        sanitize_svg(source.encode())
    assert reason in caught.value.reason
    assert time.process_time() - began < 5


def test_a_very_large_svg_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lxml.etree.fromstring", lambda *_: pytest.fail("read"))
    with pytest.raises(UnreadableImage, match="it has 12 MB, and an SVG may have 10 MB"):
        sanitize_svg(SVG.format("", "<g/>" * 3_000_000).encode())


def test_a_long_length_costs_no_time() -> None:
    began = time.process_time()
    for hostile in ("1" * 1_000_000 + "x", "1" + " " * 1_000_000 + "x", "1," * 500_000):
        assert sanitize_svg(SVG.format(f'width="{hostile}" viewBox="{hostile}"', "").encode()).size == (0, 0)
    assert time.process_time() - began < 5
