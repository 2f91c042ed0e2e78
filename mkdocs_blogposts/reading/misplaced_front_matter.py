"""What looks like a post and isn't one: why, and what to write."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.dates import INDEX_NAMES

BEGINNING = 6000
"""Characters of a file in which its front matter may be misplaced."""

HEADING = compile_pattern(r"(?:#{1,6}[ \t][^\n]*|<h1[^\n]*|[^\n]+\n(?:=+|-{2,}))[ \t]*\n\s*")
INDENTED = compile_pattern(r"[\u200b\ufeff\s]*?^[ \t]+-{3}", re.MULTILINE)
FENCE = compile_pattern(r"(?:---|\+\+\+)[ \t]*\n")
RULE = r"[-—–―−]{2,}|[—―]|(?:-[ \t]){2,}-?|(?:\*[ \t]?){3,}|_{3,}|={3,}|%{3,}|;{3,}|~{3}|\+{2,}"
ODD_FENCE = compile_pattern(rf"(?P<fence>{RULE}|-{{3}}[ \t]*[a-z]+|<!--(?:\s*-{{3,}})?)[ \t]*\n")
ANY_FENCE = compile_pattern(rf"\n[ \t]*(?P<fence>{RULE}|<!--(?:\s*-{{3,}})?)[ \t]*\n")
LAST = compile_pattern(rf"\n(?:{RULE}|(?:-{{3,}}[ \t]*)?-->|\.\.\.|`{{3,}})[ \t]*(?:\n|\Z)")
CODE_BLOCK = compile_pattern(r"`{3,}[ \t]*(?:ya?ml|toml|json|front-?matter|\{[^}\n]*\})?[ \t]*\n(?:-{3}[ \t]*\n)?")
INNER_FENCE = compile_pattern(r"\A(?:---|\+\+\+)[ \t]*\n|\n(?:---|\+\+\+)[ \t]*\Z")
BULLET = compile_pattern(r"^- (?=[\w\"']+:)", re.MULTILINE)
DECORATED = compile_pattern(
    r"(?:#\+|:|\.\. |[*+-][ \t]+|(?P<def>@def[ \t]+))?\*{0,2}(?P<key>[^\W\d][\w-]{0,40})"
    r"(?(def)[ \t]*=|(?:\*\*:|:\*\*|:))[ \t]*(?P<value>.*)\Z"
)
JSON_START = compile_pattern(r"(?:\[\s*)?\{\s*[\"'\w]|---[ \t]*[a-z]+[ \t]*\n")
JSON_FIELD = compile_pattern(
    r"[\"']?(?P<key>\w[\w-]{0,40})[\"']?[ \t]*[:=][ \t]*(?P<value>\"[^\"\n]*\"|'[^'\n]*'|[\w.+-]+)"
)
ODD_SPACES = {
    **dict.fromkeys((0xFEFF, 0x200B, 0x2060)),
    0xA0: " ",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0xFF1A: ": ",
}
"""Characters that nobody sees, other ends of lines, and the colon of Chinese and Japanese keyboards."""

BELOW_FIRST, NO_PAIRS = "it stands below a first one", "its lines aren't 'key: value'"

LINE = compile_pattern(r"[\"']?[^\W\d][\w.-]{0,40}[\"']?[ \t]*[:=]|[ \t]+\S|-[ \t]|[#\]}]|[ \t]*\Z")
UNFENCED = compile_pattern(r"[^\W\d][\w-]{0,40}[ \t]*[:=]|(?: {4}|\t)\S")
TELLING = compile_pattern(
    r"^[\"']?(?:date|draft|status|published?|pubdate|publishdate|created)[\"']?[ \t]*[:=]", re.IGNORECASE | re.MULTILINE
)
DATED = compile_pattern(r"^(?:date|pubdate|publishdate|published|created)[ \t]*:[ \t]*\d", re.IGNORECASE | re.MULTILINE)
WITHOUT_COLON = compile_pattern(
    r"^(title|date|draft|status|published?|tags?|categor(?:y|ies)|authors?|description|slug|layout)[ \t]+(?=[^\s:=])",
    re.IGNORECASE | re.MULTILINE,
)
CLEAR = compile_pattern(
    r"date[ \t]+\d[^\n]*|draft[ \t]+(?:true|yes|on)|published?[ \t]+(?:false|no|off)", re.IGNORECASE
)
"""Lines without a colon that are fields all the same, if all the others may be, too."""

FIELD_BELOW = compile_pattern(r"(?:@def[ \t]+)?[^\W\d][\w-]{0,40}[ \t]*[:=]")
NOT_PUBLIC = compile_pattern(
    r"(?:@def[ \t]+)?(?:(?:is[-_]?)?(?:draft|private|hidden|unlisted)[ \t]*[:=][ \t]*(?:true|yes|on|1)"
    r"|(?:is[-_]?)?publish(?:ed)?[ \t]*[:=][ \t]*(?:false|no|off|0)"
    r"|status[ \t]*[:=][ \t]*[\"']?(?:draft|private|hidden|unlisted|unpublished)[\"']?)[ \t]*",
    re.IGNORECASE,
)
"""A line of a text that says that not everybody is to see it, in words that mean nothing else."""

DIRECTIVE = compile_pattern(
    r"^(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{post\}[ \t]*(?P<date>[^\n]*)\n(?P<options>.*?)^(?P=fence)[`~:]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
OPTION = compile_pattern(r"^:(?P<key>[\w-]+):[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)
CODE = compile_pattern(r"^(?:`{3,}|~{3,})", re.MULTILINE)

NAMED = compile_pattern(r"(?P<date>(?:\d{2}|\d{4})-\d{1,2}-\d{1,2}|(?:19|20)\d{6})(?=[-_. ]|\Z)")
"""How a file's name begins that looks dated."""


