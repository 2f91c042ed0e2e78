"""A site of several languages: its pages, and that each names the others, both ways, and only public ones."""

from __future__ import annotations

import json
import re

import pytest
from lxml import etree

from harness import picture
from mkdocs_blogposts.blog.page_translations import PageTranslations, PageVersion
from mkdocs_blogposts.site.settings.static_i18n import LocaleBuild

ROOT = "https://example.org/"
LANGUAGES = ("en", "fr", "de")
XHTML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def post(title, day="2026-03-01", rest="", body="Text about it."):
    return f"---\ntitle: {title}\ndate: {day}\n{rest}\n---\n\n{body}\n"


PAGES = {
    "en": {
        "index.md": "# Home\n\nSee [the blog](blog/index.md).",
        "about.md": "# About\n\nWho we are.",
        "blog/first.md": post(
            "First",
            rest="tags: [Python]\nauthor: ann\nslug: the-first\naliases: /old/",
            body="See [tags](tags/index.md) and [second](second.md).",
        ),
        "blog/second.md": post("Second", "2026-03-02", "tags: [Python, Web]\nimage: shown.jpg"),
        "blog/third.md": post("Third", "2026-03-03", "translation_key: third\ntags: [Web]"),
        "blog/fourth.md": post("Fourth", "2026-03-04"),
        "blog/unseen.md": post("Unseen", "2026-03-05", "draft: true\nimage: draft.jpg"),
        "blog/quiet.md": post("Quiet", "2026-03-06", "status: unlisted"),
        "blog/tags/web.md": "---\ntitle: The web\ndescription: All of the web.\n---\n\nPages of it.",
    },
    "fr": {
        "index.md": "# Accueil\n\nLe [blog](blog/index.md).",
        "about.md": "# À propos\n\nQui nous sommes.",
        "blog/first.md": post(
            "Premier",
            rest="tags: [Python]\nauthor: ann\nslug: le-premier\naliases: /ancien/",
            body="Voir [tags](tags/index.md) et [second](second.md).",
        ),
        "blog/troisieme.md": post(
            "Troisième", "2026-03-03", "translation_key: third\npermalink: /carnet/trois/\ntags: [Web]"
        ),
        "blog/fourth.md": post("Quatrième", "2026-03-04", "draft: true\nimage: brouillon.jpg"),
        "blog/unseen.md": post("Vu", "2026-03-05", "image: shown.jpg"),
        "blog/quiet.md": post("Doux", "2026-03-06"),
        "blog/tags/web.md": "---\ntitle: La toile\ndescription: Tout du web.\n---\n\nSes pages.",
    },
    "de": {"index.md": "# Start", "blog/first.md": post("Erster", rest="tags: [Python]\nauthor: ann")},
}
AUTHORS = {
    "docs/.authors.yml": "authors:\n  ann:\n    name: Ann Lee\n    description: Writes in English.\n",
    "docs/.authors.fr.yml": "authors:\n  ann:\n    description: Écrit en français.\n",
}


def in_structure(structure):
    """The files of the site as each structure of mkdocs-static-i18n has them."""
    files = dict(AUTHORS)
    for language, pages in PAGES.items():
        for path, text in pages.items():
            stem, _, ending = path.rpartition(".")
            suffixed = path if language == "en" else f"{stem}.{language}.{ending}"
            files[f"docs/{language}/{path}" if structure == "folder" else f"docs/{suffixed}"] = text
    folders = {"shown": "en", "draft": "en", "brouillon": "fr"}
    for name, language in folders.items():
        folder = f"{language}/blog" if structure == "folder" else "blog"
        files[f"docs/{folder}/{name}.jpg"] = picture(600, 400)
    return files


def configured(structure, theme, is_first, *options):
    i18n = f"""
  - i18n:
      docs_structure: {structure}
      languages:
        - {{locale: en, default: true, name: English}}
        - {{locale: fr, name: Français, site_name: Exemple}}
        - {{locale: de, name: Deutsch}}"""
    ours = "\n  - blogposts: {redirects: [html, netlify]}"
    both = ours + i18n if is_first else i18n + ours
    look = "language: en, font: false" if theme == "material" else "highlightjs: false"
    return f"theme: {{name: {theme}, {look}}}\nplugins:\n  - search{both}\n"


