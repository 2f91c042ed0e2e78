"""What only another engine understands in a text, and is published as it is written: each kind, and where it stands.

The marks of other engines at which an excerpt ends are understood.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from mkdocs_blogposts.lazy_imports import markdown_it
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.field_values import parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.naming.field_names import normalize_name

LONGEST = 1_000_000
"""Characters of a text that is looked at."""

CODE = compile_pattern(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)", re.DOTALL)
HIGHLIGHTED = compile_pattern(r"(\{%-?\s*highlight\b[^%]*%\})(.*?)(\{%-?\s*endhighlight\s*-?%\})", re.DOTALL)
COMMENT = compile_pattern(r"<!--.*?-->", re.DOTALL)

INNER_FENCE = "\ufdd2"
"""Stands for code between fences that Python-Markdown's `fenced_code` takes for text, being in a list or a quote."""

NOTES = (
    "note|tip|info|warning|danger|caution|important|success|hint|details|question|example|quote|abstract|bug|failure"
)


class ForeignKind(NamedTuple):
    """A piece of syntax of another engine."""

    name: str
    """As a message shows it."""

    pattern: re.Pattern[str]

    hint: str
    """What to write. One sentence, or the part of one that follows `Write`."""

    understood_by: frozenset[str] = frozenset()
    """Extensions of Markdown, and plugins, with which it isn't foreign syntax any more."""


def _kind(name: str, pattern: str, hint: str, *understood_by: str) -> ForeignKind:
    return ForeignKind(name, compile_pattern(pattern, re.MULTILINE), hint, frozenset(understood_by))


MACROS = ("macros", "jinja", "markdownextradata", "simple-hooks")

KINDS: tuple[ForeignKind, ...] = (
    _kind("{% highlight %}", r"(?<!\{)\{%-?\s*(?:highlight|codeblock)\b", "Write a fenced block: '```ruby'.", *MACROS),
    _kind(
        "{% post_url %}",
        r"(?<!\{)\{%-?\s*(?:post_url|post_link|link)\s",
        "Write the path of the post's file: '[words](2026-01-02-a-post.md)'.",
        *MACROS,
    ),
    _kind("{% include %}", r"(?<!\{)\{%-?\s*include\w*\s", "Write what it includes in its place.", *MACROS),
    _kind(
        "{% asset_img %}", r"(?<!\{)\{%-?\s*asset_(?:img|path|link)\s", "Write an image: '![words](name.jpg)'.", *MACROS
    ),
    _kind(
        "{% … %}",
        r"(?<!\{)\{%-?\s*(?!highlight\b|endhighlight\b|codeblock\b|endcodeblock\b|post_url\b|post_link\b|link\b|include|asset_|end)\w+",
        "MkDocs runs no Liquid; write what it makes.",
        *MACROS,
    ),
    _kind("{{< figure >}}", r"\{\{[<%]\s*figure\b", "Write an image: '![words](name.jpg)'."),
    _kind("{{< ref >}}", r"\{\{[<%]\s*(?:rel)?ref\b", "Write the path of the page's file: '[words](a-post.md)'."),
    _kind("{{< highlight >}}", r"\{\{[<%]\s*highlight\b", "Write a fenced block: '```go'."),
    _kind(
        "{{% notice %}}",
        r"\{\{[<%]\s*(?:notice|admonition|alert|callout|hint)\b",
        "Write '!!! note' and indent the text below it, with the extension 'admonition'.",
    ),
    _kind(
        "{{< … >}}",
        r"\{\{[<%]\s*(?!/|figure\b|ref\b|relref\b|highlight\b|notice\b|admonition\b|alert\b|callout\b|hint\b)[\w\"]",
        "MkDocs runs no shortcodes; write what it makes.",
    ),
    _kind("{{ … }}", r"\{\{(?![<%])(?!\s*\}\})", "MkDocs fills nothing in here; write what it stands for.", *MACROS),
    _kind(
        "{filename}",
        r"\{(?:filename|static|attach|tag|category|author|index)\}|\|(?:filename|static|attach)\|",
        "Take the braces away and write the path of the file: '[words](other.md)'.",
    ),
    _kind(
        ":::note",
        rf"^[ \t]*:{{3,}}[ \t]*(?:{NOTES})\b",
        "Write '!!! note' and indent the text below it, with the extension 'admonition'.",
    ),
    _kind(
        "import … from",
        r"^(?:import\s[^\n]*?['\"][^'\"\n]+['\"];?|export\s+(?:const|default|function|let)\b[^\n]*)[ \t]*$",
        "MDX is not run; take the line out.",
    ),
    _kind(
        "<Component>",
        r"(?<!\w)<[A-Z][A-Za-z]*[a-z][A-Za-z]*(?=[\s/>])",
        "MDX is not run; write what the component shows.",
    ),
    _kind(
        "[[wikilink]]",
        r"!?\[\[[^\[\]\s][^\[\]\n]*\]\]",
        "Write '[words](page.md)', or add a plugin for such links, such as 'roamlinks'.",
        *("wikilinks", "roamlinks", "ezlinks", "obsidian-bridge", "obsidian-support", "pub-obsidian", "wikilinks-plus"),
    ),
    _kind(
        "@/page.md",
        r"(?:\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?|href=\")@/[^)\s>]+",
        "Write the path of the page's file: '[words](other.md)'.",
    ),
    _kind("__GHOST_URL__", r"__GHOST_URL__", "Take it away; what follows is a path from the site's root."),
    _kind(
        "[gallery]",
        r"(?<![\w!\]\\])\[/?(?:gallery|caption|embed|audio|video|playlist|wp_\w+)(?=[\s\]])[^\]\n]*\](?![(\[:])",
        "MkDocs runs no shortcodes of WordPress'; write what it makes.",
    ),
    _kind("• item", r"^[ \t]*[•●▪◦‣][ \t\xa0]+\S", "Write '- ' in place of the sign, so that it becomes a list."),
    _kind(
        "[words] (url)",
        r"\[[^\[\]\n]*[^\W\d_]{2}[^\[\]\n]*\][ \t]\((?:https?://|[\w./%-]+\.(?:md|html?|png|jpe?g|webp|pdf)\b)[^()\n]*\)",
        "Take the space between ']' and '(' away.",
    ),
    _kind(
        "(words)[url]",
        r"(?<!\])\([^()\n]+\)\[(?:https?://|[\w./-]+\.md\b)[^\]\n]*\](?![(\[])",
        "Write the brackets the other way round: '[words](url)'.",
    ),
    _kind("{: .class}", r"\{:\s*[.#\w][^}\n]*\}", "Add 'attr_list' to markdown_extensions.", "attr_list", "extra"),
    _kind(
        "{#id}",
        r"^(?:#{1,6}[ \t]+\S.*\{:?[ \t]*#\w[^}\n]*\}[ \t#]*$|\S[^\n]*\{:?[ \t]*#\w[^}\n]*\}[ \t]*\n(?:=+|-+)[ \t]*$)",
        "Add 'attr_list' to markdown_extensions.",
        *("attr_list", "extra"),
    ),
    _kind("[^1]", r"^\[\^[^\]\n]+\]:", "Add 'footnotes' to markdown_extensions.", "footnotes", "extra"),
    _kind(
        "~~deleted~~",
        r"(?<![~\\])~~(?![~\s])[^~\n]+?(?<!\s)~~(?!~)",
        "Add 'pymdownx.tilde' to markdown_extensions.",
        *("pymdownx.tilde", "markdown_del_ins", "mdx_gfm", "del_ins"),
    ),
    _kind(
        "- [x]",
        r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+\[[ xX]\][ \t]",
        "Add 'pymdownx.tasklist' to markdown_extensions.",
        *("pymdownx.tasklist", "markdown_checklist.extension", "mdx_gfm"),
    ),
    _kind(
        "``` in a list",
        re.escape(INNER_FENCE),
        "Add 'pymdownx.superfences' to markdown_extensions.",
        "pymdownx.superfences",
    ),
    _kind(
        "> [!NOTE]",
        r"^[ \t]*>[ \t]*\[![A-Za-z]+\]",
        "Write '!!! note' and indent the text below it, or add a plugin for them, such as 'callouts'.",
        *("callouts", "github-callouts", "markdown_callouts", "gfm_admonition", "obsidian-bridge"),
    ),
)
"""In the order in which they are told."""


