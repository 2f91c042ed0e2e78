"""Two things at one URL: both are published, and one warning names both."""

from __future__ import annotations

import pytest

from harness import with_and_without_directory_urls

HOME = {"docs/index.md": "# Home"}


def post(title, day, slug=""):
    return f"---\ntitle: {title}\ndate: 2024-05-{day:02}\nslug: {slug}\n---\nText of {title}."


@with_and_without_directory_urls
def test_of_two_posts_at_one_url_the_older_keeps_it(site):
    files = {**HOME, "docs/blog/a.md": post("Newer", 2, "same"), "docs/blog/b.md": post("Older", 1, "same")}
    said = "blog/a.md:4: The URL 'blog/same/' of 'blog/a.md' is already that of 'blog/b.md'."
    built = site(files).build(expect=[said])
    assert (built.page("blog/same/").h1, built.page("blog/same-2/").h1) == ("Older", "Newer")
    assert [title.links for title in built.page("blog/").all("h2")] == [["blog/same-2/"], ["blog/same/"]]
    built.check_links()


def test_five_posts_at_one_url_are_all_published_and_a_taken_number_is_passed_over(site):
    files = {f"docs/blog/{day}.md": post(f"P{day}", day, "same") for day in range(1, 6)}
    built = site({**HOME, **files, "docs/blog/same-3.md": post("Third", 9)}).build(
        expect=["'blog/same/'"] * 4 + ["same-3"]
    )
    titles = [built.page(title.links[0]).h1 for title in built.page("blog/").all("h2")]
    assert titles == ["Third", "P5", "P4", "P3", "P2", "P1"]
    built.check_links()


@with_and_without_directory_urls
def test_a_page_keeps_its_url_before_a_post(site):
    files = {**HOME, "docs/blog/x.md": "# A page", "docs/blog/p.md": post("A post", 1, "x")}
    built = site(files).build(expect=["The URL 'blog/x/' of 'blog/p.md' is already that of 'blog/x.md'."])
    assert (built.page("blog/x/").h1, built.page("blog/x-2/").h1) == ("A page", "A post")
    built.check_links()


ALIKE = {
    "posts": {"Same.md": post("Upper", 1), "same.md": post("Lower", 2)},
    "post and page": {"Same.md": "# Upper", "same.md": post("Lower", 2)},
    "slugs": {"a.md": post("Upper", 1, "Same"), "b.md": post("Lower", 2, "same")},
    "accents": {"a.md": post("Upper", 1, "same\u00e9"), "b.md": post("Lower", 2, "samee\u0301")},
}


@pytest.mark.parametrize("files", ALIKE.values(), ids=ALIKE)
@with_and_without_directory_urls
def test_names_that_a_file_system_may_take_for_one_get_urls_of_their_own(site, files):
    drawn = site({**HOME, **{f"docs/blog/{name}": text.encode() for name, text in files.items()}})
    built = drawn.build(expect=[" It is at 'blog/same"])
    alike = [address for address in built.pages if address.casefold().startswith("blog/same")]
    assert sorted(built.page(address).h1 for address in alike) == ["Lower", "Upper"]
    assert "-2" in "".join(alike)
    built.check_links()


@pytest.mark.parametrize("names", [("t.md", "t/index.md"), ("t/index.md", "t.md"), ("t/README.md", "t.md")])
def test_a_file_and_a_folder_of_one_name_are_told_apart(site, names):
    older, newer = names
    files = {**HOME, f"docs/blog/{older}": post("Older", 1), f"docs/blog/{newer}": post("Newer", 2)}
    built = site(files).build(expect=[f"of 'blog/{newer}' is already that of 'blog/{older}'."])
    assert (built.page("blog/t/").h1, built.page("blog/t-2/").h1) == ("Older", "Newer")
    built.check_links()


def test_a_file_beside_a_folder_is_no_clash_without_directory_urls(site):
    files = {**HOME, "docs/blog/t.md": post("File", 1), "docs/blog/t/index.md": post("Folder", 2)}
    built = site(files, directory_urls=False).build()
    assert {"blog/t.html", "blog/t/index.html"} <= set(built.files)
    built.check_links()


def test_a_post_of_the_same_title_and_day_as_another_is_a_post_of_its_own(site):
    files = {**HOME, "docs/blog/a.md": post("Twin", 1), "docs/news/a.md": post("Twin", 1)}
    built = site(files).build()
    assert [title.links for title in built.page("blog/").all("h2")] == [["blog/a/"], ["news/a/"]]
    assert built.page("blog/a/").one(".bp-prev-next").links == ["news/a/"]


