"""Authors and tags that files describe: four shapes of files, and the names by which posts refer to them."""

from __future__ import annotations

import json
import time
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import picture, text
from mkdocs_blogposts.publishing.posts.author_profiles import render_biography
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.author_resolver import find_unknown_authors, index_authors, resolve_authors
from mkdocs_blogposts.reading.authors_file import read_author_page, read_authors
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.problems import Rule
from mkdocs_blogposts.reading.social_accounts import (
    ACCOUNTS,
    clean_url,
    format_fediverse_handle,
    format_twitter_handle,
    resolve_account,
)
from mkdocs_blogposts.reading.tags_file import Term, read_terms
from mkdocs_blogposts.reading.term_splitting import label_terms

MAX = Author(
    "Max Quinton",
    key="max",
    slug="quinton",
    role="Maintainer",
    description="Writes about lamps.",
    avatar="https://example.com/max.png",
    url="https://example.org",
    email="max@example.org",
    links=(("GitHub", "https://github.com/max"), ("X", "https://x.com/maxq")),
    twitter="@maxq",
)
SHAPES = {
    "Material": """
        authors:
          max:
            name: Max Quinton
            description: Writes about lamps.
            avatar: https://example.com/max.png
            slug: quinton
            url: https://example.org
            role: Maintainer
            email: max@example.org
            links:
              - {name: github, url: https://github.com/max}
              - {name: x, url: https://x.com/maxq}
    """,
    "Docusaurus": """
        max:
          name: Max Quinton
          title: Maintainer
          url: https://example.org
          image_url: https://example.com/max.png
          email: max@example.org
          description: Writes about lamps.
          page:
            permalink: '/quinton'
          socials:
            GitHub: max
            X: maxq
    """,
    "Jekyll": """
        max:
          display_name: Max Quinton
          role: Maintainer
          bio: Writes about lamps.
          image: https://example.com/max.png
          web: example.org
          email: max@example.org
          slug: quinton
          github: max
          twitter: "@maxq"
    """,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_one_author_in_the_shapes_of_three_engines(shape):
    assert read_authors("authors.yml", text(SHAPES[shape])) == ({"max": MAX}, ())


def test_an_author_of_a_page():
    page = """
        ---
        title: Max Quinton
        role: Maintainer
        avatar: max.png
        website: https://example.org
        fediverse: "@max@example.social"
        socials: {github: max}
        ---
        Writes about lamps.
    """
    links = (("GitHub", "https://github.com/max"), ("Mastodon", "https://example.social/@max"))
    author = Author("Max Quinton", "max", "", "Maintainer", "", "max.png", "https://example.org", links=links)
    read = read_author_page("blog/authors/max.md", text(page))
    assert read == read_author_page("blog/authors/max/index.md", text(page))
    assert (read.fediverse, read.over(author)) == ("@max@example.social", read)
    assert read_author_page("authors/ann.md", "# Ann Lee\n\nText.") == Author("Ann Lee", "ann")
    assert read_author_page("authors/ann.md", "---\nrole: Guest\n---\nText.") == Author("ann", "ann", role="Guest")
    assert read_author_page("authors/ann.md", "Text only.") is None


@pytest.mark.parametrize(
    ("source", "keys", "line"),
    [
        ("max:\n  name: Max\nann:\n  name: Ann: Lee\n", {"max", "ann"}, 4),
        ("max:\n  name: Max\n\tbad: 1\nann: {name: Ann}\n", {"max", "ann"}, 3),
        ("- max\n- ann\n", set(), 1),
        ("", set(), 0),
        ("max: 3\nann: [1]\nbo: {}\n", {"bo"}, 0),
        ("authors: {max: {name: Max}}", {"max"}, 0),
        ("max: &a\n  name: Max\n  again: *a\n", {"max"}, 0),
        ('{"max": {"name": "Max"}}', {"max"}, 0),
    ],
)
def test_a_file_that_is_broken_or_something_else_gives_what_can_be_read(source, keys, line):
    authors, problems = read_authors("authors.yml", source)
    assert set(authors) == keys
    assert [(problem.rule, problem.line) for problem in problems] == ([(Rule.BROKEN_DATA, line)] if line else [])


KNOWN = index_authors({"max": MAX, "ann": Author("Ann Lee", "ann"), "phd": Author("Bo Ek, PhD", "phd")})


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("max", ["Max Quinton"]),
        ("Max", ["Max Quinton"]),
        ("max quinton", ["Max Quinton"]),
        ("max, ann", ["Max Quinton", "Ann Lee"]),
        ("max; Zed", ["Max Quinton", "Zed"]),
        ("Bo Ek, PhD", ["Bo Ek, PhD"]),
        (["Bo Ek, PhD", "max"], ["Bo Ek, PhD", "Max Quinton"]),
        (["Zed, MD"], ["Zed, MD"]),
        (["max", "Max Quinton", "MAX"], ["Max Quinton"]),
        ([["max"], [["ann"]]], ["Max Quinton", "Ann Lee"]),
        ({"name": "Max Quinton"}, ["Max Quinton"]),
        ({"key": "max", "title": "Guest"}, ["Max Quinton"]),
        ([{"name": "Zed\n Quux", "url": "https://e.org"}, "ann"], ["Zed Quux", "Ann Lee"]),
        ({"twitter": "x"}, []),
        (["", []], []),
        ("", []),
    ],
)
def test_the_authors_of_a_front_matter(value, names):
    assert [author.name for author in resolve_authors(value, KNOWN)] == names