SIGNS = ("{", "[", "~", ":::", "<", "import ", "export ", "__", *"•●▪◦‣", "```")
"""One of them is in each piece of foreign syntax."""


def find_foreign_syntax(text: str, understood: Collection[str]) -> Iterator[tuple[ForeignKind, int]]:
    """Each piece of foreign syntax of a text that is not `understood`, with its line, counted from 1."""
    if len(text) > LONGEST or not any(sign in text for sign in SIGNS):
        return
    bare = blank_out_code(text)
    for kind in KINDS:
        if kind.understood_by.isdisjoint(understood):
            line = counted = 0
            for found in kind.pattern.finditer(bare):
                line, counted = line + bare.count("\n", counted, found.start()), found.start()
                yield kind, line + 1


def blank_out_code(text: str) -> str:
    """The text with spaces in place of code and comments, every line where it was."""
    lines = text.split("\n")
    for token in markdown_it.MarkdownIt("commonmark").parse(text):
        if token.type in ("fence", "code_block") and token.map:
            first = INNER_FENCE if token.type == "fence" and lines[token.map[0]][:1] in " \t>" else ""
            lines[slice(*token.map)] = [first, *[""] * (token.map[1] - token.map[0] - 1)]
    bare = CODE.sub(lambda code: _blank(code[0]), "\n".join(lines))
    bare = HIGHLIGHTED.sub(lambda found: f"{found[1]}{_blank(found[2])}{found[3]}", bare)
    return COMMENT.sub(lambda comment: _blank(comment[0]), bare)


def _blank(text: str) -> str:
    return "\n" * text.count("\n") or " "


MARK = "<!-- more -->"
SEPARATOR = "excerptseparator"
_WORDS = r"(?:more|read[ -]?more|truncate|excerpt)"
UNSEEN_MARKS = compile_pattern(
    rf"""^(?: \{{/\*\s*{_WORDS}\s*\*/\}}
      | \[(?://|comment|_metadata_)\]:\s\#?\s*(?:[("']|<>\s\()\s*{_WORDS}\s*[)"']
    )[ \t]*$""",
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
"""Marks in a comment of MDX, which would be printed, and of Markdown, of which nothing is left: `[//]: # (more)`."""


def normalize_excerpt_mark(text: str, values: Mapping[str, Value]) -> str:
    """The text with our mark in the place of Jekyll's `excerpt_separator`, as the front matter has it, or of MDX's."""
    separator = next((parse_text(value) for key, value in values.items() if normalize_name(key) == SEPARATOR), "")
    if separator and MARK not in text:
        text = text.replace(separator, MARK, 1)
    is_marked = MARK in text or not ("{/*" in text or "]:" in text)
    return text if is_marked else UNSEEN_MARKS.sub(MARK, text, count=1)
