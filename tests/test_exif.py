"""Images without what cameras write beside them, and the option that asks for it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, features

from mkdocs_blogposts.publishing.images.exif import strip_metadata

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


reads_avif = pytest.mark.skipif(not features.check("avif"), reason="this Pillow reads no AVIF")
KINDS = ["JPEG", "PNG", "WEBP", *(["AVIF"] if features.check("avif") else [])]


def noted(kind, orientation=6, alpha=False):
    """An image with the place where it was taken, a comment, and a color profile."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SECRET maker"
    exif.get_ifd(0x8825)[1] = "SECRET place"
    extra = {"exif": exif, "icc_profile": PROFILE}
    if kind == "JPEG":
        extra |= {"comment": b"SECRET words"}
    if kind != "PNG":
        extra |= {"xmp": b"<x>SECRET EXIF xmp</x>"}
    file = io.BytesIO()
    fade = Image.linear_gradient("L").resize((64, 48)).convert("RGBA" if alpha else "RGB")
    fade.save(file, kind, **extra)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_told_and_nothing_looks_different(kind):
    before = noted(kind)
    after = strip_metadata(before)
    assert b"SECRET" in before
    assert b"SECRET" not in after
    old, new = (Image.open(io.BytesIO(data)) for data in (before, after))
    assert old.tobytes() == new.tobytes()
    assert new.info["icc_profile"] == old.info["icc_profile"]
    assert strip_metadata(after) == after
    assert dict(new.getexif()) == {0x0112: 6}


def test_what_telephones_write_behind_a_image_tells_nothing():
    picture = noted("JPEG")
    film = b"\0\0\0\x18ftypmp42 SECRET place " + b"\xff\xd9\xff\xda" * 9
    assert strip_metadata(picture + film) == strip_metadata(picture)
    assert strip_metadata(picture + picture + film) == 2 * strip_metadata(picture)
    assert strip_metadata(picture[:-2]) == strip_metadata(picture)[:-2]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_an_upright_image_has_no_exif_left(kind):
    assert not Image.open(io.BytesIO(strip_metadata(noted(kind, orientation=1)))).getexif()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"text", b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG"])
def test_what_is_no_image_stays(data):
    assert strip_metadata(data) == data


@reads_avif
def test_an_avif_tells_nothing_and_looks_the_same():
    before = noted("AVIF")
    after = strip_metadata(before)
    assert b"SECRET" in before
    assert b"SECRET" not in after
    assert len(after) == len(before)
    old, new = (Image.open(io.BytesIO(data)) for data in (before, after))
    assert old.tobytes() == new.tobytes()
    assert new.info["icc_profile"] == old.info["icc_profile"]
    assert not new.getexif().get_ifd(0x8825)
    assert strip_metadata(after) == after


@reads_avif
def test_an_avif_that_names_its_parts_again_and_again_is_left_alone():
    before = bytearray(noted("AVIF"))
    place = before.index(b"iloc") + 8
    for sizes in (0x00, 0x44):
        before[place], before[place + 8 : place + 12] = sizes, b"\0\0\xff\xff"
        assert len(strip_metadata(bytes(before))) == len(before)


@given(st.sampled_from([noted(kind) for kind in KINDS]), st.integers(0, 3000), st.binary(max_size=8))
def test_damage_is_no_error(data, place, change):
    place %= len(data)
    strip_metadata(data[:place] + change + data[place + len(change) :])
    strip_metadata(data[:place])


def test_originals_are_stripped_where_the_option_asks_for_it(site):
    files = {
        "docs/index.md": "# Home\n\n![A](a.jpg)",
        "docs/a.jpg": noted("JPEG"),
        "docs/deep/b.PNG": noted("PNG"),
        "docs/not.jpg": b"SECRET text",
    }
    drawn = site(files, options={"strip_metadata": True})
    built = drawn.build()
    assert b"SECRET" not in (built.site_dir / "a.jpg").read_bytes() + (built.site_dir / "deep/b.PNG").read_bytes()
    assert (built.site_dir / "not.jpg").read_bytes() == b"SECRET text"
    assert b"SECRET" in (drawn.root / "docs/a.jpg").read_bytes()
    assert (built.site_dir / "a.jpg").stat().st_mode & 0o444 == 0o444


def test_originals_stay_as_they_are_without_the_option(site):
    built = site({"docs/index.md": "# Home", "docs/a.jpg": noted("JPEG")}).build()
    assert (built.site_dir / "a.jpg").read_bytes() == noted("JPEG")
