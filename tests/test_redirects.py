"""Old URLs lead to the new ones, never in the way of anything."""

from __future__ import annotations

import json

import pytest

from harness import with_and_without_directory_urls
from mkdocs_blogposts.publishing.redirect_rules import Redirect, write_netlify_rules, write_nginx_rules

HOME = {"docs/index.md": "# Home", "docs/page.md": "---\nredirect_from: /was/page.html\n---\n# A page"}


def post(aliases, title="P & Q", day=1):
    return f"---\ntitle: {title}\ndate: 2024-05-{day:02}\naliases: {aliases}\ntags: [red]\n---\n## More\n\nText."


@with_and_without_directory_urls
def test_an_alias_leads_to_the_post(site):
    built = site({**HOME, "docs/blog/p.md": post("[/old/, 2019/x.html, /ä ö/]")}).build()
    for file in ("old/index.html", "2019/x.html", "ä ö/index.html"):
        page = built._view(file)
        assert page.one("p a").links == ["blog/p/"]
        assert page.one("p a").text == "P & Q"
        assert page.meta("robots") == "noindex"
        assert (page.title, page.meta("og:title"), page.description) == ("P & Q - Example", "P & Q", "Text.")
        assert page.canonical.startswith("https://example.org/blog/p")
        assert (page.meta("og:title"), page.description, page.meta("og:url")) == ("P & Q", "Text.", page.canonical)
        (whole,) = page.all("script[type='application/ld+json']")
        (node,) = json.loads(whole.element.text)["@graph"]  # nobody lists this page
        assert (node["@type"], node["headline"], node["url"]) == ("BlogPosting", "P & Q", page.canonical)
        assert (node["datePublished"], page.meta("article:tag")) == ("2024-05-01T00:00:00+00:00", None)
        assert f'content="0; url={page.one("p a")["href"]}"' in page.source
    assert built._view("was/page.html").one("p a").links == ["page/"]
    assert "old" not in built.read("sitemap.xml")
    assert "old" not in built.read("search/search_index.json")
    built.check_links()


def test_a_terms_own_page_had_another_url_too(site):
    built = site({**HOME, "docs/blog/p.md": post("[]"), "docs/blog/tags/red.md": "---\nalias: /t/red/\n---\n"}).build()
    assert built.page("t/red/").one("p a").links == ["blog/tags/red/"]


def test_the_place_in_the_page_is_kept(site, browser):
    built = site({**HOME, "docs/blog/p.md": post("/old/")}).build()
    page = browser.open(built, "page/")
    page.goto(page.url.replace("page/", "old/?a=1#more"))
    page.wait_for_url("**/blog/p/?a=1#more")


@pytest.mark.parametrize(("redirects", "file"), [("html", "old/index.html"), ("netlify", "_redirects")])
def test_nothing_leads_to_a_post_that_another_plugin_takes_out_with_its_feeds(site, redirects, file):
    hook = """
        from mkdocs.plugins import event_priority
        from mkdocs.structure.files import InclusionLevel

        @event_priority(-100)
        def on_files(files, config):
            files.src_uris["blog/p.md"].inclusion = InclusionLevel.EXCLUDED
            for file in files.media_files():
                files.remove(file)
    """
    config = f"hooks: [hook.py]\nplugins:\n  - blogposts:\n      redirects: {redirects}"
    built = site({**HOME, "docs/blog/p.md": post("/old/"), "hook.py": hook}, config=config).build()
    assert not (built.site_dir / file).is_file() or "old" not in built.read(file)


def test_without_site_url_a_redirect_works_as_well(site):
    built = site({**HOME, "docs/blog/p.md": post("/old/")}, config="site_url: ''").build()
    assert built.page("old/").canonical == "../blog/p/"


WRONG = {
    "https://elsewhere.example/x": "is on another site",
    "../../x": "lies outside the site",
    "'/?p=123'": "has a query or fragment",
    "'/x#y'": "has a query or fragment",
    "/": "names no page",
    "/page/": "of 'blog/p.md' is already the URL of 'page.md'",
    "/PAGE/": "of 'blog/p.md' is already the URL of 'page.md'",
    "/blog/tags/": "is already the URL of",
    "/pic.txt/": "is already the URL of 'pic.txt'",
    "/blog/p/": "",
    "[/x/, /X/]": "",
}


@pytest.mark.parametrize(("alias", "said"), WRONG.items(), ids=WRONG)
def test_an_alias_that_makes_no_sense_is_told_and_does_no_harm(site, alias, said):
    files = {**HOME, "docs/blog/p.md": post(alias), "docs/pic.txt": "A file."}
    built = site(files).build(expect=[said] if said else [])
    assert (built.page("page/").h1, built.page("blog/p/").h1) == ("A page", "P & Q")
    assert built.page("blog/tags/").h1 == "Tags"
    built.check_links()


