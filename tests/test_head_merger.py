"""Our tags in the head of any page, in place of the theme's."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_blogposts.publishing.seo.head_merger import replace_head

OURS = '<title>Ours</title>\n<meta name="description" content="ours">'
LISTED = f'{OURS}\n<link rel="prev" href="https://e.org/">'
PREVIEWED = f"""{OURS}
<meta property="og:title" content="ours">
<meta property="article:tag" content="one">
<meta property="article:tag" content="two">
<meta property="og:image" content="ours.jpg">
<meta property="og:image:width" content="1200">
<meta property="og:image:alt" content="ours">
<meta name="twitter:card" content="summary">
<meta name="twitter:image" content="ours.jpg">
<meta name="twitter:image:alt" content="ours">"""


def page(head: str, body: str = "<p>text</p>") -> str:
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>{body}</body>\n</html>\n'


def parsed(source: str) -> Any:
    return lxml.html.document_fromstring(source.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))


# What stands in a head, and what of it is left around ours.
HEADS: list[tuple[str, str, str]] = [
    ("title", "<base><title>x</title><base>", f"<base>{OURS}<base>"),
    ("upper case", '<META NAME="Description" CONTENT="x"><TITLE>x</TITLE >', OURS),
    ("two titles", "<title>x</title> <title>y</title>", f"{OURS} "),
    ("title with attributes", '<title data-x=">">x</title>', OURS),
    ("title with tags in it", "<title>a <b> <!-- </title>", OURS),
    ("description before", '<meta name="description" content="x"/>\n<title>x</title>', f"\n{OURS}"),
    ("descriptions", "<title></title><meta content='x' name='description'><meta name=description content=x>", OURS),
    ("author and robots", '<title></title><meta name="author" content="x"><meta name="ROBOTS" content="x">', OURS),
    ("canonical", '<title></title><link href="x" rel="canonical"><link rel=canonical href=y>', OURS),
    ("canonical among others", '<title></title><link rel="Canonical shortlink" href="x">', OURS),
    ("blanks in a name", '<title></title><meta name=" description " content="x">', OURS),
    ("tag in lines", '<title></title><meta\n  name = "description"\n  content\n=\n"a > b"\n>', OURS),
    ("> in a value", '<title></title><meta content="a > b" name="description">', OURS),
    ("quote in a name", '<title></title><meta name="description" content="a"b">', OURS),
    ("first of two attributes", '<title></title><meta name="description" name="x">', OURS),
    (
        "description of two worlds",
        '<title></title><meta name="description" property="og:description" content="x">',
        OURS,
    ),
    ("author's page", '<title></title><link rel="author" href="x">', f'{OURS}<link rel="author" href="x">'),
    ("other tags", '<title></title><meta name="generator" content="x">', f'{OURS}<meta name="generator" content="x">'),
    ("neighbors", '<link rel="prev" href="x"><title></title>', f'<link rel="prev" href="x">{OURS}'),
    ("no title", "<base>", f"<base>\n{OURS}"),
    ("no title but a description", '<meta name="description">', f"\n{OURS}"),
    ("comment", "<!-- <title>x</title> --><title></title>", f"<!-- <title>x</title> -->{OURS}"),
    ("comment with a head's end", "<!-- </head> > --><title></title>", f"<!-- </head> > -->{OURS}"),
    ("short comments", "<!--><title></title><!--->", f"<!-->{OURS}<!--->"),
    ("comment with a bang", "<!-- x --!><title></title>", f"<!-- x --!>{OURS}"),
    (
        "conditional",
        "<!--[if IE]><title>x</title><![endif]--><title></title>",
        f"<!--[if IE]><title>x</title><![endif]-->{OURS}",
    ),
    ("script", "<script>'<title></title>'</script><title></title>", f"<script>'<title></title>'</script>{OURS}"),
    ("script in upper case", "<SCRIPT>'</head>'</SCRIPT\n><title></title>", f"<SCRIPT>'</head>'</SCRIPT\n>{OURS}"),
    (
        "script with a longer name in it",
        "<script></scripts></script><title></title>",
        f"<script></scripts></script>{OURS}",
    ),
    ("style", "<style><title>x</title></style><title></title>", f"<style><title>x</title></style>{OURS}"),
    (
        "template",
        "<template><title>x</title></template><title></title>",
        f"<template><title>x</title></template>{OURS}",
    ),
    (
        "templates",
        "<template><template></template><title>x</title></template><title></title>",
        f"<template><template></template><title>x</title></template>{OURS}",
    ),
    (
        "noscript",
        '<noscript><meta name="description"></noscript><title></title>',
        f'<noscript><meta name="description"></noscript>{OURS}',
    ),
    ("what is no tag", "<title></title>< title>x</ title>", f"{OURS}< title>x</ title>"),
    ("body in the head", "<div><title>x</title></div>", f"{OURS}\n<div></div>"),
    ("text in the head", 'x <title>x</title><meta name="description">', f"{OURS}\nx "),
    ("title before a body", "<title>x</title><div></div><title>y</title>", f"{OURS}<div></div>"),
    ("drawing", "<title></title><svg><title>x</title></svg>", f"{OURS}<svg><title>x</title></svg>"),
    ("empty drawing", "<title></title><svg/><title>x</title>", f"{OURS}<svg/>"),
]


@pytest.mark.parametrize(("head", "expected"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_ours_in_place_of_theirs(head: str, expected: str) -> None:
    assert replace_head(page(head), OURS) == page(expected)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="prev" href="x"><title></title><link href="y" rel="next">', LISTED),
        ('<link rel="prev prefetch" href="x"><title></title>', LISTED),
        ('<title></title><link rel="nextcloud" href="x">', f'{LISTED}<link rel="nextcloud" href="x">'),
    ],
)
def test_a_list_has_its_own_previous_and_next(head: str, expected: str) -> None:
    assert replace_head(page(head), LISTED) == page(expected)


GRAPH = '<script type="application/ld+json">{"a":1}</script>'


@pytest.mark.parametrize(
    "theirs",
    [
        '<script type="application/ld+json">{"b":2}</script>',
        "<script type=application/ld+json>{}</script>",
        "<SCRIPT TYPE='Application/LD+JSON'>{}</SCRIPT>",
    ],
)
def test_a_page_has_one_graph(theirs: str) -> None:
    assert replace_head(page(f"<title></title>{theirs}"), f"{OURS}\n{GRAPH}") == page(f"{OURS}{theirs}")


@pytest.mark.parametrize("theirs", ["<script>var a = 'ld+json'</script>", '<script type="module">x</script>'])
def test_another_script_is_no_graph(theirs: str) -> None:
    assert replace_head(page(f"<title></title>{theirs}"), f"{OURS}\n{GRAPH}") == page(f"{OURS}\n{GRAPH}{theirs}")


def test_a_neighbor_named_in_a_text_is_none() -> None:
    tags = '<title>&lt;link rel="next"&gt;</title>'
    theirs = '<link rel="next" href="x">'
    assert replace_head(page(f"<title></title>{theirs}"), tags) == page(f"{tags}{theirs}")


# What another plugin wrote, and which of our names are left.
ALL = [
    "og:title",
    "article:tag",
    "og:image",
    "og:image:width",
    "og:image:alt",
    "twitter:card",
    "twitter:image",
    "twitter:image:alt",
]
PREVIEWS: list[tuple[str, list[str]]] = [
    ('<meta property="og:title" content="x">', ALL[1:]),
    ('<meta name="og:title" content="x">', ALL[1:]),
    ('<META PROPERTY="OG:Title" content="x" />', ALL[1:]),
    ('<meta property="og:image" content="x">', ["og:title", "article:tag", *ALL[5:]]),
    ('<meta property="og:image:type" content="x">', ["og:title", "article:tag", *ALL[5:]]),
    ('<meta property="twitter:image" content="x">', ALL[:6]),
    ('<meta name="twitter:image:src" content="x">', ALL[:6]),
    ('<meta property="article:tag" content="x">', ["og:title", *ALL[2:]]),
    ('<meta name="twitter:card" content="x">', [*ALL[:5], *ALL[6:]]),
    ('<meta property="og:images" content="x">', ALL),
    ('<!-- <meta property="og:title" content="x"> -->', ALL),
    ('<noscript><meta property="og:title" content="x"></noscript>', ALL),
    ('<meta name="keywords" content="og:title">', ALL),
    ('<meta property="og:title twitter:card" content="x">', [*ALL[1:5], *ALL[6:]]),
]


@pytest.mark.parametrize(("theirs", "left"), PREVIEWS)
def test_what_another_plugin_wrote_is_kept_and_not_doubled(theirs: str, left: list[str]) -> None:
    found = replace_head(page(f"<title></title>\n{theirs}"), PREVIEWED)
    before, after = page("|").split("|")
    assert found.startswith(f"{before}{OURS}")
    assert found.endswith(f"\n{theirs}{after}")
    ours = found.removeprefix(before).removesuffix(f"{theirs}{after}")
    names = re.findall(r'(?:name|property)="([^"]+)" content', ours)[1:]
    assert list(dict.fromkeys(names)) == left
    assert "\n\n" not in ours


UNHARMED = {
    "nothing": "",
    "text": "Allow: /",
    "text about a head": "Write <head><title>x</title></head>",
    "XML": '<?xml version="1.0"?>\n<rss><channel><title>x</title></channel></rss>',
    "OPML": '<?xml version="1.0"?>\n<opml><head><title>x</title></head></opml>',
    "JSON": '{"a": "<head><title>x</title></head>"}',
    "a header": "<!doctype html><html><header><title>x</title></header></html>",
    "no head": "<!doctype html><html><body><svg><title>x</title></svg></body></html>",
    "a title of no page": "<title>x</title><p>text",
    "head in a comment": "<!-- <head><title>x</title></head> --><p>",
    "never closed": '<html><head><meta name="description" content="x></head><body>y</body></html>',
    "title never closed": "<html><head><title>x</head><body>y</body></html>",
    "head without an end": "<html><head>",
}


@pytest.mark.parametrize("source", UNHARMED.values(), ids=UNHARMED)
def test_what_is_no_page_stays_as_it_is(source: str) -> None:
    assert replace_head(source, OURS) == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("\ufeff<HTML><HEAD><TITLE>x</TITLE></HEAD>", f"\ufeff<HTML><HEAD>{OURS}</HEAD>"),
        ('<?xml version="1.0"?><html><head><title>x</title></head>', f'<?xml version="1.0"?><html><head>{OURS}</head>'),
        ("<!-- <head> --><html><head><title>x</title></head>", f"<!-- <head> --><html><head>{OURS}</head>"),
        ("<head lang=en><title>x</title><body><title>y</title>", f"<head lang=en>{OURS}<body><title>y</title>"),
        ("<head><title>x</title><p><meta name=robots></p>", f"<head>{OURS}<p><meta name=robots></p>"),
        ("<head><meta name=robots><p>x</p><title>y</title>", f"<head>{OURS}\n<p>x</p><title>y</title>"),
        ("<head><title>x</title><header>y</header></head>", f"<head>{OURS}<header>y</header></head>"),
        ("<head><title>x</title></html>", f"<head>{OURS}</html>"),
        ('<head><title>x</title><meta name="robots', f'<head>{OURS}<meta name="robots'),
        ("<head><title>x</title><script>y", f"<head>{OURS}<script>y"),
        ("<head><title>x</title><template><p>y", f"<head>{OURS}<template><p>y"),
    ],
)
def test_pages_that_leave_tags_out(source: str, expected: str) -> None:
    assert replace_head(source, OURS) == expected


HEAD_OF_A_THEME = """\
<meta name="description" content="{about}">
<link rel="alternate" title="{site}" href="x">
<meta content='{about}' name='description'>
<title>{title} - {site}</title>
<link rel="canonical" href="x">"""

HOSTILE: list[Mapping[str, str]] = [
    {"title": 'He said "hi" & <b>', "about": 'He said "hi" & <b>', "site": "It's"},
    {"title": "x</title><script>alert(1)</script>", "about": 'x"><script>alert(1)</script>', "site": "Site"},
    {"title": "x</title foo><script>alert(1)</script>", "about": 'x"> <script>alert(1)</script> <i y="', "site": "S"},
    {"title": "</head>", "about": "</head><body>", "site": "</title><p>"},
    {"title": "</title>", "about": '"', "site": "Site"},
    {"title": "</title>", "about": '">', "site": "'>"},
    {"title": "<", "about": "<!--", "site": "-->"},
    {"title": "<title>", "about": "5\" a='", "site": "<"},
    {"title": "</TITLE ><img src=x onerror=alert(1)>", "about": '"/><style>*{}</style>', "site": "'"},
    {"title": "a</title", "about": "</script>", "site": "/title>"},
    {"title": "<script>", "about": "<script>", "site": "<template>"},
    {"title": "</title><script>" + "x" * 400, "about": '"><script>' + "x" * 400, "site": "Site"},
    # Texts that look like the markup around them.
    {"title": '"', "about": '"><', "site": "Site"},
    {"title": "A post", "about": '" ', "site": "Site"},
    {"title": "</title><script>alert(1)</script>", "about": "</title>", "site": "Site"},
    {"title": "A post", "about": "About it.", "site": "</title>"},
]


def filled(values: Mapping[str, str]) -> str:
    return page(HEAD_OF_A_THEME.format(**values))


@pytest.mark.parametrize("values", HOSTILE, ids=str)
def test_what_a_theme_prints_unescaped_never_breaks_out(values: Mapping[str, str]) -> None:
    found = replace_head(filled(values), OURS, tuple(values.values()))
    before, after = page("|").split("|")
    assert found.startswith(before)
    assert found.endswith(f"\n{OURS}\n{after}")
    head = parsed(found).head
    assert [element.tag for element in head] == ["link", "title", "meta"]
    assert head[0].get("title") == values["site"]
    assert dict(head[0].attrib).keys() == {"rel", "title", "href"}


def test_a_theme_that_escapes_is_read_as_it_is() -> None:
    head = '<title>&lt;/title&gt;</title>\n<meta property="x" content="&quot;&gt;">\n<title>{0}</title>'
    assert replace_head(page(head), OURS, ("</title>", '">', '"')) == page(
        f'{OURS}\n<meta property="x" content="&quot;&gt;">\n'
    )


def test_a_title_without_its_tags_may_break_out_too() -> None:
    title = "A <em>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</em>"
    printed = "<title>A </title><script>alert(1)</script> - Site</title>"
    assert replace_head(page(printed), OURS, (title, "Site")) == page(OURS)


def test_a_theme_may_print_an_angle_before_a_title() -> None:
    printed = "<title>Site <- </title> <script>alert(1)</script></title>"
    assert replace_head(page(printed), OURS, ("</title> <script>alert(1)</script>",)) == page(OURS)


def test_parts_of_a_text_are_escaped_where_they_stay() -> None:
    head = '<title></title><meta property="x" content="A "B" &amp; <c> - My "Site"!">'
    expected = '<meta property="x" content="A &quot;B&quot; &amp; &lt;c&gt; - My &quot;Site&quot;!">'
    assert replace_head(page(head), OURS, ('A "B" &amp; <c>', 'My "Site"')) == page(f"{OURS}{expected}")


def test_the_body_keeps_what_it_says() -> None:
    body = '<p title="He said "hi"">He said "hi"</p><title></title>'
    assert replace_head(page("<title></title>", body), OURS, ('He said "hi"',)) == page(OURS, body)


# What begins and ends with a letter of its own is never mistaken for a theme's markup; `HOSTILE` has what may be.
MARKUP = st.lists(
    st.sampled_from(['"', "'", "<", ">", "/", "=", " ", "a", "&", "-", "</title>", "</head>", "<p>", "<!--", "\n"]),
    max_size=12,
).map("".join)
TEXTS = st.fixed_dictionaries(
    {name: (MARKUP | st.text()).map(f"{name[0].upper()}{{}}z".format) for name in ("title", "about", "site")}
)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_nothing_breaks_out(values: Mapping[str, str]) -> None:
    found = replace_head(filled(values), OURS, tuple(values.values()))
    before, after = page("|").split("|")
    assert found.startswith(f'{before}\n<link rel="alternate" title="')
    assert found.endswith(f'" href="x">\n\n{OURS}\n{after}')
    left = parsed(found).head[0]
    assert set(left.attrib) == {"rel", "title", "href"}


THEMES = ("mkdocs", "readthedocs", "material")
PATHS = ("index.html", "a/post/index.html", "404.html")
HOSTILE_TITLE = 'He said "hi" & <b></title><script>alert(1)</script>'
HOSTILE_ABOUT = 'x"> <script>alert(1)</script> <i y="'
FULL = f'{LISTED}\n<meta name="author" content="ours">\n<link rel="canonical" href="https://e.org/x/">'

Built = Mapping[tuple[str, str], str]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Pages of each theme as MkDocs alone writes them, with a word in capitals for each text of a writer."""
    return {
        (theme, path): file.read_text("utf-8")
        for theme in THEMES
        for site in [_build(theme, tmp_path_factory.mktemp(theme))]
        for path in (*PATHS, "a/hostile/index.html")
        for file in [site / path]
    }