def test_a_front_matter_adds_to_what_the_file_says():
    (author,) = resolve_authors({"key": "max", "title": "Guest", "socials": {"github": "other"}}, KNOWN)
    assert (author.role, author.links, author.slug) == ("Guest", (("GitHub", "https://github.com/other"),), "quinton")
    assert resolve_authors("max", {}) == (Author("max"),)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("mxa", "Did you mean 'max'?"),
        ("zed", "Write one of ann, max, phd, or the name in full."),
        ("Zed Quux", None),
        ("Zed", None),
        ("max", None),
    ],
)
def test_an_unknown_key_is_told(name, cure):
    problems = find_unknown_authors("a.md", resolve_authors(name, KNOWN), KNOWN)
    assert [problem.hint for problem in problems] == ([cure] if cure else [])
    assert find_unknown_authors("a.md", [Author(name)], {}) == ()


@pytest.mark.parametrize(
    ("service", "account", "link"),
    [
        ("github", "max", ("GitHub", "https://github.com/max")),
        ("GitHub", "@max", ("GitHub", "https://github.com/max")),
        ("github", "https://github.com/max", ("GitHub", "https://github.com/max")),
        ("stack-overflow", "82609/max", ("Stack Overflow", "https://stackoverflow.com/users/82609/max")),
        ("mastodon", "@max@example.social", ("Mastodon", "https://example.social/@max")),
        ("mastodon", "max", None),
        ("bluesky", "max.example.org", ("Bluesky", "https://bsky.app/profile/max.example.org")),
        ("threads", "@max", ("Threads", "https://www.threads.net/@max")),
        ("Blog", "https://example.org/", ("Blog", "https://example.org/")),
        ("Blog", "max", None),
        ("github", "javascript:alert(1)", ("GitHub", "https://github.com/javascript%3Aalert%281%29")),
        ("Blog", "javascript:alert(1)", None),
        ("github", "@", None),
    ],
)
def test_accounts_become_urls(service, account, link):
    assert resolve_account(service, account) == link


GITHUB = ("GitHub", "https://github.com/max")
MASTODON = ("Mastodon", "https://example.social/@max")


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("[https://github.com/max, 'https://www.linkedin.com/in/max/']", [GITHUB, ("LinkedIn", "https://www.linkedin.com/in/max/")]),
        ("https://github.com/max", [GITHUB]),
        ("[github.com/max]", [GITHUB]),
        ("[{github: max}, {mastodon: '@max@example.social'}]", [GITHUB, MASTODON]),
        ("['@max@example.social', 'https://example.social/@max/']", [MASTODON, ("Mastodon", f"{MASTODON[1]}/")]),
        ("[{icon: fontawesome/brands/github, link: 'https://github.com/max'}]", [GITHUB]),
        ("[{icon: fontawesome/brands/github, link: 'https://code.example/max'}]", [("code.example", "https://code.example/max")]),
        ("[{icon: fa-github, username: max}]", [GITHUB]),
        ("[{platform: github, handle: max}]", [GITHUB]),
        ("[{label: My code, href: 'https://code.example/max'}]", [("My code", "https://code.example/max")]),
        ("[{name: X, url: 'https://twitter.com/max'}]", [("X", "https://twitter.com/max")]),
        ("[https://max.example/]", [("max.example", "https://max.example/")]),
        ("[[https://github.com/max], 5, null]", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["socials", "links", "social"])
def test_accounts_may_be_a_list(name, written, links):
    authors, problems = read_authors("authors.yml", f"max:\n  name: Max\n  {name}: {written}\n")
    assert list(authors["max"].links) == links
    assert [problem.rule for problem in problems] == [Rule.UNKNOWN_ACCOUNT] * ("5" in written)