def test_of_two_posts_that_had_one_url_the_older_keeps_it(site):
    files = {"docs/blog/new.md": post("/old/", "New", 2), "docs/blog/older.md": post("/old/", "Older", 1)}
    built = site({**HOME, **files}).build(
        expect=["The alias '/old/' of 'blog/new.md' is already the URL of an alias of"]
    )
    assert built.page("old/").one("p a").text == "Older"


def test_a_draft_is_not_led_to(site):
    built = site({**HOME, "docs/blog/p.md": post("/old/").replace("tags:", "draft: true\ntags:")}).build()
    assert "old/index.html" not in built.files


def test_a_server_is_told_instead(site):
    files = {**HOME, "docs/blog/p.md": post("[/old/, /ä.html]")}
    built = site(files, options={"redirects": ["netlify", "nginx"]}, config="site_url: https://example.org/d/").build()
    assert "old/index.html" not in built.files
    assert built.read("_redirects").splitlines() == [
        "/d/old/ /d/blog/p/ 301",
        "/d/%C3%A4.html /d/blog/p/ 301",
        "/d/was/page.html /d/page/ 301",
    ]
    assert built.read("redirects.map").splitlines() == [
        '"/d/old/" "/d/blog/p/";',
        '"/d/old" "/d/blog/p/";',
        '"/d/ä.html" "/d/blog/p/";',
        '"/d/was/page.html" "/d/page/";',
    ]


def test_a_list_of_the_writers_own_stays(site):
    files = {**HOME, "docs/_redirects": "/mine /yours 301\n"}
    built = site(files, options={"redirects": "netlify"}).build(
        expect=["_redirects: The redirects would be written to"]
    )
    assert built.read("_redirects") == "/mine /yours 301\n"


def test_a_redirect_of_no_kind_stops_the_build(site):
    assert "redirects" in site(HOME, options={"redirects": "apache"}).build_error()


def test_signs_that_mean_something_to_a_server_mean_nothing():
    redirects = [Redirect('/a "b" $c/', "/x$y/")]
    assert write_netlify_rules(redirects) == "/a%20%22b%22%20%24c/ /x$y/ 301\n"
    assert write_nginx_rules(redirects) == '"/a \\"b\\" %24c/" "/x%24y/";\n"/a \\"b\\" %24c" "/x%24y/";\n'


MOVED = {
    **HOME,
    "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\nslug: b\n---\nText.",
    "docs/blog/c.md": "---\ntitle: C\ndate: 2024-05-02\nslug: a/more\n---\nText.",
    "docs/blog/2024-05-03-d.md": "---\ntitle: D\npermalink: /else.html\n---\nText.",
    "docs/blog/e.md": "---\ntitle: E\ndate: 2024-05-04\nslug: /blog/c\n---\nText.",
    "docs/_posts/2024-05-05-f.md": "---\ntitle: F\n---\nText.",
    "docs/blog/g.md": "---\ntitle: G\ndate: 2024-05-06\n---\nText.",
}


@with_and_without_directory_urls
def test_a_redirect_stands_where_mkdocs_would_have_put_a_post_unless_something_is_there(site, directory_urls):
    built = site(MOVED).build()
    led = {"blog/a/": "blog/b/", "blog/2024-05-03-d/": "else.html" if directory_urls else "else/", "blog/e/": "blog/c/"}
    for old, new in led.items():
        assert built.page(old).one("p a").links == [new]
        assert built.page(old).meta("robots") == "noindex"
    assert built.page("blog/c/").h1 == "E"
    assert built.page("f/").h1 == "F"
    assert not [file for file in built.files if "2024-05-05-f" in file]
    assert "blog/a" not in built.read("sitemap.xml").replace("blog/a/more", "").replace("blog/archive", "")
    built.check_links()


def test_options_say_which_redirects_there_are_and_a_note_where_an_option_moves_posts(site):
    none = site(MOVED, options={"redirect_moved": False}).build()
    assert not {"blog/a/", "blog/2024-05-03-d/", "blog/e/"} & {*none.pages}
    rules = site(MOVED, options={"redirects": "netlify"}).build()
    assert rules.read("_redirects").splitlines() == [
        "/was/page.html /page/ 301",
        "/blog/2024-05-03-d/ /else.html 301",
        "/blog/a/ /blog/b/ 301",
        "/blog/e/ /blog/c/ 301",
    ]
    pattern = {"permalink": "{blog}/{year}/{slug}"}
    built = site(MOVED, options=pattern).build()
    assert "blog/a/" not in built.pages
    said = "mkdocs.yml: The option 'permalink' gives 3 posts another URL than MkDocs does, 'blog/a.md' first."
    assert len([note for note in built.notes if said in note]) == 1
    built = site(MOVED, options={**pattern, "redirect_moved": "all"}).build()
    assert built.page("blog/g/").one("p a").links == ["blog/2024/g/"]
    assert not [note for note in built.notes if "'permalink'" in note]