def alternates(page):
    links = page.all("head link[rel=alternate][hreflang]")
    found = [(link["hreflang"], link["href"]) for link in links]
    assert len(found) == len(dict(found)), f"{page.file} names a language twice: {found}"
    return dict(found)


def check_alternates(built):
    """Each alternate exists, answers back, is public, and is what the sitemap says."""
    in_sitemap = {
        url.findtext("s:loc", namespaces=XHTML): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", namespaces=XHTML)
        }
        for url in etree.fromstring(built.read("sitemap.xml").encode()).findall("s:url", namespaces=XHTML)
    }
    named = 0
    for address in built.pages:
        page = built.page(address)
        found = alternates(page)
        if not found:
            continue
        named += 1
        assert found.pop("x-default") in found.values()
        assert len(found) > 1
        assert page.canonical in found.values(), f"{page.file} does not name itself"
        assert len(page.metas("og:locale:alternate")) == len(found) - 1
        for language, url in found.items():
            assert url.startswith(ROOT)
            other = built.page(url.removeprefix(ROOT))
            assert other.canonical == url
            assert other.get("lang") == language
            assert "noindex" not in (other.meta("robots") or "")
            back = alternates(other)
            back.pop("x-default")
            assert back == found
            assert {**in_sitemap[url], "x-default": ""} == {**found, "x-default": ""}
    return named


@pytest.mark.parametrize(
    ("structure", "theme", "is_first"),
    [
        ("folder", "mkdocs", True),
        ("suffix", "mkdocs", False),
        ("folder", "material", False),
        ("suffix", "material", True),
    ],
)
def test_a_blog_in_three_languages(site, monkeypatch, structure, theme, is_first):
    drawn = site(in_structure(structure), theme=theme, config=configured(structure, theme, is_first))
    monkeypatch.chdir(drawn.root)
    before = {path for path in drawn.root.rglob("*") if path.is_file()}
    built = drawn.build()
    outside = {path for path in drawn.root.rglob("*") if path.is_file()} - before
    assert not [path for path in outside if not path.is_relative_to(drawn.root / "site") and ".cache" not in path.parts]
    built.check_links()
    assert check_alternates(built) > 20
    the_first = built.page("blog/the-first/")
    assert alternates(the_first) == {
        "en": f"{ROOT}blog/the-first/",
        "fr": f"{ROOT}fr/blog/le-premier/",
        "de": f"{ROOT}de/blog/first/",
        "x-default": f"{ROOT}blog/the-first/",
    }
    assert the_first.metas("og:locale:alternate") == ["fr_FR", "de_DE"]
    article = json.loads(the_first.one('script[type="application/ld+json"]').element.text)["@graph"][0]
    assert [(each["inLanguage"], each["url"]) for each in article["workTranslation"]] == [
        ("de", f"{ROOT}de/blog/first/"),
        ("fr", f"{ROOT}fr/blog/le-premier/"),
    ]
    check_lists(built)
    check_stand_ins(built)
    check_unpublished(built)
    check_what_is_said_in_each(built)
    if theme == "material":
        check_switch(built)


def check_lists(built):
    assert built.page("blog/").texts(".bp-post-card__title") == ["Fourth", "Third", "Second", "First"]
    assert built.page("fr/blog/").texts(".bp-post-card__title") == ["Doux", "Vu", "Troisième", "Second", "Premier"]
    assert built.page("de/blog/").texts(".bp-post-card__title") == ["Fourth", "Third", "Second", "Erster"]
    assert built.page("fr/blog/tags/").h1 == "Étiquettes"
    assert alternates(built.page("fr/blog/tags/web/"))["en"] == f"{ROOT}blog/tags/web/"
    assert alternates(built.page("fr/carnet/trois/")) == {
        "en": f"{ROOT}blog/third/",
        "fr": f"{ROOT}fr/carnet/trois/",
        "x-default": f"{ROOT}blog/third/",
    }
    assert "<title>Third</title>" not in built.read("fr/blog/rss.xml")
    assert "<language>fr</language>" in built.read("fr/blog/rss.xml")
    assert "<title>Blog - Exemple</title>" in built.read("fr/blog/rss.xml")
    assert "<title>Blog - Example</title>" in built.read("de/blog/rss.xml")


