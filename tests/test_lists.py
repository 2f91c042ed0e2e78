"""The lists of posts: where they stand, what is on them, and in which order."""

from __future__ import annotations

import pytest

from harness import picture, with_and_without_directory_urls, with_every_theme

BLOG = {
    "docs/index.md": "# Home",
    "docs/blog/a.md": "---\ntitle: A\ndate: 2023-12-31\ntags: [red]\nauthor: Ann Lee\n---\nText of A.",
    "docs/blog/b.md": "---\ntitle: B\ndate: 2024-07-01\ntags: [Deep Blue, red]\nauthor: Bo Ek, Ann Lee\n---\nText.",
    "docs/notes/c.md": "Title: C\nDate: 2024-07-23\nTags: red\nCategory: Field News\n\nText of C.",
    "docs/d.md": "Title: D\nDate: 2024-05-01\nCategory:\nTags:\n\nText of D.",
}
LISTS = {
    "blog/": ("Blog", ["C", "B", "D", "A"]),
    "blog/tags/red/": ("red", ["C", "B", "A"]),
    "blog/tags/deep-blue/": ("Deep Blue", ["B"]),
    "blog/categories/field-news/": ("Field News", ["C"]),
    "blog/authors/ann-lee/": ("Ann Lee", ["B", "A"]),
    "blog/authors/bo-ek/": ("Bo Ek", ["B"]),
    "blog/2024/": ("2024", ["C", "B", "D"]),
    "blog/2024/07/": ("July 2024", ["C", "B"]),
    "blog/2024/05/": ("May 2024", ["D"]),
    "blog/2023/": ("2023", ["A"]),
    "blog/2023/12/": ("December 2023", ["A"]),
}
OVERVIEWS = {
    "blog/tags/": ("Tags", ["Deep Blue 1", "red 3"]),
    "blog/categories/": ("Categories", ["Field News 1"]),
    "blog/authors/": ("Authors", ["Ann Lee 2 posts", "Bo Ek 1 post"]),
}
OTHERS = {"blog/archive/", "blog/feeds/", "", "404.html"}


@with_every_theme
@with_and_without_directory_urls
def test_every_list_stands_at_its_url_and_there_is_no_other(site):
    built = site(BLOG).build()
    lists = {address: (built.page(address).h1, built.page(address).texts(".h-entry .p-name")) for address in LISTS}
    overviews = {
        address: (built.page(address).h1, built.page(address).texts(":is(.bp-term-list, .bp-people) li"))
        for address in OVERVIEWS
    }
    assert lists == LISTS
    assert overviews == OVERVIEWS
    posts = {"blog/a/", "blog/b/", "notes/c/", "d/"}
    assert {*built.pages} - {"search.html", "search/"} == {*LISTS, *OVERVIEWS, *posts, *OTHERS}
    built.check_links()


@with_every_theme
def test_the_archive_groups_by_year_and_month_with_counts(site):
    archive = site(BLOG).build().page("blog/archive/")
    assert archive.h1 == "Archive"
    assert archive.texts(".bp-archive h2, .bp-archive h3, .bp-archive li") == [
        *("2024 3", "July 2024 2", "23 C", "1 B", "May 2024 1", "1 D"),
        *("2023 1", "December 2023 1", "31 A"),
    ]
    assert archive.one(".bp-archive section:first-of-type").links == [
        *("blog/2024/", "blog/2024/07/", "notes/c/", "blog/b/", "blog/2024/05/", "d/"),
    ]


def test_each_list_names_its_title_and_all_have_descriptions_of_their_own(site):
    built = site(BLOG).build()
    for address, (h1, _) in {**LISTS, **OVERVIEWS}.items():
        assert built.page(address).title == f"{h1} - Example"
    descriptions = [built.page(address).description for address in built.pages]
    assert len({*descriptions}) == len(descriptions)


def test_a_card_shows_image_category_title_excerpt_author_and_date_and_whether_there_is_more(site):
    header = "Title: Whole\nDate: 2024-05-01\nImage: p.jpg\nAlt: A sea\nAuthor: Ann Lee\nTags: red\nCategory: News"
    files = {
        "docs/index.md": "# Home",
        "docs/blog/p.jpg": picture(900, 600),
        "docs/blog/whole.md": f"{header}\n\nSee [this](other.md).\n\n<!-- more -->\n\nThe rest.",
        "docs/blog/other.md": "Title: Other\nDate: 2024-04-01\nAuthor: Bo Ek\nResume: In *short* & plain\n\nLong text.",
    }
    built = site(files).build()
    for address in ("blog/", "blog/tags/red/", "blog/categories/news/"):
        card = built.page(address).all(".bp-post-card")[0]
        assert card.text == "News\nWhole\nSee this.\nAnn Lee May 1, 2024 1 min read Read more"
        assert card.one("img")["alt"] == "A sea"
        assert card.one(".bp-post-card__excerpt").links == ["blog/other/"]
        assert {*card.one("h2").links} == {"blog/whole/"}
    assert built.page("blog/").texts(".bp-post-card__excerpt")[1] == "In short & plain"
    built.check_links()


