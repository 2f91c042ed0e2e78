"""`blogposts migrate` changes the lines of `mkdocs.yml` that it must, and says what is not as it was."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config

from harness import text
from mkdocs_blogposts.cli.migrate import migrate, migrate_text

FEEDS = (
    "{feed_rss_created.xml: rss, feed_rss_updated.xml: rss, feed_json_created.json: json, feed_json_updated.json: json}"
)

OLD = text("""
    # My site
    site_name: "My site"   # quoted
    theme:
        name: material

    plugins:
      # finds
      - search:
          lang: [en, de]
      - blog: # posts
          blog_dir: .
          # how many
          pagination_per_page: 5
          blog_toc: true   # toc
          # where
          post_url_format: '{slug}'
          enabled: !ENV [BLOG, true]
      # for tags
      - tags:
          tags_file: tags.md
      - rss:
          length: 30
          match_path: blog/.*
      # images
      - glightbox
      - meta-descriptions

    markdown_extensions:
      - pymdownx.emoji:
          emoji_index: !!python/name:material.extensions.emoji.twemoji
""")
NEW = text("""
    # My site
    site_name: "My site"   # quoted
    theme:
        name: material

    plugins:
      # finds
      - search:
          lang: [en, de]
      - blogposts: # posts
          blog_dir: .
          # how many
          per_page: 5
          # where
          post_url_format: '{slug}'
          enabled: !ENV [BLOG, true]
          feeds: {limit: 30, aliases: FEEDS}
      # for tags
      # images
      - glightbox

    markdown_extensions:
      - pymdownx.emoji:
          emoji_index: !!python/name:material.extensions.emoji.twemoji