class MisplacedFrontMatter(NamedTuple):
    """A front matter that stands where nobody reads it."""

    text: str
    """The file as it would be read: the front matter at its top."""

    why: str
    line: int

    may_be_example: bool = False
    """May it be there to be read, unless it says that the page is not public?"""


def find_untitled_fields(text: str) -> MisplacedFrontMatter | None:
    """Lines of fields at the top of a file that are no front matter, such as those of Org and Franklin.

    Lines of `Key: value` are none without a title or a date.
    """
    start = _plain_text(text).lstrip()
    block = start.partition("\n\n")[0]
    if TELLING.search(block) and all(UNFENCED.match(each) for each in block.split("\n")):
        if all("=" in each.partition(":")[0] for each in block.split("\n")):
            return MisplacedFrontMatter(f"+++\n{block}\n+++\n", NO_PAIRS, 1)
        return MisplacedFrontMatter(f"---\n{block}\n---\n", "it has neither a title nor a date", 1)
    if heading := HEADING.match(start):
        below = start[heading.end() :].partition("\n\n")[0]
        if DATED.search(below) and all(UNFENCED.match(each) for each in below.split("\n")):
            line = start.count("\n", 0, heading.end()) + 1
            return MisplacedFrontMatter(f"---\n{below}\n---\n", "it stands below a heading", line)
    fields = [found.expand(r"\g<key>: \g<value>") for each in block.split("\n") if (found := DECORATED.match(each))]
    if len(fields) != block.count("\n") + 1 or not TELLING.search("\n".join(fields)):
        return None
    return MisplacedFrontMatter("\n".join(["---", *fields, "---", ""]), NO_PAIRS, 1)


def find_misplaced_front_matter(text: str) -> MisplacedFrontMatter | None:
    """The front matter of a file that has none where it should be; `None` where there is none elsewhere.

    It has a date, or says who may see the post, and nothing but fields.
    """
    whole = _plain_text(text)
    start = whole.lstrip()
    above = whole.count("\n", 0, len(whole) - len(start))
    for found in (_at_top(start), _below(start), _unread_json(start)):
        if found:
            placed = found._replace(line=above + found.line)
            return placed._replace(why=_why_exactly(placed, text))
    return _directive(whole if "{post}" in whole else "")


def _why_exactly(found: MisplacedFrontMatter, text: str) -> str:
    """Why lines that look like `key: value` aren't that to a computer."""
    end = found.line - 1 + found.text.count("\n")
    if found.why == NO_PAIRS and "：" in "".join(text.split("\n", end)[:end]):
        return "its colons are '：' in place of ':'"
    return "its lines are indented" if found.why == NO_PAIRS and INDENTED.match(text) else found.why


def find_second_front_matter(body: str, is_among_posts: bool) -> MisplacedFrontMatter | None:
    """Front matter right below a first one, which alone is read. Fields without fences are a text, but among posts."""
    start = _plain_text(body[:BEGINNING]).lstrip()
    first = FENCE.match(start) or ODD_FENCE.match(start)
    fenced = _between(start, first.end() if first else 0, BELOW_FIRST, 1)
    return fenced or (_fields_below(start) if is_among_posts else None)


