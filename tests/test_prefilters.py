"""Patterns that can't match a text are not searched for in it, and the HTML is what it is without us."""

from __future__ import annotations

import itertools
import re
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.inlinepatterns import ReferenceInlineProcessor, SimpleTagInlineProcessor, SimpleTagPattern
from markdown.treeprocessors import InlineProcessor, Treeprocessor

from mkdocs_blogposts.reading import prefilters, shortcuts
from mkdocs_blogposts.reading.prefilters import (
    EXTENSION,
    SEARCHED,
    Literal,
    PrefilteredExpression,
    PrefilteredInlineProcessor,
    find_literals,
)

MKDOCS = ["toc", "tables", "fenced_code"]
MARKDOWN = [
    *("toc", "extra", "admonition", "codehilite", "legacy_attrs", "legacy_em", "meta", "nl2br", "sane_lists", "smarty"),
    *("wikilinks", "mkdocs_blogposts.reading.commonmark"),
]
MATERIAL = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.arithmatex"),
    *("pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji"),
    *("pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.smartsymbols"),
    *("pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde", "pymdownx.progressbar"),
    *("pymdownx.escapeall", "pymdownx.saneheaders", "pymdownx.blocks.admonition"),
]
SETS = {"mkdocs": MKDOCS, "markdown": MARKDOWN, "material": MATERIAL}


def convert(source, extensions):
    md = markdown.Markdown(extensions=extensions)
    return md.convert(source), getattr(md, "toc_tokens", None)


def assert_same(source, extensions):
    assert convert(source, [*extensions, EXTENSION]) == convert(source, extensions)


