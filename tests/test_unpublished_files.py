"""What lies beside drafts, and posts of other engines' sources: neither is published as it is."""

from __future__ import annotations

from harness import picture


def draft(date="2024-05-02", line="draft: true", text="Secret text."):
    return f"---\ntitle: Unseen\ndate: {date}\n{line}\n---\n{text}"


def post(title, text="Text.", line="x: y"):
    return f"---\ntitle: {title}\ndate: 2024-05-01\n{line}\n---\n{text}"


PNG = picture(40, 30, kind="PNG")

FILES = {
    "docs/index.md": "# Home\n\n[A plan](blog/linked/plan.pdf)",
    "docs/blog/secret/index.md": draft(),
    "docs/blog/secret/plan.pdf": "secret",
    "docs/blog/secret/cover.png": PNG,
    "docs/blog/secret/data/numbers.csv": "secret",
    "docs/blog/secret/data/deep/notes.txt": "secret",
    "docs/blog/secret/public/index.md": post("Public below"),
    "docs/blog/secret/public/kept.pdf": "kept",
    "docs/blog/open/index.md": post("Open", "![](cover.png) [x](plan.pdf)"),
    "docs/blog/open/cover.png": PNG,
    "docs/blog/open/plan.pdf": "kept",
    "docs/blog/alone/wip.md": draft(line="draft: yess"),
    "docs/blog/alone/wip.zip": "secret",
    "docs/blog/alone/images/a.png": PNG,
    "docs/blog/later/index.md": draft(date="2036-05-02", line="x: y"),
    "docs/blog/later/press.docx": "secret",
    "docs/blog/series/_index.md": "---\ntitle: Series\ndraft: true\n---\nSecret.",
    "docs/blog/series/list.json": "{}",
    "docs/blog/_drafts/idea.md": "---\ntitle: Idea\n---\nSecret.",
    "docs/blog/_drafts/files/idea.pdf": "secret",
    "docs/blog/shared.css": "kept",
    "docs/blog/only.md": draft(),
    # Kept, since a public page links to each.
    "docs/blog/linked/index.md": draft(),
    **{f"docs/blog/linked/{name}": "kept" for name in ("plan.pdf", "two.pdf", "three.pdf", "four.pdf", "five.csv")},
    "docs/blog/linked/six.png": PNG,
    "docs/blog/linked/rest.pdf": "secret",
    "docs/blog/links.md": post(
        "Links",
        "[two][two] <a href='../linked/three.pdf'>three</a> rest.pdf\n\n"
        "[four](https://example.org/blog/linked/four.pdf)\n\n[two]: linked/two.pdf 'Two'",
        "image: linked/six.png\nsource: /blog/linked/five.csv",
    ),
}


def test_files_of_drafts_are_not_published_unless_a_public_page_links_to_them(site):
    drawn = site(FILES, config="site_url: https://example.org/\nvalidation: {links: {absolute_links: ignore}}")
    built = drawn.build(expect=["'yess' isn't a known value of 'draft'"])
    ours = ("index.html", ".xml", "feed.json", ".opml")
    said = "blog/_drafts/files/idea.pdf: 10 files are left out with unpublished posts: 'blog/_drafts/files/idea.pdf', "
    assert len([note for note in built.notes if said in note]) == 1
    found = {file for file in built.files if file.startswith("blog/") and not file.endswith(ours)}
    kept = {f"blog/linked/{name}" for name in ("plan.pdf", "two.pdf", "three.pdf", "four.pdf", "five.csv", "six.png")}
    kept |= {"blog/secret/public/kept.pdf", "blog/open/cover.png", "blog/open/plan.pdf", "blog/shared.css"}
    assert found == kept
    assert "blog/series/index.html" not in built.files or "Secret" not in built.read("blog/series/index.html")
    assert {"blog/secret/plan.pdf", "blog/_drafts/files/idea.pdf"} <= set(drawn.preview(expect=["'yess' isn't"]).files)


