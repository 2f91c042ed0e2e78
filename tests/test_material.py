"""A blog of Material's keeps its URLs when `blog` becomes `blogposts` in `mkdocs.yml`."""

from __future__ import annotations

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from harness import picture

HEADERS = {
    "hello.md": "date: 2024-01-31\ncategories: [News, C++ and more]\nauthors: [squirrel]\nslug: hello-you",
    "what.md": "date: 2024-02-01 10:00:00\ncategories: [News]\nauthors: [squirrel, fox]\ntags: [nuts]",
    "deep/2023-05-06-nested.md": "date:\n  created: 2023-05-06\n  updated: 2023-06-01\ncategories: [Ünï côdé, '2023']",
    "named.md": "title: A title of the *header*\ndate: 2023-12-31 23:30:00\ncategories: [News]\npin: true",
    "日本語.md": "date: 2022-05-06\ncategories: [日本語]\nauthors: [fox]",
    "draft.md": "date: 2024-03-01\ndraft: true\ncategories: [Secret]",
    "future.md": "date: 2126-03-01\ncategories: [News]\ndraft: false",
}
TEXTS = {
    "hello.md": "# Hello\n\nOne.\n\n<!-- more -->\n\n[What?](what.md) ![A square](img/square.png)",
    "what.md": "# What's *this*, `code` & more?\n\nTwo.\n\n<!-- more -->\n\n[Hello](hello.md)",
    "deep/2023-05-06-nested.md": "Three has no heading.",
    "named.md": "Four.",
    "日本語.md": "# 日本語のタイトル\n\n五",
    "draft.md": "# Draft\n\nSix.",
    "future.md": "# Future\n\nSeven.",
}
AUTHORS = "authors:\n" + "".join(
    f"  {name}:\n    name: {name.title()}\n    description: Writer\n    avatar: https://example.com/{name}.png\n"
    for name in ("squirrel", "fox")
)
FILES = {
    "docs/index.md": "# Home",
    "docs/blog/index.md": "# Blog",
    "docs/blog/.authors.yml": AUTHORS,
    **{f"docs/blog/posts/{name}": f"---\n{header}\n---\n\n{TEXTS[name]}" for name, header in HEADERS.items()},
}

SITES = {
    "no option": {},
    "post addresses": {
        "post_url_format": "{date}/{file}-{slug}",
        "post_url_date_format": "yyyy/MMM",
        "post_slugify_separator": "_",
        "post_readtime": True,
        "post_readtime_words_per_minute": 200,
    },
    "categories in addresses": {"post_url_format": "{categories}/{slug}", "post_url_max_categories": 2},
    "lists' addresses": {
        "archive_url_format": "when/{date}",
        "archive_url_date_format": "yyyy/MM",
        "archive_date_format": "MMMM yyyy",
        "categories_url_format": "topics/in-{slug}",
        "categories_slugify_separator": "_",
        "authors_profiles": True,
        "authors_profiles_url_format": "by/{slug}",
        "pagination_url_format": "p/{page}",
        "pagination_per_page": 2,
    },
    "odd archives": {"archive_url_date_format": "MMM-yyyy", "archive_url_format": "{date}/all"},
    "every page": {
        "authors_profiles": True,
        "pagination_per_page": 1,
        "archive_pagination": True,
        "archive_pagination_per_page": 2,
        "categories_pagination": False,
        "categories_pagination_per_page": 1,
        "authors_profiles_pagination": True,
        "authors_profiles_pagination_per_page": 1,
        "pagination_format": "~3~",
        "pagination_if_single_page": True,
        "pagination_keep_content": True,
        "pagination_url_format": "page/{page}",
        "draft": True,
        "draft_on_serve": True,
    },
    "names": {
        "blog_toc": True,
        "post_dir": "{blog}/posts",
        "post_date_format": "full",
        "post_excerpt": "optional",
        "post_excerpt_max_authors": 2,
        "post_excerpt_max_categories": 2,
        "post_excerpt_separator": "<!-- more -->",
        "archive": True,
        "archive_name": "When",
        "archive_toc": False,
        "categories": True,
        "categories_name": "Topics",
        "categories_sort_reverse": True,
        "categories_toc": False,
        "categories_allowed": ["News", "C++ and more", "Ünï côdé", "2023", "日本語", "Secret"],
        "authors": True,
        "authors_file": "{blog}/.authors.yml",
        "authors_profiles_name": "People",
        "authors_profiles_toc": False,
        "draft_if_future_date": False,
        "pagination": False,
    },
    "no lists": {"archive": False, "categories": False, "authors": False, "draft_if_future_date": True},
    "other folders": {"blog_dir": "news", "post_dir": "{blog}/entries", "authors_profiles": True},
}


def drawn(site, plugin, options, files=FILES, **kwargs):
    config = yaml.safe_dump({"plugins": ["search", {plugin: options}]})
    blog = options.get("blog_dir", "blog")
    posts = options.get("post_dir", "{blog}/posts").replace("{blog}", blog)
    files = {
        name.replace("docs/blog/posts/", f"docs/{posts}/").replace("docs/blog/", f"docs/{blog}/"): text
        for name, text in files.items()
    }
    if not options.get("draft") and options.get("draft_if_future_date", True):
        files.pop(f"docs/{posts}/future.md", None)  # Material publishes it unless told not to, and we if told to
    if f"docs/{posts}/img/square.png" not in files:
        files[f"docs/{posts}/img/square.png"] = picture(8, 8, kind="PNG")
    return site(files, theme="material", options=None, config=config, **kwargs)


