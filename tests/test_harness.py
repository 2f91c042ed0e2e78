"""The harness fails where it should: a check that cannot fail is none."""

from __future__ import annotations

import os
import warnings

import pytest

from harness import THEMES, picture, text, with_and_without_directory_urls, with_every_theme
from harness.browsing import NO_CHROMIUM, chromium

TWO_PAGES = {
    "docs/index.md": """
        # Home

        To the [guide](guide/first.md#steps), or to [another site](https://example.com/a?b=c).
    """,
    "docs/guide/first.md": """
        # First *steps*

        ![A square](square.png)

        ## Steps
        <p>One &amp; two<br>three</p>
        <script>var unseen;</script>
        <p hidden>unseen</p>
    """,
    "docs/guide/square.png": picture(8, 8, kind="PNG"),
}


@with_every_theme
@with_and_without_directory_urls
def test_a_site_is_seen_as_its_reader_sees_it(site, theme):
    built = site(TWO_PAGES, options=None).build()
    home, first = built.page(""), built.page("guide/first/")
    assert home.main.links[-2:] == ["guide/first/#steps", "https://example.com/a?b=c"]
    assert (first.h1.rstrip("¶#"), first.main.images) == ("First steps", ["guide/square.png"])
    assert "One & two\nthree" in first.text
    assert "unseen" not in first.text
    assert first.title.startswith("First")
    assert first.canonical.startswith("https://example.org/guide/first")
    assert built.nav == "Home\nGuide\n  First *steps*".replace("*", "")
    assert {"", "guide/first/"} <= set(built.pages)
    assert "guide/square.png" in built.files
    built.check_links()


def test_a_warning_fails_the_build(site):
    drawn = site({"docs/index.md": "[Away](away.md)"}, options=None)
    with pytest.raises(AssertionError, match=r"The build warned:\n.*away\.md"):
        drawn.build()
    assert len(drawn.build(expect=["'away.md'"]).warnings) == 1


def test_an_expected_warning_must_come_as_often_as_it_is_expected(site):
    drawn = site({"docs/index.md": "[Away](away.md)"}, options=None)
    with pytest.raises(AssertionError, match=r"did not warn:\naway"):
        drawn.build(expect=["away", "away"])


def test_a_warning_of_the_configuration_fails_the_build(site):
    with pytest.raises(AssertionError, match="Unrecognised configuration name: color"):
        site(TWO_PAGES, options=None, config="color: red").build()


def test_a_python_warning_of_our_package_is_an_error():
    with pytest.raises(DeprecationWarning, match="old"):
        warnings.warn_explicit(
            "old", DeprecationWarning, "reader.py", 1, module="mkdocs_blogposts.reading.entry_reader"
        )
    with pytest.warns(DeprecationWarning, match="old"):
        warnings.warn_explicit("old", DeprecationWarning, "other.py", 1, module="other")


def test_a_traceback_is_no_build_error(site):
    drawn = site(
        {**TWO_PAGES, "hook.py": "def on_env(env, config, files):\n    1 / 0"}, options=None, config="hooks: [hook.py]"
    )
    with pytest.raises(ZeroDivisionError):
        drawn.build_error()


def test_a_build_error_must_come(site):
    assert "Unrecognised theme name: 'none'" in site({}, options=None, config="theme: none").build_error()
    with pytest.raises(AssertionError, match="did not stop"):
        site(TWO_PAGES, options=None).build_error()


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('<a href="away/">', "away/ is not there (away/index.html)"),
        ('<a href="guide">', "guide is not there (guide)"),
        ('<a href="https://example.org/blog/">', "https://example.org/blog/ is not there (blog/index.html)"),
        ('<a href="guide/first/#stops">', "guide/first/#stops names a place that guide/first/index.html has not"),
        ('<a href="#there">', "#there names a place that index.html has not"),
        ('<img src="pic.png?1">', "pic.png?1 is not there (pic.png)"),
        ('<img src="guide/square.png" srcset="guide/square.png 1x, two.png 2x">', "two.png is not there (two.png)"),
        ('<video poster="still.jpg"></video>', "still.jpg is not there (still.jpg)"),
        ('<meta property="og:image" content="https://example.org/card.jpg">', "https://example.org/card.jpg is not th"),
    ],
)
def test_a_dead_link_is_found(site, written, why):
    built = site({**TWO_PAGES, "docs/raw.md": "# Raw", "docs/index.md": written}, options=None).build()
    assert [line for line in built.dead_links if line.startswith(f"index.html: {why}")], built.dead_links
    with pytest.raises(AssertionError, match="Dead links"):
        built.check_links()


@pytest.mark.parametrize(
    "written",
    [
        '<a href="#">',
        '<a href="#top">',
        '<a href="guide/first/#steps">',
        '<a href="guide/first/?q=1#:~:text=One">',
        '<a href="/guide/first/">',
        '<a href="//example.com/away">',
        '<a href="https://example.com/away">',
        '<a href="mailto:reader@example.com">',
        '<a href="http://[">',
        '<img src="data:image/png;base64,AAAA">',
    ],
)
def test_a_live_link_is_not(site, written):
    site({**TWO_PAGES, "docs/index.md": written}, options=None).build().check_links()