WAYS = {
    "css.png": '<div style="background: url(../NAME)"></div>',
    "quoted.png": "<style>.x {background: url('/blog/NAME')}</style>",
    "bare.png": "<img src=../NAME>",
    "round(1).png": "![](NAME)",
    "whole.png": "![](https://example.org/blog/NAME)",
    "included.csv": "{% table 'NAME' %}",
}
LINES = {"gallery.png": "gallery: [NAME]", "sound.mp3": "audio: {file: NAME}", "hero.png": "resources:\n- src: NAME"}


def test_a_file_of_a_draft_is_found_however_it_is_named_and_so_is_one_of_a_public_page(site):
    files = {"docs/index.md": "# Home", "docs/site.css": ".x {background: url(blog/styled.png)}"}
    for group, line in {"secret": "draft: true", "open": "x: y"}.items():
        for number, (name, way) in enumerate({**dict.fromkeys(LINES, ""), **WAYS}.items()):
            file = f"{group}-{name}"
            text, lines = way.replace("NAME", file), LINES.get(name, "a: b").replace("NAME", file)
            files[f"docs/blog/{group}{number}.md"] = post(f"{group} {number}", text, f"{line}\n{lines}")
            files[f"docs/blog/draft-{group}{number}.md"] = draft(text=f"[x](<{file}>) ![](styled.png)" if way else "")
            files[f"docs/blog/{file}"] = PNG
    files["docs/blog/styled.png"] = PNG
    built = site(files, config="site_url: https://example.org/").build()
    found = {file.removeprefix("blog/") for file in built.files if file.endswith((".png", ".mp3", ".csv"))}
    kept = {"styled.png", *(f"open-{name}" for name in (*LINES, *WAYS))}
    assert {name for name in found if "/" not in name} == kept


SOURCES = {
    "docs/index.md": "# Home",
    "docs/blog/a.md": post("A"),
    "docs/blog/b.rst": "Title\n=====\n\n:date: 2024-05-01\n:status: draft\n\nSecret.",
    "docs/blog/c.rst": ".. title: C\n.. date: 2024-05-01\n\nSecret.",
    "docs/blog/d.qmd": draft(),
    "docs/blog/e.org": "#+TITLE: E\n#+DATE: 2024-05-01\n\nSecret.",
    "docs/blog/f.adoc": "= F\n:revdate: 2024-05-01\n\nSecret.",
    "docs/blog/g.asciidoc": draft(),
    "docs/blog/h.txt": draft(),
    "docs/blog/i.mdx": draft(),
    "docs/blog/j.html": draft(),
    "docs/blog/k.Rmd": draft(),
    "docs/blog/l.ipynb": '{"cells": [{"cell_type": "raw", "source": "---\\ntitle: L\\ndraft: true\\n---"}]}',
    "docs/blog/m.md.bak": draft(),
    "docs/blog/n.md~": draft(),
    "docs/blog/r.MD": draft(),
    "docs/blog/s.Markdown": draft(),
    "docs/_posts/2024-05-01-o.textile": "---\nlayout: post\n---\nSecret.",
    "docs/_drafts/p.html": "---\ntitle: P\n---\nSecret.",
    "docs/blog/posts/2024-05-01-q.rst": "Q\n=\n\nSecret.",
    # No posts.
    "docs/robots.txt": "User-agent: *",
    "docs/humans.txt": draft(),
    "docs/blog/download.txt": "Note: read this.",
    "docs/blog/demo.html": "<!doctype html><title>Kept</title>",
    "docs/blog/data.rst": "No post.",
    "docs/guide/page.adoc": "= Guide",
}


def test_sources_of_posts_that_are_no_markdown_are_counted_and_not_published(site):
    said = "18 posts are not Markdown files: "
    built = site(SOURCES).build(expect=[said])
    assert len([line for line in (*built.warnings, *built.notes) if said in line]) == 1
    names = ("robots.txt", "humans.txt", "blog/download.txt", "blog/demo.html", "blog/data.rst", "guide/page.adoc")
    assert set(names) <= set(built.files)
    assert not {"blog/h.txt", "blog/j.html"} & set(built.files)
    text = (".txt", ".html", ".xml", ".json", ".rst", ".adoc")
    assert [file for file in built.files if file.endswith(text) and "Secret." in built.read(file)] == []
    assert [
        file for file in built.files if file.endswith((".qmd", ".org", ".mdx", ".Rmd", ".ipynb", ".bak", "~"))
    ] == []
