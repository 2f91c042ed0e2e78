"""Lists and tables begin where CommonMark and GFM let them, inside whatever holds them, and a page has one h1."""

from __future__ import annotations

import textwrap
import time

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from harness import text
from mkdocs_blogposts.reading.commonmark import CommonMarkBlocks, makeExtension

MKDOCS = ["toc", "tables", "fenced_code"]
MATERIAL = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.html",
    "pymdownx.blocks.tab",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
]
NAME = "mkdocs_blogposts.reading.commonmark"
BLOCKS = {"blockquote", "dd", "details", "div", "dl", "h1", "h2", "h3", "hr", "li", "ol", "p", "pre", "table", "ul"}

plainly = MarkdownIt("commonmark").enable("table")


def render(source, extensions=MKDOCS, **options):
    options = {"one_h1": False, **options}
    return markdown.markdown(source, extensions=[*extensions, NAME], extension_configs={NAME: options})


def outline(rendered):
    """The blocks of some HTML: `p ul(li li(p)) table[2]`, where a table has that many rows with any text."""
    return " ".join(_outlines(html.fragment_fromstring(rendered, create_parent="div")))


def _outlines(parent):
    for element in parent:
        if element.tag == "table":
            yield f"table[{sum(bool(row.text_content().strip()) for row in element.iter('tr'))}]"
        elif element.tag in BLOCKS:
            inner = " ".join(_outlines(element))
            yield f"{element.tag}({inner})" if inner else element.tag
        else:
            yield from _outlines(element)


TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"

LISTS = [
    ("text\n- a\n- b", "p ul(li li)"),
    ("text\n* a", "p ul(li)"),
    ("text\n+ a", "p ul(li)"),
    ("text\n   - a", "p ul(li)"),
    ("text\n    - a", "p"),
    ("text\n-a", "p"),
    ("text\nmore\n- a\nlazy\n- b", "p ul(li li)"),
    ("text\n1. a\n2. b", "p ol(li li)"),
    ("text\n01. a", "p ol(li)"),
    ("text\n2. a", "p"),
    ("text\n11. a", "p"),
    ("text\n2. a\n1. b", "p ol(li)"),
    ("text\n-   \nmore", "h2 p"),
    ("text\nmore\n*\nmore", "p"),
    ("text\nmore\n* \nmore", "p"),
    ("text\n1.\nmore", "p"),
    ("text\n- a\n    - b\n    - c\n- d", "p ul(li(ul(li li)) li)"),
    ("text\n- a\n  - b", "p ul(li li)"),
    ("text\n- a\n\nmore\n- b", "p ul(li) p ul(li)"),
    ("text\n* * *\nmore", "p hr p"),
    ("text\n- - -\nmore", "p hr p"),
    ("text\nmore\n*   *   *", "p"),
    ("text\n---\n- a", "h2 ul(li)"),
    ("text\n===\n2. a", "h1 ol(li)"),
    ("# head\ntext\n- a\n## head\ntext\n- b", "h1 p ul(li) h2 p ul(li)"),
    ("## head\n2. a", "h2 ol(li)"),
    ("***\n2. a", "hr ol(li)"),
    ("#no-head\n- a", "h1 ul(li)"),
    ("- a\n---\ntext", "ul(li) hr p"),
    ("- a\n- \n- b", "ul(li(p) li li)"),
    ("- a\n===\n- b", "ul(li) p ul(li)"),
    ("[a]: https://example.com\n- [a]", "ul(li)"),
    ("text **bold\n- a** b", "p ul(li)"),
    ("![a](a.png)\n- a", "p ul(li)"),
    ("- a\n\n    text\n    - b", "ul(li(p p ul(li)))"),
    ("- a\n\n    text\n- b", "ul(li(p p) li(p))"),
    ("1. a\n\n    text\n2. b\n3. c", "ol(li(p p) li(p) li)"),
    ("1. a\n\n        code\n2. b", "ol(li(p pre) li(p))"),
    ("- a\n\n    - b\n\n        text\n    - c\n- d", "ul(li(p ul(li(p p) li(p))) li(p))"),
    ("- a\n\n    text\n  - b", "ul(li(p p ul(li)))"),
    ("text\n- a\n\n    more\n- b\n\nend", "p ul(li(p p) li(p)) p"),
]

