"""What means something by its form keeps its meaning where the form is lost: in feeds, excerpts and descriptions."""

from __future__ import annotations

import json

import feedparser
import markdown
import pytest
from lxml import html

from mkdocs_blogposts.publishing.posts.meta_descriptions import describe_text
from mkdocs_blogposts.publishing.text.excerpts import make_excerpt
from mkdocs_blogposts.publishing.text.html_text import parse_page_text
from mkdocs_blogposts.publishing.text.sanitize import sanitize_html

URL = "https://example.org/a/"
KATEX = """<p><span class="katex"><span class="katex-mathml"><math><semantics>
<mrow><msup><mn>10</mn><mn>6</mn></msup></mrow>
<annotation encoding="application/x-tex">10^6</annotation></semantics></math></span>
<span class="katex-html" aria-hidden="true"><span>1</span><span>0</span><span>6</span></span></span> grains</p>"""
TABS = '=== "One *x*"\n\n    In one.\n\n=== "Two"\n\n    In two.\n'
NUMBERED = '```text linenums="1" title="The way"\non\n```'
NUMBERS = [
    {"pymdownx.highlight": {"linenums_style": style, "anchor_linenums": anchors}}
    for style in ("table", "inline", "pymdownx-inline")
    for anchors in (False, True)
]
LINES = "<pre><code><span class='lnt'>1</span></code></pre>"
TASKS = "- [x] Done\n- [ ] Not done\n"


def rendered(source, **settings):
    names = ["pymdownx.arithmatex", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"]
    names += ["pymdownx.highlight", "admonition"]
    return markdown.markdown(source, extensions=names, extension_configs=settings)


def words(content):
    return " ".join(html.fromstring(f"<div>{content}</div>").text_content().split())


def math(inner, attributes=""):
    return f"<p>all <math{attributes}>{inner}</math> grains</p>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (math("<mfrac><mn>1</mn><mn>2</mn></mfrac>"), "all 1/2 grains"),
        (math("<msup><mn>10</mn><mn>6</mn></msup>"), "all 10^6 grains"),
        (math("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>"), "all (a+b)/c grains"),
        (math("<msup><mi>e</mi><mrow><mi>i</mi><mi>π</mi></mrow></msup>"), "all e^iπ grains"),
        (math("<msup><mi>e</mi><mrow><mo>-</mo><mi>x</mi></mrow></msup>"), "all e^(-x) grains"),
        (math("<msub><mi>x</mi><mn>1</mn></msub>"), "all x_1 grains"),
        (math("<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>"), "all ∫_0^1 grains"),
        (math("<msqrt><mi>x</mi></msqrt>"), "all √x grains"),
        (math("<mn>10</mn>", ' alttext="ten"'), "all ten grains"),
        (
            math("<semantics><mn>1</mn><annotation encoding='application/x-tex'>x_1</annotation></semantics>"),
            "all x_1 grains",
        ),
        (KATEX, "10^6 grains"),
        (
            "<p><mjx-container aria-label='ten to the six'><svg></svg></mjx-container> grains</p>",
            "ten to the six grains",
        ),
        (rendered("All $10^6$ grains", **{"pymdownx.arithmatex": {"generic": True}}), "All 10^6 grains"),
        (rendered("All $10^6$ grains"), "All 10^6 grains"),
        (rendered(TABS), "One x In one. Two In two."),
        (rendered(TABS, **{"pymdownx.tabbed": {"alternate_style": True}}), "One x In one. Two In two."),
        (rendered(TASKS), "☑ Done ☐ Not done"),
        (rendered(TASKS, **{"pymdownx.tasklist": {"custom_checkbox": True}}), "☑ Done ☐ Not done"),
        ("<ul><li><input type='checkbox' checked>Done</li></ul>", "☑ Done"),
        ("<p><svg aria-label='A lamp'><path/></svg></p>", "A lamp"),
        ("<p><svg><title>A lamp</title><path/></svg></p>", "A lamp"),
        ("<p><svg><desc>A lamp</desc></svg></p>", "A lamp"),
        ("<p id='x'>Lamps</p> <svg aria-labelledby='x'></svg>", "Lamps Lamps"),
        ("<p>a<svg><path/></svg> <svg aria-hidden='true'><title>No</title></svg>b</p>", "a b"),
        ("<details><summary>More</summary> <p>Inside</p></details>", "More Inside"),
        ("<p>Hi <img class='twemoji' alt='😄' src='x.svg'> all <img alt='A cat' src='x'></p>", "Hi 😄 all"),
        ("<p>a <embed src='a.swf'> b <b>c</b> d</p><p>e</p>", f"a {URL}a.swf b c de"),
        ("<p></p><p> <script>1</script></p><p>a</p><canvas>A chart</canvas>", "aA chart"),
        *((rendered(NUMBERED, **way), "The wayon") for way in NUMBERS),
        (f"<table><tr><td>{LINES}</td><td class=code><pre>b</pre></td></tr></table>", "b"),
    ],
)
def test_feeds_say_what_a_form_means(content, text):
    assert words(sanitize_html(content, URL)) == text


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("<p><svg aria-label='A lamp'></svg></p>", f'<a href="{URL}">A lamp</a>'),
        ("<p><a href='x/'><svg aria-label='A lamp'></svg></a></p>", f'<a href="{URL}x/"><span>A lamp</span></a>'),
        ("<object data='a.pdf' title='The plan'>No.</object>", f'<a href="{URL}a.pdf">The plan</a>'),
        ("<p>a<embed src='a.swf'>b</p>", f'<a href="{URL}a.swf">{URL}a.swf</a>'),
        ("<details open><summary>More</summary>Inside</details>", "<summary><strong>More</strong></summary>"),
        ("<dl><dt>A</dt><dd>b</dd></dl>", "<dl><dt>A</dt><dd>b</dd></dl>"),
        ("<figure><img src='a.png' alt='A'><figcaption>B</figcaption></figure>", "<figcaption>B</figcaption>"),
        ("<video src='a.mp4'></video>", f'<a href="{URL}a.mp4">a.mp4</a>'),
        (rendered('!!! note "Mind"\n    The step.'), '<p class="admonition-title"><strong>Mind</strong></p>'),
        (rendered(TABS), "<p><strong>One <em>x</em></strong></p>"),
        *((rendered(NUMBERED, **way), '<p class="filename"><strong>The way</strong></p>') for way in NUMBERS),
    ],
)
def test_feeds_keep_elements_and_add_links(content, part):
    assert part in sanitize_html(content, URL)


