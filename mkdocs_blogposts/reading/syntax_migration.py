"""A text of another engine with what has a sure counterpart for MkDocs in its place, and a count of each change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from textwrap import indent

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_imports import markdown_it
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.engine_syntax import CODE
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter

Find = Callable[[str], str]
"""The path, from the page, of the file that another engine's link means; empty where none or several may be meant."""

Change = tuple[str, re.Pattern[str], Callable[[re.Match[str], Find], str]]
"""What is counted, what is looked for, and what stands in its place: the same where it has no sure counterpart."""

Piece = tuple[str, bool]
"""Some code, and whether it is a block."""

CODE_SIGN, END_SIGN = "\ufdd0", "\ufdd1"
"""Stand around the number of a piece of code while a text is changed: noncharacters, which no text has."""

PIECE = compile_pattern(f"(?m)(?P<indent>^[ \t]*)?{CODE_SIGN}(?P<number>\\d+){END_SIGN}")
ATTRIBUTE = compile_pattern(r"(?P<name>[\w-]+)\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL)

NOTE_TYPES: Mapping[str, str] = {"caution": "warning", "important": "info", "secondary": "note", "details": "note"}
"""Notes that Python-Markdown's themes have under another name."""


@dataclass(frozen=True)
class RewrittenText:
    """A file's text after the changes."""

    text: str
    counts: Mapping[str, int] = field(default_factory=dict)
    """How often each kind was changed."""


def rewrite_text(text: str, engine: str, find: Find) -> RewrittenText:
    """The text of a file, with its front matter as it was and its code, too."""
    body = parse_front_matter(text.replace("\r\n", "\n")).body
    whole = text.replace("\r\n", "\n")
    if not whole.endswith(body):
        return RewrittenText(text)
    counts: Counter[str] = Counter()
    bare, code = _without_code(body)
    for name, pattern, change in CHANGES[engine]:
        bare = pattern.sub(lambda found, name=name, change=change: _counted(found, name, change, find, counts), bare)  # type: ignore[misc]
    if engine in WITH_NOTES:
        bare = _notes(bare.split("\n"), counts)
    body_again = _with_code(bare, code)
    if engine in WITH_LIQUID:  # which runs in code as well
        body_again, counts["{% raw %}"] = RAW.subn("", body_again)
    result = whole[: len(whole) - len(body)] + body_again
    return RewrittenText(result.replace("\n", "\r\n") if "\r\n" in text else result, dict(counts))


def _counted(
    found: re.Match[str], name: str, change: Callable[[re.Match[str], Find], str], find: Find, counts: Counter[str]
) -> str:
    result = change(found, find)
    counts[name] += result != found[0]
    return result


def _without_code(text: str) -> tuple[str, list[Piece]]:
    """The text with a number in the place of each piece of code, and the pieces."""
    pieces: list[Piece] = []

    def kept(code: str, is_block: bool = False) -> str:
        pieces.append((code, is_block))
        return f"{CODE_SIGN}{len(pieces) - 1}{END_SIGN}"

    lines = text.split("\n")
    fences = [token for token in markdown_it.MarkdownIt("commonmark").parse(text) if token.type == "fence"]
    for start, end in reversed([fence.map for fence in fences if fence.map]):
        lines[start:end] = [kept("\n".join(lines[start:end]), is_block=True)]
    return CODE.sub(lambda code: kept(code[0]), "\n".join(lines)), pieces


def _with_code(text: str, pieces: Sequence[Piece]) -> str:
    """The text with its code again, of which a block is indented as far as its number is now."""

    def code(found: re.Match[str]) -> str:
        piece, is_block = pieces[int(found["number"])]
        before = found["indent"] or ""
        return indent(piece, before) if is_block else before + piece

    return PIECE.sub(code, text)


def _fenced(found: re.Match[str], _: Find) -> str:
    language = (found["language"] or "").strip().partition(" ")[0].removeprefix("lang:")
    code = found["code"].strip("\n")
    fence = "````" if "```" in code else "```"
    return f"{fence}{language}\n{code}\n{fence}"


def _linked(found: re.Match[str], find: Find) -> str:
    return find(found["target"].strip(" \"'")) or found[0]


def _internal_link(found: re.Match[str], find: Find) -> str:
    path = find(f"/{found['target']}")
    return (found["space"] or "") + path if path else found[0]


def _post_link(found: re.Match[str], find: Find) -> str:
    path, title = find(found["target"]), (found["title"] or "").strip(" \"'")
    return f"[{title or found['target']}]({path})" if path else found[0]


def _asset(found: re.Match[str], _: Find) -> str:
    return f"![{(found['title'] or '').strip(chr(34) + chr(39) + ' ')}]({found['target']})"


def _url(found: re.Match[str], _: Find) -> str:
    return found["target"]


def _root(found: re.Match[str], _: Find) -> str:
    return "/"


def _nothing(found: re.Match[str], _: Find) -> str:
    return ""


def _attributes(text: str) -> dict[str, str]:
    return {each["name"].lower(): each["value"] for each in ATTRIBUTE.finditer(text)}


def _figure(found: re.Match[str], find: Find) -> str:
    given = _attributes(found["given"])
    source = given.get("src") or given.get("link", "")
    source = ("" if "//" in source else find(source)) or source
    caption, title = given.get("caption", ""), given.get("title", "")
    if not source or "\n" in caption:
        return found[0]
    named = f' "{title}"' if title and '"' not in title else ""
    image = f"![{given.get('alt') or caption or title}]({_bracketed(source)}{named})"
    image = f"[{image}]({given['link']})" if given.get("link") and given.get("src") else image
    return f"{image}\n*{caption}*" if caption else image


def _bracketed(path: str) -> str:
    return f"<{path}>" if " " in path else path


def _shortcode_note(found: re.Match[str], _: Find) -> str:
    given = found["given"].strip()
    attributes = _attributes(given)
    words = [one or other for one, other in re.findall(r'"([^"]*)"|(\S+)', given)] if not attributes else []
    kind = attributes.get("type") or attributes.get("style") or (words[0] if words else "note")
    title = attributes.get("title") or (words[1] if len(words) > 1 else "")
    return _note(kind, title, found["text"])


def _note(kind: str, title: str, text: str) -> str:
    kind = NOTE_TYPES.get(kind.lower(), kind.lower())
    named = f' "{title}"' if title and '"' not in title else ""
    return f"!!! {kind}{named}\n\n{indent(text.strip(chr(10)), '    ')}\n"


NOTE_FIRST = compile_pattern(
    r"(?P<indent>[ \t]*)(?P<colons>:{3,})[ \t]*(?P<kind>[a-z]+)"
    r"(?:\[(?P<label>[^\]\n]*)\]|[ \t]+(?P<title>[^\n{]+?))?[ \t]*"
)


def _notes(lines: Sequence[str], counts: Counter[str]) -> str:
    """Docusaurus' notes, `:::tip Title` to `:::`, those within others as well."""
    done: list[str] = []
    at = 0
    while at < len(lines):
        first = NOTE_FIRST.fullmatch(lines[at])
        end = _end_of_note(lines, at, first["colons"]) if first else 0
        if not first or not end:
            done.append(lines[at])
            at += 1
            continue
        counts[":::note"] += 1
        inner = _notes([line.removeprefix(first["indent"]) for line in lines[at + 1 : end]], counts)
        note = _note(first["kind"], (first["label"] or first["title"] or "").strip(), inner).rstrip("\n")
        done += [*([""] if done and done[-1].strip() else []), *indent(note, first["indent"]).split("\n")]
        at = end + 1
        done += [""] if at < len(lines) and lines[at].strip() else []
    return "\n".join(done)


def _end_of_note(lines: Sequence[str], start: int, colons: str) -> int:
    """The line that closes a note; 0 where none does."""
    depth = 0
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if line.startswith(colons) and NOTE_FIRST.fullmatch(lines[number]):
            depth += 1
        elif line == colons:
            depth -= 1
            if not depth:
                return number
    return 0


def _change(name: str, pattern: str, change: Callable[[re.Match[str], Find], str]) -> Change:
    return name, compile_pattern(pattern, re.MULTILINE | re.DOTALL), change


TAG = r"(?<!\{)\{%-?\s*"
END = r"\s*-?%\}"

CHANGES: Mapping[str, tuple[Change, ...]] = {
    "jekyll": (
        _change(
            "{% highlight %}",
            rf"{TAG}highlight(?P<language>\s+\w[\w+#-]*)?[^%]*{END}[ \t]*\n?(?P<code>.*?){TAG}endhighlight{END}",
            _fenced,
        ),
        _change("{% post_url %}", rf"{TAG}(?:post_url|link)\s+(?P<target>[^%\s]+){END}", _linked),
        _change(
            "{{ … }}",
            r"""\{\{-?\s*(["'])(?P<target>[^"']+)\1\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*-?\}\}""",
            _url,
        ),
        _change("{{ … }}", r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}(?=/)", _nothing),
    ),
    "hugo": (
        _change(
            "{{< figure >}}", r"\{\{[<%]\s*figure\s+(?P<given>(?:[^>%\"']|\"[^\"]*\"|'[^']*')*?)/?\s*[>%]\}\}", _figure
        ),
        _change(
            "{{< highlight >}}",
            r"\{\{[<%]\s*highlight\s+(?P<language>[\w+#-]+)[^\n]*?[>%]\}\}[ \t]*\n?"
            r"(?P<code>.*?)\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
            _fenced,
        ),
        _change(
            "{{< ref >}}", r"\{\{[<%]\s*(?:rel)?ref\s+(?P<target>\"[^\"]+\"|'[^']+'|[^\s\"'>%]+)\s*[>%]\}\}", _linked
        ),
        _change(
            "{{% notice %}}",
            r"^\{\{[<%]\s*(?P<tag>notice|admonition|alert|callout|hint)\b(?P<given>[^>%\n]*)[>%]\}\}[ \t]*\n?"
            r"(?P<text>.*?)\{\{[<%]\s*/\s*(?P=tag)\s*[>%]\}\}",
            _shortcode_note,
        ),
    ),
    "hexo": (
        _change(
            "{% highlight %}",
            rf"{TAG}codeblock(?:[^%\n]*?lang:(?P<language>[\w+#-]+))?[^%\n]*{END}[ \t]*\n?"
            rf"(?P<code>.*?){TAG}endcodeblock{END}",
            _fenced,
        ),
        _change("{% post_url %}", rf"{TAG}post_link\s+(?P<target>[^\s%]+)(?P<title>\s+[^%]*?)?{END}", _post_link),
        _change("{% asset_img %}", rf"{TAG}asset_img\s+(?P<target>[^\s%]+\.\w+)(?P<title>\s+[^%]*?)?{END}", _asset),
    ),
    "pelican": (
        _change(
            "{filename}",
            r"(?:\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|)(?P<target>[^\s)\"'>\]]+)",
            lambda found, find: find(found["target"]) or found["target"],
        ),
    ),
    "zola": (
        _change(
            "@/page.md",
            r"(?:(?<=\]\()|(?<=\]:)(?P<space>[ \t]+)|(?<=href=\"))@/(?P<target>[^)\s#\"]+)",
            _internal_link,
        ),
    ),
    "ghost": (_change("__GHOST_URL__", r"__GHOST_URL__/?(?=[\w#?/])", _root),),
    "docusaurus": (_change("{/* … */}", r"\{/\*(?P<text>.*?)\*/\}", lambda found, _: f"<!--{found['text']}-->"),),
}
"""Of each engine what is changed, in this order."""

WITH_NOTES = frozenset({"docusaurus"})
WITH_LIQUID = frozenset({"jekyll", "hexo"})
RAW = compile_pattern(rf"{TAG}(?:end)?raw{END}")
ENGINES = tuple(CHANGES)