TABLES = [
    (f"text\n{TABLE}", "p table[2]"),
    (f"text\nmore | words\n{TABLE}", "p table[2]"),
    ("text\na | b\n--|:-:\n1 | 2", "p table[2]"),
    ("text\n| a |\n|---|\n| 1 |", "p table[2]"),
    (f"![a](a.png)\n{TABLE}", "p table[2]"),
    (f"text\n{TABLE}\nrow\n| x | y", "p table[4]"),
    (f"text\n{TABLE}\n\nmore", "p table[2] p"),
    (f"text\n{TABLE}\n## head\nmore", "p table[2] h2 p"),
    (f"{TABLE}\n## head", "table[2] h2"),
    (f"{TABLE}\n  ## head", "table[2] p"),
    (f"{TABLE}\n- a\n- b", "table[2] ul(li li)"),
    (f"{TABLE}\n7. a", "table[2] ol(li)"),
    (f"{TABLE}\n> quote", "table[2] blockquote(p)"),
    (f"{TABLE}\n---\ntext", "table[2] hr p"),
    (f"{TABLE}\n```\n- a\n```", "table[2] pre"),
    (f"{TABLE}\n<div>x</div>", "table[2] div"),
    (f"{TABLE}\n$$ | cheap", "table[3]"),
    (f"{TABLE}\n#3 | x", "table[3]"),
    (f"{TABLE}\n    | 3 | 4 |", "table[3]"),
    ("text\n#1 | b\n--|--\n1 | 2", "p table[2]"),
    ("text\n| a | b |\n|---|\n| 1 | 2 |", "p"),
    ("text\n| a | b |\n|   |   |\n| 1 | 2 |", "p"),
    ("text\n    | a | b |\n|---|---|", "p"),
    ("text\n| a | b |\n    |---|---|", "p"),
    ("text\na | b\n- | -", "p ul(li)"),
    ("text\n2. a | b\n---|---\n1 | 2", "p table[2]"),
    (f"- a\n{TABLE}", "ul(li)"),
    ("- a\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n- b", "ul(li(table[2]) li)"),
    ("- a\n  | a | b |\n  |---|---|\n  | 1 | 2 |", "ul(li(table[2]))"),
    ("- a\n    | a | b |\n|---|---|", "ul(li)"),
    ("- a\n| a | b |\n  |---|---|", "ul(li)"),
    ("- a\n\n- b\n    | a | b |\n    |---|---|\n    | 1 | 2 |", "ul(li(p) li(p table[2]))"),
    ("- a\n\n    text\n    | a | b |\n    |---|---|\n    | 1 | 2 |", "ul(li(p p table[2]))"),
    ("- a\n\n    text\na | b\n---|---\n1 | 2", "ul(li(p p))"),
]

QUOTES = [
    ("> text\n> - a\n> - b", "blockquote(p ul(li li))"),
    ("> text\n> 2. a", "blockquote(p)"),
    ("> text\n- a", "blockquote(p) ul(li)"),
    ("> text\n2. a", "blockquote(p) ol(li)"),
    ("> text\nlazy\n> - a", "blockquote(p ul(li))"),
    ("text\n> quote\n- a", "p blockquote(p) ul(li)"),
    ("> - a\n- b", "blockquote(ul(li)) ul(li)"),
    ("> text\n> | a | b |\n> |---|---|\n> | 1 | 2 |", "blockquote(p table[2])"),
    (f"> text\n{TABLE}", "blockquote(p)"),
    ("> text\n> > deep\n> > - a\n> - b", "blockquote(p blockquote(p ul(li)) ul(li))"),
    ("> text\n---\nmore", "blockquote(p) hr p"),
    ("- a\n\n    > text\n    > - b\n- c", "ul(li(p blockquote(p ul(li))) li(p))"),
]


@pytest.mark.parametrize(("source", "expected"), LISTS + TABLES + QUOTES)
def test_a_block_begins_where_the_specifications_say(source, expected):
    assert outline(render(source)) == expected


