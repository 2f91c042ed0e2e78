"""Syntax that only another engine understands is found, and nothing else is."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.reading.engine_syntax import KINDS, find_foreign_syntax


def names(text, understood=()):
    return [(kind.name, line) for kind, line in find_foreign_syntax(text, understood)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "{% highlight %}"),
        ("{%- codeblock lang:js -%}", "{% highlight %}"),
        ("[a]({% post_url 2026-01-02-a %})", "{% post_url %}"),
        ("[a]({% link _posts/2026-01-02-a.md %})", "{% post_url %}"),
        ("{% post_link a %}", "{% post_url %}"),
        ("{% include figure.html src='a' %}", "{% include %}"),
        ("{% include_relative a.md %}", "{% include %}"),
        ("{% asset_img a.jpg A lamp %}", "{% asset_img %}"),
        ("{% youtube abc %}", "{% … %}"),
        ("{% if page.x %}yes{% endif %}", "{% … %}"),
        ('{{< figure src="a.jpg" >}}', "{{< figure >}}"),
        ('[a]({{< ref "a.md" >}})', "{{< ref >}}"),
        ('[a]({{% relref "a.md" %}})', "{{< ref >}}"),
        ("{{< highlight go >}}", "{{< highlight >}}"),
        ("{{% notice note %}}\nx\n{{% /notice %}}", "{{% notice %}}"),
        ("{{< youtube abc >}}", "{{< … >}}"),
        ("{{ page.title }}", "{{ … }}"),
        ("[a]({filename}/a.md)", "{filename}"),
        ("![a]({static}/a.jpg)", "{filename}"),
        ("[a]({attach}a.pdf)", "{filename}"),
        ("[a](|filename|/a.md)", "{filename}"),
        (":::note\nx\n:::", ":::note"),
        ("::: tip Title\nx\n:::", ":::note"),
        ("import Tabs from '@theme/Tabs';", "import … from"),
        ("export const a = 1", "import … from"),
        ("<TabItem value='a'>", "<Component>"),
        ("See [[Another page]].", "[[wikilink]]"),
        ("![[a.jpg]]", "[[wikilink]]"),
        ("[a](@/blog/a.md)", "@/page.md"),
        ("![a](__GHOST_URL__/a.jpg)", "__GHOST_URL__"),
        ("[gallery ids=1,2]", "[gallery]"),
        ("text\n{: .note }", "{: .class}"),
        ("## Part two {#two}", "{#id}"),
        ("## Part two { #two .big } ##", "{#id}"),
        ("Part two {#two}\n---", "{#id}"),
        ("[other]: @/blog/a.md", "@/page.md"),
        ('<a href="@/blog/a.md">a</a>', "@/page.md"),
        ("A claim[^1].\n\n[^1]: Its source.", "[^1]"),
        ("This is ~~wrong~~.", "~~deleted~~"),
        ("- [x] done", "- [x]"),
        ("1. [ ] open", "- [x]"),
        ("> [!NOTE]\n> x", "> [!NOTE]"),
        ("• one\n• two", "• item"),
        ("  ●\xa0one", "• item"),
        ("[our shop] (https://example.org)", "[words] (url)"),
        ("![a lamp] (lamp.jpg)", "[words] (url)"),
        ("(our shop)[https://example.org]", "(words)[url]"),
    ],
)
def test_a_kind_is_found_once_and_alone(text, kind):
    assert {name for name, _ in names(f"Text.\n\n{text}\n")} == {kind}
    fenced = f"Text.\n\n```\n{text}\n```\n\n    {text.replace(chr(10), chr(10) + '    ')}\n"
    assert names(fenced) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- one\n\n  ```js\n  x\n  ```\n- two\n\n    ~~~\n    {{ x }}\n    ~~~\n", [3, 8]),
        ("> ```\n> x\n> ```\n\n ```\n x\n ```\n", [1, 5]),
        ("```\n- one\n\n  ```js\n```\n\n    ```\n    indented code\n    ```\n", []),
    ],
)
def test_code_between_fences_in_a_list_or_a_quote_is_found(text, lines):
    assert names(text) == [("``` in a list", line) for line in lines]
    assert names(text, {"pymdownx.superfences"}) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Write `{% highlight %}`, ``{{< figure >}}`` and `[[x]]`.",
        "<!-- {{ page.title }} -->",
        "if [[ -f x ]]; then",
        "::: mkdocs_blogposts.plugin",
        "{ .class } and {.class}",
        "A [link](x), an ![image](y) and [^1].",
        "approx. ~~ 5 and ~5",
        "- [link](x)",
        "import this module from there",
        "<div><B>x</B></div>",
        "> [link](x)",
        "\\~~x~~",
        "a • b",
        "•",
        "As in [1] (https://example.org/1).",
        "[a link](b.md) (c.md)",
        "f(x)[0]",
        "(see)[a link](b.md)",
    ],
)
def test_what_only_looks_like_it_is_none(text):
    assert names(text) == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.understood_by], ids=lambda kind: kind.name)
def test_what_the_site_understands_is_not_foreign(kind):
    text = "{% x %}{{ x }}\n\n{: .c }\n\n[[x]] ~~x~~\n\n- [x] a\n\n> [!NOTE]\n\n[^1]: x\n"
    for extension in kind.understood_by:
        assert kind.name not in dict(names(text, {extension}))


def test_a_line_is_that_of_the_text():
    assert names("a\n\n~~b~~\n~~c~~ ~~d~~\n") == [("~~deleted~~", 3), ("~~deleted~~", 4), ("~~deleted~~", 4)]


def test_check_tells_each_kind_once_with_its_count(site, monkeypatch):
    post = (
        "---\ntitle: {0}\ndescription: What {0} is about.\ndate: 2026-01-02\n---\n\n~~a~~ ~~b~~ and [^1]\n\n[^1]: c\n"
    )
    files = {"docs/a.md": post.format("A"), "docs/b.md": post.format("B"), "docs/page.md": "# P\n\n~~x~~\n"}
    sketch = site(files, options={}, config="markdown_extensions: [footnotes]")
    monkeypatch.chdir(sketch.root)
    lines = CliRunner().invoke(main, ["check"]).output.splitlines()
    told = [line for line in lines if "as it is written" in line]
    assert len(told) == 1
    assert "a.md:7" in told[0]
    assert "'~~deleted~~' stands 4 times in 2 posts, and is published as it is written." in told[0]
    assert "Add 'pymdownx.tilde' to markdown_extensions." in "\n".join(lines)
