"""A URL that no program can read stops nothing, wherever it is written."""

from __future__ import annotations

import json

import markdown
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from harness import picture
from mkdocs_blogposts.blog.permalinks import parse_own_url
from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.publishing.text.meta_values import make_url_absolute
from mkdocs_blogposts.reading.social_accounts import (
    ACCOUNTS,
    clean_url,
    format_fediverse_handle,
    format_twitter_handle,
    resolve_account,
)
from mkdocs_blogposts.reading.url_parts import extract_path, is_readable, join_url, split_url
from mkdocs_blogposts.site.images.image_extension import EXTENSION

ODD = ("http://[", "//[", "http://a℀b/", "http://[::1", "http://example.org:99999/", "https://]/")


@pytest.mark.parametrize("url", ODD)
def test_what_is_no_url_has_no_parts(url):
    assert split_url(url) is None
    assert not is_readable(url)
    assert join_url("https://example.org/", url) is None
    assert clean_url(url) == make_url_absolute(url, "https://example.org/") == ""
    assert parse_own_url(url, "https://example.org/") is None
    assert resolve_account("github", url) is None


@pytest.mark.parametrize(
    "url", ["http://[::1]:8000/a", "//a/b", "/a?b#c", "a b", "", "mailto:a@b.c", "http://a:8080/", "http://ä.org/"]
)
def test_all_else_has(url):
    assert split_url(url).geturl() == url


@given(
    st.text() | st.text(alphabet="htp:/[]@?#%.a0℀\\ \t\r\n"),
    st.text(alphabet="https:/[]a.") | st.just("https://example.org/x/"),
)
def test_no_text_stops_a_reader(written, base):
    for text in (written, f"http://{written}", f"//{written}", f"https://a:{written}/"):
        assert is_readable(text) == (split_url(text) is not None)
        join_url(base, text)
        extract_path(text)
        assert isinstance(clean_url(text), str)
        assert isinstance(make_url_absolute(text, base), str)
        parse_own_url(text, base)
        format_twitter_handle(text)
        format_fediverse_handle(text)
        for service in ("github", "mastodon", "x", *ACCOUNTS, text):
            resolve_account(service, text)


def post(number, url):
    quoted = json.dumps(url)
    return f"""---
title: Post {number}
date: 2024-01-{number + 1:02}
links: [{quoted}, {{Lamps: {quoted}}}]
author: {{name: Max {number}, url: {quoted}, avatar: {quoted}, github: {quoted}, mastodon: {quoted}}}
aliases: [{quoted}]
canonical: {quoted}
permalink: {quoted}
image: {quoted}
---

A text with [a link]({url}), [another](/{url}), <a href="{url}">HTML</a>, <img src="{url}" alt="">.

![An image]({url}) and [a reference][x]

[x]: {url}
"""


def test_one_stops_no_build_and_no_check(site):
    authors = "authors:\n" + "".join(
        f"  a{number}: {{name: A, url: {json.dumps(url)}, avatar: {json.dumps(url)}, links: [{json.dumps(url)}]}}\n"
        for number, url in enumerate(ODD)
    )
    files = {f"docs/blog/p{number}.md": post(number, url) for number, url in enumerate(ODD)}
    page = "\n\n".join(f"[x]({url}) ![y]({url})" for url in ODD)
    files |= {"docs/index.md": f"# Home\n\n{page}", "docs/blog/.authors.yml": authors, "docs/a.png": picture(8, 8)}
    sketch = site(files, options={"fetch_images": True, "publisher": {"logo": "http://["}, "image": "//["})
    built = sketch.build(expect=None)
    assert len(built.page("blog/").all(".bp-post-card")) == len(ODD)
    result = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(sketch.config)], catch_exceptions=False)
    found = json.loads(result.stdout)
    assert {each["message"] for each in found if each["rule"] == "broken-link"} >= {
        f"The link '{url}' isn't a valid URL." for url in ODD
    }
    assert not [each for each in found if "cannot be built" in each["message"]]


def test_one_is_encoded_on_whatever_element_it_stands():
    source = '[a](http://[b)\n\n<video markdown="1" src="http://[c">*d*</video>\n\ne\n{: href="http://[f" }'
    html = markdown.markdown(source, extensions=["md_in_html", "attr_list", EXTENSION])
    assert [html.count(f"http://{url}") for url in ("[", "%5Bb", "%5Bc", "%5Bf")] == [0, 1, 1, 1]