TERMS = {
    "C": "c",
    "C++": "cpp",
    "C#": "c-sharp",
    ".NET": "dot-net",
    "NET": "net",
    "R&D": "r-and-d",
    "a+b": "a-plus-b",
    "日本語": "日本語",
    "Ünï": "ünï",
    "A b": "a-b",
    "?!": "u3f-u21",
    "!?": "u21-u3f",
}


@with_and_without_directory_urls
def test_unlike_terms_have_unlike_urls(site, directory_urls):
    header = "".join(f"{field}: {[*TERMS]!r}\n" for field in ("tags", "categories", "authors"))
    built = site({**HOME, "docs/p.md": f"---\ntitle: P\ndate: 2024-05-01\n{header}---\nText."}).build()
    for kind in ("tags", "categories", "authors"):
        listed = built.page(f"blog/{kind}/").all(".bp-term-list a")
        addresses = {link.text: link.links[0] for link in listed}
        assert addresses == {term: f"blog/{kind}/{slug}/" for term, slug in TERMS.items()}
        assert [built.page(address).h1 for address in addresses.values()] == [*addresses]
    built.check_links()


def test_of_two_terms_at_one_url_the_one_used_most_keeps_it(site):
    files = {
        **HOME,
        "docs/a.md": "Title: A\nDate: 2024-05-01\nTags: a/b\n\nText.",
        "docs/b.md": "Title: B\nDate: 2024-05-02\nTags: a.b\n\nText.",
        "docs/c.md": "Title: C\nDate: 2024-05-03\nTags: a.b\n\nText.",
    }
    built = site(files).build(expect=["of the tag 'a/b' is already that of the tag 'a.b'."])
    assert (built.page("blog/tags/a-b/").h1, built.page("blog/tags/a-b-2/").h1) == ("a.b", "a/b")
    assert built.page("a/").one(".bp-post-terms").links == ["blog/tags/a-b-2/"]
    built.check_links()


@pytest.mark.parametrize(
    ("slug", "title", "kept"),
    [("tags", "Tags", "blog/tags-2/"), ("archive", "Archive", "blog/archive-2/"), ("2024", "2024", "blog/2024-2/")],
)
@with_and_without_directory_urls
def test_a_post_at_the_url_of_a_list_keeps_it_and_the_list_is_there_too(site, slug, title, kept):
    files = {**HOME, "docs/blog/p.md": f"---\ntitle: Post\ndate: 2024-05-01\nslug: {slug}\ntags: [red]\n---\nText."}
    built = site(files).build(expect=[f"mkdocs.yml: The URL 'blog/{slug}/' of the list '{title}'"])
    assert (built.page(f"blog/{slug}/").h1, built.page(kept).h1) == ("Post", title)
    built.check_links()


@with_and_without_directory_urls
def test_no_post_takes_the_first_page_of_the_blog(site, directory_urls):
    asked = "/blog/" if directory_urls else "/blog/index.html"
    files = {**HOME, "docs/blog/p.md": f"---\ntitle: Post\ndate: 2024-05-01\npermalink: {asked}\n---\nText."}
    built = site(files).build(expect=["of 'blog/p.md' is already that of the list of all posts."])
    assert built.page("blog/").texts(".bp-post-card__title") == ["Post"]
    built.check_links()


@with_and_without_directory_urls
def test_a_post_at_the_url_of_a_lists_second_page_keeps_it(site):
    files = {f"docs/blog/{day}.md": post(f"P{day}", day) for day in range(1, 4)}
    files["docs/blog/1.md"] = post("P1", 1, "page/2")
    built = site({**HOME, **files}, options={"per_page": 2}).build(expect=["The URL 'blog/page/2/' of the list 'Blog'"])
    assert built.page("blog/page/2/").h1 == "P1"
    assert built.page("blog/page/2-2/").texts("h2") == ["P1"]
    built.check_links()


@with_and_without_directory_urls
def test_a_post_does_not_take_the_url_of_a_file_that_is_there(site):
    files = {**HOME, "docs/blog/p.md": post("P", 1, "demo"), "docs/blog/demo/index.html": "<h1>By hand</h1>"}
    files["docs/blog/demo.html"] = "<h1>By hand</h1>"
    built = site(files).build(expect=["The URL 'blog/demo/' of 'blog/p.md'"])
    assert "By hand" in built.read("blog/demo/index.html")
    assert "By hand" in built.read("blog/demo.html")
    assert [title.links for title in built.page("blog/").all("h2")] == [["blog/demo-2/"]]