def check_stand_ins(built):
    """A post that nobody has translated is in its own language, and search engines learn where it is at home."""
    page = built.page("fr/blog/second/")
    assert page.one(".bp-post")["lang"] == "en"
    assert page.canonical == f"{ROOT}blog/second/"
    assert alternates(page) == alternates(built.page("blog/second/")) == {}
    assert "fr/blog/second/" not in built.read("sitemap.xml")
    assert built.page("old/").one('link[rel="canonical"]')["href"] == f"{ROOT}blog/the-first/"
    redirects = built.read("_redirects")
    assert "/old/ /blog/the-first/ 301" in redirects
    assert "/ancien/ /fr/blog/le-premier/ 301" in redirects


def check_unpublished(built):
    """A draft in one language, or an unlisted post, is no translation of the other; nor are its images there."""
    for address in ("blog/fourth/", "fr/blog/unseen/", "fr/blog/quiet/", "blog/quiet/"):
        assert alternates(built.page(address)) == {}
    assert not [page for page in built.pages if page in ("fr/blog/fourth/", "blog/unseen/")]
    assert not [file for file in built.files if re.search(r"brouillon|draft", file)]
    assert built.page("fr/blog/unseen/").meta("og:image")  # that of the default language
    assert "nseen" not in built.read("sitemap.xml").replace("fr/blog/unseen", "")


def check_what_is_said_in_each(built):
    assert built.page("404.html").title == "Page not found - Example"
    assert "Ceci est un flux" in built.read("fr/assets/blogposts/feed.css")
    assert "This is a feed" in built.read("assets/blogposts/feed.css")
    assert "Écrit en français." in built.page("fr/blog/authors/ann/").main.text
    assert "Writes in English." in built.page("blog/authors/ann/").main.text
    assert "Writes in English." in built.page("de/blog/authors/ann/").main.text
    assert built.page("fr/blog/tags/web/").description == "Tout du web."
    assert built.page("blog/tags/web/").description == "All of the web."
    assert "La toile" in built.page("fr/blog/tags/").main.text
    assert "The web" in built.page("blog/tags/").main.text


def check_switch(built):
    """Material's switch of languages leads to the same page, and to nothing that is not there."""

    def leads(address):
        links = built.page(address).all(".md-select__link")
        target = built.addresses.target
        return {link["hreflang"]: built.addresses.shown(target(link.file, link["href"])) for link in links}

    assert leads("blog/the-first/") == {"en": "blog/the-first/", "fr": "fr/blog/le-premier/", "de": "de/blog/first/"}
    assert leads("fr/blog/tags/python/")["en"] == "blog/tags/python/"
    assert leads("fr/blog/second/") == {"en": "blog/second/", "fr": "fr/blog/second/", "de": "de/blog/second/"}
    assert leads("blog/fourth/")["fr"] == "fr/"
    assert leads("blog/third/")["fr"] == "fr/carnet/trois/"


KEYED = {
    "docs/index.md": "# Home",
    "docs/plain.md": "---\ntranslation_key: about\n---\n\n# About",
    "docs/uber.md": "---\nlang: de\ntranslationKey: about\n---\n\n# Über",
    "docs/blog/hello.md": post("Hello", rest="translation_key: hello"),
    "docs/blog/bonjour.md": post("Bonjour", rest="lang: fr\ntranslation_key: hello"),
    "docs/blog/hallo.md": post("Hallo", rest="lang: de\ntranslation_key: hello\ndraft: true"),
    "docs/blog/ciao.md": post("Ciao", rest="lang: it\ntranslation_key: hello\nstatus: unlisted"),
    "docs/blog/hola.md": post("Hola", rest="lang: es\ntranslation_key: hello\ncanonical: https://other.example/hola/"),
    "docs/blog/other.md": post("Other", rest="translation_key: alone"),
}
SWITCH = """
extra:
  alternate:
    - {name: English, link: /, lang: en}
    - {name: Français, link: /fr/, lang: fr}
"""


