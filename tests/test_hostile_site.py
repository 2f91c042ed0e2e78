"""One site with hostile text in every field that a writer fills: it reads as it was written, and does nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

import html5lib
import pytest
from lxml import etree

from harness import Built, picture, with_every_theme
from harness.feed_rules import complaints

# Each text begins and ends with signs that no URL keeps, by which it is found wherever it is shown.
FIRST, LAST = "Zq·", "·qZ"

HOSTILE = {
    "element": "<zz-born onborn='1'> \" & &amp; &lt;b&gt; &#60; &copy",
    "script": "</title></script></style><script>zz_born()</script>",
    "attribute": "\" onborn=1 x='' onborn=2 ><zz-born onborn=3 <",
    "comment": "--> <!-- ]]> <![CDATA[ <? ?> <!doctype>",
    "jinja": "{{ 7 * 7 }} {% raw %} {# x #} ${7*7} {posts} %(x)s \\1 \\g<0>",
    "control": "a\0b\x1bc\x7fd\x9ee\x85f\u2028g\uffffh\ufffei\ud800j",
    "bidi": "\u200f\u202eabc\u2066 عربي \u200b\u200d",
    "long": "w" * 400 + " 😀👩‍💻 日本 e\u0301",
}
TEXTS = {name: f"{FIRST}{name} {text}{LAST}" for name, text in HOSTILE.items()}

CONTROLS = "\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
UNSEEN = re.compile(f"[{CONTROLS}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def seen(text: str) -> str:
    """A text as readers see it: nothing that cannot be seen, spaces as HTML has them."""
    return " ".join(UNSEEN.sub("", text).replace("\ufffd", "").split())


SHOWN = sorted((seen(text) for text in TEXTS.values()), key=len, reverse=True)


def quoted(value: Any) -> str:
    """A value as YAML, every odd sign by its number."""
    written = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", written)


def post(name: str, day: int) -> bytes:
    text = TEXTS[name]
    fields = {
        "title": text,
        "date": f"2024-05-{day:02}",
        "description": text,
        "summary": text,
        "authors": [text, {"name": f"Co {text}", "title": text, "url": f"https://e.org/{text}"}],
        "tags": [text],
        "categories": [text],
        "series": text,
        "image": "p.png",
        "alt": text,
        "caption": text,
        "slug": text,
        "canonical": f"https://e.org/{text}",
        "robots": text,
        "lang": text,
        "aliases": [f"old-{name}", f"old/{name} ' \" <&"],
        "links": [{text: f"https://e.org/{text}"}],
        "topic": [text],
    }
    if name == "control":  # half of a pair of surrogates can stand in JSON only
        return f"{json.dumps(fields)}\n\nText.\n".encode()
    return f"---\n{''.join(f'{key}: {quoted(value)}{chr(10)}' for key, value in fields.items())}---\nText.\n".encode()


SITE = "Sq· \"q\" 'q' & &amp; </title> --> ]]> {{ 7 * 7 }} \x1b\u202e ·qS"
"""For what themes print as it is, all over the page: only the head, feeds and data are held to it."""


def configuration(theme: str) -> str:
    word = TEXTS["attribute"]
    options = {
        "publisher": {"name": TEXTS["script"], "url": f"https://e.org/{SITE}", "links": [f"https://e.org/{SITE}"]},
        "translations": dict.fromkeys(("Older", "Newer", "Feeds", "Page not found"), word),
        "taxonomies": {"categories": {"nested": False}, "series": True, "topic": {}},
        "per_page": 3,
    }
    values = {
        "site_name": SITE,
        "site_description": SITE,
        "site_author": SITE,
        "nav": [{SITE: "index.md"}, {SITE: [{"Blog": "blog/index.md"}]}],
        "theme": {"name": theme, **({"font": False} if theme == "material" else {"highlightjs": False})},
        "plugins": ["search", {"blogposts": options}],
    }
    return "".join(f"{key}: {quoted(value)}\n" for key, value in values.items())


AUTHORS = {
    "boss": {"name": TEXTS["script"], "title": TEXTS["element"], "description": TEXTS["bidi"], "avatar": "p.png"},
}
FILES = {
    "docs/index.md": "# Home",
    "docs/blog/p.png": picture(600, 400, kind="PNG"),
    "docs/blog/.authors.yml": quoted(AUTHORS).encode(),
    "docs/blog/boss.md": "---\ntitle: B\ndate: 2024-06-01\nauthors: [boss]\n---\nText.",
    **{f"docs/blog/{name}.md": post(name, day) for day, name in enumerate(TEXTS, 1)},
}
NO_LANGUAGES = ["' of 'lang' isn't a language code."] * len(TEXTS)


@pytest.fixture(scope="module")
def built_sites() -> dict[str, Built]:
    return {}


@pytest.fixture
def built(site, theme, built_sites) -> Built:
    """The site, built once for each theme."""
    if theme not in built_sites:
        built_sites[theme] = site(FILES, config=configuration(theme)).build(expect=NO_LANGUAGES)
    return built_sites[theme]


def texts_of(tree: Any) -> Iterator[str]:
    """Every text and every value of an attribute, but for scripts and URLs."""
    for element in tree.iter():
        if isinstance(element.tag, str) and not element.tag.endswith(("script", "style")):
            yield element.text or ""
            yield from (value for name, value in element.attrib.items() if not str(name).endswith(("href", "src")))
        yield element.tail or ""


def values_of(data: Any) -> Iterator[str]:
    """Every text of JSON."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, (list, dict)):
        for value in data.values() if isinstance(data, dict) else data:
            yield from values_of(value)