@pytest.mark.parametrize(
    ("zone", "order"),
    [
        ("UTC", ["late", "noon", "aware", "naive", "light", "heavy", "first", "second", "dawn", "day", "impossible"]),
        # There times without a zone are two hours earlier in summer: one that names its zone overtakes them.
        (
            "Europe/Berlin",
            ["late", "noon", "aware", "dawn", "naive", "light", "heavy", "first", "second", "day", "impossible"],
        ),
    ],
)
def test_newest_first_whatever_shape_the_dates_have(site, zone, order):
    when = {
        "impossible": "2024-13-45",
        "day": "2024-05-01",
        "dawn": "2024-05-01T07:30:00Z",
        "second": "2024-05-01 08:00",
        "first": "2024-05-01 08:00",
        "heavy": "2024-05-01 08:00\nweight: 5",
        "light": "2024-05-01 08:00\nweight: 1",
        "naive": "2024-05-01T09:00",
        "aware": "2024-05-01T12:00:00+02:00",
        "noon": "2024-05-01 12:00:00 +0000",
        "late": "2024-05-01T23:59:59Z",
    }
    files = {f"docs/blog/{name}.md": f"---\ntitle: {name}\ndate: {date}\n---\nText." for name, date in when.items()}
    drawn = site(files, options={"timezone": zone, "per_page": 0})
    built = drawn.build(expect=["blog/impossible.md:3: '2024-13-45' of 'date' isn't a valid date"])
    assert built.page("blog/").texts("h2") == order


@pytest.mark.parametrize(
    ("posts", "per_page", "pages"),
    [(4, 2, [2, 2]), (5, 2, [2, 2, 1]), (1, 1, [1]), (2, 1, [1, 1]), (12, 10, [10, 2]), (12, 0, [12]), (3, 10, [3])],
)
def test_a_list_has_just_the_pages_it_needs(site, posts, per_page, pages):
    files = {f"docs/{n}.md": f"Title: Post {n}\nDate: 2024-05-{n + 1:02}\n\nText." for n in range(posts)}
    built = site({**files, "docs/index.md": "# Home"}, options={"per_page": per_page}).build()
    addresses = ["blog/", *(f"blog/page/{number}/" for number in range(2, len(pages) + 1))]
    assert [len(built.page(address).all(".bp-post-card")) for address in addresses] == pages
    assert [address for address in built.pages if "/page/" in address and "2024" not in address] == addresses[1:]
    built.check_links()


SIZES = {
    "blog/": 10,
    "blog/tags/red/": 24,
    "blog/tags/blue/": 7,
    "blog/tags/green/": 26,
    "blog/categories/news/": 5,
    "blog/2024/": 26,
    "blog/2024/05/": 26,
}
"""How many posts the first page of a list shows where `mkdocs.yml` says nothing of the blog's own pages."""


@pytest.mark.parametrize(
    ("options", "sizes"),
    [
        ({}, SIZES),
        ({"layout": "list"}, {**SIZES, "blog/2024/": 24, "blog/2024/05/": 24}),
        ({"per_page": 3}, {"blog/tags/red/": 3}),
    ],
)
def test_each_list_has_as_many_posts_on_a_page_as_suit_it(site, options, sizes):
    header = "Title: Post {0}\nDate: 2024-05-{1:02}\nTags: red, blue, green\nCategory: News\n\nText."
    files = {f"docs/{n}.md": header.format(n, n + 1) for n in range(26)}
    files["docs/blog/tags/blue.md"] = "---\nper_page: 7\n---\n"
    files["docs/blog/tags/green.md"] = "---\nlayout: compact\n---\n"
    taxonomies = {"categories": {"per_page": 5}, "archive": {}}
    built = site({"docs/index.md": "# Home", **files}, options={"taxonomies": taxonomies, **options}).build()
    for url, size in sizes.items():
        assert len(built.page(url).all(".h-entry")) == size, url
        assert (f"{url}page/2/" in built.pages) == (size < 26), url
    month, year = built.page("blog/2024/05/"), built.page("blog/2024/")
    if not options:
        assert month.texts(".h-entry")[0] == "26 Post 25"
        assert (month.texts("h2"), year.texts("h2")) == ([], ["May 2024 26"])
    built.check_links()


def many(count):
    return {f"docs/{n}.md": f"Title: Post {n}\nDate: 2024-05-{n + 1:02}\nTags: red\n\nText." for n in range(count)}