def test_redirects_of_another_plugin_lead_to_the_language_that_a_file_is_in(site):
    targets = {"plain": "guide.md", "own": "only.md", "translated": "both.fr.md", "post": "blog/first.md"}
    maps = ", ".join(f"old/{name}.md: {target}" for name, target in targets.items())
    config = f"""
plugins:
  - i18n:
      docs_structure: suffix
      languages:
        - {{locale: en, default: true, name: English}}
        - {{locale: fr, name: Français}}
  - redirects:
      redirect_maps: {{{maps}}}
  - blogposts:
      permalink: "{{blog}}/{{year}}/{{slug}}"
"""
    files = {
        "docs/guide.md": "# Guide\n\nIn English only.",
        "docs/only.md": "# Only\n",
        "docs/only.fr.md": "# Seulement\n",
        "docs/both.md": "# Both\n",
        "docs/both.fr.md": "# Les deux\n",
        "docs/index.md": "# Home\n",
        "docs/blog/first.md": "---\ndate: 2024-05-06\n---\n# First\n\nText.",
    }
    built = site(files, config=config).build()
    for name, url in {"plain": "guide/", "own": "only/", "translated": "fr/both/", "post": "blog/2024/first/"}.items():
        assert f'url=../../{url}"' in built.page(f"old/{name}/").source


@pytest.mark.parametrize("theme", ["readthedocs", "material"])
def test_posts_of_one_site_that_share_a_key(site, theme):
    built = site(KEYED, theme=theme, options={}, config=SWITCH).build()
    hello = {"en": f"{ROOT}blog/hello/", "fr": f"{ROOT}blog/bonjour/", "x-default": f"{ROOT}blog/hello/"}
    assert alternates(built.page("blog/hello/")) == alternates(built.page("blog/bonjour/")) == hello
    assert built.page("blog/bonjour/").meta("og:locale:alternate") == "en_US"
    for address in ("blog/ciao/", "blog/hola/", "blog/other/", "blog/"):
        assert alternates(built.page(address)) == {}
    about = {"en": f"{ROOT}plain/", "de": f"{ROOT}uber/", "x-default": f"{ROOT}plain/"}
    assert alternates(built.page("plain/")) == alternates(built.page("uber/")) == about
    homes = {"en": ROOT, "fr": f"{ROOT}fr/", "x-default": ROOT}
    assert alternates(built.page("")) == homes  # as Material's `alternate` of a site that is built once for each says
    if theme == "material":
        links = built.page("blog/hello/").all(".md-select__link")
        assert [link["href"] for link in links] == ["./", "../bonjour/"]
        assert [link["href"] for link in built.page("blog/other/").all(".md-select__link")] == ["/", "/fr/"]


def test_two_blogs_in_three_languages_and_their_patterns(site):
    files = {
        "docs/index.md": "# Home",
        "docs/index.fr.md": "# Accueil",
        "docs/index.zh_TW.md": "# 首頁",
        "docs/index.de.md": "# Start",
        "docs/news/one.md": post("One", rest="tags: [x]"),
        "docs/news/one.fr.md": post("Un", rest="tags: [x]"),
        "docs/blog/2026-03-02-two.md": post("Two", rest="tags: [x]"),
        "docs/blog/2026-03-02-two.de.md": post("Zwei", rest="tags: [x]"),
        "docs/blog/2026-03-02-two.zh_TW.md": post("二", rest="tags: [x]"),
        "docs/blog/index.md": "# The blog\n\nIts own words.",
    }
    dated = "{posts: /blog/, permalink: '{blog}/{year}/{slug}', noindex: false}"
    both = f"{{blogposts: {dated}}}, {{blogposts: {{blog_dir: news, noindex: false}}}}"
    languages = ", ".join(
        f"{{locale: {name}, name: {name}, default: {str(name == 'en').lower()}}}" for name in (*LANGUAGES, "zh_TW")
    ).replace("name: de", "name: de, site_url: 'https://beispiel.example'")
    config = f"plugins: [search, {both}, {{i18n: {{languages: [{languages}], fallback_to_default: false}}}}]\n"
    built = site(files, config=config).build()
    two = {
        "en": f"{ROOT}blog/2026/two/",
        "de": "https://beispiel.example/de/blog/2026/two/",
        "zh-TW": f"{ROOT}zh_TW/blog/2026/two/",
        "x-default": f"{ROOT}blog/2026/two/",
    }
    for language, address in {"en": "", "de": "de/", "zh-TW": "zh_TW/"}.items():
        page = built.page(f"{address}blog/2026/two/")
        assert alternates(page) == two
        assert page.canonical == two[language]
    assert page.get("lang") == "zh-Hant-TW"  # the theme writes 'zh_Hant_TW', which is no language
    assert two["de"] in built.read("sitemap.xml")
    assert f"Sitemap: {ROOT}sitemap.xml" in built.read("robots.txt")
    assert alternates(built.page("news/one/"))["fr"] == f"{ROOT}fr/news/one/"
    assert alternates(built.page("news/tags/x/"))["fr"] == f"{ROOT}fr/news/tags/x/"
    assert set(alternates(built.page("blog/tags/x/"))) == {"en", "de", "zh-TW", "x-default"}
    assert set(alternates(built.page("blog/feeds/"))) == {"en", "de", "zh-TW", "x-default"}
    assert built.page("de/blog/").texts(".bp-post-card__title") == ["Zwei"]
    assert built.page("fr/news/").texts(".bp-post-card__title") == ["Un"]
    assert "Its own words." in built.page("blog/").main.text