@pytest.mark.parametrize(("source", "expected"), LISTS + TABLES + QUOTES)
def test_the_same_under_the_extensions_of_material(source, expected):
    assert outline(render(source, MATERIAL)).replace("div(pre)", "pre") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("!!! note\n    text\n    - a\n- b", "div(p p ul(li)) ul(li)"),
        ("text\n- a\n!!! note\n    more\n    1. b", "p ul(li) div(p p ol(li))"),
        (f"!!! note\n    text\n    {TABLE}".replace("\n|", "\n    |"), "div(p p table[2])"),
        ("- a\n\n    !!! note\n        text\n        - b\n- c", "ul(li(p div(p p ul(li))) li(p))"),
        ('??? note "A"\n    text\n    - a', "details(p ul(li))"),
        ('=== "A"\n    text\n    - a\n\n=== "B"\n    text\n    1. a', "div(div(p ul(li)) div(p ol(li)))"),
        ("/// note\ntext\n- a\n///", "div(p p ul(li))"),
        ("/// details | A\ntext\n- a\n///\ntext\n- b", "details(p ul(li)) p ul(li)"),
        ("/// tab | A\ntext\n- a\n///", "div(div(p ul(li)))"),
        ("/// html | pre\ntext\n- a\n///", "pre"),
        ("<div markdown>\ntext\n- a\n</div>", "div(p ul(li))"),
        ("text\n- [ ] a\n- [x] b", "p ul(li li)"),
        ("term\n:   text\n    - a\n- b", "dl(dd(ul(li))) ul(li)"),
        ("term\n\n:   text\n\n    more\n- b", "dl(dd(p p)) ul(li)"),
        ("text[^1]\n\n[^1]:\n    note\n    - a", "p div(hr ol(li(p ul(li) p)))"),
        ("text\n```\n- a\n```\n- b", "p div(pre) ul(li)"),
        ("!!! note\n    text\n    ```\n    - a\n    ```\n    - b", "div(p p div(pre) ul(li))"),
        ("text\n{: .lead }\n- a", "p ul(li)"),
        ("1. a\n- b\n- c\n2. d", "ol(li) ul(li li) ol(li)"),
        ("1. a\n   - b\n2. c", "ol(li(ul(li)) li)"),
        ("- a\n1. b", "ul(li) ol(li)"),
        ("- a\n  1. b", "ul(li(ol(li)))"),
        ("1. a\n  - b", "ol(li) ul(li)"),
    ],
)
def test_the_rules_hold_inside_what_extensions_make(source, expected):
    assert outline(render(source, MATERIAL)) == expected


def test_an_extension_without_tables_leaves_them_text():
    assert outline(render(f"text\n{TABLE}\n- a", ["toc"])) == "p ul(li)"


@pytest.mark.parametrize("extensions", [MKDOCS, MATERIAL, []], ids=["mkdocs", "material", "none"])
@pytest.mark.parametrize(
    "source",
    [
        "text\n\n```\ntext\n- a\n| a | b |\n|---|---|\n```\n\ntext",
        "    text\n    - a\n\n    text\n    | a | b |\n    |---|---|",
        "<div>\ntext\n- a\n\ntext\n- b\n</div>\n\ntext",
        "<!-- text\n- a\n\ntext\n- b -->\n\ntext",
        "<script>\nx\n- a\n</script>",
        "$$\na\n- b\n$$",
        "text\n$$\na\n- b\n+ c\n$$\ntext",
        "text\n\\[\na\n- b\n\\]",
        "text\n\\begin{align*}\na\n- b\n\\end{align*}",
        "text `code\n    - a` text",
        "text\n    - a\n    - b",
        "text\n2. a\n3. b",
        "- a\nlazy\n    - b\nlazy",
        "- a\nx | y\n---|---\n1 | 2",
        "- a\n\n    text\nx | y\n---|---",
        "- > a\nx | y\n---|---",
        "> text\nx | y\n---|---\n1 | 2",
        "> text\n:---|---:\n1 | 2",
        "- a | b\n--|--\n- c | d",
        "a | b\n--|--\n1 | 2\n3 | 4",
        "- a\n- b\n\n1. c\n2. d\n\ntext",
        "- a\n\n    text\n\n    - b\n\n        code\n\n- c",
        "line\\\nline\n\n![a](a.png)\n\n* * *\n\ntext",
        "\u0002 text\n\u0003",
        "",
        "\n\n",
    ],
)
def test_what_holds_no_list_and_no_table_stays_to_the_byte(source, extensions):
    assert render(source, extensions) == markdown.markdown(source, extensions=extensions)