@with_every_theme
@with_and_without_directory_urls
def test_the_pages_of_a_list_lead_to_one_another_and_say_which_they_are(site):
    built = site({"docs/index.md": "# Home", **many(5)}, options={"per_page": 2}).build()
    first, second, third = (built.page(f"blog/tags/red/{rest}") for rest in ("", "page/2/", "page/3/"))
    assert first.one(".bp-pagination").links == [
        "blog/tags/red/page/2/",
        "blog/tags/red/page/3/",
        "blog/tags/red/page/2/",
    ]
    assert second.one(".bp-pagination").text == "Newer 1 2 3 Older"
    assert second.one(".bp-pagination").links == [*["blog/tags/red/"] * 2, *["blog/tags/red/page/3/"] * 2]
    assert (first.h1, second.h1) == ("red", "red page 2")
    assert (first.title, second.title) == ("red - Example", "red - page 2 - Example")
    assert len({first.description, second.description, third.description}) == 3
    around = "head link[rel=prev], head link[rel=next]"
    assert [link["href"] for link in first.all(around)] == [second.canonical]
    assert [link["href"] for link in second.all(around)] == [first.canonical, third.canonical]
    assert [link["href"] for link in third.all(around)] == [second.canonical]
    built.check_links()


def test_page_two_has_the_title_and_template_of_the_writers_own_index_but_not_its_text(site):
    files = {
        "docs/blog/index.md": "---\ntitle: Journal\ntemplate: wide.html\n---\nOnce upon a time.",
        "theme/wide.html": "{% extends 'main.html' %}{% block footer %}<footer>Wide</footer>{% endblock %}",
    }
    built = site(
        {**files, **many(3)}, options={"per_page": 2}, config="theme: {name: mkdocs, custom_dir: theme}"
    ).build()
    first, second = built.page("blog/"), built.page("blog/page/2/")
    assert (first.h1, second.h1) == ("Journal", "Journal page 2")
    assert (first.title, second.title) == ("Journal - Example", "Journal - page 2 - Example")
    assert ("Once upon" in first.text, "Once upon" in second.text) == (True, False)
    assert "Wide" in first.text
    assert "Wide" in second.text


@pytest.mark.parametrize(
    ("date_format", "shown"),
    [
        ("short", ["1/1/25", "12/30/24", "1/3/21"]),
        ("medium", ["Jan 1, 2025", "Dec 30, 2024", "Jan 3, 2021"]),
        ("long", ["January 1, 2025", "December 30, 2024", "January 3, 2021"]),
        ("full", ["Wednesday, January 1, 2025", "Monday, December 30, 2024", "Sunday, January 3, 2021"]),
    ],
)
def test_the_days_around_new_year_stand_in_their_own_year(site, date_format, shown):
    days = ["2024-12-30", "2025-01-01", "2021-01-03"]
    files = {f"docs/{day}.md": f"Title: On {day}\nDate: {day}\n\nText." for day in days}
    built = site(files, options={"date_format": date_format}).build()
    assert built.page("blog/2024/12/").texts(".h-entry .p-name") == ["On 2024-12-30"]
    assert built.page("blog/2025/01/").texts(".h-entry .p-name") == ["On 2025-01-01"]
    assert built.page("blog/2021/01/").texts(".h-entry .p-name") == ["On 2021-01-03"]
    assert built.page("blog/").texts(".bp-post-card time") == shown


def test_spellings_of_one_term_share_a_list_under_the_one_used_most(site):
    tags = ["guest post", "Guest_Post", "guest-post", "guest-post"]
    files = {f"docs/{n}.md": f"Title: P{n}\nDate: 2024-05-0{n + 1}\nTags: {tag}\n\nText." for n, tag in enumerate(tags)}
    built = site(files).build()
    assert built.page("blog/tags/").texts(".bp-term-list li") == ["guest-post 4"]
    assert len(built.page("blog/tags/guest-post/").all(".bp-post-card")) == 4
    assert built.page("0/").texts(".bp-post-terms li") == ["guest-post"]


def test_there_is_no_page_for_what_no_post_has(site):
    built = site(
        {"docs/index.md": "# Home", "docs/p.md": "Title: P\nDate: 2024-05-01\nCategory: \nTags: []\n\nText."}
    ).build()
    assert {*built.pages} == {*OTHERS, "p/", "blog/", "blog/2024/", "blog/2024/05/"}
    assert built.page("blog/").texts(".bp-blog-nav a") == ["Blog", "Archive", "Feeds"]


OWN = {
    "blog/": ["C", "B", "D", "A"],
    "blog/tags/": ["Deep Blue 1", "My own 3"],
    "blog/tags/red/": ["C", "B", "A"],
    "blog/authors/ann-lee/": ["B", "A"],
    "blog/2024/": ["C", "B", "D"],
    "blog/2024/07/": ["C", "B"],
}