@pytest.mark.parametrize("alternate", [False, True])
def test_excerpts_have_tabs_under_labels(alternate):
    content = rendered(f"{TABS}\n<!-- more -->\n", **{"pymdownx.tabbed": {"alternate_style": alternate}})
    shown = make_excerpt(parse_page_text(content), "a/")
    assert words(shown) == "One x In one. Two In two."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>All 10<sup>6</sup> grains of 10<sup>-3</sup> g.</p>", "All 10⁶ grains of 10⁻³ g."),
        ("<p>E = mc<sup><b>2</b></sup>, e<sup>x</sup>, x<sup>n+1</sup>.</p>", "E = mc², e^x, x^(n+1)."),
        ("<p>The 1<sup>st</sup>, n<sup>o</sup> 5, a mark<sup>*</sup>.</p>", "The 1st, no 5, a mark*."),
        ("<p>A claim<sup><a href='#fn2' role='doc-noteref'>2</a></sup>.</p>", "A claim."),
    ],
)
def test_what_stands_high_is_said_in_a_description(content, text):
    assert describe_text(parse_page_text(content)) == text


def test_a_description_has_the_boxes_of_tasks():
    assert describe_text(parse_page_text(rendered(f"To do:\n\n{TASKS}"))) == "To do: ☑ Done; ☐ Not done."


def test_all_feeds_of_a_site_have_it(site):
    post = f"---\ntitle: A\ndate: 2026-01-02\n---\n{math('<mfrac><mn>1</mn><mn>2</mn></mfrac>')}\n\n{TABS}\n{TASKS}"
    config = "markdown_extensions: [pymdownx.superfences, pymdownx.tabbed, pymdownx.tasklist]"
    built = site({"docs/a.md": post}, options={"feeds": {"formats": ["rss", "atom", "json"]}}, config=config).build()
    texts = [feedparser.parse(built.read(f"blog/{name}.xml")).entries[0].content[0].value for name in ("rss", "atom")]
    texts.append(json.loads(built.read("blog/feed.json"))["items"][0]["content_html"])
    for text in texts:
        assert words(text) == "all 1/2 grains One x In one. Two In two. ☑ Done ☐ Not done"