def _fields_below(start: str) -> MisplacedFrontMatter | None:
    """A first paragraph that is nothing but fields, and says that not everybody is to see the page.

    A blank line, or one that isn't `Key: value`, stands between it and the others.
    """
    lines = start.partition("\n\n")[0].rstrip().split("\n")
    said = [each.removeprefix("@def ") for each in lines if NOT_PUBLIC.fullmatch(each)]
    if not said or not all(FIELD_BELOW.match(each) for each in lines):
        return None
    block = "\n".join(each.replace("=", ":", 1).replace(":", ": ", 1) for each in said)
    return MisplacedFrontMatter(f"---\n{block}\n---\n", BELOW_FIRST, 1)


def _plain_text(text: str) -> str:
    """The beginning of a file as those read it who see no difference between one space and another."""
    whole = text[:BEGINNING].translate(ODD_SPACES).replace("\r\n", "\n")
    first = next((line for line in whole.split("\n") if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return re.sub(rf"^{indent}", "", whole, flags=re.MULTILINE) if indent else whole


def _at_top(start: str) -> MisplacedFrontMatter | None:
    if code := CODE_BLOCK.match(start):
        found = _between(start, code.end(), "it stands in a code block", 1)
        return found._replace(may_be_example=True) if found else None
    first = ODD_FENCE.match(start)
    if not first:
        return None
    fence = " ".join(first["fence"].split())
    why = NO_PAIRS if fence == "---" else f"'{fence}' does not begin one"
    return _between(start, first.end(), why, 1)


def _below(start: str) -> MisplacedFrontMatter | None:
    """That which stands below a heading or other text, but not one that is shown in a block of code."""
    heading = HEADING.match(start)
    for first in islice(ANY_FENCE.finditer(start, 1), 20):
        if len(CODE.findall(start, 0, first.start())) % 2:
            continue
        is_next = heading and heading.end() <= first.start("fence") and not start[heading.end() : first.start()].strip()
        why = "it stands below a heading" if is_next else "it stands below other text"
        if found := _between(start, first.end(), why, start.count("\n", 0, first.start("fence")) + 1):
            return found
    return None


def _between(text: str, at: int, why: str, line: int) -> MisplacedFrontMatter | None:
    last = LAST.search(text, max(at - 1, 0))
    block = BULLET.sub("", text[at : last.start()].strip("\n")) if last else ""
    block = INNER_FENCE.sub("", block)
    if any(CLEAR.fullmatch(each.rstrip()) for each in block.split("\n")):
        block = WITHOUT_COLON.sub(r"\1: ", block)
    if not TELLING.search(block) or not all(LINE.match(each) for each in block.split("\n")):
        return None
    fence = "+++" if re.search(r"^[\w-]+[ \t]*=", block, re.MULTILINE) else "---"
    return MisplacedFrontMatter(f"{fence}\n{block}\n{fence}\n", why, line)


def _unread_json(start: str) -> MisplacedFrontMatter | None:
    """What begins as JSON or as the code of Eleventy's `---js`, and ends as none."""
    if not JSON_START.match(start):
        return None
    fields = [f"{found['key']}: {found['value']}" for found in JSON_FIELD.finditer(start.partition("\n\n")[0])]
    block = "\n".join(fields)
    why = "it isn't valid JSON" if start[0] in "{[" else f"'{start.partition(chr(10))[0].strip()}' does not begin one"
    return MisplacedFrontMatter(f"---\n{block}\n---\n", why, 1) if TELLING.search(block) else None


def _directive(text: str) -> MisplacedFrontMatter | None:
    """The directive `{post}` of Sphinx' blogs, which isn't an example within other code."""
    found = DIRECTIVE.search(text) if text else None
    if not found or len(CODE.findall(text, 0, found.start())) % 2:
        return None
    options = [f"{option['key']}: {option['value']}" for option in OPTION.finditer(found["options"])]
    block = "\n".join([f"date: {found['date']}", *options])
    return MisplacedFrontMatter(
        f"---\n{block}\n---\n", "it stands in a '{post}' directive", text.count("\n", 0, found.start()) + 1
    )


def find_dated_name(source: str) -> str:
    """What the name of a file, or of the folder that an `index.md` stands for, begins with like a date."""
    *folders, name = source.split("/")
    stem = name.partition(".")[0] if name.partition(".")[0] in INDEX_NAMES else ""
    found = NAMED.match(folders[-1] if stem and folders else name)
    return found["date"] if found else ""


def expand_short_date(source: str) -> str:
    """The date of a name such as `18-04-04-x` or `20180404-x`, in the form that all can read; empty without.

    Among posts it is one, as Jekyll has it; elsewhere it may number chapters.
    """
    written = find_dated_name(source)
    if "-" not in written:
        return f"{written[:4]}-{written[4:6]}-{written[6:]}" if written else ""
    return f"20{written}" if written.index("-") == 2 else ""
