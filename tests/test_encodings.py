"""A file that is not saved as UTF-8 is read as Windows saves one, and told; what is no text MkDocs refuses itself."""

from __future__ import annotations

import pytest

from harness import PageView

POST = "---\r\ntitle: “Café” & more\r\ndate: 2026-03-04\r\n---\r\n\r\nCrème brûlée."
PAGE = "# Über uns\r\n\r\nGrüße."
TOLD = "The file is not saved as UTF-8. It was read as"


@pytest.mark.parametrize(
    ("encoding", "place", "name"),
    [("cp1252", ":2", "Windows-1252"), ("utf-16", ":1", "UTF-16")],
)
def test_a_post_in_another_encoding_is_published_and_told(site, encoding, place, name):
    built = site({"docs/index.md": "# Home", "docs/blog/a.md": POST.encode(encoding)}).build(
        expect=[f"blog/a.md{place}: {TOLD} {name}; save it as UTF-8."]
    )
    page: PageView = built.page("blog/a/")
    assert page.h1 == "“Café” & more"
    assert "Crème brûlée." in page.texts(".bp-post__content")[0]


def test_a_plain_page_in_another_encoding_is_told_once_by_all_blogs(site):
    blogs = "plugins: [search, blogposts: {blog_dir: a}, blogposts: {blog_dir: b}]"
    files = {"docs/index.md": "# Home", "docs/us.md": PAGE.encode("cp1252")}
    built = site(files, config=blogs).build(expect=[f"us.md:1: {TOLD} Windows-1252"])
    assert built.page("us/").h1 == "Über uns"


def test_what_is_no_text_is_none_in_any_encoding(site):
    with pytest.raises(UnicodeDecodeError):
        site({"docs/index.md": "# Home", "docs/blog/a.md": b"\x89PNG\x00\xff"}).build()