@pytest.mark.parametrize(
    "source",
    [
        "> ```\n> text\n> - a\n> ```",
        "> ```\n> text\n>\n> text\n> - a\n> ```",
        "> ````\n> ```\n> text\n> - a\n> ````",
        "- a\n\n    ~~~\n    text\n    | a | b |\n    |---|---|\n    ~~~",
        "- a\n\n    ```\n    text\n\n    text\n    - a\n    ```",
        "- a\n  ```\n  text\n\n  text\n  1. a\n  ```",
        "> <div>\n> text\n> - a\n> </div>",
        "> <!--\n> text\n>\n> text\n> - a\n> -->",
        "> <pre>\n> text\n> - a\n> </pre>",
        "> <?php\n> - a\n> ?>",
        "> <![CDATA[\n> - a\n> ]]>",
        "> <a name=x>\n> - a",
    ],
)
def test_code_and_html_that_python_markdown_does_not_know_stay_to_the_byte(source):
    assert render(source) == markdown.markdown(source, extensions=MKDOCS)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("> ```\n> text\n> ```\n> - a", "blockquote(p ul(li))"),
        ("> ```\n> text\n>\n> text\n> ```\n> text\n> - a", "blockquote(p p ul(li))"),
        ("> ```\n> text\n> ```\n> 7. a", "blockquote(p ol(li))"),
        ("> <!-- a -->\n> - b", "blockquote(ul(li))"),
        ("> $$ a\n>\n> text\n> - a", "blockquote(p p ul(li))"),
        ("> \\[\n>\n> text\n> - a", "blockquote(p p ul(li))"),
        ("> <div>\n>\n> text\n> - a", "blockquote(div(p ul(li)))"),
        ("> <span>a</span>\n> - b", "blockquote(p ul(li))"),
        ("$$\na\n- b\n$$\n- c", "p ul(li)"),
        ("$$ a $$\n- b", "p ul(li)"),
        ("```js title='x'\ntext\n\ntext\n- a", "p p ul(li)"),
    ],
)
def test_a_list_may_follow_what_holds_none(source, expected):
    assert outline(render(source)) == expected


POST = """
    A paragraph opens the post, with [a link](https://example.com/) that is long enough for anyone.

    ## What you take away
    - One thing, with a comma, and more.
    - Another thing.
    - A third.
    - A fourth.
    - The fifth.

    ### Reasons
    Several reasons are known:
    - *First:* it broke.
    - *Second:* someone broke it.
    - *Third:* nobody knows.
    - *Fourth:* it was asked to.

    ### Effects
    It has effects on many. Some of these are:
    - *Silence:* nobody hears a thing.
    - *Rest:* nobody says a thing.
    - *Work:* everybody does a thing.
    - *Risk:* one must be named.

    This sentence ends right above an image.
    ![a chart](/images/chart.jpg)
    | *Reasons*     | *Effects*        |
    |-------------------|----------------------|
    | It broke      | Silence          |
    | It was broken | Rest             |
    | Unknown       | Work             |
    | On purpose    | Risk             |

    ## Staying calm
    One stays calm by reading tables.

    | *Way* | *Speed* | *Price* |
    |---------|-----------|-----------|
    | Letter  | slow      | low       |
    | Pigeon  | fast      | corn      |
    | Shout   | at once   | a voice   |

    And here is another image, just above a heading.
    ![a pigeon](/images/pigeon.jpg)
    ## Other ways
    While [all is quiet](https://example.com/quiet), think of these:
    - *Walks:* go outside.
    - *Talks:* with whom you meet.
    - *Letters:* as they did of old.
    - *Calls:* if need be.

    ## Questions
    *What now?*

    Nothing.
"""


