"""What a writer wrote in front matter is text, wherever it is shown, and no name leads out of the site."""

from __future__ import annotations

import json

import pytest

from harness import picture, with_and_without_directory_urls, with_every_theme
from mkdocs_blogposts.publishing.posts.post import ImageSource, Rendition
from mkdocs_blogposts.site.rendering.template_filters import write_responsive_image

HOSTILE = {
    "quotes": "He said \"hi\" & 'left' <b>",
    "entities": "A &amp; B &lt;i&gt; &#60;",
    "script": "</script><script>document.title=1</script>",
    "title": "</title></head><body><i>",
    "attribute": 'x"><img src=x onerror=document.title=1>',
    "comment": "--> <!-- ]]> <![CDATA[",
    "jinja": "{{ config.site_url }} {% raw %} {# note #} {% endif %}",
    "markdown": "x *a* `b` \\* ~~c~~ _d_ y",
    "blanks": "tabs\tand   blanks",
    "unicode": "日本語 \U0001f600 e\u0301",
}
AS_PROSE = {HOSTILE["markdown"]: "x a b * ~~c~~ d y"}
"""An excerpt is prose: Markdown in a description is shown as what it means."""

NAV = [
    {"Start": "index.md"},
    "quoted.md",
    "after.md",
    *(f"blog/{name}.md" for name in HOSTILE),
    {"Blog": ["blog/index.md", "blog/tags.md"]},
]


FLAT = {"categories": {"nested": False}}


def header(text, **more):
    fields = ("title", "tags", "author", "category", "description", "alt", "resume")
    values = {**dict.fromkeys(fields, text), "tags": [text], "author": [text], "category": [text], **more}
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def hostile_blog():
    posts = {
        f"docs/blog/{name}.md": f"---\n{header(text, date=f'2024-05-{day:02}', image='p.png')}---\nText.".encode()
        for day, (name, text) in enumerate(HOSTILE.items(), 1)
    }
    plain = {"docs/quoted.md": "---\ntitle: 'A \"plain\" page'\n---\nText.", "docs/after.md": '# Say "after"'}
    return {**posts, **plain, "docs/index.md": "# Home", "docs/blog/p.png": picture(600, 400, kind="PNG")}


@pytest.fixture
def hostile(site, theme):
    features = {"material": "[navigation.path, navigation.footer]"}.get(theme, "[]")
    config = f"site_name: 'A \"B\" & C'\nnav: {json.dumps(NAV)}\ntheme: {{name: {theme}, features: {features}}}"
    return site(hostile_blog(), options={"per_page": 0, "taxonomies": FLAT}, config=config).build()


def as_seen(text):
    return " ".join(text.split())


@with_every_theme
def test_a_post_shows_what_was_written_as_text(hostile):
    for name, written in HOSTILE.items():
        text, post = as_seen(written), hostile.page(f"blog/{name}/")
        assert post.h1 == text
        assert post.texts(".bp-post-terms li") == [text, text]
        assert post.texts(".p-author") == [text]
        assert as_seen(post.one(".bp-featured-image")["alt"]) == text
        assert (post.title, as_seen(post.description)) == (f'{text} - A "B" & C', text)
        for meta in ("og:title", "og:description", "og:image:alt", "article:tag", "article:section", "author"):
            assert as_seen(post.meta(meta) or "") == text, meta
    hostile.check_links()


@with_every_theme
def test_links_to_plain_pages_before_and_after_have_the_titles_that_were_written(hostile):
    for address in ("", "quoted/", "after/", "blog/", "404.html"):
        page = hostile.page(address)
        assert not [link for link in page.all("a") if any('"' in name for name in link.element.attrib)], address
        titles = {link.get("title") or "" for link in page.all("a[title]")}
        assert not any(text in titles for text in ("A ", "Say "))
        # Where the page is ours, no link without a URL pretends to be one.
        dead = [link for link in page.all("a[rel]") if link.get("href") is None and not link.get("aria-disabled")]
        assert not dead or not page.all(".bp")


@with_every_theme
def test_the_title_of_a_post_is_the_pages_own(hostile):
    nested = "article article h1, article section h1, section article h1, section section h1"
    for name in HOSTILE:
        assert hostile.page(f"blog/{name}/").all(nested) == []
        assert len(hostile.page(f"blog/{name}/").all(".h-entry > .bp-post__header h1")) == 1