SUFFIX = LocaleBuild("fr", "en", LANGUAGES)
FOLDER = LocaleBuild("fr", "en", LANGUAGES, in_folders=True)


@pytest.mark.parametrize(
    ("build", "source", "place"),
    [
        (LocaleBuild(), "blog/a.fr.md", "blog/a.fr.md"),
        (SUFFIX, "blog/a.fr.md", "fr/blog/a.md"),
        (SUFFIX, "blog/index.fr.md", "fr/blog/index.md"),
        (FOLDER, "fr/blog/a.md", "fr/blog/a.md"),
        (LocaleBuild("en", "en", LANGUAGES), "blog/a.md", "blog/a.md"),
        (LocaleBuild("en", "en", LANGUAGES, in_folders=True), "en/blog/v1.2.md", "blog/v1.2.md"),
    ],
)
def test_where_a_file_would_lie_in_a_site_of_one_language(build, source, place):
    assert build.place(source) == place
    assert build.source(place) == source


@pytest.mark.parametrize(
    ("build", "source", "place"),
    [
        (SUFFIX, "blog/a.md", "fr/blog/a.md"),
        (SUFFIX, "blog/v1.2.md", "fr/blog/v1.2.md"),
        (SUFFIX, "blog/a.it.md", "fr/blog/a.it.md"),
        (FOLDER, "en/blog/a.md", "fr/blog/a.md"),
        (FOLDER, "blog/a.md", "fr/blog/a.md"),
        (FOLDER, "french/a.md", "fr/french/a.md"),
    ],
)
def test_where_the_page_of_another_language_stands_in(build, source, place):
    assert build.place(source) == place


def of(language, source, path="", key="", **more):
    return PageVersion(source, language, f"{source}/", ("page", path) if path else (), key, **more)


@pytest.mark.parametrize(
    ("versions", "page", "found"),
    [
        ([of("en", "a", "p"), of("fr", "b", "p")], ("en", "a"), ["en a", "fr b"]),
        ([of("fr", "b", "p"), of("en", "a", "q")], ("en", "a"), []),
        ([of("en", "a", "p", "k"), of("fr", "b", "q", "k"), of("de", "c", "p")], ("de", "c"), ["en a", "de c", "fr b"]),
        ([of("en", "a", "p"), of("fr", "b", "p", is_public=False)], ("en", "a"), []),
        ([of("en", "a", "p"), of("fr", "b", "p", is_public=False), of("de", "c", "p")], ("fr", "b"), []),
        ([of("en", "a", "p"), of("fr", "a", "p", is_fallback=True)], ("fr", "a"), []),
        ([of("en", "a", key="k", date="2"), of("en", "b", key="k", date="1"), of("fr", "c", key="k")], ("en", "a"), []),
        (
            [of("en", "a", key="k", date="2"), of("en", "b", key="k", date="1"), of("fr", "c", key="k")],
            ("fr", "c"),
            ["en b", "fr c"],
        ),
        ([of("en", "a")], ("fr", "a"), []),
    ],
)
def test_the_versions_of_a_page(versions, page, found):
    translations = PageTranslations(versions, ("en",))
    assert [f"{one.language} {one.source}" for one in translations.public(*page)] == found