def test_a_post_written_for_another_engine_keeps_all_its_lists_and_tables():
    document = html.fromstring(f"<div>{render(text(POST))}</div>")
    assert [len(found.findall("li")) for found in document.iter("ul")] == [5, 4, 4, 4]
    assert [len(list(found.iter("tr"))) for found in document.iter("table")] == [5, 4]
    assert [heading.getprevious().xpath("boolean(.//img)") for heading in document.iter("h2")].count(True) == 1
    assert [table.getprevious().xpath("boolean(.//img)") for table in document.iter("table")] == [True, False]


def test_the_extension_loads_by_its_name_and_each_half_switches_off():
    source = "# a\n\ntext\n- b\n\n# c"
    native = markdown.markdown(source)
    assert outline(render(source, [], one_h1=True)) == "h1 p ul(li) h2"
    assert outline(render(source, [], enabled=False, one_h1=True)) == "h1 p h2"
    assert outline(render(source, [], one_h1=False)) == "h1 p ul(li) h1"
    assert render(source, [], enabled=False, one_h1=False) == native
    assert isinstance(makeExtension(enabled=False), CommonMarkBlocks)
    named = ["mkdocs_blogposts.reading.commonmark"]
    assert markdown.markdown(source, extensions=named) == render(source, [], one_h1=True)


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("# a\n\n## b\n\n### c", "1 2 3"),
        ("text\n\n## b\n\n### c", "2 3"),
        ("# a\n\n## b\n\n# c\n\n## d", "1 2 2 3"),
        ("text\n\n# a\n\n## b", "2 3"),
        ("## a\n\n# b", "2 2"),
        ("### a\n\n# b\n\n## c", "3 2 3"),
        ("text\n\n# a\n\n# b", "2 2"),
        ("# a\n\n# b\n\n##### c\n\n###### d", "1 2 6 6"),
        ("> # a\n\n# b", "2 2"),
        ("# a\n\n> # b", "1 2"),
        ("a\n===\n\nb\n===", "1 2"),
        ("<!-- a -->\n\n# b\n\n## c", "1 2"),
        ("<p>a</p>\n\n# b\n\n## c", "2 3"),
        ("text", ""),
        ("", ""),
    ],
)
def test_a_page_has_one_h1_and_it_leads(source, levels):
    document = html.fragment_fromstring(render(source, one_h1=True), create_parent="div")
    assert (
        " ".join(
            heading.tag[1]
            for heading in document.xpath(
                ".//*[re:test(local-name(), 'h[1-6]')]", namespaces={"re": "http://exslt.org/regular-expressions"}
            )
        )
        == levels
    )


def test_ids_and_the_table_of_contents_follow_the_moved_headings():
    converter = markdown.Markdown(extensions=["toc", NAME])
    assert converter.convert("# a\n\n# b") == '<h1 id="a">a</h1>\n<h2 id="b">b</h2>'
    assert [(token["level"], len(token["children"])) for token in converter.toc_tokens] == [(1, 1)]


CODE = "Text.\n\n```{}\na = 1\nb = 2\n```\n\nMore."


@pytest.mark.parametrize(
    ("info", "language", "lines"),
    [
        ("js {1,2}", "js", 2),
        ("js{2-2}", "js", 1),
        ("jsx {1} showLineNumbers", "jsx", 1),
        ("{2}", "", 1),
        ('js title="a b.js" {1}', "js", 1),
        ("js // {1}", "js", 1),
        ("shell script", "shell", 0),
        ("rust,ignore", "rust", 0),
        ("ts:src/a.ts", "ts", 0),
        ('php filename="a.php"', "php", 0),
        ("{code-cell} ipython3", "", 0),
        ("{.text}  ", "text", 0),
        ("c++", "c++", 0),
        ('html+erb hl_lines="2"', "html+erb", 1),
    ],
)
def test_what_stands_after_the_language_of_code_keeps_it_from_being_code_nowhere(info, language, lines):
    (code,) = html.fragment_fromstring(render(CODE.format(info)), create_parent="div").iterfind("pre/code")
    assert (code.get("class", ""), code.text) == (f"language-{language}" if language else "", "a = 1\nb = 2\n")

    fences = ["pymdownx.superfences", "pymdownx.highlight"]
    root = html.fragment_fromstring(render(CODE.format(info), fences), create_parent="div")
    assert [(pre.text_content(), len(pre.findall(".//span[@class='hll']"))) for pre in root.iter("pre")] == [
        ("a = 1\nb = 2\n", lines)
    ]