@pytest.mark.parametrize("slug", ["", "/", ".", "../", "  "])
def test_a_slug_that_says_nothing_leaves_the_name_of_the_file(site, slug):
    built = site({**HOME, "docs/blog/named.md": f"Title: P\nDate: 2024-05-01\nSlug: {slug}\n\nText."}).build()
    assert built.page("blog/named/").h1 == "P"


def test_a_slug_from_the_root_is_the_whole_url(site):
    built = site({**HOME, "docs/blog/p.md": post("P", 1, "/else/where"), "docs/q.md": "[P](blog/p.md)"}).build()
    assert built.page("else/where/").h1 == "P"
    assert built.page("q/").main.links == ["else/where/"]
    built.check_links()


def test_what_mkdocs_is_told_to_leave_out_keeps_no_url(site):
    files = {
        "docs/blog/index.md": "# Left out",
        "docs/blog/p.md": "# Left out, too",
        "docs/blog/q.md": post("Q", 1, "p"),
    }
    built = site({**HOME, **files}, config="exclude_docs: |\n  blog/index.md\n  blog/p.md").build()
    assert (built.page("blog/").h1, built.page("blog/p/").h1) == ("Blog", "Q")
    built.check_links()


@pytest.mark.parametrize("slug", ["tags", "tags/red", "2024", "seen"])
def test_in_a_build_a_draft_keeps_no_url(site, slug):
    seen = "---\ntitle: Seen\ndate: 2024-05-01\ntags: [red]\n---\nText."
    draft = f"---\ntitle: Draft\ndate: 2024-04-01\nslug: {slug}\ndraft: true\n---\nText."
    drawn = site({**HOME, "docs/blog/seen.md": seen, "docs/blog/draft.md": draft})
    built = drawn.build()
    assert {"blog/tags/", "blog/tags/red/", "blog/2024/", "blog/seen/"} <= {*built.pages}
    assert not [page for page in built.pages if "-2" in page]
    built.check_links()


PLAIN = {
    "a file and a folder": {"docs/t.md": "# File", "docs/t/index.md": "# Folder"},
    "case": {"docs/T.md": "# File", "docs/t/index.md": "# Folder"},
}


@pytest.mark.parametrize("files", PLAIN.values(), ids=PLAIN)
def test_plain_pages_of_one_url_are_both_published(site, files):
    built = site({**HOME, **files, "docs/other.md": "[One](t/index.md)"}).build(
        expect=["'t/' of 't/index.md' is already that of"]
    )
    assert "File" in [built.page(address).h1 for address in built.pages if address.casefold() == "t/"]
    assert built.page("t-2/").h1 == "Folder"
    assert built.page("other/").main.links == ["t-2/"]
    built.check_links()


def test_a_plain_page_does_not_take_the_url_of_a_file(site):
    files = {"docs/demo.md": "# Page", "docs/demo/index.html": "<h1>By hand</h1>"}
    built = site({**HOME, **files}).build(
        expect=["demo.md: The URL 'demo/' of 'demo.md' is already that of 'demo/index.html'"]
    )
    assert "By hand" in built.read("demo/index.html")
    assert built.page("demo-2/").h1 == "Page"


def test_plain_pages_that_share_nothing_stay_where_they_are(site):
    files = {"docs/a.md": "# A", "docs/b/index.md": "# B", "docs/b/c.md": "# C", "docs/404.md": "# None"}
    built = site({**HOME, **files}).build()
    assert {"", "a/", "b/", "b/c/", "404.html"} <= set(built.pages)


def test_terms_that_are_not_allowed_are_told_and_kept(site):
    options = {"tags_allowed": ["Python", "guest post"], "categories_allowed": ["News"]}
    header = "---\ntitle: P\ndate: 2024-05-01\ntags: [python, Guest-Post, pyhton, moon]\ncategory: News\n---\nText."
    other = header.replace("title: P", "title: Q")
    built = site({**HOME, "docs/blog/p.md": header, "docs/blog/q.md": other}, options=options).build(
        expect=[
            "The tag 'pyhton' isn't among those that 'mkdocs.yml' allows (and on 1 more page). Did you mean 'Python'?",
            "'moon'",
        ]
    )
    assert {"blog/tags/pyhton/", "blog/tags/moon/", "blog/categories/news/"} <= set(built.pages)
