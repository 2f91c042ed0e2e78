"""Several blogs, other kinds of sites, other ways to build them."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from harness import picture, with_and_without_directory_urls, with_every_theme


def post(title, day=1, tags="red"):
    return f"Title: {title}\nDate: 2024-05-{day:02}\nTags: {tags}\nAuthor: Ann Lee\n\nText of {title}."


TWO = {
    "docs/index.md": "# Home",
    "docs/guide.md": "# Guide",
    "docs/blog/a.md": post("A"),
    "docs/news/b.md": post("B", 2),
    "docs/news/c.md": post("C", 3),
}


@with_and_without_directory_urls
def test_posts_of_two_folders_are_one_blog(site):
    built = site(TWO, options={"posts": "blog/\nnews/"}).build()
    assert built.page("blog/").texts("h2") == ["C", "B", "A"]
    assert {"blog/a/", "news/b/", "news/c/"} <= {*built.pages}
    built.check_links()


@pytest.mark.parametrize(("written", "right"), [("docs/blog", "blog"), ("/docs/a/b/", "a/b"), ("docs", ".")])
def test_a_folder_that_names_the_docs_folder_stops_the_build_with_a_sentence(site, written, right):
    said = site(TWO, options={"blog_dir": written}).build_error()
    assert f"'blog_dir: {written.strip('/')}' counts from 'docs' already. Write 'blog_dir: {right}'." in said


def test_a_docs_folder_named_blog_needs_no_option(site):
    files = {"blog/index.md": "# Home", "blog/a.md": post("A")}
    built = site(files, config="docs_dir: blog\nplugins: [search, blogposts]").build()
    assert built.page("blog/").texts("h2") == ["A"]
    assert built.page("").h1 == "Home"


def test_a_folder_may_be_called_like_the_docs_folder(site):
    built = site({"docs/index.md": "# Home", "docs/docs/a.md": post("A")}, options={"blog_dir": "docs"}).build()
    assert built.page("docs/").texts("h2") == ["A"]


@with_every_theme
@with_and_without_directory_urls
def test_two_instances_are_two_blogs_and_each_page_has_one_head(site):
    config = "plugins: [search, blogposts: {blog_dir: blog}, blogposts: {blog_dir: news, per_page: 1}]"
    built = site(TWO, config=config).build()
    assert built.page("blog/").texts("h2") == ["A"]
    assert [built.page(f"news/{rest}").texts("h2") for rest in ("", "page/2/")] == [["C"], ["B"]]
    assert (built.page("blog/").h1, built.page("news/").h1) == ("Blog", "News")
    assert built.page("news/tags/red/").texts("h2") == ["C"]
    assert built.page("blog/tags/red/").texts("h2") == ["A"]
    assert built.page("news/c/").one(".bp-prev-next").links == ["news/b/"]
    assert [line for line in built.nav.splitlines() if not line.startswith(" ")] == ["Home", "Guide", "Blog", "News"]
    plain = {"", "guide/", "guide.html", "search/", "search.html"}
    for address in built.pages:
        page = built.page(address)
        assert page.description
        assert len(page.metas("og:title")) == 1
        assert page.stylesheets.count("assets/blogposts/blogposts.css") == (address not in plain)
    blog, news = ("https://example.org/blog/rss.xml", "https://example.org/news/rss.xml")
    for address, feeds in {"": [blog, news], "guide/": [blog, news], "blog/a/": [blog], "news/": [news]}.items():
        assert [link["href"] for link in built.page(address).all("link[type='application/rss+xml']")] == feeds
    built.check_links()


def test_three_instances_with_patterns_share_the_posts_by_them(site):
    files = {**TWO, "docs/notes/d.md": post("D", 4), "docs/else/e.md": post("E", 5)}
    config = """
        plugins:
        - blogposts: {posts: "notes/", blog_dir: notes}
        - blogposts: {blog_dir: news}
        - blogposts: {blog_dir: .}
    """
    built = site(files, config=config).build()
    assert built.page("notes/").texts("h2") == ["D"]
    assert built.page("news/").texts("h2") == ["C", "B"]
    assert built.page("").texts("h2") == ["E", "A"]
    built.check_links()


def test_a_folder_whose_name_only_begins_like_a_blogs_is_not_the_blogs(site):
    files = {"docs/blog/a.md": post("A"), "docs/blog-archive/b.md": post("B", 2)}
    built = site(files, config="plugins: [blogposts: {blog_dir: blog}, blogposts: {blog_dir: .}]").build()
    assert (built.page("blog/").texts("h2"), built.page("").texts("h2")) == (["A"], ["B"])


def test_two_instances_at_one_url_stop_the_build_with_a_sentence(site):
    said = site(TWO, config="plugins: [blogposts, blogposts: {per_page: 3}]").build_error()
    assert "two instances have 'blog_dir: blog'" in said


@with_every_theme
@with_and_without_directory_urls
def test_a_site_may_be_only_a_blog(site):
    files = {"docs/a.md": post("A"), "docs/2024/b.md": post("B", 2)}
    built = site(files, options={"blog_dir": ".", "per_page": 1}).build()
    assert built.page("").texts("h2") == ["B"]
    assert built.page("page/2/").texts("h2") == ["A"]
    lists = {"", "page/2/", "tags/", "tags/red/", "tags/red/page/2/", "authors/", "authors/ann-lee/"}
    assert {*lists, "archive/", "2024/", "2024/05/", "a/", "2024/b/"} <= {*built.pages}
    assert (built.page("").h1, built.page("").title) == ("Example", "Example")
    assert built.page("2024/").texts("h2") == ["B"]
    built.check_links()


@with_and_without_directory_urls
def test_the_home_page_of_the_writers_stays_above_the_posts_of_a_site_that_is_only_a_blog(site):
    files = {"docs/index.md": "# Welcome\n\nHello.", "docs/a.md": post("A"), "docs/guide.md": "# Guide"}
    built = site(files, options={"blog_dir": "."}).build()
    home = built.page("")
    assert home.h1 == "Welcome"
    assert home.main.text.index("Hello.") < home.main.text.index("Text of A.")
    assert built.nav.splitlines()[0] == "Welcome"
    built.check_links()


@pytest.mark.parametrize("blog_dir", ["blog", "."])
@with_every_theme
def test_a_site_without_a_url_has_all_but_what_needs_one(site, blog_dir):
    files = {**TWO, "docs/blog/a.md": "Image: p.jpg\n" + post("A"), "docs/blog/p.jpg": picture(90, 60)}
    built = site(files, options={"blog_dir": blog_dir}, config="site_url: ''").build()
    assert len([note for note in built.notes if "site_url" in note]) == 1
    for address in built.pages:
        page = built.page(address)
        assert page.all("link[rel=canonical]") == []
        assert (page.meta("og:url"), page.meta("og:image"), page.meta("article:author")) == (None, None, None)
        assert page.description
    assert built.page("blog/a/").meta("og:title") == "A"
    built.check_links()


def test_a_site_below_a_folder_of_its_host_has_whole_urls(site):
    built = site(TWO, config="site_url: https://example.org/docs/v1/").build()
    assert built.page("blog/a/").canonical == "https://example.org/docs/v1/blog/a/"
    assert built.page("blog/a/").meta("article:author") == "https://example.org/docs/v1/blog/authors/ann-lee/"
    built.check_links()


def build_by_command(drawn, command, *options):
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    call = [sys.executable, "-m", command, "build", "--strict", "-q", "-f", "mkdocs.yml", *options]
    done = subprocess.run(
        call, cwd=drawn.root, capture_output=True, text=True, env={**os.environ, **quiet}, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", ["mkdocs", "properdocs"])
def test_the_commands_of_mkdocs_and_of_properdocs_make_the_same_site(site, command):
    drawn = site(TWO, theme="material")
    built = drawn.build()
    build_by_command(drawn, command, "-d", "by-command")
    for file in (file for file in built.files if file.endswith(".html")):
        assert content((drawn.root / "by-command" / file).read_text("utf-8")) == content(built.read(file))


def content(html):
    return html[html.index('<div class="md-content"') : html.index('<footer class="md-footer"')]


def test_posts_that_another_plugin_generates_are_posts(site):
    hook = """
        from mkdocs.structure.files import File

        def on_files(files, config):
            text = "Title: Made\\nDate: 2024-05-09\\nTags: red\\n\\nMade text."
            files.append(File.generated(config, "made/it.md", content=text))
            files.append(File.generated(config, "made/index.md", content="# Made pages"))
    """
    built = site({**TWO, "hook.py": hook}, config="hooks: [hook.py]").build()
    assert built.page("blog/").texts("h2") == ["Made", "C", "B", "A"]
    assert built.page("made/it/").one(".e-content").text == "Made text."
    assert built.page("made/").h1 == "Made pages"
    built.check_links()


def test_a_list_of_the_writers_may_be_generated_too(site):
    hook = """
        from mkdocs.structure.files import File

        def on_files(files, config):
            files.append(File.generated(config, "blog/index.md", content="# Generated\\n\\nHello."))
    """
    built = site({**TWO, "hook.py": hook}, config="hooks: [hook.py]").build()
    assert built.page("blog/").h1 == "Generated"
    assert built.page("blog/").texts("h2") == ["C", "B", "A"]


def test_a_dirty_build_keeps_lists_whole(site):
    drawn = site({**TWO, "docs/news/c.png": picture(8, 8)})
    drawn.build()
    drawn.write({"docs/news/c.md": post("C, changed", 3, "red, blue") + "\n\n![](c.png)"})
    build_by_command(drawn, "mkdocs", "--dirty", "-d", "site")
    for path in ("blog", "blog/tags/red"):
        written = (drawn.root / "site" / path / "index.html").read_text("utf-8")
        assert [written.count(f">{title}</a></h2>") for title in ("C, changed", "B", "A")] == [1, 1, 1]
    assert "blue" in (drawn.root / "site/blog/tags/index.html").read_text("utf-8")
    assert "Text of A." in (drawn.root / "site/blog/a/index.html").read_text("utf-8")
    assert (drawn.root / "site/news/c.png").exists()
    # Of a post that has become a draft nothing is left.
    drawn.write({"docs/news/c.md": f"Status: draft\n{post('C, changed', 3, 'red, blue')}\n\n![](c.png)"})
    build_by_command(drawn, "mkdocs", "--dirty", "-d", "site")
    written = {path: path.read_text("utf-8") for path in (drawn.root / "site").rglob("*.*ml")}
    lists = [path for path in written if "news/" not in str(path)]
    assert not (drawn.root / "site/news/c/index.html").exists()
    assert not (drawn.root / "site/news/c.png").exists()
    assert [path for path in lists if "C, changed" in written[path] and 'rel="next"' not in written[path]] == []
    assert not (drawn.root / "site/blog/tags/blue/index.html").exists()


def test_a_dirty_build_keeps_lists_whole_on_pages_of_the_writers_too(site):
    drawn = site({**TWO, "docs/blog/index.md": "---\ntitle: Journal\n---\nHello."})
    drawn.build()
    drawn.write({"docs/news/c.md": post("C, changed", 3)})
    build_by_command(drawn, "mkdocs", "--dirty", "-d", "site")
    own = (drawn.root / "site/blog/index.html").read_text("utf-8")
    assert [own.count(text) for text in (">C, changed</a></h2>", ">B</a></h2>", "Hello.")] == [1, 1, 1]
    tag = (drawn.root / "site/blog/tags/red/index.html").read_text("utf-8")
    assert ">Journal</a>" in tag[tag.index("bp-blog-nav") :]


BOTH = """
{% extends "main.html" %}
{% block content %}{{ super() }}
<p id="own">{{ blog.title }}: {% for each in blog.posts %}{{ each.title }}{% endfor %}</p>
<p id="names">{{ blogs | join(", ") }}</p>
<p id="news">{% for each in blogs.news.posts %}{{ each.title }}{% endfor %}</p>
<p id="all">{% for each in blogs.posts %}{{ each.title }}{% endfor %}</p>
<p id="where">{% for each in blog.posts | where(blog="news", limit=1) %}{{ each.title }}{% endfor %}</p>
<p id="tags">{% for each in blogs.posts | where(blog=["blog", "news"], tag="green") %}{{ each.title }}{% endfor %}</p>
<div id="cards">{{ post_cards(blogs.posts) }}</div>
{% endblock %}
"""


def test_templates_know_all_blogs_and_lists_may_show_posts_of_several(site):
    files = {
        **TWO,
        "docs/news/c.md": post("C", 3, tags="green"),
        "docs/guide.md": '---\ntemplate: both.html\n---\n# Guide\n\n<!-- blogposts blog="news, blog" limit="2" -->\n',
        "docs/news/d.md": f"Template: both.html\nCategory: Town\n{post('D', 4)}".replace("Ann Lee", "Bo Ek"),
        "docs/blog/a.md": f"Category: Field\n{post('A')}",
        "docs/every.md": '# Every\n\n<!-- blogposts blog="*" tag="green" -->\n',
        "over/both.html": BOTH,
    }
    config = (
        "theme: {name: mkdocs, custom_dir: over}\nplugins: [blogposts: {blog_dir: blog}, blogposts: {blog_dir: news}]"
    )
    built = site(files, config=config).build()
    guide, own = built.page("guide/"), built.page("news/d/")
    assert guide.one("#own").text == "Blog: A"
    assert own.one("#own").text == "News: DCB"
    for page in (guide, own):
        assert page.one("#names").text == "blog, news"
        assert (page.one("#news").text, page.one("#all").text) == ("DCB", "DCBA")
        assert (page.one("#where").text, page.one("#tags").text) == ("D", "C")
    cards = guide.one("#cards").links
    assert {
        *("blog/a/", "news/d/", "blog/categories/field/", "news/categories/town/"),
        *("news/authors/ann-lee/", "news/authors/bo-ek/"),
    } <= {*cards}
    assert guide.texts("h2")[:2] == ["D", "C"]
    assert built.page("every/").texts("h2") == ["C"]
    built.check_links()


SHARED = """
plugins:
- blogposts: {blog_dir: blog, taxonomies: {tags: {shared: true, title: Topics}, authors: {shared: true}}}
- blogposts: {blog_dir: notes, url_scheme: hugo, taxonomies: {tags: {path: subjects}, authors: false}}
- blogposts: {blog_dir: news, taxonomies: {tags: {shared: true}, authors: {shared: true}}}
"""


@with_and_without_directory_urls
def test_blogs_may_share_one_set_of_tags_and_authors(site):
    files = {
        **TWO,
        "docs/blog/a.md": post("A", tags="red, Data Base"),
        "docs/news/c.md": post("C", 3, "data-base, data-base"),
        "docs/news/e.md": post("E", 5, "data-base"),
        "docs/news/f.md": f"Status: draft\n{post('F', 6, 'hidden')}",
        "docs/notes/d.md": post("D", 4, "red, A B, a_b"),
        "docs/.authors.yml": "authors: {ann: {name: Ann Lee, description: Writes., links: [https://ann.example/]}}",
        "docs/authors/ann.md": "# Ann Lee\n\nBorn in a barn.",
        "docs/tags/red.md": "---\ntitle: All red\n---\n\nOf both blogs.",
    }
    built = site(files, config=SHARED).build()
    # One list of each term, at the site's root, under the name used most in all of them.
    assert built.page("tags/").h1 == "Topics"
    assert built.page("tags/data-base/").texts("h2") == ["E", "C", "A"]
    assert built.page("tags/red/").texts("h2") == ["B", "A"]
    assert "Of both blogs." in built.page("tags/red/").main.text
    assert built.page("authors/ann/").texts("h2") == ["E", "C", "B", "A"]
    assert "Born in a barn." in built.page("authors/ann/").main.text
    # Each post leads there, whichever blog it is in, and nothing else does.
    for name in ("blog/a/", "news/b/"):
        assert {"tags/red/", "authors/ann/"} <= {*built.page(name).links}
    assert built.page("blog/a/").texts(".bp-post .bp-term") == ["All red", "data-base"]
    assert "tags/" in built.page("blog/").one(".bp-blog-nav").links
    own = {page for page in built.pages if page.startswith(("blog/", "news/")) and "/tags" in page + "/authors" in page}
    assert (own, "tags/hidden/" in built.pages) == (set(), False)
    # What a blog does not share is its own.
    assert built.page("notes/subjects/red/").texts("h2") == ["D"]
    # Of an engine's URLs, those of other spellings lead on, whichever blog they are in.
    assert built.page("notes/subjects/a_b/").links == ["notes/subjects/a-b/"]
    # Lists of several blogs have feeds of all their posts, and a way that leads through none of the blogs.
    feed = built.read("tags/red/rss.xml")
    assert [feed.count(f"<title>{title}</title>") for title in "AB"] == [1, 1]
    trail = built.page("tags/red/").one("script[type='application/ld+json']").html
    assert re.findall(r'"name":"([^"]*)","position"', trail) == ["Home", "Topics", "All red"]
    assert built.page("tags/red/").texts(".bp-blog-nav a")[:3] == ["Blog", "News", "Topics"]
    assert {"Home", "Topics", "Authors", "Blog", "News"} <= {*built.nav.splitlines()}
    built.check_links()