def listed(built):
    """Every post that the lists show."""
    main = (built.page(address).main for address in built.pages if address.startswith(("blog/", "news/")))
    return {link.split("#")[0] for page in main for link in page.links}


CASES = [(name, True) for name in SITES] + [("no option", False), ("lists' addresses", False)]


@pytest.fixture(autouse=True)
def fresh_plugins():
    """MkDocs keeps plugins for the next build of a process; Material's does not outlive its first."""
    dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()


@pytest.mark.parametrize(("name", "directory_urls"), CASES)
def test_every_url_of_materials_is_there(site, name, directory_urls):
    options = SITES[name]
    theirs = drawn(site, "blog", options).build()
    ours = drawn(site, "blogposts", options).build()
    assert set(theirs.files) - set(ours.files) == set()
    posts = [page for page in theirs.pages if theirs.page(page).all("article.md-content__inner--post, .md-post__meta")]
    assert [post for post in posts if post not in listed(ours)] == []
    ours.check_links()


POST = {
    "docs/index.md": "# Home",
    "docs/blog/posts/p.md": "---\ndate: 2024-05-01\ncategories: [A]\n---\n# My post\n\nText.",
}


def test_a_site_without_posts_in_materials_folder_has_our_urls(site):
    files = {
        "docs/index.md": "# Home",
        "docs/blog/p.md": POST["docs/blog/posts/p.md"],
        "docs/blog/posts/x.md": "# Page",
    }
    built = site(files).build()
    assert {"blog/p/", "blog/posts/x/", "blog/2024/", "blog/categories/a/"} <= set(built.pages)


def test_a_pattern_of_ours_comes_before_materials(site):
    built = site(POST, options={"permalink": "{blog}/{slug}", "post_url_format": "x/{slug}"}).build()
    assert {"blog/p/", "blog/category/a/", "blog/archive/2024/", "blog/categories/", "blog/archive/"} <= set(
        built.pages
    )


def test_what_the_options_of_materials_are_here_is_said_once(site):
    options = {"pagination_per_page": 5, "blog_toc": True, "post_url_format": "{slug}", "archive_name": "Years"}
    built = site(POST, options=options).build()
    (note,) = [note for note in built.notes if "Material's blog" in note]
    for part in ("'pagination_per_page' ('per_page' here)", "'post_url_format' ('permalink' here)", "'archive_name'"):
        assert part in note.partition("no counterpart")[0]
    assert "'blog_toc' (lists have" in note.partition("no counterpart")[2]
    assert built.page("blog/archive/").h1 == "Years"
    assert "blog/my-post/" in built.pages


def test_our_own_option_comes_before_materials_of_the_same_meaning(site):
    files = {**POST, "docs/blog/posts/q.md": "---\ndate: 2024-05-02\n---\n# Q"}
    built = site(files, options={"pagination_per_page": 1, "per_page": 2}).build()
    assert "blog/page/2/" not in built.pages


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"post_url_format": "{dat}/{slug}"}, "option 'post_url_format': '{dat}' isn't a setting there. It may have"),
        ({"post_slugify": "lower"}, "option 'post_slugify'"),
        ({"categories_pagination_per_page": "ten"}, "option 'categories_pagination_per_page'"),
        ({"pagination_per_page": -1}, "-1"),
    ],
)
def test_an_option_of_materials_that_makes_no_sense_stops_the_build(site, options, said):
    assert said in site(POST, options=options).build_error()


def test_an_option_of_neither_is_told_with_the_one_that_may_be_meant(site):
    with pytest.raises(AssertionError, match=r"name: perpage\. Did you mean 'per_page'\?"):
        site({"docs/index.md": "# Home"}, options={"perpage": 1}).build()


def test_drafts_are_published_where_material_is_told_so(site):
    draft = {**POST, "docs/blog/posts/d.md": "---\ndate: 2024-05-02\ndraft: true\n---\n# Draft\n\nText."}
    future = {**POST, "docs/blog/posts/d.md": "---\ndate: 2124-05-02\n---\n# Draft\n\nText."}
    assert "blog/2024/05/02/draft/" in site(draft, options={"draft": True}).build().pages
    assert "blog/2124/05/02/draft/" in site(future, options={"draft_if_future_date": False}).build().pages
    assert "blog/2124/05/02/draft/" not in site(future, options={"draft_if_future_date": True}).build().pages
    hidden = site(draft, options={"draft_on_serve": False}).preview()
    assert [page for page in hidden.pages if "draft" in page] == []


def test_a_separator_of_materials_ends_the_excerpt(site):
    files = {**POST, "docs/blog/posts/p.md": "---\ndate: 2024-05-01\n---\n# P\n\nSeen.\n\n<!-- cut -->\n\nUnseen."}
    built = site(files, options={"post_excerpt_separator": "<!-- cut -->"}).build()
    assert "Seen." in built.page("blog/").main.text
    assert "Unseen." not in built.page("blog/").main.text
