"""A site without a post: adding the plugin changes the heads of its pages and nothing else."""

from __future__ import annotations

import re

import pytest

from harness import picture, with_and_without_directory_urls, with_every_theme

FRAMEWORK = {
    "mkdocs.yml": """
        site_name: Hopper
        site_url: https://hopper.example/
        site_description: Hopper, queues for people in a hurry.
        use_directory_urls: URLS
        theme: THEME
        nav:
        - Introduction: index.md
        - Tutorial:
          - First steps: tutorial/first.md
          - Settings & secrets: tutorial/settings.md
        - API: [Queue: api/queue.md]
        - About: [Release notes: release-notes.md, Source: 'https://source.example/']
        markdown_extensions:
        - admonition
        - toc: {permalink: "¤"}
        - attr_list
        plugins: [search, blogposts]
    """,
    "docs/index.md": """
        <p align="center"><img src="img/logo.png" alt='Hopper "the quick"'></p>

        # Hopper

        Queues for people in a hurry. See the [first steps](tutorial/first.md#install) & the [API](api/queue.md).

        | Broker | Since |
        |--------|------:|
        | Redis  | 1.0   |
    """,
    "docs/tutorial/first.md": """
        # First steps

        ## Install

        ```console
        $ pip install hopper
        ```

        !!! note
            Now.
    """,
    "docs/tutorial/settings.md": "---\ntitle: Settings & secrets\n---\n# Settings\n\nText:\n- no list\n- for MkDocs\n",
    "docs/api/queue.md": "# Queue {: #the-queue }\n\n### `push(job, *, at=None)`\n\nPuts a *job* there.\n",
    "docs/release-notes.md": "# Release notes\n\n## 2.0\n\nDate: today\n\n1. One\n2. Two\n",
    "docs/img/logo.png": picture(40, 40, kind="PNG"),
}
PROJECT = {
    "mkdocs.yml": """
        site_name: Parsers & Printers
        use_directory_urls: URLS
        theme: THEME
        extra_css: [extra.css]
        extra_javascript: [extra.js]
        plugins: [search, blogposts]
    """,
    "docs/index.md": "Parsers\n=======\n\nWelcome.\n\n[Usage](usage.md)\n",
    "docs/usage.md": "Title: Usage\nAuthors: A. Writer\n         B. Writer\n\nUsage text with\ntwo lines.\n",
    "docs/reference/lexer.md": "# The <lexer> & its tokens\n\n* one\n\n    * two\n\nTerm\n: no definition\n",
    "docs/reference/index.md": "# Reference\n\nMade of parts.\n",
    "docs/2023-10-01-minutes.md": "# Minutes\n\nWhat was said.\n",
    "docs/extra.css": "h1 { color: teal }",
    "docs/extra.js": "var ready = true;",
}
TOOL = {
    "mkdocs.yml": """
        site_name: Sieve
        site_url: https://sieve.example/docs/
        repo_url: https://source.example/sieve
        edit_uri: edit/main/docs/
        use_directory_urls: URLS
        theme: THEME
        markdown_extensions:
        - admonition
        - pymdownx.details
        - pymdownx.superfences
        - pymdownx.tabbed: {alternate_style: true}
        - footnotes
        - def_list
        - tables
        plugins: [search, blogposts]
    """,
    "docs/index.md": """
        ---
        hide: [navigation]
        hero: Fast as the wind
        tags: [start]
        ---
        # Sieve

        !!! tip "Try it"
            === "Linux"
                ```sh
                apt install sieve
                ```
            === "macOS"
                ```sh
                brew install sieve
                ```

        ??? question "Why?"
            For speed.[^1]

        [^1]: Measured.
    """,
    "docs/rules/e501.md": '---\ndescription: Lines that are "too" long.\n---\n# line-too-long\n\nTerm\n: What it is.\n',
    "docs/rules/f401.md": "# unused-import (F401)\n\n## Example\n\n```python\nimport os\n```\n",
    "docs/faq.md": "# FAQ\n\n## Is it safe?\n\nYes.\n\n## Is it fast?\n\nYes, too.\n",
}
SITES = {"framework": FRAMEWORK, "project": PROJECT, "tool": TOOL}


@pytest.fixture(params=SITES)
def plain(request, site, theme, directory_urls):
    """One of three sites in the manner of well-known projects, in each theme."""
    files = dict(SITES[request.param])
    features = {"material": "{name: material, features: [navigation.footer, navigation.tabs, toc.follow]}"}
    urls = str(directory_urls).lower()
    offline = f"{{name: {theme}, highlightjs: false}}"
    files["mkdocs.yml"] = files["mkdocs.yml"].replace("THEME", features.get(theme, offline)).replace("URLS", urls)
    return site(files)


def halves(html):
    """What stands in the head, and all the rest."""
    start, end = html.index("<head>"), html.index("</head>")
    return html[start:end], html[:start] + html[end:]


@with_every_theme
@with_and_without_directory_urls
def test_adding_the_plugin_changes_nothing_but_the_heads(plain):
    without, built = plain.build_without_blogposts(), plain.build()
    assert [file for file in built.files if file != "robots.txt"] == without.files
    assert built.nav == without.nav
    for file in built.files:
        if file.endswith(".html") and "<head>" in built.read(file):
            assert unstamped(halves(built.read(file))[1]) == unstamped(halves(without.read(file))[1]), file
        elif file == "sitemap.xml":
            assert re.findall("<loc>.*?</loc>", built.read(file)) == re.findall("<loc>.*?</loc>", without.read(file))
        elif file in without.files and not file.endswith(".gz"):
            assert (built.site_dir / file).read_bytes() == (without.site_dir / file).read_bytes(), file


def unstamped(html):
    """Without the hour of the build, which MkDocs notes at the end of the home page."""
    return re.sub(r"Build Date UTC : .*", "", html)


@with_every_theme
def test_of_the_head_everything_stays_but_title_description_author_robots_and_canonical(plain):
    ours = re.compile(
        r"<title>.*?</title>|<link [^>]*rel=\"canonical\"[^>]*>|<meta [^>]*(?:name|property)="
        r"\"(?:description|author|robots|(?:og|twitter|article):[^\"]*)\"[^>]*>|"
        r"<script type=\"application/ld\+json\">.*?</script>",
        re.DOTALL,
    )
    without, built = plain.build_without_blogposts(), plain.build()
    for file in (file for file in built.files if file.endswith(".html")):
        heads = [ours.sub("", halves(site.read(file))[0]).split() for site in (built, without)]
        assert heads[0] == heads[1], file


@with_every_theme
def test_every_page_gets_one_title_one_description_and_previews(plain):
    built = plain.build()
    for address in built.pages:
        page = built.page(address)
        assert page.title
        assert page.description
        assert page.meta("og:title")
        assert page.meta("og:type") == "website"
        assert page.all(".bp") == []
    # The page that says that there is none is in no index: it has the site's description, as the home page may.
    indexed = [address for address in built.pages if address != "404.html" and "search" not in address]
    descriptions = [built.page(address).description for address in indexed]
    assert len({*descriptions}) == len(descriptions)
