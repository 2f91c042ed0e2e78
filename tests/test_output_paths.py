"""Every file that a build writes stands in one book: no two at one path, none where another needs a folder."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import with_and_without_directory_urls
from mkdocs_blogposts.blog.output_paths import (
    OutputFile,
    OutputFiles,
    UrlClaim,
    make_folder_path,
    resolve_url_conflicts,
)
from mkdocs_blogposts.blog.slugs import fold_url

PATHS = st.lists(
    st.lists(st.sampled_from(("a", "A", "b", "á", "index.html", "x.xml")), min_size=1, max_size=4), max_size=12
)


@given(PATHS, PATHS)
def test_no_two_outputs_are_at_one_path_and_none_is_a_folder_of_another(before, after):
    first = OutputFiles.of(OutputFile("/".join(path), "one") for path in before)
    book, conflicts = first.adding(OutputFile("/".join(path), "another") for path in after)
    assert len(conflicts) == len(after)
    written = [fold_url("/".join(path)) for path, conflict in zip(after, conflicts, strict=True) if not conflict]
    paths = [*first.owners, *written]
    assert len(set(paths)) == len(paths)
    assert sorted(paths) == sorted(book.owners)
    assert not [(one, two) for one in paths for two in paths if two.startswith(f"{one}/")]
    assert all(book.conflict(path) for path in paths)


@given(PATHS, PATHS)
def test_every_claim_gets_a_url_whose_file_can_be_written(before, asked):
    taken = OutputFiles.of(OutputFile("/".join(path), "one") for path in before)
    claims = [UrlClaim("x", "/".join(path), "x.md") for path in asked]
    addresses, problems = resolve_url_conflicts(
        claims, taken, lambda at: at if at.endswith(".html") else make_folder_path(at)
    )
    outputs = [OutputFile(at if at.endswith(".html") else make_folder_path(at), "x") for at in addresses]
    assert not any(taken.adding(outputs)[1])
    moved = [claim for claim, at in zip(claims, addresses, strict=True) if at != claim.url]
    assert len(moved) == len(problems)


@pytest.mark.parametrize(
    ("there", "path", "conflict"),
    [
        ("blog/rss.xml", "blog/rss.xml", ("one", 2, True)),
        ("blog/rss.xml", "BLOG/RSS.xml", ("one", 2, True)),
        ("blog/rss.xml", "blog/rss.xml/index.html", ("one", 2, True)),
        ("blog/rss.xml", "blog/rss.xml/amp/index.html", ("one", 2, False)),
        ("a.html/amp/index.html", "a.html", ("one", 1, False)),
        ("a/index.html", "a/b/index.html", None),
        ("a/index.html", "a.html", None),
        ("a", "ab/c", None),
    ],
)
def test_what_is_in_the_way_of_what(there, path, conflict):
    assert OutputFiles.of([OutputFile(there, "one")]).conflict(path) == conflict


TARGETS = (
    "blog/rss.xml",
    "blog/atom.xml",
    "blog/feed.json",
    "blog/feeds.opml",
    "sitemap.xml",
    "sitemap.xml.gz",
    "404.html",
    "search/search_index.json",
    "css/base.css",
    "media/pic.txt",
    "blog/index.html",
    "assets/blogposts/blogposts.css",
    "assets/blogposts/feed.css",
    "robots.txt",
)
"""What no post and no alias may take."""

WAYS = {
    "alias": "aliases: [/{0}]",
    "alias of a folder": "aliases: [/{0}/]",
    "alias below": "aliases: [/{0}/amp/]",
    "alias of a file below": "aliases: [/{0}/amp.html]",
    "alias in capitals": "aliases: [/{1}/x/]",
    "permalink": "permalink: /{0}",
    "permalink below": "permalink: /{0}/amp/",
    "permalink in capitals": "permalink: /{1}/x.html",
    "slug": "slug: /{0}",
    "slug below": "slug: /{0}/x",
}

LOST = {True: 139, False: 127}
"""How many ask in vain, with directory URLs and without: `/404.html` as a slug is `404/`, and `x` the file `x.html`."""


def rivals():
    """A post for each way to each target, by its file, and the front matter."""
    for target in TARGETS:
        for way, form in WAYS.items():
            name = f"{target} {way}".replace("/", "-").replace(" ", "-").replace(".", "_")
            yield f"docs/rivals/{name}.md", form.format(target, target.upper())


@with_and_without_directory_urls
def test_every_post_is_published_and_nothing_is_lost_whatever_they_ask_for(site, directory_urls):
    posts = {
        file: f"---\ntitle: P {number}\ndate: 2024-05-01\ntags: [red]\n{header}\n---\nText."
        for number, (file, header) in enumerate(rivals())
    }
    files = {
        "docs/index.md": "# Home",
        "docs/blog/index.html.md": "# Another",
        "docs/media/pic.txt": "A file.",
        "docs/robots.txt": "User-agent: *",
        **posts,
    }
    lost = LOST[directory_urls]
    expected = ["blog/index.html.md: The URL 'blog/index.html'", *["rivals/"] * lost]
    built = site(files, options={"per_page": 0, "posts": "/rivals/"}).build(expect=expected)
    assert len([warning for warning in built.warnings if re.search(r"rivals/\S+\.md:5: ", warning)]) == lost
    for target in TARGETS:
        assert (built.site_dir / target).is_file(), target
    pages = (built._view(file) for file in built.files if file.endswith(".html"))
    titles = {title for page in pages for title in page.texts("h1")}
    assert {f"P {number}" for number in range(len(posts))} <= titles
    built.check_links()


@with_and_without_directory_urls
def test_pages_and_folders_named_like_files_of_the_site_stop_no_build(site, directory_urls):
    files = {
        "docs/index.md": "# Home",
        "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\ntags: [red]\n---\nText.",
        "docs/blog/b.md": "---\ntitle: B\ndate: 2024-05-02\npermalink: /blog/tags/red/rss.xml/b/\n---\nText.",
        "docs/blog/c.md": "---\ntitle: C\ndate: 2024-05-03\naliases: [/blog/tags/red/atom.xml/c/]\n---\nText.",
        "docs/blog/d.md": "---\ntitle: D\ndate: 2024-05-04\npermalink: /2024/a.html\n---\nText.",
        "docs/blog/e.md": "---\ntitle: E\ndate: 2024-05-05\naliases: [/2024/a.html/amp/]\n---\nText.",
        "docs/blog/feeds.opml/x.md": "# A folder of an odd name",
        "docs/sitemap.xml/x.md": "# Another",
    }
    said = [
        "mkdocs.yml: The feed 'blog/tags/red/rss.xml' cannot stand beside 'blog/b.md'",
        "blog/c.md:4: The alias '/blog/tags/red/atom.xml/c/' of 'blog/c.md' cannot stand beside",
        "blog/e.md:4: The alias '/2024/a.html/amp/' of 'blog/e.md' cannot stand beside 'blog/d.md'",
        "mkdocs.yml: The feed 'blog/feeds.opml' cannot stand beside 'blog/feeds.opml/x.md'",
        "sitemap.xml/x.md: The URL 'sitemap.xml/x/' of 'sitemap.xml/x.md' cannot stand beside",
    ]
    options = {"feeds": {"terms": {"formats": ["rss", "atom"]}}}
    built = site(files, options=options).build(expect=said)
    assert {"blog/rss.xml", "blog/tags/red/atom.xml", "sitemap.xml", "2024/a.html"} <= {*built.files}
    built.check_links()


def test_dated_files_of_one_name_are_no_clash_and_many_clashes_are_one_line(site):
    dated = {f"docs/{{0}}/2024-05-0{day}-same.md": f"---\ntitle: P {day}\n---\nText." for day in range(1, 5)}
    files = {folder.format(at): text for at in ("blog", "_posts") for folder, text in dated.items()}
    others = {f"docs/blog/{folder}/x.md": "---\ntitle: X\ndate: 2024-06-01\nslug: \n---\nText." for folder in "abc"}
    sketch = site({"docs/index.md": "# Home", **files})
    built = sketch.build()
    said = "_posts/2024-05-01-same.md: Only the date in the file name tells the URLs of 4 posts from those of others"
    assert [said in note for note in built.notes].count(True) == 1
    urls = [f"{at}2024-05-0{day}-same/" for at in ("blog/", "") for day in range(1, 5)]
    assert {*urls, "same/"} <= {*built.pages}
    assert "../2024-05-01-same/" in built.read("same/index.html")
    sketch.write({**others, "mkdocs.yml": "site_name: X\nplugins: [{blogposts: {permalink: '{slug}'}}]"})
    said = "blog/2024-05-01-same.md: 9 posts have names whose URLs are those of others already"
    built = sketch.build(expect=[said])
    assert "'permalink: \"{blog}/{year}/{month}/{day}/{slug}\"'" in built.warnings[0]
    assert {"x/", "x-2/", "x-3/"} <= {*built.pages}