def test_a_link_out_of_a_site_in_a_folder_is_dead(site):
    site_in_folder = "site_url: https://example.org/docs/"
    built = site(
        {**TWO_PAGES, "docs/index.md": '<a href="/guide/first/">'}, options=None, config=site_in_folder
    ).build()
    assert built.dead_links == ["index.html: /guide/first/ leaves the site"]


def test_a_page_that_is_not_there_is_named_with_its_previous_and_next(site):
    with pytest.raises(AssertionError, match=r"No page at 'guide/fist/', but at \['guide/first/'"):
        site(TWO_PAGES, options=None).build().page("guide/fist/")


@pytest.mark.parametrize("what", ["h1", "description", "title", "canonical"])
def test_what_a_page_has_twice_is_not_read(site, what):
    twice = """
        <h1>A</h1><h1>B</h1>
        <meta name="description" content="A"><meta name="description" content="B">
    """
    overrides = {
        "overrides/main.html": """
            {% extends "base.html" %}
            {% block site_meta %}<title>A</title><title>B</title>
            <link rel="canonical" href="a"><link rel="canonical" href="b">{% endblock %}
            {% block htmltitle %}{% endblock %}
        """
    }
    config = "theme: {name: mkdocs, custom_dir: overrides}"
    built = site({"docs/index.md": twice, **overrides}, options=None, config=config).build()
    with pytest.raises(AssertionError):
        getattr(built.page(""), what)


def test_a_site_without_our_plugin_is_the_same_site(site):
    assert (
        site(TWO_PAGES, config="plugins: [search, blogposts: {per_page: 3}]").build_without_blogposts().warnings == []
    )


def test_drafts_are_in_the_preview_only(site):
    drawn = site({**TWO_PAGES, "docs/draft.md": "# Draft"}, options=None, config="draft_docs: draft.md")
    assert "draft/" not in drawn.build().pages
    assert drawn.preview().page("draft/").h1 == "Draft"


def test_text_is_drawn_as_the_test_is_indented():
    drawn = """
        a
            b
    """
    assert text(drawn) == "a\n    b\n"


@pytest.mark.parametrize("theme", THEMES)
def test_a_server_shows_each_change(site):
    with site(TWO_PAGES, options=None).serve() as server:
        assert server.get("guide/first/").h1.rstrip("¶#") == "First steps"
        server.edit("docs/guide/first.md", "# Second steps {: #steps }\n")
        assert server.get("guide/first/").h1.startswith("Second steps")
        server.add("docs/new.md", "# New")
        assert "new/" in server.get("").links
        server.rename("docs/new.md", "docs/old.md")
        assert (server.status("new/"), server.status("old/")) == (404, 200)
        server.delete("docs/old.md")
        assert server.status("old/") == 404


def test_a_rebuild_that_fails_fails_the_test(site):
    with site(TWO_PAGES, options=None).serve() as server:
        with pytest.raises(AssertionError, match=r"The rebuild failed:(.|\n)*away\.md"):
            server.add("docs/new.md", "[Away](away.md)")
        with pytest.raises(AssertionError, match="not there to be edited"):
            server.edit("docs/newer.md", "# Newer")


def test_a_server_that_cannot_start_fails_the_test(site):
    with (
        pytest.raises(AssertionError, match=r"mkdocs serve has ended:(.|\n)*Unrecognised theme name"),
        site(TWO_PAGES, options=None, config="theme: none").serve(),
    ):
        pass


@with_every_theme
def test_a_browser_shows_a_page_and_reaches_nothing_else(site, browser):
    picture_of_another_site = "<img id='away' src='https://example.com/a.png'>\n\n![](guide/square.png){: #here }"
    config = "markdown_extensions: [attr_list]"
    drawn = site({**TWO_PAGES, "docs/index.md": picture_of_another_site}, options=None, config=config)
    page = browser.open(drawn.build())
    assert page.evaluate("document.getElementById('here').naturalWidth") == 8
    assert page.evaluate("document.getElementById('away').naturalWidth") == 0
    assert browser.troubles == []


def test_a_browser_notes_troubles(site, browser):
    page = "<script>fail()</script><img src='away.png'>"
    browser.open(site({"docs/index.md": page}, options=None).build())
    assert ["away.png answers 404" in trouble for trouble in browser.troubles].count(True) == 1
    assert ["fail is not defined" in trouble for trouble in browser.troubles].count(True) == 1
    browser.troubles.clear()


def test_without_chromium_a_test_is_skipped_but_in_ci_it_fails(monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"), chromium():
        pass
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=NO_CHROMIUM[:20]), chromium():
        pass