SHOWN = [
    ("Shown:\n\n{}\n\nMore.", 4),
    ("- Item\n\n{}", 8),
    ("- Item\n\n    Its text.\n\n{}", 8),
    ("<div markdown>\n\n{}\n</div>", 4),
]
READ = [
    ("- Item\n\n{}", 4),
    ("1. Item\nof two lines\n\n    Its text.\n\n{}", 4),
    ("- Item\n    - Item\n\n{}", 8),
    ("!!! note\n{}", 4),
    ('=== "Tab"\n\n{}', 4),
    ("Words[^1]\n\n[^1]: A note.\n\n{}", 4),
]


@pytest.mark.parametrize(
    ("text", "indent", "is_shown"), [(*each, True) for each in SHOWN] + [(*e, False) for e in READ]
)
def test_fences_that_are_shown_as_code_keep_what_stands_after_the_language(text, indent, is_shown):
    others = ["pymdownx.superfences", "pymdownx.highlight", "pymdownx.tabbed"]
    source = text.format(textwrap.indent("```js {1,3}\nx\n```", " " * indent))
    root = html.fragment_fromstring(render(source, [*others, *["admonition", "footnotes", "md_in_html"]]), "div")
    assert ["".join(pre.itertext()) for pre in root.iter("pre")] == ["```js {1,3}\nx\n```\n" if is_shown else "x\n"]


@pytest.mark.parametrize(
    ("info", "title", "lines"),
    [
        ('jsx title="/src/a b.js" {2}', "/src/a b.js", 1),
        ("jsx {1-2} title=a.js showLineNumbers", "a.js", 2),
        ("js title='say \"a\"' hl_lines=1,2 linenums=true", 'say "a"', 2),
        ("js linenums", "", 0),
        ('js hl_lines="a"', "", 0),
    ],
)
def test_superfences_gets_of_it_what_it_has_a_use_for(info, title, lines):
    fences = ["pymdownx.superfences", "pymdownx.highlight"]
    root = html.fragment_fromstring(render(CODE.format(info), fences), create_parent="div")
    shown = [each.text_content() for each in root.iterfind(".//span[@class='filename']")]
    assert (root.findtext(".//pre/code/span[@class='hll']") is not None, shown) == (lines > 0, [title] if title else [])
    assert len(root.findall(".//span[@class='hll']")) == lines
    assert [pre.text_content() for pre in root.iter("pre")] == ["a = 1\nb = 2\n"]


def test_code_that_an_extension_reads_in_its_own_way_is_left_to_it():
    def fence(source, language, css_class, options, md, **_):
        return f"<pre>{sorted(options)}</pre>"

    def check(language, given, options, attrs, md):
        options.update(given)
        return True

    custom = {"custom_fences": [{"name": "js", "class": "js", "format": fence, "validator": check}]}
    source = CODE.format('js exec="1" eval') + "\n\n> ```rust,ignore\n> x\n> ```\n\n````md\n```js {1}\n```\n````"
    shown = markdown.markdown(
        source, extensions=["pymdownx.superfences", NAME], extension_configs={"pymdownx.superfences": custom}
    )
    codes = [pre.text_content() for pre in html.fragment_fromstring(shown, create_parent="div").iter("pre")]
    assert codes == ["['eval', 'exec']", "x\n", "```js {1}\n```\n"]
    assert "js {1}" in render("```js {1}\nIt is never closed.")
    below = render(
        "```js {1}\nNever closed.\n\n!!! note\n    ```js {2}\n    x\n    ```", ["pymdownx.superfences", "admonition"]
    )
    assert "js {1}" in below
    assert "js {2}" not in below


