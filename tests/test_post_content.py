"""What becomes of a post's text: on its page, in lists and contents, in the search, and beside other plugins."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from harness import picture, with_and_without_directory_urls, with_every_theme

RICH = """
    ---
    title: Rich {n}
    date: 2024-05-{n:02}
    tags: [red]
    ---
    ## Opening {{: #own }}

    With a note[^1], *stress*, [home](../index.md), [own](#own), [the other](rich1.md#own), ![drawn](pic.png).

    <p><img src="{raw}pic.png" alt="raw"></p>

    === "One"
        First tab.
    === "Two"
        Second tab.

    ```py
    x = 1
    ```

    [^1]: The note.

    <!-- more -->

    ## Hidden in lists

    Behind the mark.
"""
EXTENSIONS = """
    markdown_extensions:
    - toc: {permalink: true}
    - footnotes
    - attr_list
    - pymdownx.tabbed: {alternate_style: true}
    - pymdownx.highlight: {anchor_linenums: true, linenums: true}
    - pymdownx.superfences
"""


def rich_blog(directory_urls=True):
    raw = "../" if directory_urls else ""
    posts = {f"docs/blog/rich{n}.md": RICH.format(n=n, raw=raw) for n in (1, 2)}
    return {"docs/index.md": "# Home", "docs/blog/pic.png": picture(20, 20, kind="PNG"), **posts}


@with_every_theme
@with_and_without_directory_urls
def test_posts_share_a_list_without_sharing_ids_and_their_links_lead_where_they_led(site, directory_urls):
    built = site(rich_blog(directory_urls), config=EXTENSIONS).build()
    for address in built.pages:
        ids = Counter(tag.get("id") for tag in built.page(address).element.iter("*") if tag.get("id"))
        assert [name for name, count in ids.items() if count > 1] == [], address
    for address in ("blog/", "blog/tags/red/"):
        teasers = built.page(address).all(".bp-post-card__excerpt")
        assert len(teasers) == 2
        for teaser, own in zip(teasers, ("blog/rich2/#own", "blog/rich1/#own"), strict=True):
            assert "Behind the mark" not in teaser.text
            assert teaser.all("h1, h2, h3, .headerlink, .footnote-ref") == []
            assert teaser.images == ["blog/pic.png", "blog/pic.png"]
            assert {"", own, "blog/rich1/#own"} <= {*teaser.links}
    built.check_links()


@pytest.mark.parametrize(
    ("theme", "contents"), [("mkdocs", "#toc-collapse"), ("material", ".md-sidebar--secondary nav")]
)
def test_the_table_of_contents_of_a_post_leads_to_its_headings(site, contents):
    built = site(rich_blog(), config=EXTENSIONS).build()
    links = built.page("blog/rich1/").one(contents).links
    assert {"blog/rich1/#own", "blog/rich1/#hidden-in-lists"} <= {*links}
    built.check_links()


@with_every_theme
def test_the_search_finds_posts_and_the_writers_words_and_no_lists(site):
    own = {"docs/blog/index.md": "---\ntitle: Journal\n---\nWords of welcome."}
    built = site({**rich_blog(), **own}, config=EXTENSIONS).build()
    found = json.loads(built.read("search/search_index.json"))["docs"]
    texts = {entry["location"]: entry["text"] for entry in found}
    assert "Behind the mark." in texts["blog/rich1/#hidden-in-lists"]
    assert [location for location, text in texts.items() if "Words of welcome." in text] == ["blog/"]
    assert "Rich" not in "".join(text for location, text in texts.items() if "rich" not in location)
    titles = {entry["location"]: entry["title"] for entry in found}
    assert (titles["blog/rich1/"], titles["blog/"]) == ("Rich 1", "Journal")
    for location in texts:
        address, _, place = location.partition("#")
        assert not place or built.page(address).all(f"[id='{place}']"), location


EVERYTHING = """
    validation:
      nav: {omitted_files: warn, not_found: warn, absolute_links: warn}
      links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""


@with_every_theme
@pytest.mark.parametrize("nav", ["", "nav: [index.md]", "nav: [index.md, Blog: blog/index.md]"])
def test_where_mkdocs_is_told_to_warn_of_everything_nothing_is_said(site, nav):
    config = EXTENSIONS.replace("\n    ", "\n") + EVERYTHING.replace("\n    ", "\n") + nav
    built = site(rich_blog(), options={"per_page": 1}, config=config).build()
    assert built.warnings == []
    assert not [note for note in built.notes if "blog" in note.casefold()]


def test_a_post_is_edited_where_it_lies_and_a_made_list_nowhere(site):
    config = """
        theme: {name: material, features: [content.action.edit]}
        repo_url: https://github.com/someone/something
        edit_uri: edit/main/docs/
    """
    files = {
        **rich_blog(),
        "docs/blog/tags.md": "# Tags",
        "docs/blog/moved.md": "Title: M\nDate: 2024-05-09\nSlug: m\n\nX.",
    }
    built = site(files, config=config).build()
    edited = {
        address: [link.partition("/docs/")[2] for link in built.page(address).links if "/edit/" in link]
        for address in ("blog/m/", "blog/tags/", "blog/", "blog/2024/")
    }
    assert edited == {"blog/m/": ["blog/moved.md"], "blog/tags/": ["blog/tags.md"], "blog/": [], "blog/2024/": []}


@pytest.mark.parametrize("plugins", ["[search, offline, blogposts]", "[blogposts, offline, search]"])
def test_a_plugin_that_does_without_directory_urls_may_come_first_or_last(site, plugins):
    config = f"plugins: {plugins}" + EXTENSIONS.replace("\n    ", "\n")
    built = site(rich_blog(directory_urls=False), theme="material", config=config).build()
    assert {"blog/index.html", "blog/rich1.html", "blog/tags/red.html"} <= {*built.files}
    built.check_links()


def test_materials_own_tags_and_blog_work_beside(site):
    files = {
        **rich_blog(),
        "docs/tags.md": "# All tags\n\n<!-- material/tags -->",
        "docs/theirs/posts/x.md": "---\ndate: 2024-05-05\n---\n# Theirs\n\nText\n",
    }
    config = "plugins: [search, tags, blog: {blog_dir: theirs}, blogposts: {posts: blog/}]"
    built = site(files, theme="material", config=config).build()
    assert built.page("tags/").links.count("blog/rich1/") >= 1
    assert built.page("blog/").texts("h2") == ["Rich 2", "Rich 1"]
    assert "Theirs" in built.page("theirs/").text
    built.check_links()


def test_other_plugins_and_hooks_see_the_text_of_a_post_without_its_front_matter(site):
    hook = """
        def on_page_markdown(markdown, page, config, files):
            assert "Date:" not in markdown, page
            return markdown.replace("WORD", "replaced")
    """
    files = {"docs/index.md": "# Home", "docs/p.md": "Title: P\nDate: 2024-05-01\n\nA WORD here.", "hook.py": hook}
    built = site(files, config="hooks: [hook.py]").build()
    assert built.page("p/").one(".e-content").text == "A replaced here."
    assert built.page("blog/").one(".bp-post-card__excerpt").text == "A replaced here."


def test_the_code_and_html_of_a_post_are_left_alone(site):
    text = """
        Title: P
        Date: 2024-05-01

        Text:
        <div markdown="0">
        - raw
        </div>

        ~~~
        Text:
        - in code
        ~~~

        {{ jinja }} {% raw %} stays.
    """
    config = "markdown_extensions: [fenced_code, md_in_html]"
    built = site({"docs/index.md": "# Home", "docs/p.md": text}, config=config).build()
    content = built.page("p/").one(".e-content")
    assert content.all("li") == []
    assert "- raw" in content.text
    assert "{{ jinja }} {% raw %} stays." in content.text


@with_every_theme
def test_the_search_finds_a_post_that_is_no_more_than_its_title(site):
    built = site(
        {"docs/index.md": "# Home", "docs/blog/a.md": "---\ntitle: A picture\ndate: 2024-01-02\n---\n"}
    ).build()
    searched = json.loads(built.read("search/search_index.json"))["docs"]
    found = [(entry["title"], entry["text"]) for entry in searched if entry["location"] == "blog/a/"]
    assert found == [("A picture", "")]
    assert built.page("blog/a/").one(".e-content").text == ""
