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


def test_files_that_lack_the_same_are_told_in_one_line(site):
    files = {f"docs/blog/2024-01-0{day}-x.md": "# A page\n\nText." for day in range(1, 8)}
    files |= {f"docs/blog/{name}.md": "---\ntitle: A\ndate: 2024-01-02\n---\n" for name in "ab"}
    built = site(files).build()
    unread = (
        "The file's name begins with '2024-01-01', but has no front matter, so this isn't a post (and on 6 more pages)."
    )
    empty = "The post has no text (and on 1 more page). Write some, or mark it 'draft: true' until then."
    assert [note.replace("blogposts: ", "") for note in built.notes if "blogposts: blog/" in note] == [
        f"blog/2024-01-01-x.md: {unread} Write 'date: 2024-07-23' into its front matter.",
        f"blog/a.md: {empty}",
    ]


OPENINGS = (f"![{WORDS}](no.png)", f'<img src="no.png" alt="{WORDS}">', f"[![{WORDS}](no.png)](a0.md)")
BEGINNING = "The text itself begins here, below an image that nobody sees, and goes on for a while."


def test_images_whose_folder_was_not_copied_are_told_as_one(site):
    def post(day, number):
        images = "\n\n".join(f"![A {n}](/img/{number}/{n}.png)" for n in range(5))
        return (
            f"---\ntitle: P{number}\ndate: 2024-01-{day:02}\nimage: /img/{number}.png\n---\n{images}\n\n![B](own.png)\n"
        )

    drawn = site({f"docs/blog/{number}.md": post(number, number) for number in range(1, 21)})
    built = drawn.build(expect=["20 images are not there", "The image 'own.png' is not there"])
    told = (
        "images are not there, because 'docs_dir' has no folder 'img' (and on 19 more pages). Copy that folder into it;"
    )
    first = "blogposts: blog/1.md"
    assert [each for each in built.warnings if "own.png" not in each] == [
        f"{first}:4: 20 {told} until then pages have none of them."
    ]
    assert [note for note in built.notes if "blogposts" in note and "image" in note and "site_url" not in note] == [
        f"{first}:6: 100 {told} until then they are left as they are, in case your server has them."
    ]


def test_the_alt_text_of_an_image_that_is_missing_is_no_prose(site):
    texts = [f"{opening}{mark}\n\n{BEGINNING}" for opening in OPENINGS for mark in ("", "\n\n<!-- more -->")]
    files = {f"docs/blog/a{number}.md": post(text) for number, text in enumerate(texts)}
    built = site({**files, "docs/index.md": "# Home"}).build(expect=["'no.png' is not there (and on 5 more pages)"])
    for number in range(len(texts)):
        assert built.page(f"blog/a{number}/").one("meta[name=description]")["content"].endswith(BEGINNING)
    for file in ("blog/index.html", "blog/rss.xml", "blog/atom.xml", "blog/feed.json"):
        assert "at the end of the pier" not in built.read(file), file