@given(
    st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"], exclude_characters="`"), max_size=24)
)
def test_any_info_string_leaves_code_what_it_is(info):
    assert outline(render(CODE.format(info))) == "p pre p"
    assert outline(render(CODE.format(info), ["pymdownx.superfences"])) == "p div(pre) p"


@pytest.mark.parametrize("info", ["js{}b", "{}{{1", 'js title="a{}', "js title='a' {}b"])
def test_spaces_after_a_fence_take_no_time(info):
    start = time.process_time()
    source = CODE.format(info.format(" " * 20_000))
    assert outline(render(source, ["pymdownx.superfences"])) == "p div(pre) p"
    assert time.process_time() - start < 1


def test_one_converter_serves_many_documents():
    converter = markdown.Markdown(extensions=[*MKDOCS, NAME])
    converter.convert("> ```\n> never closed")
    assert outline(converter.reset().convert("> text\n> - a")) == "blockquote(p ul(li))"


@pytest.mark.parametrize(
    "source", ["- " * 3000 + "a", "1. " * 3000 + "a", "> - " * 2000 + "a", "text\n" + "* " * 3000 + "a"]
)
def test_nesting_beyond_all_measure_is_shown_as_text(source):
    assert "<li>" in render(source)


words = st.sampled_from(["word", "two words", "a *word*", "![a](a.png)"])
pieces = st.one_of(
    st.lists(words, min_size=1, max_size=2).map("\n".join),
    st.lists(words.map("- {}".format), min_size=1, max_size=3).map("\n".join),
    st.lists(words, min_size=1, max_size=3).map(lambda found: "\n".join(f"{n}. {w}" for n, w in enumerate(found, 1))),
    st.sampled_from(["2. two", "7. seven\n8. eight", "## head", "***"]),
    st.lists(words, min_size=1, max_size=2).map(
        lambda found: "\n".join(["| a | b |", "|---|:-:|", *(f"| {word} | x |" for word in found)])
    ),
)
documents = st.lists(st.tuples(pieces, st.sampled_from(["\n", "\n\n"])), max_size=7).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@given(documents)
def test_paragraphs_lists_and_tables_are_those_of_commonmark(source):
    ours = outline(render(source, [*MKDOCS, "sane_lists"]))
    assert _without_looseness(ours) == _without_looseness(outline(plainly.render(source)))


def _without_looseness(found):
    return found.replace("li(p)", "li")


separate = st.sampled_from(
    [
        "text\nmore text",
        "# a\n\n## b",
        "- a\n- b\n    - c",
        "1. a\n2. b\n\n    text\n\n3. c",
        "* a\n\n        code",
        TABLE,
        "a | b\n--|--\n1 | 2\nrow",
        "> text\nlazy\n> more\n>\n> - a",
        "```\ntext\n- a\n```",
        "    code\n        more",
        "<div>\ntext\n- a\n</div>",
        "<!-- a -->",
        "* * *",
        "text\n---",
        "[a]: https://example.com",
        "!!! note\n    text\n\n    - a",
        '=== "A"\n\n    text\n\n    1. a',
        "term\n:   text",
        "$$\na\n- b\n$$",
    ]
)


@given(st.lists(separate, max_size=6).map("\n\n".join), st.sampled_from([MKDOCS, MATERIAL]))
def test_blocks_with_blank_lines_between_them_are_as_without_us(source, extensions):
    assert render(source, extensions) == markdown.markdown(source, extensions=extensions)


indents = st.sampled_from(["", "", "  ", "    ", "        ", "> ", "> - "])
starts = st.one_of(
    st.sampled_from(["", "text", "- a", "1. a", "2. a", "-", "| a | b |", "|---|---|", "a|b", "-|-", "\t- a", "é"]),
    st.sampled_from(["## a", "#a", "---", "===", "***", "[a]: b", "[^1]: a", ": a", "!!! note", "??? x", '=== "A"']),
    st.sampled_from(["```", "~~~", "<div>", "</div>", "<!--", "-->", "<b>", "$$", "\\[", "\\]", "/// note", "///"]),
    st.sampled_from(["\u0002wzxhzdk:0\u0003", "\u0002", "\u0003", "\u00a0", "\u2028"]),
)


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(indents, starts).map("".join), max_size=12).map("\n".join))
def test_no_text_is_too_odd(source):
    assert isinstance(render(source, MATERIAL, one_h1=True), str)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_no_character_is_too_odd(source):
    assert isinstance(render(source, one_h1=True), str)