@pytest.mark.parametrize("name", ["{}.md", "{}/index.md", "{}/README.md"])
@pytest.mark.parametrize(("heading", "h1"), [("", "My own"), ("# A *heading*\n", "A heading")], ids=["", "heading"])
@with_and_without_directory_urls
def test_a_file_of_the_writers_keeps_its_text_title_and_front_matter_and_the_list_follows(site, name, heading, h1):
    header = "title: My own\ndescription: Said by me.\nmood: sunny"
    own = f"---\n{header}\n---\n{heading}\nHello, **reader**.\n\n## More\n"
    files = {"docs/" + name.format(address.rstrip("/")): own for address in OWN}
    footer = "{% extends 'base.html' %}{% block footer %}<i id=mood>{{ page.meta.mood }}</i>{% endblock %}"
    config = "theme: {name: mkdocs, custom_dir: theme}"
    built = site({**BLOG, **files, "theme/main.html": footer}, config=config).build()
    for address, listed in OWN.items():
        page = built.page(address)
        text = page.main.text
        assert page.h1 == h1
        assert (page.title, page.description) == ("My own - Example", "Said by me.")
        assert page.one("#mood").text == "sunny"
        assert text.index("Hello, reader.") < text.index("More") < text.index(listed[0], text.index("More"))
        assert page.texts(".h-entry .p-name, .bp-term-list li") == listed
    assert len(built.pages) == len({page.lower() for page in built.pages})
    built.check_links()


def test_a_dated_file_at_the_url_of_the_blog_is_no_post(site):
    built = site({**BLOG, "docs/blog/index.md": "---\ntitle: Journal\ndate: 2030-01-01\n---\nHello."}).build()
    assert built.page("blog/").texts("h2") == ["C", "B", "D", "A"]
    assert built.page("blog/").h1 == "Journal"
    assert built.nav.splitlines()[1] == "Blog"


def test_lists_that_a_hook_takes_out_when_they_are_made_are_not_there(site):
    hook = """
        from mkdocs.plugins import event_priority

        @event_priority(-100)
        def on_env(env, config, files):
            for file in list(files.documentation_pages()):
                if file.generated_by == "blogposts":
                    files.remove(file)
    """
    built = site({**BLOG, "hook.py": hook}, config="hooks: [hook.py]\nnot_in_nav: '*'").build(expect=None)
    assert {"blog/a/", "notes/c/"} <= set(built.pages)
    assert not LISTS.keys() & set(built.pages)


def test_nothing_is_written_into_the_writers_folder(site):
    drawn = site({**BLOG, "docs/blog/tags/index.md": "# All tags"})
    before = {path: path.read_bytes() for path in (drawn.root / "docs").rglob("*") if path.is_file()}
    drawn.build()
    after = {path: path.read_bytes() for path in (drawn.root / "docs").rglob("*") if path.is_file()}
    assert after == before
    assert {path.name for path in drawn.root.iterdir()} <= {"docs", "mkdocs.yml", "site", ".cache"}


@pytest.mark.parametrize("blog_dir", ["en/journal", "/en/journal/", "./en/journal"])
@with_and_without_directory_urls
def test_the_blog_may_stand_in_any_folder(site, blog_dir):
    files = {"docs/index.md": "# Home", "docs/en/journal/p.md": "Title: P\nDate: 2024-05-01\nTags: red\n\nText."}
    built = site(files, options={"blog_dir": blog_dir}).build()
    lists = {f"en/journal/{path}" for path in ("", "tags/", "tags/red/", "archive/", "2024/", "2024/05/", "feeds/")}
    assert {*built.pages} == {*lists, "404.html", "", "en/journal/p/"}
    assert built.page("en/journal/").h1 == "Journal"
    built.check_links()


@pytest.mark.parametrize(
    "header",
    ["+++\ntitle = 'The logbook'\n+++", '{"title": "The logbook"}', "<!--\n.. title: The logbook\n-->"],
    ids=["toml", "json", "nikola"],
)
def test_no_page_shows_a_front_matter_that_mkdocs_does_not_read(site, header):
    post = "---\ntitle: A post\ndate: 2024-05-01\ntags: [boats]\n---\nText."
    files = {
        "docs/index.md": f"{header}\n\nHome text.",
        "docs/blog/_index.md": f"{header}\n\nIntroduction.",
        "docs/blog/tags/boats.md": f"{header}\n\nAbout boats.",
        "docs/blog/a.md": post,
    }
    built = site(files).build()
    for address, text in {"": "Home text.", "blog/": "Introduction.", "blog/tags/boats/": "About boats."}.items():
        page = built.page(address)
        assert text in page.main.text
        assert page.text.count("title") == 0
        assert "The logbook" in page.title
