"""A blog that comes from another engine keeps the URLs which that engine gave it by default.

The expected values are what the engines themselves made of these names: Hugo 0.111, Pelican 4.12, Jekyll 4.3, Hexo 8.1,
Docusaurus 3, Eleventy 3.1, Nikola 8.3, WordPress 6.1, `github-slugger` 2 of Astro and `@tryghost/string` of Ghost.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from mkdocs_blogposts.blog import engine_slugs as of
from mkdocs_blogposts.blog.permalinks import PermalinkPattern, normalize_url
from mkdocs_blogposts.blog.url_schemes import SCHEMES
from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.cli.site_loader import load_site
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Rule

ENGINES = {
    "hugo": of.slugify_like_hugo,
    "pelican": of.slugify_like_pelican,
    "jekyll": of.slugify_like_jekyll,
    "hexo": of.slugify_like_hexo,
    "docusaurus": of.slugify_like_docusaurus,
    "astro": of.slugify_like_astro,
    "ghost": of.slugify_like_ghost,
    "wordpress": of.slugify_like_wordpress,
    "nikola": of.slugify_like_nikola,
}
SLUGS = {
    "NATS-Jet Stream": (
        *("nats-jet-stream", "nats-jet-stream", "NATS-Jet-Stream", "NATS-Jet-Stream", "nats-jet-stream"),
        *("nats-jet-stream", "nats-jet-stream", "nats-jet-stream", "nats-jet-stream"),
    ),
    "Über Größe": (
        *("über-größe", "uber-grosse", "Über-Größe", "Uber-Grose", "uber-grosse"),
        *("über-größe", "uber-grosse", "uber-grose", "uber-grosse"),
    ),
    "日本語の記事": (
        *("日本語の記事", "ri-ben-yu-noji-shi", "日本語の記事", "日本語の記事", "日本語の記事"),
        *("日本語の記事", "ri-ben-yu-noji-shi", "日本語の記事", "ri-ben-yu-noji-shi"),
    ),
    "v1.2.3 release": (
        *("v1.2.3-release", "v123-release", "v1.2.3-release", "v1-2-3-release", "v-1-2-3-release"),
        *("v123-release", "v1-2-3-release", "v1-2-3-release", "v123-release"),
    ),
    "hello-🎉-world": (
        *("hello--world", "hello-world", "hello-world", "hello-🎉-world", "hello-🎉-world"),
        *("hello--world", "hello-world", "hello-🎉-world", "hello-world"),
    ),
    "C# and C++": (
        *("c#-and-c++", "c-and-c", "C-and-C++", "C-and-C", "c-and-c"),
        *("c-and-c", "c-and-c", "c-and-c", "c-and-c++"),
    ),
    "snake_case_name": (
        *("snake_case_name", "snake_case_name", "snake_case_name", "snake-case-name", "snake-case-name"),
        *("snake_case_name", "snake_case_name", "snake_case_name", "snake_case_name"),
    ),
    "trailing-dash-": (
        *("trailing-dash-", "trailing-dash-", "trailing-dash", "trailing-dash", "trailing-dash"),
        *("trailing-dash-", "trailing-dash", "trailing-dash", "trailing-dash-"),
    ),
    "What's new": (
        *("whats-new", "whats-new", "What's-new", "What-s-new", "whats-new"),
        *("whats-new", "whats-new", "whats-new", "whats-new"),
    ),
    "a & b": ("a-b", "a-b", "a-&-b", "a-b", "a-b", "a--b", "a-b", "a-b", "a-b"),
    "café (old) notes": (
        *("café-old-notes", "cafe-old-notes", "café-(old)-notes", "cafe-old-notes", "cafe-old-notes"),
        *("café-old-notes", "cafe-old-notes", "cafe-old-notes", "cafe-old-notes"),
    ),
    "Привет мир": (
        *("привет-мир", "privet-mir", "Привет-мир", "Привет-мир", "привет-мир"),
        *("привет-мир", "privet-mir", "привет-мир", "privet-mir"),
    ),
    "50% off": ("50-off",) * 9,
    "double--dash  and   spaces": (
        *("double--dash-and-spaces", "double-dash-and-spaces", "double-dash-and-spaces", "double-dash-and-spaces"),
        *("double-dash-and-spaces", "double--dash--and---spaces", "double-dash-and-spaces"),
        *("double-dash-and-spaces", "double-dash-and-spaces"),
    ),
    "e\u0301te\u0301": (
        *("e\u0301te\u0301", "ete", "e\u0301te\u0301", "e\u0301te\u0301", "ete"),
        *("e\u0301te\u0301", "ete", "ete", "ete"),
    ),
    "tilde~at@home!": (
        *("tilde~at@home", "tildeathome", "tilde~at@home!", "tilde-at-home", "tilde-at-home"),
        *("tildeathome", "tilde-at-home", "tildeathome", "tildeathome"),
    ),
    "naïve—dash…": (
        *("naïvedash", "naive-dash", "naïve-dash", "naive—dash…", "naive-dash"),
        *("naïvedash", "naive-dash", "naive-dash", "naive-dash"),
    ),
    "a+b": ("a+b", "ab", "a+b", "a-b", "a-b", "ab", "a-b", "ab", "a+b"),
    "docusaurus2": (*("docusaurus2",) * 4, "docusaurus-2", *("docusaurus2",) * 4),
    "camelCase 1st XMLFile": (
        *("camelcase-1st-xmlfile", "camelcase-1st-xmlfile", "camelCase-1st-XMLFile", "camelCase-1st-XMLFile"),
        *("camel-case-1st-xml-file", "camelcase-1st-xmlfile", "camelcase-1st-xmlfile", "camelcase-1st-xmlfile"),
        "camelcase-1st-xmlfile",
    ),
    "[brackets] {x}": ("brackets-x",) * 9,
}


@pytest.mark.parametrize("text", SLUGS)
def test_a_slug_is_that_of_the_engine(text):
    assert {name: slug(text) for name, slug in ENGINES.items()} == dict(zip(ENGINES, SLUGS[text], strict=True))


NEW_YORK = timezone(timedelta(hours=-5))
LATE = datetime(2024, 1, 1, 23, 30, tzinfo=NEW_YORK)
DAY = datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone.utc)


def post(path, title="A title", date=DAY, **fields):
    """A post by its file, and what its front matter says."""
    return Entry(path, title=title, date=date, **fields)


URLS = {
    "hugo": [
        (post("posts/NATS-Jet Stream.md"), "posts/nats-jet-stream"),
        (post("posts/My Bundle/index.md"), "posts/my-bundle"),
        (post("posts/Sub Folder/Deep Post.md"), "posts/sub-folder/deep-post"),
        (post("posts/2024-05-06-dated.md"), "posts/2024-05-06-dated"),
        (post("posts/x.md", slug="My Slug"), "posts/my-slug"),
        (post("posts/x.md", slug="my/Slug.x"), "posts/my/slug.x"),
        (post("posts/C# and C++.md"), "posts/c#-and-c++"),
        (post("posts/dotted.name.md"), "posts/dotted.name"),
    ],
    "pelican": [
        (post("f1.md", "Über Größe"), "uber-grosse.html"),
        (post("sub/f1.md", "日本語の記事"), "ri-ben-yu-noji-shi.html"),
        (post("2024-01-02-f.md", "A <em>b</em> c"), "a-b-c.html"),
        (post("f.md", slug="My Slug"), "My Slug.html"),
        (post("f.md", slug="x-y", language="fr"), "x-y-fr.html"),
        (post("f.md", slug="x-y", language="en"), "x-y.html"),
    ],
    "jekyll": [
        (post("_posts/2024-01-02-late.md", date=LATE), "2024/01/02/late.html"),
        (post("_posts/2024-01-02-UPPER.md"), "2024/01/02/UPPER.html"),
        (post("_posts/2024-01-02-C# and C++.md"), "2024/01/02/C-and-C++.html"),
        (post("_posts/2024-01-02-x.md", categories=("News Flash", "C#")), "news flash/c#/2024/01/02/x.html"),
        (post("_posts/2024-01-02-x.md", categories=("R&D", "a/b", "日本語")), "r&d/a/b/日本語/2024/01/02/x.html"),
        (post("_posts/2024-01-02-x.md", slug="My Slug"), "2024/01/02/My-Slug.html"),
        (post("_posts/Sub Folder/2024-01-02-insub.md"), "2024/01/02/insub.html"),
        (post("_posts/2024-1-2-short.md"), "2024/01/02/short.html"),
    ],
    "hexo": [
        (post("_posts/C# and C++.md"), "2024/01/02/C# and C++"),
        (post("_posts/NATS-Jet Stream.md"), "2024/01/02/NATS-Jet Stream"),
        (post("_posts/2024-05-06-dated.md"), "2024/01/02/2024-05-06-dated"),
        (post("_posts/Sub Folder/Deep Post.md"), "2024/01/02/Sub Folder/Deep Post"),
        (post("_posts/x.md", slug="My Slug"), "2024/01/02/x"),
        (post("_posts/x.md", date=LATE), "2024/01/02/x"),
        (post("blog/sub/x.md"), "2024/01/02/sub/x"),
    ],
    "docusaurus": [
        (post("blog/2024-01-02-NATS-Jet Stream.md"), "blog/2024/01/02/NATS-Jet Stream"),
        (post("blog/2024-1-2-x.md"), "blog/2024/1/2/x"),
        (post("blog/Über Größe.md"), "blog/Über Größe"),
        (post("blog/2024/01/02/deep.md"), "blog/2024/01/02/deep"),
        (post("blog/2024-01-02/x.md"), "blog/2024/01/02/x"),
        (post("blog/2024-01-02-bundle/index.md"), "blog/2024/01/02/bundle"),
        (post("blog/Sub/2024-01-02-post.md"), "blog/2024/01/02/Sub/post"),
        (post("blog/2024-01-02-x.md", slug="y"), "blog/y"),
        (post("blog/2024-01-02-x.md", slug="/y/z"), "blog/y/z"),
        (post("blog/2024-01-02_x.md"), "blog/2024/01/02/_x"),
    ],
    "eleventy": [
        (post("blog/2024-01-02-dated.md"), "blog/2024-01-02-dated"),
        (post("blog/C# and C++.md"), "blog/C# and C++"),
        (post("blog/2024-01-02-bundle/index.md"), "blog/2024-01-02-bundle"),
        (post("blog/x.md", slug="y"), "blog/x"),
        (post("blog/50% off.md"), "blog/50% off"),
    ],
    "astro": [
        (post("blog/First Post.md"), "blog/first-post"),
        (post("blog/v1.2.md"), "blog/v12"),
        (post("blog/Sub Dir/a & b.md"), "blog/sub-dir/a--b"),
        (post("blog/my-bundle/index.md"), "blog/my-bundle"),
        (post("blog/x.md", slug="Own Slug"), "blog/Own Slug"),
    ],
    "ghost": [
        (post("2024-01-02-first-light.md"), "first-light"),
        (post("x.md", slug="own-slug"), "own-slug"),
        (post("blog/Über Größe.md"), "uber-grosse"),
    ],
    "wordpress": [
        (post("2024-01-02-first-light.md"), "2024/01/02/first-light"),
        (post("x.md", slug="%e6%97%a5%e6%9c%ac"), "2024/01/02/日本"),
        (post("x.md", date=LATE), "2024/01/02/x"),
    ],
    "nikola": [
        (post("posts/v1.2.3 release.md"), "posts/v123-release"),
        (post("posts/Sub Dir/Deep Post.md"), "posts/Sub Dir/deep-post"),
        (post("posts/2024-05-06-dated.md"), "posts/2024-05-06-dated"),
        (post("posts/x.md", slug="My Slug"), "posts/My Slug"),
        (post("posts/bundle/index.md"), "posts/bundle"),
    ],
    "zola": [
        (post("blog/2024-01-02-Über Größe.md"), "blog/uber-grosse"),
        (post("blog/2024-01-02-colocated/index.md"), "blog/colocated"),
        (post("blog/sub/x.md", slug="hello-&-world"), "blog/sub/hello-world"),
        (post("blog/日本.md"), "blog/ri-ben"),
    ],
}
"""Below each engine posts, and the URLs that it gives them in a site in Berlin."""


def make_url(engine, entry, pattern=""):
    scheme = SCHEMES[engine]
    blog = "" if scheme.blog_dir == "." else scheme.blog_dir
    path = entry.source.replace("_posts/", "").removesuffix(".md").removesuffix("/index")
    folder, _, name = path.rpartition("/")
    made = PermalinkPattern(
        pattern or scheme.permalink, blog=blog, scheme=scheme, zone=ZoneInfo("Europe/Berlin"), language="en"
    ).path(entry, entry.title, folder, name)
    return normalize_url(made, directory_urls=True)


@pytest.mark.parametrize(("engine", "entry", "url"), [(name, *case) for name, cases in URLS.items() for case in cases])
def test_a_post_keeps_the_url_of_its_engine(engine, entry, url):
    assert make_url(engine, entry) == url


@pytest.mark.parametrize(
    ("engine", "pattern", "url"),
    [
        ("hugo", "/:year/:monthname/:day/:weekday/:weekdayname/:yearday/", "2024/january/02/2/tuesday/2"),
        ("hugo", "/:section/:sections[1]/:sections[last]/:sections[1:]/:contentbasename/", "a-b/c/d/c/d/my-file"),
        ("hugo", "/:slug/:title/", "a-title/a-title"),
        ("hugo", "/:slugorfilename/:filename/", "my-file/my-file"),
        ("jekyll", "ordinal", "news/updates/2024/002/My-File.html"),
        ("jekyll", "weekdate", "news/updates/2024/W01/Tue/My-File.html"),
        ("jekyll", "/:y_day/:short_year-:i_month-:i_day/:slug:output_ext", "002/24-1-2/my-file.html"),
        ("hexo", ":i_month/:i_day/:category/:name-:post_title-:hour:minute/", "1/2/Updates/My File-a-title-0404"),
        ("wordpress", "/%category%/%postname%/", "news/my-file"),
        ("wordpress", "/archives/%author%/%hour%-%minute%-%second%/%postname%", "archives/04-04-05/my-file"),
        ("pelican", "posts/{date:%Y}/{date:%b}/{slug}/", "posts/2024/Jan/a-title"),
        ("pelican", "{category}/{slug}.html", "news/a-title.html"),
    ],
)
def test_tokens_mean_what_they_mean_in_the_engine(engine, pattern, url):
    entry = post("A b/c/d/My File.md", categories=("News", "Updates"))
    assert make_url(engine, entry, pattern) == url


SITES = {
    "hugo": ("posts/{name}.md", "posts/{slug}/", ["posts/", "tags/c#/", "tags/", "categories/news-flash/"]),
    "pelican": (
        *("{number}.md", "{slug}.html"),
        [
            *("index.html", "index2.html", "tag/c.html", "tags.html", "category/news-flash.html"),
            *("category/news-flash2.html", "archives.html", "categories.html", "author/bo-b-muller.html"),
        ],
    ),
    "jekyll": ("_posts/2024-01-02-{name}.md", "news flash/2024/01/02/{slug}.html", ["", "page2/"]),
    "hexo": (
        *("_posts/{name}.md", "2024/01/02/{name}/"),
        ["", "page/2/", "tags/C/", "categories/News-Flash/", "archives/2024/"],
    ),
    "docusaurus": (
        *("blog/2024-01-02-{name}.md", "blog/2024/01/02/{name}/"),
        ["blog/", "blog/page/2/", "blog/tags/", "blog/tags/c/", "blog/tags/camel-case/", "blog/archive/"],
    ),
    "eleventy": ("blog/2024-01-02-{name}.md", "blog/2024-01-02-{name}/", ["blog/", "tags/", "tags/camelcase/"]),
    "astro": ("blog/{name}.md", "blog/{slug}/", ["blog/"]),
    "ghost": ("2024-01-02-{name}.md", "{slug}/", ["", "page/2/", "tag/c/", "author/bo-b-muller/"]),
    "wordpress": (
        *("2024-01-02-{name}.md", "2024/01/02/{slug}/"),
        ["", "page/2/", "tag/c/", "category/news-flash/", "author/bo-b-muller/", "2024/01/"],
    ),
    "nikola": (
        *("posts/{name}.md", "posts/{slug}/"),
        ["", "categories/c/", "categories/cat_news-flash/", "authors/bo-b-muller/", "archive.html", "2024/"],
    ),
    "zola": ("blog/2024-01-02-{name}.md", None, ["blog/", "tags/c/", "categories/news-flash/", "authors/bo-b-muller/"]),
}  # fmt: skip
"""Where posts of each engine lie, their URLs, and those of its lists."""

ZOLA = [
    "blog/nats-jet-stream/", "blog/uber-grosse/", "blog/ri-ben-yu-noji-shi/", "blog/v1-2-3-release/",
    "blog/c-and-c/", "blog/snake-case-name/", "blog/trailing-dash/", "blog/what-s-new/",
]  # fmt: skip


@pytest.mark.parametrize("engine", SITES)
def test_one_option_keeps_the_urls_of_a_whole_blog(site, engine):
    """Twenty names as files or titles; Jekyll's and Hexo's lists of tags are those of their usual plugins."""
    at, url, lists = SITES[engine]
    tags = ["C#", "camelCase", "Jet Stream"]
    files = {"docs/a-draft.md": "---\ntitle: Draft\ndate: 2024-01-02\ndraft: true\n---\nText."}
    for number, name in enumerate(SLUGS):
        front = {"title": name, "date": "2024-01-02 03:04", "tags": tags, "categories": ["News Flash"]}
        fields = "\n".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in {**front, "author": "Bo B. Müller"}.items()
        )
        files[f"docs/{at.format(name=name, number=number)}"] = f"---\n{fields}\n---\nText."
    sketch = site(files, options={"url_scheme": engine, "timezone": "Europe/Berlin"})
    found = load_site(str(sketch.config))
    urls = {unquote(file.url).removeprefix("./") for file in found.files if file.inclusion.is_included()}
    slugs = {name: dict(zip(ENGINES, SLUGS[name], strict=True)).get(engine) for name in SLUGS}
    posts = [url.format(name=name, slug=slugs[name]) for name in SLUGS] if url else ZOLA
    assert [lost for lost in (*posts, *lists) if lost.removesuffix("index.html") not in urls] == []
    assert not any("draft" in url for url in urls)
    assert not [said for blog in found.blogs for said in blog.plan.problems if said.rule is Rule.MOVED_POSTS]


def test_spellings_of_one_tag_redirect_to_its_list_and_other_engines_feeds_stay(site):
    files = {
        "docs/index.md": "# Home",
        "docs/posts/a.md": "---\ntitle: A\ndate: 2024-01-02\ntags: [Service Mesh, C++]\n---\nText.",
        "docs/posts/b.md": "---\ntitle: B\ndate: 2024-01-03\ntags: [servicemesh]\n---\nText.",
        "docs/posts/c.md": "---\ntitle: C\ndate: 2024-01-04\ntags: [Service Mesh]\n---\nText.",
    }
    built = site(files, options={"url_scheme": "hugo", "feeds": {"aliases": {"old/feed.xml": "atom"}}}).build()
    assert "../service-mesh/" in built.read("tags/servicemesh/index.html")
    assert {"index.xml", "posts/index.xml", "old/feed.xml", "tags/c++/index.xml", "tags/c++/rss.xml"} <= {*built.files}
    assert built.read("tags/servicemesh/index.xml") == built.read("tags/service-mesh/index.xml")
    assert "https://example.org/posts/atom.xml" in built.read("old/feed.xml")
    built.check_links()


def test_what_pelican_takes_for_one_author_leads_to_the_first(site):
    files = {
        "docs/a.md": "Title: A\nDate: 2024-01-02\nAuthor: Ada King, Bo Müller\n\nText.",
        "docs/b.md": "Title: B\nDate: 2024-01-03\nAuthors: Ada King, Cy Doe\nCategory: News\n\nText.",
    }
    built = site(files, options={"url_scheme": "pelican"}).build()
    assert built.page("author/ada-king-bo-muller.html").links == ["author/ada-king.html"]
    for name, titles in {"ada-king-bo-muller": "BA", "misc": "BA", "news": "B"}.items():
        assert re.findall("<entry>.*?<title>(.)<", built.read(f"feeds/{name}.atom.xml")) == [*titles]
    assert "author/ada-king-cy-doe.html" not in built.files  # `authors` are several for Pelican, too
    # Posts without a category have one that is called so.
    assert 'content="0; url=../"' in built.read("category/misc.html")


def test_short_links_of_wordpress_are_redirects_for_servers(site, monkeypatch):
    post = "---\ntitle: First\ndate: 2024-01-02\nwordpress_id: 12\naliases: [/?page_id=3&x=1]\n---\nText."
    sketch = site({"docs/a.md": post}, options={"url_scheme": "wordpress", "redirects": ["netlify", "nginx"]})
    built = sketch.build()
    assert "/ p=12 /2024/01/02/a/ 301!\n" in built.read("_redirects")
    assert "/ page_id=3 x=1 /2024/01/02/a/ 301!\n" in built.read("_redirects")
    assert '"/?p=12" "/2024/01/02/a/";' in built.read("redirects.map")
    assert "feed/index.html" in built.files
    sketch.write({"old.txt": "/?p=12\n/?p=13\n/2024/01/02/a/\n"})
    monkeypatch.chdir(sketch.root)
    result = CliRunner().invoke(main, ["check", "--old-sitemap", "old.txt"])
    assert "3 old URLs: 1 answered, 1 redirected, 1 lost." in result.output
    sketch.write({"mkdocs.yml": "site_name: X\nplugins: [{blogposts: {url_scheme: wordpress}}]"})
    sketch.build(expect=["a.md:5: The alias '/?page_id=3&x=1' has a query or fragment"])