@pytest.mark.parametrize("name", ["author", "authors"])
def test_a_post_may_describe_its_author_with_accounts_as_a_list(name):
    rules = Rules(datetime(2025, 1, 1, tzinfo=timezone.utc), timezone.utc)
    written = f"""---
date: 2024-05-01
{name}:
  - name: Max
    socials: [https://github.com/max, somewhere, {{a: nowhere}}]
  - Ann Lee
---
Text.
"""
    entry, problems = read_entry("blog/a.md", written, rules)
    assert [author.links for author in entry.authors] == [(GITHUB,), ()]
    assert [str(problem).partition(" isn't")[0] for problem in problems] == [
        "blog/a.md:5: The account 'somewhere' of 'Max'",
        "blog/a.md:5: The account 'nowhere' of 'Max'",
    ]


def test_an_account_of_which_no_link_can_be_made_is_told_at_its_line():
    text = "max:\n  name: Max\n  socials:\n    - https://github.com/max\n    - somewhere\n"
    (problem,) = read_authors("authors.yml", text)[1]
    assert str(problem).startswith("authors.yml:5: The account 'somewhere' of 'max' isn't a valid URL.")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("//example.org", "https://example.org"),
        ("example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("max", ""),
        ("", ""),
        ('https://example.org/a"b?c=<d>#[e]', "https://example.org/a%22b?c=%3Cd%3E#%5Be%5D"),
        ("https://example.org/100%/%C3%BC", "https://example.org/100%25/%C3%BC"),
        ("http://[::1]/a", "http://[::1]/a"),
        ('https://a"b/', ""),
    ],
)
def test_urls_are_those_of_the_web(written, address):
    assert clean_url(written) == address


def test_handles():
    assert [*map(format_twitter_handle, ["max", "@max", "https://x.com/max", "https://twitter.com/max/", "a b"])] == [
        "@max"
    ] * 4 + [""]
    handles = ["@max@example.social", "max@example.social", "https://example.social/@max", "max"]
    assert [*map(format_fediverse_handle, handles)] == ["@max@example.social"] * 3 + [""]


@given(st.sampled_from([*ACCOUNTS, "other"]), st.text(max_size=30))
def test_no_account_leads_out_of_the_web(service, account):
    link = resolve_account(service, account)
    assert link is None or (link[1].startswith(("https://", "http://")) and " " not in link[1])


@given(st.text(max_size=200))
def test_any_file_is_read_without_an_error(source):
    read_authors("authors.yml", source)
    read_terms("tags.yml", source)
    read_author_page("authors/x.md", source)


def test_tags_of_a_file():
    source = "hola:\n  label: Hola\n  permalink: /hello\n  description: Greetings.\nplain:\nnumber: 3\n"
    terms, problems = read_terms("tags.yml", source)
    assert problems == ()
    assert terms == {
        "hola": Term("Hola", "Greetings.", "hello"),
        "plain": Term("plain", "", "plain"),
        "number": Term("number", "", "number"),
    }
    assert label_terms(["hola", "Hola", "other"], terms) == ("Hola", "other")


AUTHORS_YML = text("""
    authors:
      max:
        name: Max Quinton
        description: Writes about lamps.
        avatar: https://example.com/max.png
        slug: quinton
      ann:
        name: Ann Lee
        description: Reads.
        avatar: https://example.com/ann.png
""")


def test_aliases_cannot_make_a_front_matter_slow():
    accounts = {f"github{number}": "max" for number in range(2000)}
    people = [{"name": f"A {number}", "socials": accounts} for number in range(2000)]
    start = time.process_time()
    assert len(resolve_authors(people, {})) == 100
    resolve_authors([[people] * 100] * 100, {})
    assert time.process_time() - start < 0.5


HOME = {"docs/index.md": "# Home"}
POSTS = {
    **HOME,
    "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\nauthors: [max, ann]\n---\nText of A.",
    "docs/blog/b.md": "Title: B\nDate: 2024-05-02\nAuthor: Max Quinton\n\nText of B.",
    "docs/blog/c.md": "---\ntitle: C\ndate: 2024-05-03\nauthor: {name: Zed Quux}\n---\nText of C.",
}