def distorted(texts: Iterable[str]) -> list[str]:
    """Those in which one of the hostile texts does not read as it was written."""
    return [text for text in texts if re.search(f"{FIRST}|{LAST}", _without_shown(seen(text)))]


def _without_shown(text: str) -> str:
    for whole in SHOWN:
        text = text.replace(whole, "")
    cut = re.compile(f"({FIRST}[^…]*)…")
    return cut.sub(lambda found: "" if any(whole.startswith(found[1]) for whole in SHOWN) else found[0], text)


@with_every_theme
def test_every_page_says_what_was_written(built):
    for file in (file for file in built.files if file.endswith(".html")):
        source = built.read(file)
        tree = html5lib.parse(source, namespaceHTMLElements=False)
        assert distorted(texts_of(tree)) == [], file
        assert not re.search(f"[{CONTROLS}]|&#(x[dD][89a-fA-F]|5[5-7])", source.partition("<body")[0]), file
        assert list(born(tree)) == [], file
        head = tree.find("head")
        assert [tag.tag for tag in tree] == ["head", "body"]
        assert len(head.findall("title")) == len(metas(head, "description")) == 1, file
        for script in tree.iter("script"):
            if script.get("type") == "application/ld+json":
                assert distorted(values_of(json.loads(script.text))) == []


def born(tree: Any) -> Iterator[str]:
    """Elements and attributes that a text has made."""
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from (element.tag for _ in range("zz-born" in element.tag))
            yield from (name for name in element.attrib if "onborn" in str(name))
            yield from ("script" for _ in range(element.tag == "script" and (element.text or "").startswith("zz_")))


def metas(head: Any, name: str) -> list[str]:
    return [tag.get("content") for tag in head.iter("meta") if name in (tag.get("name"), tag.get("property"))]


@with_every_theme
def test_a_post_names_its_site_and_itself(built):
    for name, written in TEXTS.items():
        articles = [
            page for page in map(built.page, built.pages) if page.metas("og:type") == ["article"] and page.all("h1")
        ]
        (page,) = [page for page in articles if seen(page.h1) == seen(written)]
        texts = page.description, *page.texts(".p-author")[:1], *page.metas("og:image:alt"), *page.metas("og:title")
        assert {*map(seen, texts)} == {seen(written)}, name
        assert seen(page.title) == f"{seen(written)} - {seen(SITE)}"
        assert seen(page.metas("og:site_name")[0]) == seen(SITE)


@with_every_theme
def test_data_says_what_was_written(built, theme):
    for file in (file for file in built.files if file.endswith(".json")):
        data = json.loads(built.read(file))
        # Material's search takes titles for HTML.
        values = map(unescape, values_of(data)) if theme == "material" and "search" in file else values_of(data)
        assert distorted(values) == [], file
    for file in (file for file in built.files if file.endswith((".xml", ".opml"))):
        tree = etree.fromstring((built.site_dir / file).read_bytes())
        for html in tree.iterfind(".//item/description"):
            html.text = unescape(html.text)
        assert distorted(texts_of(tree)) == [], file
        assert not list(born(tree))
    for file in ("blog/rss.xml", "blog/atom.xml"):
        broken = complaints((built.site_dir / file).read_bytes(), f"https://example.org/{file}")
        assert broken.keys() <= {"ContainsHTML", "BadCharacters"}, broken  # of an end tag, of a lost half of a pair