def _build(theme: str, folder: Path) -> Path:
    values = {"site_name": "NAME", "site_author": "AUTHOR", "site_description": "ABOUT", "site_url": "https://e.org/"}
    (folder / "docs/a").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(json.dumps({**values, "theme": theme}))
    (folder / "docs/index.md").write_text("# Home\n")
    header = "---\ntitle: TITLE\ndescription: ABOUT\nauthor: AUTHOR\n---\n"
    (folder / "docs/a/post.md").write_text(f"{header}`<head><title>` and `</head>`\n")
    header = f"---\ntitle: {json.dumps(HOSTILE_TITLE)}\ndescription: {json.dumps(HOSTILE_ABOUT)}\n---\n"
    (folder / "docs/a/hostile.md").write_text(f"{header}Text.\n")
    build(load_config(str(folder / "mkdocs.yml")))
    return folder / "site"


def with_texts(source: str, texts: Mapping[str, str]) -> str:
    """A page that a theme printed those texts into; in scripts, themes escape what they print."""
    head, end, body = source.partition("</head>")
    words = "|".join(texts)
    return re.sub(f"(?s)<script.*?</script>|{words}", lambda word: texts.get(word[0], word[0]), head) + end + body


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("theme", THEMES)
def test_the_page_of_a_theme(built: Built, theme: str, path: str) -> None:
    source = built[theme, path]
    head, end, body = source.partition("</head>")
    theirs = r'<title>.*?</title>|<meta name="(?:description|author)"[^>]*>|<link rel="(?:canonical|prev|next)"[^>]*>'
    assert re.findall(theirs, head)
    found = replace_head(source, FULL)
    assert found.count(FULL) == 1
    assert found.replace(FULL, "") == re.sub(theirs, "", head) + end + body
    head = parsed(found).head
    for css in ("title", "meta[name=description]", "meta[name=author]", "link[rel=canonical]", "link[rel=prev]"):
        assert len(head.cssselect(css)) == 1
    assert not head.cssselect("link[rel=next]")