@pytest.mark.parametrize(
    "place",
    [
        "docs/blog/.authors.yml",
        "docs/blog/authors.yml",
        "docs/.authors.yml",
        "docs/authors.yml",
        "docs/_data/authors.yml",
        "_data/authors.yml",
    ],
)
def test_an_authors_file_is_found_and_not_published(site, place):
    built = site({**POSTS, place: AUTHORS_YML}).build()
    page = built.page("blog/a/")
    assert page.texts(".p-author") == ["Max Quinton", "Ann Lee"]
    assert page.one(".bp-byline").links == ["blog/authors/quinton/", "blog/authors/ann/"]
    assert page.meta("author") == "Max Quinton, Ann Lee"
    assert built.page("blog/authors/quinton/").texts("h2") == ["B", "A"]
    assert built.page("blog/authors/zed-quux/").texts("h2") == ["C"]
    assert built.page("blog/authors/").texts(".bp-people li") == [
        "Ann Lee 1 post",
        "Max Quinton 2 posts",
        "Zed Quux 1 post",
    ]
    assert not [file for file in built.files if "authors.y" in file]
    built.check_links()


@pytest.mark.parametrize("named", ["{blog}/people.yml", "blog/people.yml", "people.yml"])
def test_an_authors_file_that_is_named(site, named):
    place = "people.yml" if named == "people.yml" else "docs/blog/people.yml"
    built = site({**POSTS, place: AUTHORS_YML}, options={"authors_file": named}).build()
    assert built.page("blog/a/").texts(".p-author") == ["Max Quinton", "Ann Lee"]
    assert not [file for file in built.files if "people" in file]


def test_an_authors_file_that_is_named_and_missing_stops_the_build(site):
    drawn = site(POSTS, options={"authors_file": "nobody.yml"})
    said = drawn.build_error()
    assert "'authors_file' 'nobody.yml'" in said
    assert str(drawn.root / "docs" / "nobody.yml") in said
    assert str(drawn.root / "nobody.yml") in said


def test_one_whose_name_is_too_long_for_a_file_stops_it_as_well(site):
    assert "authors_file" in site({"docs/index.md": "# Home"}, options={"authors_file": "a" * 3000}).build_error()


