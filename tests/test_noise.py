"""Nothing is said twice, and nothing of which a writer can make no use."""

from __future__ import annotations

WORDS = "A lamp at the end of the pier, lit for the first time since the war, and a boat below it with two people."

NO_PICTURE = "it isn't an image that can be read (JPEG, PNG, GIF, WebP, AVIF, TIFF or BMP)"
WITHOUT = "The page is built without it."


def post(text, header=""):
    return f"---\ntitle: A post\ndate: 2024-01-02\n{header}\n---\n{text}\n"


def test_one_image_that_is_missing_is_told_once_however_many_posts_show_it(site):
    files = {f"docs/blog/{year}/{name}.md": post("![x](../no.png)") for year in (2023, 2024) for name in "abc"}
    files |= {
        "docs/blog/broken.png": b"no picture",
        "docs/blog/d.md": post("![x](/blog/no.png) ![x](other.png)"),
        "docs/blog/e.md": post("Text.", "image: no.png"),
        "docs/blog/2023/f.md": post("![x](other.png)"),
        "docs/blog/g.md": post("![x](broken.png)"),
        "docs/blog/h.md": post("Text.", "image: broken.png"),
        "docs/index.md": "# Home",
    }
    built = site(files).build(expect=None)
    assert [warning.replace("blogposts: ", "").partition(" Write")[0] for warning in built.warnings] == [
        "blog/d.md:6: The image 'other.png' is not there.",
        f"blog/g.md:6: The image 'broken.png' cannot be used: {NO_PICTURE} (and on 1 more page). {WITHOUT}",
        "blog/2023/a.md:6: The image '../no.png' is not there (and on 6 more pages).",
        "blog/2023/f.md:6: The image 'other.png' is not there.",
    ]
    assert (
        len([note for note in built.notes if "The image '/blog/no.png' is not there." in note]) == 1
    )  # which MkDocs accepts


OPENINGS = (f"![{WORDS}](no.png)", f'<img src="no.png" alt="{WORDS}">', f"[![{WORDS}](no.png)](a0.md)")
BEGINNING = "The text itself begins here, below an image that nobody sees, and goes on for a while."


def test_the_alt_text_of_an_image_that_is_missing_is_no_prose(site):
    texts = [f"{opening}{mark}\n\n{BEGINNING}" for opening in OPENINGS for mark in ("", "\n\n<!-- more -->")]
    files = {f"docs/blog/a{number}.md": post(text) for number, text in enumerate(texts)}
    built = site({**files, "docs/index.md": "# Home"}).build(expect=["'no.png' is not there (and on 5 more pages)"])
    for number in range(len(texts)):
        assert built.page(f"blog/a{number}/").one("meta[name=description]")["content"].endswith(BEGINNING)
    for file in ("blog/index.html", "blog/rss.xml", "blog/atom.xml", "blog/feed.json"):
        assert "at the end of the pier" not in built.read(file), file