@with_every_theme
def test_lists_show_what_was_written_as_text(hostile):
    texts = [as_seen(text) for text in HOSTILE.values()]
    blog = hostile.page("blog/")
    assert blog.texts("h2") == texts[::-1]
    assert blog.texts(".bp-post-card__excerpt") == [
        as_seen(AS_PROSE.get(text, text)) for text in [*HOSTILE.values()][::-1]
    ]
    assert [as_seen(image["alt"]) for image in blog.all(".bp-post-card img")] == texts[::-1]
    for overview in ("tags", "categories", "authors"):
        page = hostile.page(f"blog/{overview}/")
        noun = " post" if overview == "authors" else ""
        assert {*page.texts(".bp-term-list li")} == {f"{text} 1{noun}" for text in texts}
        terms = [hostile.page(link) for link in page.one(".bp-term-list").links]
        assert {term.h1 for term in terms} == {*texts}
        assert {term.title for term in terms} == {f'{text} - A "B" & C' for text in texts}


@with_every_theme
def test_navigation_and_previous_and_next_show_what_was_written_as_text(hostile):
    texts = [as_seen(text) for text in HOSTILE.values()]
    plain = ['A "plain" page', 'Say "after"']
    assert [as_seen(line) for line in hostile.nav.splitlines()] == ["Start", *plain, *texts, "Blog", "Blog", "Tags"]
    menu = ".navbar a:not([rel]), .wy-menu a, .md-nav--primary a"
    links = {part.links[0]: part.text for part in hostile.page("").all(menu) if part.links}
    assert [links[f"blog/{name}/"] for name in HOSTILE] == texts
    ways = hostile.page("blog/entities/").texts(".bp-prev-next a")
    assert ways == [f"Older {texts[0]}", f"Newer {texts[2]}"]


@with_every_theme
def test_no_page_holds_an_element_that_a_front_matter_wrote(hostile):
    for address in hostile.pages:
        page = hostile.page(address)
        assert page.all("b, [onerror], .bp i, h1 > *:not(.headerlink):not(small), title > *") == [], address
        assert "<script>document.title=1" not in page.source
        assert len(page.all("head")) == len(page.all("body")) == 1


@with_every_theme
def test_the_search_finds_titles_as_text(hostile, theme):
    entries = json.loads(hostile.read("search/search_index.json"))["docs"]
    titles = {entry["location"]: entry["title"] for entry in entries}
    escaped = theme == "material"  # its script takes a title for HTML, the other themes' take one for text
    for name, text in HOSTILE.items():
        shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if escaped else text
        found = titles[f"blog/{name}/"]
        assert as_seen(found.replace("&#34;", '"').replace("&#39;", "'").replace("&quot;", '"')) == as_seen(shown)


def test_in_material_the_search_runs_no_script_of_a_title(site, browser):
    text = 'Zebra <img src="away.png" onerror="document.body.id=1">'
    files = {"docs/index.md": "# Home", "docs/blog/p.md": f"---\n{header(text, date='2024-05-01')}---\nText.".encode()}
    page = browser.open(site(files, theme="material").build())
    page.goto(f"{page.url}?q=zebra")
    page.locator(".md-search-result__item h1, .md-search-result__item h2").first.wait_for(state="attached")
    assert page.locator(".md-search-result__item img").count() == 0
    assert page.evaluate("document.body.id") != "1"


@pytest.mark.parametrize("format_name", ["yaml", "mmd"])
def test_signs_that_nobody_sees_are_not_shown(site, format_name):
    if format_name == "yaml":
        text = f"---\n{header('A' + chr(7) + 'B' + chr(31) + 'C', date='2024-05-01')}---\nText."
    else:
        text = "Title: A\x07B\x01C\x7f\nDate: 2024-05-01\nTags: A\x07B\x01C\nAuthor: A\x07B\x01C\n\nText."
    built = site({"docs/index.md": "# Home", "docs/blog/p.md": text.encode()}).build()
    for address in built.pages:
        assert not {*"\x00\x01\x07\x1f\x7f"} & {*built.page(address).source}, address
    assert (built.page("blog/p/").h1, built.page("blog/p/").title) == ("ABC", "ABC - Example")
    built.check_links()


SLUGS = [
    *("../../x", "/etc/x", "..\\..\\y", "a/../../z", ".", "..", "/", "%2e%2e/w", "con:?*<>|", "two words", "x" * 400),
    *("日本", "index.html", "-", "~", "a//b", "./c", 'q"uote', "hash#tag", "who?what", "per%cent", "a&b"),
]