PIECES = [
    *("`", "``", "\\", "\\\\", "[", "]", "![", "](", ")", "[^1]", "<", ">", "&", ";", "*", "**", "***", "_", "__"),
    *("  \n", "\n", "\n\n", "~", "~~", "^", "^^", "==", "++", ":", ":smile:", "$", "$$", "\\(", "\\)", "{", "}", "{++"),
    *("++ctrl+a++", "{.a}", "www.a.org", "HTTPS://a.org", "http://a.org/x_y", "me@a.org", "<me@a.org>", "<b>", "</b>"),
    *(
        "<!-- ",
        " -->",
        "&amp;",
        "&#38;",
        "(c)",
        "-->",
        "1/2",
        "'",
        '"',
        "...",
        "--",
        "[[wiki]]",
        "#",
        "##",
        "- ",
        "1. ",
    ),
    *(
        "> ",
        "    ",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```\n",
        "[a]: /b",
        "[^1]: note",
        "*[HTML]: H",
        "HTML",
        "!!! note",
    ),
    *("\n===\n", "\n---\n", "\x02", "\x03", "\x02klzzwxh:0000\x03", "\x02amp\x03", "é", "ſ", "\u212a", "\u00a0", "\t"),
    *("word", "!!! note", "a", "Z", "7", " ", "  "),
]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@pytest.mark.parametrize("extensions", SETS.values(), ids=SETS)
@settings(max_examples=60, deadline=None)
@given(texts)
@example(
    "# A *title* with `code` & [a link](/b_c)\n\nplain\n\n* a\n* `b`\n\n[x][y] ![z](z)  \n<b>*b*</b>\n\n[y]: /y 'Y'"
)
@example("a \\*b\\* `` ` `` <http://a.org> <me@a.org> **b*c*d** ***e** f* __g_h__ &copy; \\`")
@example("*a `b* c` [d*e](f*g) ![h_i_](j_k_ 'l_m_')\n\n- *n\n- o* `p\n\n\x02klzzwxh:0000\x03 \x02klzzwxh:9\x03 *q*")
@example(
    "~~a~~ ^b^ ==c== ++ctrl+d++ :smile: $e$ {++f++} https://g.org/h_i `#!py j` HTML[^1]\n\n[^1]: k `l`\n*[HTML]: M"
)
def test_the_html_and_the_table_of_contents_are_the_same(extensions, source):
    assert_same(source, extensions)


@pytest.mark.parametrize(
    ("expression", "literals"),
    [
        (r"\[", {"["}),
        (r"(?<!\!)\[", {"["}),
        (r"\!\[", {"!["}),
        (r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)", {"\\\\", "`"}),
        (r"\*|_", {"*", "_"}),
        (r"\+{2}(a+)\+{2}", {"++"}),
        (r"x{7}", {"xxx"}),
        (r"(?:ht|f)tps?://", {"://"}),
        (r"(?x) a \# b  # a comment", {"a#b"}),
        (r"\bHTML\b", {"HTML"}),
        (r"a.b", {"a"}),
        (r"a(?:@b|&c)", {"@b", "&c"}),
        (r"(?i)www\.", {("www.", True)}),
        (r"(?i:a)@(?-i:b)", {"@"}),
        (r"(?i:www)", {("www", True)}),
        (r"a*", set()),
        (r"(?:a|)", set()),
        (r"(?:a|b?)", set()),
        (r"[^a]", set()),
        (r"[a-c]", set()),
        (r"[a\d]", set()),
        (r"(?!a)\w", set()),
        (r"(?<=@)\w", set()),
        (r"\w(?=@)", {"@"}),
        (r"(a)?(?(1)b|c)", set()),
        (r"", set()),
        (b"a", set()),
        ("a", {"a"}),
    ],
)
def test_each_match_has_one_of_the_literals(expression, literals):
    expected = {Literal(*one) if isinstance(one, tuple) else Literal(one) for one in literals}
    assert find_literals(re.compile(expression)) == expected


def test_what_is_no_regular_expression_has_no_literals():
    assert find_literals("a") == frozenset()


EXPRESSIONS = {
    expression: None
    for extensions in SETS.values()
    for pattern in markdown.Markdown(extensions=extensions).inlinePatterns
    if find_literals(expression := pattern.getCompiledRegExp())
}


def test_the_patterns_of_the_usual_extensions_have_literals():
    patterns = markdown.Markdown(extensions=MATERIAL).inlinePatterns
    assert len(patterns) > 20
    assert all(find_literals(pattern.getCompiledRegExp()) for pattern in patterns)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_a_text_without_literals_has_no_match(source):
    for expression in EXPRESSIONS:
        if expression.search(source):
            literals = find_literals(expression)
            assert PrefilteredExpression(expression, literals).search(source), expression


class Added(Extension):
    """What a site's own extension may do; `add` is given the converter."""

    def __init__(self, add):
        super().__init__()
        self.extendMarkdown = add


def pattern(expression, tag="kbd", name="own", priority=185, kind=SimpleTagInlineProcessor):
    return Added(lambda md: md.inlinePatterns.register(kind(expression, tag), name, priority))


class Replaced(InlinePattern):
    """Text in which other patterns have something to find."""

    def handleMatch(self, m, data):
        return "*b*" if m.start() else None, m.start(), m.end()


class OfItems(Treeprocessor):
    def run(self, root):
        for element in root.iter("li"):
            element.text = f"*{element.text}*"


class Loud(InlineProcessor):
    def run(self, tree, ancestors=None):
        super().run(tree, ancestors)
        for element in tree.iter("em"):
            element.tag = "b"
        return tree


OWN = {
    "under a known name": pattern("()(q)", name="link"),
    "in the old style": pattern("(q)", kind=SimpleTagPattern),
    "without literals": pattern(r"()(\w)\b"),
    "of each case": pattern("(?i)()(k)"),
    "of look-arounds": pattern(r"()(?<=\()(?=q)(\w)"),
    "that replaces": Added(lambda md: md.inlinePatterns.register(Replaced("q", md), "own", 195)),
    "before the inline processor": Added(lambda md: md.treeprocessors.register(OfItems(md), "own", 20.5)),
    "beside the inline processor": Added(lambda md: md.treeprocessors.register(OfItems(md), "own", 20)),
    "for the inline processor": Added(lambda md: md.treeprocessors.register(Loud(md), "inline", 20)),
    "without an inline processor": Added(lambda md: md.treeprocessors.deregister("inline")),
}


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
def test_what_other_extensions_add_does_what_it_did(own):
    source = "# A K\n\naq q (q) k \u212a *q* `q` [q](q)\n\n- q\n- q*q\n\n" + "q" * 30
    expected = convert(source, [own])
    assert convert(source, [own, EXTENSION]) == expected
    assert convert(source, [EXTENSION, own]) == expected


class Defining(InlinePattern):
    """Defines what links name while texts are searched for patterns."""

    def handleMatch(self, m, data):
        self.md.references[m[1]] = f"/{m[1]}", ""
        return "", m.start(), m.end()


class WithTail(InlinePattern):
    """Makes an element with what stands behind it."""

    def handleMatch(self, m, data):
        element = Element("kbd")
        element.text, element.tail = "key", " plain " if m[1] == "one" else " *b* `d` "
        return element, m.start(), m.end()


class ChangedLater(InlinePattern):
    """Numbers what it has found, in the first of them."""

    def handleMatch(self, m, data):
        element = Element("i")
        self.first, self.count = (element, 1) if m[1] == "one" else (self.first, self.count + 1)
        self.first.text = element.text = str(self.count)
        return element, m.start(), m.end()


class Changing(BlockProcessor):
    """Changes the other processors at the second block."""

    def test(self, parent, block):
        if "two" in block and "ulist" in (processors := self.parser.blockprocessors):
            processors.deregister("ulist")
            processors["quote"].RE = re.compile("(^|\n)Quote:(.*)")
        return False


def inline(kind, expression):
    return Added(lambda md: md.inlinePatterns.register(kind(expression, md), "own", 185))


def changed(name, **attributes):
    return Added(lambda md: vars(md.parser.blockprocessors[name]).update(attributes))


CHANGES = {
    "a pattern that defines what links name": inline(Defining, r"\{define:(\w+)\}"),
    "a pattern with a plain tail": inline(WithTail, r"\b(one)\b"),
    "a pattern with markup in a tail": inline(WithTail, r"\b(two)\b"),
    "a pattern that changes what it has made": inline(ChangedLater, r"\b(one|two|three)\b"),
    "another sign of lists": changed(
        "ulist", RE=re.compile("(?:[*+-]|o) (.*)"), CHILD_RE=re.compile("(([*+-]|o)) (.*)")
    ),
    "another sign of quotes": changed("quote", RE=re.compile(r"(^|\n)(?:>|Quote:)[ ]?(.*)")),
    "another sign of headings": changed("hashheader", RE=re.compile(r"(^|\n)(?P<level>H)(?P<header>:.*)")),
    "another rule": changed("hr", SEARCH_RE=re.compile("^cut$", re.MULTILINE)),
    "another test": changed("empty", test=lambda parent, block: block == "cut"),
    "others while blocks are read": Added(
        lambda md: md.parser.blockprocessors.register(Changing(md.parser), "own", 1000)
    ),
}


@pytest.mark.parametrize("own", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("extensions", SETS.values(), ids=SETS)
def test_what_an_extension_changes_in_place_or_while_it_runs_is_changed(own, extensions):
    blocks = [
        "one [a] {define:a} [b][a] then",
        "- two\n- two",
        "one *a* `c` [a], three",
        "o two\no one",
        "H: two",
        "cut",
    ]
    source = "\n\n".join([*blocks, "Quote: one\nQuote: two", "- one\n- *two* two", "> one"])
    expected = convert(source, [*extensions, own])
    assert expected != convert(source, extensions)
    assert convert(source, [*extensions, own, EXTENSION]) == expected
    assert convert(source, [*extensions, EXTENSION, own]) == expected


def test_a_pattern_is_not_searched_for_where_it_cannot_match():
    """This one would take years, and does take them where the processor is Python-Markdown's."""
    years = pattern("()((?:a+)+#)")
    assert convert("*text* " + "a" * 60, [years, EXTENSION])[0] == f"<p><em>text</em> {'a' * 60}</p>"
    found = markdown.Markdown(extensions=["smarty", "pymdownx.smartsymbols", EXTENSION]).treeprocessors
    filtered = [one for one in found if isinstance(one, PrefilteredInlineProcessor)]
    assert {id(one) for one in filtered} == {id(found[name]) for name in ("inline", "smarty", "smart-symbols")}


class OwnHeadings(HashHeaderProcessor):
    """Reads more of its regular expression than Python-Markdown does."""

    def test(self, parent, block):
        return self.RE.groups == 2 and super().test(parent, block)


def test_blocks_are_searched_only_for_what_may_be_in_them():
    headings = Added(lambda md: md.parser.blockprocessors.register(OwnHeadings(md.parser), "hashheader", 70))
    own = markdown.Markdown(extensions=[headings, EXTENSION]).parser.blockprocessors["hashheader"]
    assert isinstance(own.RE, re.Pattern)
    md = markdown.Markdown(extensions=["tables", "fenced_code", EXTENSION])
    processors = [*md.preprocessors, *md.parser.blockprocessors]
    found = [
        name for one in processors for name, value in vars(one).items() if isinstance(value, PrefilteredExpression)
    ]
    assert sorted(found) == sorted(SEARCHED.values())
    assert isinstance(HashHeaderProcessor.RE, re.Pattern)
    assert_same("# a\n> b\n\n> c\nd\n===\n\n***\n\n[e]: /f\n\n[e] | g\n--|--\n1 | `2|`\n\nh\n-\n\n#\n\n>", ["tables"])


ODD_TEXTS = [
    *("", " ", "\n", "  \na", "a\n  \nb", "a\n  ", "a  \n b", "a\tb", "\ta", "a\r\nb\rc", "a\x02b\x03c", "a\n\n\n\nb"),
    *("a <b>c</b>", "<div>\n*a*\n</div>", "a &amp; b & c", "<!-- a", "a < b", "<p markdown='1'>*a*", "\\*a\\*"),
    *("[TOC]", "[TOC]\n\n# a\n\n## b", "- [TOC]\n\n# a", "a [TOC]\n\n# b", "# [TOC]\n\n[TOC] ", "*[TOC]*\n\n## a"),
    *("a|b\n-|-\n1|2", "|a|\n|-|\n|1|", "a\n-\n1", "a\n|-|", "a | b", "`a|b`\n-|-"),
    *("a<br>b  \nc", "> a\n>\n> - b\n>\n>   c", "1. a\n\n    b\n\n2. c", "a\n===\nb\n# c\n***"),
]


@pytest.mark.parametrize("extensions", SETS.values(), ids=SETS)
def test_a_look_at_the_text_before_a_processor_changes_nothing(extensions):
    for source in ODD_TEXTS:
        assert_same(source, extensions)


class OwnToc(TocTreeprocessor):
    pass


def test_pythons_own_processors_take_the_short_ways_and_others_their_own():
    own = TocExtension()
    own.TreeProcessorClass = OwnToc
    md = markdown.Markdown(extensions=["tables", "md_in_html", own, EXTENSION])
    asked = (md.preprocessors, md.parser.blockprocessors, md.inlinePatterns, md.treeprocessors, md.postprocessors)
    taken = {type(one) for one in (md.parser, *itertools.chain(*asked))}
    quick = {one for one in vars(shortcuts).values() if isinstance(one, type) and one.__module__ == shortcuts.__name__}
    others = {shortcuts.QuickToc, shortcuts.QuickHtmlBlocks, shortcuts.QuickRawHtml}
    assert quick - taken == others  # in whose place those of the extensions stand
    assert OwnToc in taken
    is_block_level = md.is_block_level
    md.convert("# a\n\n- b")
    assert md.is_block_level == is_block_level


class Everywhere(dict):
    """Has a definition for each name."""

    def __contains__(self, name):
        return True

    def __missing__(self, name):
        return f"/{name}", ""


@pytest.mark.parametrize("definition", ["", "\n\n[b]: /b 'B'"])
@pytest.mark.parametrize("kind", [dict, Everywhere])
def test_links_that_name_a_definition_find_it(kind, definition):
    define = Added(lambda md: setattr(md, "references", kind()))
    source = "[a][b] [b] [c][] ![d][b] ![b] [e](f) *[b]*" + definition
    assert convert(source, [define, EXTENSION]) == convert(source, [define])


def test_without_definitions_no_link_is_looked_for_by_name(monkeypatch):
    monkeypatch.setattr(ReferenceInlineProcessor, "handleMatch", None)
    assert convert("[a][b] [c](/d)", [EXTENSION])[0] == '<p>[a][b] <a href="/d">c</a></p>'


class Heading(BlockProcessor):
    """Leaves another text to the processors behind it."""

    def test(self, parent, block):
        return block == "one"

    def run(self, parent, blocks):
        blocks[0] = "# one"
        return False


def test_a_plain_paragraph_is_offered_to_few_processors(monkeypatch):
    heading = Added(lambda md: md.parser.blockprocessors.register(Heading(md.parser), "own", 95))
    assert convert("one\n\ntwo", [heading, EXTENSION])[0] == "<h1>one</h1>\n<p>two</p>"
    monkeypatch.setattr(HashHeaderProcessor, "test", None)
    assert convert("one\ntwo", [EXTENSION])[0] == "<p>one\ntwo</p>"
    with pytest.raises(TypeError):
        convert("one\n2", [EXTENSION])


def test_the_patterns_are_those_of_the_converter_afterwards():
    md = markdown.Markdown(extensions=[*MATERIAL, EXTENSION])
    before = list(md.inlinePatterns)
    md.convert("*a* `b`")
    assert list(md.inlinePatterns) == before
    assert md.treeprocessors["inline"].inlinePatterns is md.inlinePatterns


def test_without_pythons_own_parser_all_patterns_are_searched_for(monkeypatch):
    caches = (find_literals, prefilters._may_match_any, prefilters._prefilter_expression)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(prefilters, "PARSER", None)
    assert find_literals(re.compile("a")) == frozenset()
    md = markdown.Markdown()
    md.treeprocessors.register(PrefilteredInlineProcessor(md), "inline", 20)
    assert md.convert("*a* `b`") == "<p><em>a</em> <code>b</code></p>"
    for cached in caches:
        cached.cache_clear()