""").replace("FEEDS", FEEDS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, NEW),
        ("plugins:\n- search\n- blog\n", "plugins:\n- search\n- blogposts\n"),
        ("plugins:\n  - 'blog'", "plugins:\n  - 'blogposts'\n"),
        ("plugins:\n  - blog:\n  - rss\n", f"plugins:\n  - blogposts:\n      feeds: {{aliases: {FEEDS}}}\n"),
        (
            (
                "plugins:\n  - blog\n  - rss:\n      length: 3\n      json_feed_enabled: false\n"
                "      feeds_filenames: {rss_created: news.xml}\n"
            ),
            "plugins:\n  - blogposts:\n      feeds: {limit: 3, aliases: {news.xml: rss, feed_rss_updated.xml: rss}}\n",
        ),
        (
            "plugins:\n  - search\n  - blogging: # posts\n      dirs: [news]\n      size: 5\n      theme: {}\n  - x\n",
            (
                "plugins:\n  - search\n  - blogposts:\n      blog_dir: news\n      posts: /news/\n"
                "      git_dates: true\n      per_page: 5\n  - x\n"
            ),
        ),
        (
            "plugins:\n  blogging: {dirs: [blog, b/c], paging: false, full_content: true, locale: de}\n  x: {}\n",
            (
                "plugins:\n  blogposts:\n    posts: |\n      /blog/\n      /b/c/\n    git_dates: true\n"
                "    per_page: 0\n    list_content: full\n    language: de\n  x: {}\n"
            ),
        ),
        ("plugins:\n  - blogging\n", "plugins:\n  - blogposts:\n      git_dates: true\n"),
        ("plugins:\n  - simple-blog-posts\n", "plugins:\n  - blogposts:\n      url_scheme: simple-blog\n"),
        (
            "plugins:\n  - simple-blog-posts:\n      posts_dir: news\n",
            "plugins:\n  - blogposts:\n      url_scheme: simple-blog\n      blog_dir: news\n",
        ),
        ("plugins:\n  - material/blog:\n      blog_toc: false\n", "plugins:\n  - blogposts\n"),
        ("plugins:\n  - blog:\n      pagination: false\n", "plugins:\n  - blogposts:\n      per_page: 0\n"),
        (
            "plugins:\n  - blog:\n      blog_dir: a\n  - blog:\n      blog_dir: b\n",
            "plugins:\n  - blogposts:\n      blog_dir: a\n  - blogposts:\n      blog_dir: b\n",
        ),
        ("plugins: [search, blog, tags]\nsite_name: x\n", "plugins:\n  - search\n  - blogposts\nsite_name: x\n"),
        (
            "plugins:\n  search: {}\n  blog: {post_date_format: full}\nnav: []\n",
            "plugins:\n  search: {}\n  blogposts:\n    date_format: full\nnav: []\n",
        ),
        ("plugins:\n  - search\n", "plugins:\n  - search\n"),
        ("plugins:\n  - tags\n", "plugins:\n  - tags\n"),
        ("plugins: [search, rss]\n", "plugins: [search, rss]\n"),
        ("plugins: {tags: {}}\n", "plugins: {tags: {}}\n"),
        ("INHERIT: base.yml\n", "INHERIT: base.yml\n"),
        ("plugins: blog\n", "plugins: blog\n"),
        ("- blog\n", "- blog\n"),
        ("", ""),
    ],
)
def test_material_blog_becomes_ours(old, new):
    assert migrate_text(old)[0] == new


def test_what_is_not_as_it_was_is_said():
    notes = "\n".join(migrate_text(OLD)[1])
    for part in (
        "'blog_toc' of 'blog' has no counterpart",
        "'tags' is left out",
        "Of 'tags', 'tags_file' is not carried",
    ):
        assert part in notes
    for part in ("'rss' is left out", "Of 'rss', 'match_path' is not carried over.", "'meta-descriptions' is left out"):
        assert part in notes
    assert "length" not in notes


@pytest.fixture
def run(tmp_path):
    def run(source, *arguments):
        (tmp_path / "mkdocs.yml").write_bytes(source.encode() if isinstance(source, str) else source)
        result = CliRunner().invoke(migrate, ["-f", str(tmp_path / "mkdocs.yml"), *arguments])
        return result, (tmp_path / "mkdocs.yml").read_bytes()

    return run


def test_a_diff_is_shown_and_nothing_written(run):
    result, left = run(OLD)
    assert left.decode() == OLD
    assert result.exit_code == 0
    assert "-      pagination_per_page: 5\n" in result.output
    assert "+      per_page: 5\n" in result.output
    assert "--write" in result.output


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_diff_is_the_change_to_the_byte(run, tmp_path, monkeypatch, end):
    monkeypatch.chdir(tmp_path)
    source = f"site_name: x{end or chr(10)}plugins:{end or chr(10)}  - blog{end}".encode()
    (tmp_path / "mkdocs.yml").write_bytes(source)
    shown = CliRunner().invoke(migrate).stdout_bytes
    git = shutil.which("git") or "git"
    subprocess.run([git, "apply", "--whitespace=nowarn", "-"], cwd=tmp_path, input=shown, check=True)
    applied = (tmp_path / "mkdocs.yml").read_bytes()
    assert applied == run(source, "--write")[1] != source


def test_with_write_the_file_is_changed_once(run):
    result, left = run(OLD, "--write")
    assert (result.exit_code, left.decode()) == (0, NEW)
    result, again = run(left, "--write")
    assert again == left
    assert "There is nothing to change" in result.output


def test_line_ends_and_a_byte_order_mark_stay(run):
    _, left = run(b"\xef\xbb\xbfsite_name: x\r\nplugins:\r\n  - blog\r\n", "--write")
    assert left == b"\xef\xbb\xbfsite_name: x\r\nplugins:\r\n  - blogposts\r\n"


@pytest.mark.parametrize("source", [b"\xff\xfe\x00", b"plugins: [blog\n", b"a: *nowhere\n", b"\tx: y: z\n"])
def test_what_cannot_be_read_is_told(run, source):
    result, left = run(source, "--write")
    assert (result.exit_code, left) == (1, source)
    assert "cannot be read" in result.output
    assert "Traceback" not in result.output


def test_what_is_written_is_understood(run, tmp_path):
    old = (
        OLD.replace("  - glightbox\n", "")
        .replace("feeds: {limit: 30}\n", "")
        .replace("  - rss:\n      length: 30\n      match_path: blog/.*\n", "")
    )
    run(old.replace("  # pictures\n", ""), "--write")
    (tmp_path / "docs").mkdir()
    options = load_config(str(tmp_path / "mkdocs.yml")).plugins["blogposts"].config
    assert (options.blog_dir, options.per_page, dict(options.material)) == ("", 5, {"post_url_format": "{slug}"})


def test_the_plugin_tags_stays_where_pages_have_tags(run, tmp_path):
    source = "plugins: [blog, tags, rss]\n"
    (tmp_path / "docs/blog/posts").mkdir(parents=True)
    (tmp_path / "docs/blog/posts/a.md").write_text("---\ndate: 2024-01-01\ntags: [red]\n---\n# A\n")
    (tmp_path / "docs/about.md").write_text("---\ntitle: About tags\n---\n")
    assert "tags" not in run(source, "--write")[1].decode()
    (tmp_path / "docs/guide.md").write_text("---\ntags: [red]\n---\n# Guide\n")
    (tmp_path / "docs/tags.md").write_text("# Tags\n\n<!-- material/tags -->\n")
    result, written = run(source, "--write")
    assert "  - tags\n" in written.decode()
    assert "'tags' stays: 'guide.md' and 1 more page aren't posts, and have tags or list them." in result.output


def test_where_there_is_no_plugin_for_blogs_it_says_which_it_knows(run):
    result, _ = run("plugins: [search]\n")
    assert "has neither Material's plugin 'blog' nor 'blogging' nor 'simple-blog-posts'." in result.output