@pytest.mark.parametrize("theme", THEMES)
def test_the_previous_and_next_of_a_theme_stay(built: Built, theme: str) -> None:
    source = built[theme, "a/post/index.html"]
    assert re.findall("rel=.(?:prev|next).", replace_head(source, OURS)) == re.findall("rel=.(?:prev|next).", source)


@pytest.mark.parametrize("theme", THEMES)
def test_a_hostile_post_in_a_theme(built: Built, theme: str) -> None:
    source = built[theme, "a/hostile/index.html"]
    found = replace_head(source, OURS, (HOSTILE_TITLE, HOSTILE_ABOUT, "NAME", "AUTHOR"))
    head, post = (parsed(page).head for page in (found, replace_head(built[theme, "a/post/index.html"], OURS)))
    # Only its neighbors are others.
    assert [tag.tag for tag in head if tag.tag != "link"] == [tag.tag for tag in post if tag.tag != "link"]
    assert "<script>alert" not in found.partition("</head>")[0]


@given(st.sampled_from(THEMES), st.sampled_from(PATHS), TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_text_changes_the_page_of_a_theme(built: Built, theme: str, path: str, values: Mapping[str, str]) -> None:
    texts = dict(zip(("TITLE", "ABOUT", "NAME"), values.values(), strict=True))
    source = built[theme, path]
    assert replace_head(with_texts(source, texts), OURS, tuple(texts.values())) == replace_head(source, OURS)


LONG = {
    "tags": "<a " * 100_000,
    "attributes": "<a" + " a" * 100_000,
    "equals": "<a" + " = =" * 50_000,
    "quotes": "<a '\"='" * 50_000,
    "comments": "<!-- -" * 50_000,
    "scripts": "<script>" * 50_000,
    "titles": "<title>" * 50_000,
    "templates": "<template>" * 50_000,
    "drawings": "<svg><math>" * 30_000,
    "closings": "</title>" * 50_000,
    "blanks": " \n" * 100_000,
    "texts": "a < b " * 50_000,
    "links": "<link rel='a'>" * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_head_takes_longer_than_its_length(text: str) -> None:
    start = time.process_time()
    part = text[: len(text) // 20]
    for written in (text, part):
        for head in (written, f'<meta content="{written}">', f"<title>{written}</title>", f"<title>{written[:-3]}"):
            replace_head(page(head), OURS, () if written is text else (part, part[: len(part) // 2]))
    replace_head(page(f"<title>{part}</title>{part}"), OURS, (part, '"', "<", "'a", "'", "</title>"))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("before", "theirs", "after"),
    [
        ("<!doctype html>", "<title>x</title>", "<p>text"),
        ("<!DOCTYPE html><html lang=en><meta charset=utf-8>", "<title>x</title>", "<link rel=icon href=x><body>text"),
        ("<html><meta charset=utf-8>", "<title>x</title>", "<body>text"),
    ],
)
def test_a_head_without_its_tag_is_found(before: str, theirs: str, after: str) -> None:
    assert replace_head(before + theirs + after, OURS) == before + OURS + after