def test_a_broken_authors_file_costs_one_warning(site):
    broken = "max:\n  name: Max Quinton\nann:\n  name: Ann: Lee\n"
    built = site({**POSTS, "docs/authors.yml": broken}).build(expect=["authors.yml:4:9: The file's YAML breaks"])
    assert built.page("blog/a/").texts(".p-author")[0] == "Max Quinton"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Writes about *lamps*.\n\nAnd [more](/more/).",
         '<p>Writes about <em>lamps</em>.</p>\n<p>And <a href="/more/">more</a>.</p>'),
        ("<b>open *x*", "<p><b>open <em>x</em></b></p>"),
        ("</div></div>x", "<p>x</p>"),
        ("a<script>x()</script>b", "<p>ab</p>"),
        ("<script>x()</script>", ""),
        ('<img src="a.png" onerror="x()">', '<p><img src="a.png"></p>'),
        ("[a](javascript:x()) <a href='java&#10;script:x()'>b</a>", "<p><a>a</a> <a>b</a></p>"),
        ("<iframe srcdoc='<script>x()</script>'></iframe>c", "<a></a>\n<p>c</p>"),
        ("<svg onload='x()'><script>x()</script></svg>d", "<p>d</p>"),
        ("<a href='mailto:a@b.example' style='position: fixed'>e</a>", '<p><a href="mailto:a@b.example">e</a></p>'),
        ("<form action='/x'><input name=y></form><meta http-equiv=refresh content='0;url=//e'>f", "<p>f</p>"),
        ("<b", "<p>&lt;b</p>"),
        ("R&D", "<p>R&amp;D</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_biography_is_markdown_that_runs_nothing_and_leaves_nothing_open(written, shown):
    assert render_biography(written) == shown


def test_a_page_of_an_author_says_who_he_is(site):
    page = "---\ntitle: Max Quinton\n---\nWrites about *lamps*."
    built = site({**POSTS, "docs/blog/authors/max.md": page, "docs/blog/authors/index.md": "# People"}).build()
    assert built.page("blog/a/").texts(".p-author") == ["Max Quinton", "ann"]
    own = built.page("blog/authors/max/")
    assert own.h1 == "Max Quinton"
    assert own.texts("h2") == ["B", "A"]
    assert "lamps" in own.one(".bp-list__introduction").text
    assert "blog/authors/max-quinton/" not in built.pages
    built.check_links()


def test_tags_have_the_labels_urls_and_descriptions_of_their_file(site):
    tags = "hola:\n  label: Hola!\n  permalink: /hello\n  description: Greetings & <wishes>.\n"
    posts = {
        **HOME,
        "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\ntags: [hola, other]\n---\nText.",
        "docs/blog/b.md": "---\ntitle: B\ndate: 2024-05-02\ntags: hola!\n---\nText.",
    }
    built = site({**posts, "docs/blog/tags.yml": tags}).build()
    page = built.page("blog/tags/hello/")
    assert (page.h1, page.texts("h2")) == ("Hola!", ["B", "A"])
    assert page.one(".bp-list__introduction").text.strip() == "Greetings & <wishes>."
    assert page.description == "Greetings & <wishes>."
    assert built.page("blog/a/").texts(".bp-term--tags") == ["Hola!", "other"]
    assert "blog/tags.yml" not in built.files
    built.check_links()


def test_a_change_of_the_authors_file_shows(site):
    with site({**POSTS, "_data/authors.yml": AUTHORS_YML}).serve() as server:
        assert server.get("blog/a/").texts(".p-author") == ["Max Quinton", "Ann Lee"]
        server.edit("_data/authors.yml", AUTHORS_YML.replace("Max Quinton", "Maxine Quinton"))
        assert server.get("blog/a/").texts(".p-author") == ["Maxine Quinton", "Ann Lee"]


def test_an_author_has_a_small_square_image_wherever_his_name_stands(site):
    files = {
        "docs/index.md": "# Home",
        "docs/.authors.yml": """
            authors:
              max:
                name: Max
                avatar: faces/max.jpg
        """,
        "docs/faces/max.jpg": picture(900, 1200),
        "docs/p.md": "---\ntitle: P\ndate: 2024-05-01\nauthors: [max]\n---\nText.\n",
    }
    built = site(files).build()
    places = {
        "p/": [".bp-byline", ".bp-author-box"],
        "blog/authors/": [".bp-people"],
        "blog/authors/max/": [".bp-list__header"],
    }
    for address, parts in places.items():
        assert len(built.page(address).all("img.bp-avatar")) == len(parts)
        for part in parts:
            face = built.page(address).one(f"{part} img.bp-avatar")
            assert (face["width"], face["height"]) == ("192", "192")
            source = built.page(address).one(f"{part} picture.bp-avatar__picture source")
            assert [width.split()[-1] for width in source["srcset"].split(", ")] == ["96w", "192w"]
            assert source["type"] == "image/webp"
    built.check_links()


def test_a_path_to_an_authors_image_may_begin_at_the_file_that_an_option_names(site):
    files = {
        "docs/crew/people.yml": "max: {name: Max, avatar: faces/max.jpg}",
        "docs/crew/faces/max.jpg": picture(90, 120),
        "docs/p.md": "---\ntitle: P\ndate: 2024-05-01\nauthors: [max]\n---\nText.\n",
    }
    built = site(files, options={"authors_file": "crew/people.yml"}).build()
    assert "max" in built.page("p/").one(".bp-byline img.bp-avatar")["src"]


def test_a_image_that_a_post_names_for_its_author_is_missed_there(site):
    header = "---\ntitle: P\ndate: 2024-05-01\nauthors:\n  - {name: Max, avatar: no.jpg}\n---\nText.\n"
    site({"docs/p.md": header}).build(expect=["p.md:5: The image 'no.jpg' is not there."])


@pytest.mark.parametrize("lists", [True, False], ids=["", "without lists"])
def test_programs_are_told_the_image_that_readers_see(site, lists):
    header = "---\ntitle: {}\ndate: 2024-05-0{}\nauthors: [{}]\n---\nText.\n"
    files = {
        "docs/index.md": "# Home",
        "docs/blog/.authors.yml": """
            authors:
              max: {name: Max, avatar: faces/max.jpg}
              ann: {name: Ann, avatar: no.jpg}
              bo: {name: Bo, avatar: "https://example.com/bo.png"}
              cy: {name: Cy, avatar: "data:image/gif;base64,R0lGODlhAQABAAAAACw="}
        """,
        "docs/blog/faces/max.jpg": picture(90, 120),
        **{
            f"docs/blog/{key}.md": header.format(key, day, key) for day, key in enumerate(("max", "ann", "bo", "cy"), 1)
        },
    }
    options = {} if lists else {"taxonomies": {"authors": False}}
    built = site(files, options=options).build(expect=["no.jpg"])
    items = json.loads(built.read("blog/feed.json"))["items"]
    told = {item["authors"][0]["name"]: item["authors"][0].get("avatar") for item in items}
    max_at = told["Max"]
    assert max_at.startswith("https://example.org/assets/blogposts/max-")
    assert max_at.removeprefix("https://example.org/") in built.files
    assert told == {"Max": max_at, "Ann": None, "Bo": "https://example.com/bo.png", "Cy": None}
    graph = json.loads(built.page("blog/max/").one('script[type="application/ld+json"]').element.text)["@graph"]
    assert next(node for node in graph if node["@type"] == "Person")["image"] == max_at
