"""The plugin added to a site that has readers: its URLs, its navigation and its pages stay."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from mkdocs_blogposts.cli.main import main

DATED = "---\ntitle: {0}\ndate: 2024-05-{1:02}\n---\nText of {0}."

SITE = {
    "docs/index.md": "# Home",
    "docs/guide.md": "# Guide",
    "docs/setup.md": DATED.format("Setup", 1),
    "docs/releases/index.md": "# Releases",
    "docs/releases/2024-05-02-one.md": DATED.format("One", 2),
    "docs/releases/2024-05-03-two.md": DATED.format("Two", 3),
    "docs/blog/2024-05-04-first.md": DATED.format("First", 4),
    "docs/blog/2024-05-05-second.md": DATED.format("Second", 5),
}

TEMPLATES = {
    "extends.html": '{% extends "blog-post.html" %}{% block content %}{{ super() }}{% endblock %}',
    "filter.html": '{% extends "main.html" %}{% block content %}{{ page.meta.date | nonsense }}{% endblock %}',
    "field.html": '{% extends "main.html" %}{% block content %}{{ page.config.date.created.year }}{% endblock %}',
    "lost.html": '{% extends "nowhere.html" %}',
    "deep.html": '{% extends "filter.html" %}',
    "broken.html": "{% if %}",
}


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_template_made_for_materials_blog_stops_no_build(site, theme):
    posts = {
        f"docs/blog/{name}.md": f"---\ntitle: {name}.html\ndate: 2024-05-01\ntemplate: {name}.html\n---\nText."
        for name in (*(each.removesuffix(".html") for each in TEMPLATES), "fine", "of-another-engine")
    }
    fine = {"o/fine.html": '{% extends "main.html" %}{% block content %}<i>Fine</i>{{ super() }}{% endblock %}'}
    own = {f"o/{name}": text for name, text in TEMPLATES.items()}
    drawn = site({**SITE, **own, **fine, **posts}, config=f"theme: {{name: {theme}, custom_dir: o}}")
    said = [
        f"blog/{name.removesuffix('.html')}.md:4: The template '{name}' cannot be used for this" for name in TEMPLATES
    ]
    built = drawn.build(expect=said)
    for name in TEMPLATES:
        assert built.page(f"blog/{name.removesuffix('.html')}/").one(".bp-post h1").text == name
    assert "<i>Fine</i>" in built.page("blog/fine/").source


@pytest.mark.parametrize(
    ("enabled", "is_blog"),
    [("!ENV BLOGPOSTS_NOT_SET", True), ("!ENV [BLOGPOSTS_NOT_SET, true]", True), ("true", True), ("false", False)],
)
def test_an_option_switches_the_blog_off(site, enabled, is_blog):
    built = site(SITE, config=f"plugins:\n  - blogposts:\n      enabled: {enabled}\n").build()
    assert ("blog/rss.xml" in built.files) is is_blog
    assert built.page("blog/2024-05-04-first/").all("p")


def test_an_override_for_materials_posts_prints_ours_as_far_as_it_can(site):
    own = '{% extends "main.html" %}{% block content %}<i>Ours</i>{{ super() }}{% endblock %}'
    config = "theme: {name: mkdocs, custom_dir: o}\nextra: {social: [{link: /feed_rss_created.xml}]}"
    built = site({**SITE, "o/blog-post.html": own}, options={}, config=config).build()
    assert "<i>Ours</i>" in built.page("blog/2024-05-04-first/").source
    assert "<i>Ours</i>" not in built.page("blog/").source
    assert not [note for note in built.notes if "no effect on posts" in note]
    assert "<link>https://example.org/blog/2024-05-05-second/</link>" in built.read("feed_rss_created.xml")


def test_what_is_no_value_of_the_switch_stops_the_build(site):
    assert "'enabled'" in site(SITE, config="plugins: [{blogposts: {enabled: perhaps}}]").build_error()


NAVIGATIONS = {
    "mkdocs.yml": (
        {},
        """
        nav:
          - index.md
          - guide.md
          - setup.md
          - Releases:
              - releases/index.md
              - releases/2024-05-03-two.md
              - releases/2024-05-02-one.md
          - Blog:
              - blog/index.md
              - blog/2024-05-05-second.md
        """,
    ),
    "awesome-nav": (
        {
            "docs/.nav.yml": "nav:\n  - index.md\n  - guide.md\n  - setup.md\n  - Releases: releases\n  - Blog: blog\n",
            "docs/releases/.nav.yml": "nav:\n  - index.md\n  - 2024-05-03-two.md\n  - '*'\n",
            "docs/blog/.nav.yml": "nav:\n  - index.md\n  - 2024-05-05-second.md\n",
        },
        "plugins: [awesome-nav, blogposts]",
    ),
    "awesome-pages": (
        {
            "docs/.pages": "nav:\n  - index.md\n  - guide.md\n  - setup.md\n  - Releases: releases\n  - Blog: blog\n",
            "docs/releases/.pages": "nav:\n  - index.md\n  - 2024-05-03-two.md\n  - ...\n",
            "docs/blog/.pages": "nav:\n  - index.md\n  - 2024-05-05-second.md\n",
        },
        "plugins: [awesome-pages, blogposts]",
    ),
    "literate-nav": (
        {
            "docs/SUMMARY.md": "* [Home](index.md)\n* [Guide](guide.md)\n* [Setup](setup.md)\n* [Releases](releases/)\n"
            "* [Blog](blog/)\n",
            "docs/releases/SUMMARY.md": "* [Releases](index.md)\n"
            "* [Two](2024-05-03-two.md)\n* [One](2024-05-02-one.md)\n",
            "docs/blog/SUMMARY.md": "* [Blog](index.md)\n* [Second](2024-05-05-second.md)\n",
        },
        "plugins: [literate-nav, blogposts]",
    ),
}


@pytest.mark.parametrize("name", NAVIGATIONS)
def test_pages_that_the_navigation_names_stay_in_it(site, name):
    files, config = NAVIGATIONS[name]
    drawn = site({**SITE, "docs/blog/index.md": "# Blog", **files}, config=config)
    with_blog, without = drawn.build(), drawn.build_without_blogposts()
    names = ["Home", "Guide", "Setup", "Releases", "Two", "One", "Blog", "Second"]
    assert list(dict.fromkeys(line.strip() for line in with_blog.nav.splitlines())) == names
    assert with_blog.nav.splitlines() == without.nav.splitlines()
    assert set(without.files) <= set(with_blog.files)
    posts = [address for address in with_blog.pages if with_blog.page(address).all(".bp-post")]
    assert posts == ["blog/2024-05-04-first/", "blog/2024-05-05-second/"]
    if name != "literate-nav":  # whose own page of links is published, too
        with_blog.check_links()
    # A draft that it names is in none that readers see.
    drawn.write({"docs/blog/2024-05-05-second.md": "---\ntitle: Second\ndate: 2024-05-05\ndraft: true\n---\nText."})
    built = drawn.build()
    assert list(dict.fromkeys(line.strip() for line in built.nav.splitlines())) == names[:-1]
    own = [file for file in built.files if file.endswith(".html") and "SUMMARY" not in file]
    assert [file for file in own if "second" in built.read(file)] == []
    assert name != "awesome-pages" or "Second" in drawn.preview().nav


MEASURE = """selector => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("h1"));
  const buttons = [...document.querySelectorAll(".md-content__button")];
  const boxes = buttons.map(button => button.getBoundingClientRect());
  return {
    width: document.querySelector(selector).getBoundingClientRect().width,
    reached: buttons.map((button, at) => button.contains(document.elementFromPoint(boxes[at].x + 9, boxes[at].y + 9))),
    gaps: boxes.flatMap(box => [...range.getClientRects()].map(line => box.left - line.right)),
  };
}"""


@pytest.mark.parametrize("features", ["content.action.edit", "content.action.edit, content.action.view"])
def test_in_material_the_text_of_a_post_is_as_wide_as_that_of_a_page_beside_buttons(site, browser, features):
    text, title = "Words " * 60, "A long title of many words " * 4
    pages = {
        "docs/page.md": f"# {title}\n\n{text}",
        "docs/blog/p.md": f"---\ntitle: {title}\ndate: 2024-05-01\n---\n{text}",
    }
    repository = "repo_url: https://example.org/repository\nedit_uri: edit/main/docs/\n"
    theme = f"theme: {{name: material, font: false, features: [{features}]}}"
    built = site(pages, config=repository + theme).build()
    page = browser.open(built, "page/").evaluate(MEASURE, ".md-content__inner > p")
    post = browser.open(built, "blog/p/").evaluate(MEASURE, ".bp-post__content > p")
    assert post["width"] == page["width"]
    assert post["reached"] == [True] * (features.count(",") + 1)
    assert min(post["gaps"]) >= 0


def test_notes_say_what_became_a_post_and_migrate_names_overrides_that_have_no_effect(site):
    built = site(SITE).build()
    said = "mkdocs.yml: The blog has 3 dated pages outside 'blog/' among its posts, 'setup.md' first."
    assert len([note for note in built.notes if said in note]) == 1
    assert [
        note for note in site({"docs/index.md": "# Home"}).build().notes if "No page of this site is a post" in note
    ]
    config = "theme: {name: material, custom_dir: o}\nplugins: [blog]"
    drawn = site({**SITE, "o/blog-post.html": "x", "o/partials/post.html": "x"}, config=config)
    result = CliRunner().invoke(main, ["migrate", "-f", str(drawn.config)])
    assert "'blog-post.html', 'partials/post.html' are those of Material's blog" in result.output


def test_a_nav_file_that_cannot_be_read_names_nothing(site):
    broken = {"docs/.pages": "nav: [", "docs/releases/.pages": "- a list", "docs/blog/.pages": "nav: 5"}
    assert site({**SITE, **broken}, config="plugins: [blogposts]").build().page("blog/").texts("h2")


def test_every_url_of_a_site_of_many_dated_articles_stays(site):
    pages = {
        f"docs/articles/{year}/{year}-05-{day:02}_{name}.md": f"---\ntitle: {name} {year} {day}\n---\nText."
        for year in (2008, 2009)
        for day in range(1, 8)
        for name in ("x", "y")
    }
    drawn = site({"docs/index.md": "# Home", **pages}, options={"blog_dir": "articles"})
    built, without = drawn.build(), drawn.build_without_blogposts()
    assert {*without.files} <= {*built.files}
    assert [built.page(address).one(".e-content").text for address in without.pages if "_" in address] == ["Text."] * 28


WRITTEN_IN_PARTS = {
    "base.yml": """
        site_name: !ENV [SITE_NAME, Harbor]
        site_url: https://example.org/
        site_description: All about the harbor.
        theme: {name: mkdocs, highlightjs: false}
        plugins: {search: {}, awesome-nav: {}, blogposts: {per_page: 1}}
    """,
    "mkdocs.yml": """
        INHERIT: base.yml
        hooks: [hook.py]
        plugins: {blogposts: {per_page: !ENV [POSTS_PER_PAGE, 2]}}
    """,
    "hook.py": "def on_page_markdown(markdown, **_):\n    return '[Top](/)\\n' + markdown.replace('WORD', 'quay')\n",
    "docs/.nav.yml": "nav: [index.md, blog, guide]\n",
    "docs/blog/.nav.yml": "nav: [index.md, Our best: 2024-05-04-first.md]\n",
    "docs/index.md": "# Home",
    "docs/guide/index.md": "# Guide",
    "docs/blog/2024-05-04-first.md": "---\nauthor: '[Ann Lee](https://ann.example) and [Bo](/b/)'\n---\n# A\n\nA WORD.",
    "docs/blog/2024-05-05-second.md": "---\nauthors: ['[Ann Lee](https://ann.example)']\n---\n\n# B\n\nText.",
}


def test_a_site_whose_configuration_has_several_parts(site):
    built = site(WRITTEN_IN_PARTS).build()
    assert "blog/page/2/index.html" not in built.files  # `per_page: 2` is not overridden by what is inherited
    post = built.page("blog/2024-05-04-first/")
    assert post.texts(".bp-byline .p-author") == ["Ann Lee", "Bo"]
    assert "A quay." in post.one(".e-content").text
    for address, title in {"blog/2024-05-04-first/": "A", "blog/": "Blog", "blog/authors/": "Authors"}.items():
        # The hook has put a line above each page's heading.
        assert built.page(address).texts("h1, .e-content h2") == [title]
    assert [line.strip() for line in built.nav.splitlines()][:4] == ["Home", "Blog", "Blog", "Our best"]
    assert built.page("blog/authors/ann-lee/").all("a[href='https://ann.example']")
    assert built.page("404.html").description == "All about the harbor."


PARTS = {
    "monorepo": {
        "mkdocs.yml": """
            site_name: Harbor
            site_url: https://example.org/
            nav: [index.md, {Quay: '!include quay/mkdocs.yml'}, {Blog: blog/index.md}]
            theme: {name: mkdocs, highlightjs: false}
            plugins: PLUGINS
        """,
        "docs/index.md": "# Home",
        "docs/blog/a.md": DATED.format("A", 1),
        "quay/mkdocs.yml": "site_name: quay\nnav: [index.md, news/plain.md]\n",
        "quay/docs/index.md": "# The quay",
        "quay/docs/news/plain.md": "# A page",
        "quay/docs/blog/b.md": DATED.format("B", 2),
    },
    "same-dir": {
        "mkdocs.yml": """
            site_name: Harbor
            site_url: https://example.org/
            docs_dir: .
            site_dir: ../built
            theme: {name: mkdocs, highlightjs: false}
            plugins: PLUGINS
        """,
        "README.md": "# Home",
        "blog/a.md": DATED.format("A", 1),
        "notes/b.md": DATED.format("B", 2),
    },
    # As TechDocs of Backstage has it: beside a catalog, Material without its fonts, and no URL of the site.
    "techdocs": {
        "mkdocs.yml": """
            site_name: Harbor
            site_url: ''
            theme: {name: material, font: false, features: [toc.follow, navigation.footer]}
            markdown_extensions: [admonition, {toc: {permalink: "#"}}, attr_list, md_in_html, pymdownx.superfences]
            nav: [index.md, {Blog: blog/index.md}]
            plugins: PLUGINS
        """,
        "catalog-info.yaml": "kind: Component\nmetadata: {annotations: {backstage.io/techdocs-ref: 'dir:.'}}\n",
        "docs/index.md": "# Home",
        "docs/blog/a.md": DATED.format("A", 1),
        "docs/blog/b.md": DATED.format("B", 2),
    },
}


@pytest.mark.parametrize("plugin", PARTS)
def test_posts_of_a_repository_with_several_folders_or_none_for_docs(site, plugin):
    """A monorepo, whose parts have posts of their own, `docs_dir: .`, and TechDocs: the plugin of each stands first."""
    files = dict(PARTS[plugin])
    first = plugin.replace("techdocs", "monorepo")
    files["mkdocs.yml"] = files["mkdocs.yml"].replace("PLUGINS", f"[{first}, search, blogposts]")
    drawn = site(files)
    before = {*_written(drawn.root)}
    built = drawn.build()
    assert built.page("blog/").texts(".bp-post-card__title") == ["B", "A"]
    assert {*_written(drawn.root)} == before


def _written(root):
    return (path for path in root.rglob("*") if path.relative_to(root).parts[0] not in (".cache", "site"))
