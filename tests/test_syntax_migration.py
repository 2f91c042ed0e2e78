"""Texts of other engines get sure counterparts of what only these understand, and nothing else changes."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.cli.migrate_posts import LinkPaths
from mkdocs_blogposts.reading.syntax_migration import ENGINES, rewrite_text

HEAD = "---\ntitle: A\ndate: 2026-01-02\n---\n"
PATHS = {
    "2026-01-02-a": "a.md",
    "/b.md": "../b.md",
    "b.md": "b.md",
    "b": "b.md",
    "/blog/x/c.jpg": "c.jpg",
    "https://x/c.jpg": "c.jpg",
}


def find(target):
    return PATHS.get(target, "")


@pytest.mark.parametrize(
    ("engine", "text", "result", "counts"),
    [
        ("jekyll", "{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```", 1),
        ("jekyll", "{%- highlight -%}\nx\n{%- endhighlight -%}", "```\nx\n```", 1),
        ("jekyll", "[x]({% post_url 2026-01-02-a %})", "[x](a.md)", 1),
        ("jekyll", "[x]({% post_url 2026-01-02-none %})", None, 0),
        ("jekyll", "[x]({{ '/docs/' | relative_url }})", "[x](/docs/)", 1),
        ("jekyll", "![x]({{ site.baseurl }}/x.png)", "![x](/x.png)", 1),
        ("jekyll", "{{ page.title }}", None, 0),
        ("jekyll", "`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`", 2),
        ("jekyll", "`{% post_url 2026-01-02-a %}`", None, 0),
        ("hugo", '{{< figure src="a.jpg" alt="A lamp" >}}', "![A lamp](a.jpg)", 1),
        ("hugo", '{{< figure src="a b.jpg" title="T" caption="C" />}}', '![C](<a b.jpg> "T")\n*C*', 1),
        ("hugo", '{{< figure src="a.jpg" link="/x/" >}}', "[![](a.jpg)](/x/)", 1),
        ("hugo", '{{< figure src="/blog/x/c.jpg" >}}', "![](c.jpg)", 1),
        ("hugo", '{{< figure src="https://x/c.jpg" >}}', "![](https://x/c.jpg)", 1),
        ("hugo", "{{< figure >}}", None, 0),
        ("hugo", '{{< highlight go "linenos=1" >}}\nx\n{{< /highlight >}}', "```go\nx\n```", 1),
        (
            "hugo",
            "{{< highlight go >}}\nx\n{{</ highlight >}}\n{{< highlight c >}}\ny\n{{< / highlight >}}",
            "```go\nx\n```\n```c\ny\n```",
            2,
        ),
        ("hugo", '[b]({{< ref "b.md" >}}) [c]({{% relref b %}})', "[b](b.md) [c](b.md)", 2),
        ("hugo", '{{% notice tip "T" %}}\nx\n{{% /notice %}}', '!!! tip "T"\n\n    x\n', 1),
        ("hugo", '{{< callout type="caution" >}}\nx\n\ny\n{{< /callout >}}', "!!! warning\n\n    x\n\n    y\n", 1),
        ("hugo", "{{< youtube abc >}}", None, 0),
        ("hexo", "{% codeblock T lang:js %}\nx\n{% endcodeblock %}", "```js\nx\n```", 1),
        ("hexo", "{% post_link b 'The title' %} {% post_link none %}", "[The title](b.md) {% post_link none %}", 1),
        ("hexo", "{% asset_img a.jpg A lamp %}", "![A lamp](a.jpg)", 1),
        (
            "pelican",
            "[b]({filename}/b.md) ![x]({static}/x.png) [t]({tag}t)",
            "[b](../b.md) ![x](/x.png) [t]({tag}t)",
            2,
        ),
        ("pelican", "[b](|filename|b.md)", "[b](b.md)", 1),
        ("zola", "[b](@/b.md) [c](@/none.md) @/b.md", "[b](../b.md) [c](@/none.md) @/b.md", 1),
        (
            "zola",
            '[b]: @/b.md#x\n[c]:  @/none.md\n<a href="@/b.md">b</a>',
            '[b]: ../b.md#x\n[c]:  @/none.md\n<a href="../b.md">b</a>',
            2,
        ),
        ("ghost", "![x](__GHOST_URL__/content/x.png)", "![x](/content/x.png)", 1),
        ("docusaurus", ":::caution Mind\nx\n:::", '!!! warning "Mind"\n\n    x', 1),
        ("docusaurus", "Text\n:::tip[T]\nx\n:::\nAfter", 'Text\n\n!!! tip "T"\n\n    x\n\nAfter', 1),
        (
            "docusaurus",
            "::::note\n:::tip\nx\n\n```\ny\n```\n:::\n::::",
            "!!! note\n\n    !!! tip\n\n        x\n\n        ```\n        y\n        ```",
            2,
        ),
        ("docusaurus", ":::note\nnever closed", None, 0),
        ("docusaurus", "{/* truncate */}", "<!-- truncate -->", 1),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_has_a_counterpart_is_rewritten(engine, text, result, counts, end):
    old = f"{HEAD}Before.\n\n{text}\n\nAfter.\n"
    new = rewrite_text(old.replace("\n", end), engine, find)
    assert new.text.replace("\r\n", "\n") == (old if result is None else f"{HEAD}Before.\n\n{result}\n\nAfter.\n")
    assert new.text.count(end) == new.text.count("\n")
    assert sum(new.counts.values()) == counts
    again = rewrite_text(new.text, engine, find)
    assert again.text == new.text


@pytest.mark.parametrize("engine", ENGINES)
def test_code_stays(engine):
    code = (
        "```\n{% highlight x %}{{< figure src='a' >}}{filename}a\n:::note\nx\n:::\n{/* x */}{% endhighlight %}\n```\n"
    )
    assert rewrite_text(HEAD + code, engine, find).text == HEAD + code


SIGNS = [
    "{% highlight x %}",
    "{% endhighlight %}",
    "{{< figure ",
    ">}}",
    "```",
    "`",
    ":::note\n",
    ":::\n",
    "\n",
    "a",
    " ",
]


@given(st.lists(st.sampled_from(SIGNS)), st.sampled_from(ENGINES))
def test_front_matter_stays(signs, engine):
    assert rewrite_text(HEAD + "".join(signs), engine, find).text.startswith(HEAD)


SOURCES = (
    "blog/2026-01-02-a.md",
    "blog/2026-01-03-x.md",
    "de/2026-01-03-x.md",
    "blog/b/index.md",
    "blog/c/index.md",
    "blog/d.md",
    "blog/b/e.jpg",
    "blog/b/f.jpg",
    "img/f.jpg",
    "blog/c/g.jpg",
)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("en/news/_posts/2026-01-02-a.md", "../2026-01-02-a.md"),  # no other file has that name and date
        ("_posts/2026-01-03-x.md", ""),
        ("de/_posts/2026-01-03-x.md", "../../de/2026-01-03-x.md"),
        ("/blog/c/index.md#end", "../c/index.md#end"),
        ("/c/index.md", "../c/index.md"),
        ("/elsewhere/index.md", ""),
        ("/elsewhere/d.md", ""),
        ("../d.md", "../d.md"),
        ("/blog/the-slug-of-b/e.jpg", "e.jpg"),  # it is in the post's bundle, and nothing lies at the path
        ("/img/f.jpg", "../../img/f.jpg"),
        ("/none/g.jpg", ""),
    ],
)
def test_a_link_means_the_one_file_that_it_can_mean(target, path):
    assert LinkPaths(SOURCES).finder("blog/b/index.md")(target) == path


def test_the_command_shows_and_then_writes(site, monkeypatch):
    post = "---\ntitle: {0}\ndate: 2026-01-02\n---\n\n{1}\n"
    files = {
        "docs/_posts/2026-01-02-one.md": post.format("One", "[two]({% post_url 2026-01-03-two %}) {{ page.title }}"),
        "docs/_posts/2026-01-03-two.md": post.format("Two", "{% highlight ruby %}\nx\n{% endhighlight %}"),
        "docs/page.md": "# P\n\n{% raw %}\n",
    }
    sketch = site(files, options={})
    monkeypatch.chdir(sketch.root)
    shown = CliRunner().invoke(main, ["migrate", "--from", "jekyll"])
    assert "+[two](2026-01-03-two.md) {{ page.title }}" in shown.output
    assert "To change: 1 × {% highlight %}, 1 × {% post_url %}, in 2 files." in shown.output
    assert "Left as it is: 1 × {{ … }}." in shown.output
    assert "{% highlight" in (sketch.root / "docs/_posts/2026-01-03-two.md").read_text()
    assert "Changed: 1 ×" in CliRunner().invoke(main, ["migrate", "--from", "jekyll", "--write"]).output
    assert "```ruby\nx\n```" in (sketch.root / "docs/_posts/2026-01-03-two.md").read_text()
    assert "{% raw %}" in (sketch.root / "docs/page.md").read_text()
    assert "To change: nothing, in 0 files." in CliRunner().invoke(main, ["migrate", "--from", "jekyll"]).output