@with_and_without_directory_urls
def test_no_slug_leads_out_of_the_site_or_away_from_its_post(site, tmp_path):
    files = {
        f"docs/blog/{n}.md": f"---\ntitle: P{n}\ndate: 2024-05-01\nslug: {json.dumps(slug)}\n---\nText.".encode()
        for n, slug in enumerate(SLUGS)
    }
    drawn = site({"docs/index.md": "# Home", **files}, options={"per_page": 0})
    before = {*tmp_path.rglob("*")}
    built = drawn.build()
    made = {path.relative_to(drawn.root).parts[0] for path in {*tmp_path.rglob("*")} - before}
    assert made <= {"site", ".cache"}
    linked = built.page("blog/").all("h2")
    assert [built.page(title.links[0]).h1 for title in linked] == [title.text for title in linked]
    assert len(linked) == len(SLUGS)
    built.check_links()


TERMS = ["../../x", "/", "..", ".", "a/b", "x" * 400, "語" * 200, "page", "2024", "?!", "%", "#"]


@with_and_without_directory_urls
def test_no_term_leads_out_of_the_site_or_away_from_its_list(site, tmp_path):
    # A leading `#` comes off, and what is nothing but that is no term.
    terms = [term for term in TERMS if term != "#"]
    lists = "".join(
        f"{field}: {json.dumps(TERMS, ensure_ascii=False)}\n" for field in ("tags", "categories", "authors")
    )
    text = f"---\ntitle: P\ndate: 2024-05-01\n{lists}---\nText.".encode()
    drawn = site({"docs/index.md": "# Home", "docs/blog/p.md": text}, options={"per_page": 0, "taxonomies": FLAT})
    before = {*tmp_path.rglob("*")}
    built = drawn.build()
    made = {path.relative_to(drawn.root).parts[0] for path in {*tmp_path.rglob("*")} - before}
    assert made <= {"site", ".cache"}
    for kind in ("tags", "categories", "authors"):
        overview = built.page(f"blog/{kind}/")
        noun = " post" if kind == "authors" else ""
        assert {*overview.texts(".bp-term-list li")} == {f"{term} 1{noun}" for term in terms}
        assert [built.page(link).h1 for link in overview.one(".bp-term-list").links] == overview.texts(
            ".bp-term-list a"
        )
    built.check_links()


@with_and_without_directory_urls
def test_odd_names_of_files_have_urls_that_work(site):
    names = ["with blanks", "a&b", "100%", "ünï", "日本語", "it's", 'q"q', "UPPER", "dot.ted", "a+b", "(x)"]
    files = {f"docs/blog/{name}.md": f"Title: T {n}\nDate: 2024-05-01\n\nText." for n, name in enumerate(names)}
    built = site({"docs/index.md": "# Home", **files}, options={"per_page": 0}).build()
    linked = built.page("blog/").all("h2")
    assert [built.page(title.links[0]).h1 for title in linked] == [title.text for title in linked]
    assert len(linked) == len(names)
    built.check_links()


@pytest.mark.parametrize("tag", ["'90s", '5"', "rock 'n'", "O'Neil", '"so" he said'])
@pytest.mark.parametrize(
    "header", ["---\ntitle: P\ndate: 2024-05-01\ntags:\n- {tag}\n---\n", "Title: P\nTags: x, {tag}\n"]
)
def test_only_quotes_around_a_whole_term_come_off(site, header, tag):
    written = json.dumps(tag) if header.startswith("---") else tag
    text = header.format(tag=written) + "Date: 2024-05-01\n\nText."
    built = site({"docs/index.md": "# Home", "docs/blog/p.md": text.encode()}).build()
    assert built.page("blog/p/").texts(".bp-post-terms li")[-1] == tag


def test_no_value_of_an_image_ends_its_attribute():
    odd = '">&<i'
    file = Rendition(f"a.webp{odd}", 9, 9, f"image/{odd}")
    image = Rendition(f"a.jpg{odd}", 9, 9, "image/jpeg", (ImageSource(file.mime, (file,)), ImageSource(odd, (file,))))
    for loads in ("first", "late", odd):
        tags = write_responsive_image(image, odd, alt=odd, classes=odd, frame=odd, color=odd, loads=loads)
        assert [tags.count(sign) for sign in ("<", ">")] == [4, 4], tags
        assert odd not in tags
