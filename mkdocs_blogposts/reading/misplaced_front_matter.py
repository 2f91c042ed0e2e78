"""What looks like a post and is none: why, and what to write."""

from __future__ import annotations

import re

from mkdocs_blogposts.lazy_definitions import compile_pattern, dataclass
from mkdocs_blogposts.reading.dates import INDEX_NAMES

BEGINNING = 6000
"""Characters of a file in which its front matter may be misplaced."""

HEADING = compile_pattern(r"(?:#{1,6}[ \t][^\n]*|<h1[^\n]*|[^\n]+\n(?:=+|-{2,}))[ \t]*\n\s*")
FENCE = compile_pattern(r"(?:---|\+\+\+)[ \t]*\n")
ODD_FENCE = compile_pattern(
    r"(?P<fence>[-—–―−]{2,}|[—―]|(?:-[ \t]){2,}-?|(?:\*[ \t]?){3,}|_{3,}|={3,}|~{3}|\+{2}|<!--)[ \t]*\n"
)
LAST = compile_pattern(
    r"\n(?:[-—–―−]{2,}|[—―]|(?:-[ \t]){2,}-?|(?:\*[ \t]?){3,}|_{3,}|={3,}|~{3}|\+{2,}|-->|\.\.\.)[ \t]*(?:\n|\Z)"
)
LINE = compile_pattern(r"[\"']?[^\W\d][\w.-]{0,40}[\"']?[ \t]*[:=]|[ \t]+\S|-[ \t]|[#\]}]|[ \t]*\Z")
UNFENCED = compile_pattern(r"[^\W\d][\w-]{0,40}[ \t]*[:=]|(?: {4}|\t)\S")
TELLING = compile_pattern(
    r"^[\"']?(?:date|draft|status|published?|pubdate|publishdate|created)[\"']?[ \t]*[:=]", re.IGNORECASE | re.MULTILINE
)
DIRECTIVE = compile_pattern(
    r"^(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{post\}[ \t]*(?P<date>[^\n]*)\n(?P<options>.*?)^(?P=fence)[`~:]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
OPTION = compile_pattern(r"^:(?P<key>[\w-]+):[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)
CODE = compile_pattern(r"^(?:`{3,}|~{3,})", re.MULTILINE)

NAMED = compile_pattern(r"(?P<date>(?:\d{2}|\d{4})-\d{1,2}-\d{1,2}|(?:19|20)\d{6})(?=[-_. ]|\Z)")
"""How a file's name begins that looks dated."""


@dataclass(frozen=True)
class MisplacedFrontMatter:
    """A front matter that stands where nobody reads it."""

    text: str
    """The file as it would be read: the front matter at its top."""

    why: str
    line: int


def find_untitled_fields(text: str) -> MisplacedFrontMatter | None:
    """Lines of `Key: value` at the top of a file that have neither a title nor a date, and so are no front matter."""
    block = text[:BEGINNING].replace("\r\n", "\n").partition("\n\n")[0]
    is_one = TELLING.search(block) and all(UNFENCED.match(each) for each in block.split("\n"))
    return MisplacedFrontMatter(f"---\n{block}\n---\n", "it has neither a title nor a date", 1) if is_one else None


def find_misplaced_front_matter(text: str) -> MisplacedFrontMatter | None:
    """The front matter of a file that has none where it should be; `None` where there is none elsewhere.

    It has a date, or says who may see the post, and nothing but fields.
    """
    whole = text[:BEGINNING].replace("\r\n", "\n")
    start = whole.lstrip("\ufeff\u200b \t\n")
    above = whole.count("\n", 0, len(whole) - len(start))
    heading = HEADING.match(start)
    if heading and (first := FENCE.match(start, heading.end()) or ODD_FENCE.match(start, heading.end())):
        line = above + start.count("\n", 0, heading.end()) + 1
        return _between(start, first.end(), "it stands below a heading", line)
    if first := ODD_FENCE.match(start):
        return _between(start, first.end(), f"'{first['fence'].strip()}' does not begin one", above + 1)
    return _directive(whole if "{post}" in whole else "")


def _between(text: str, at: int, why: str, line: int) -> MisplacedFrontMatter | None:
    last = LAST.search(text, at - 1)
    block = text[at : last.start()] if last else ""
    if not TELLING.search(block) or not all(LINE.match(each) for each in block.split("\n")):
        return None
    fence = "+++" if re.search(r"^[\w-]+[ \t]*=", block, re.MULTILINE) else "---"
    return MisplacedFrontMatter(f"{fence}\n{block}\n{fence}\n", why, line)


def _directive(text: str) -> MisplacedFrontMatter | None:
    """The directive `{post}` of Sphinx' blogs, which is no example within other code."""
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
