"""What a writer is told of front matter that breaks: where it does, and what to write there."""

from __future__ import annotations

import json
from collections.abc import Mapping

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.frontmatter.parse_result import strip_typographic_quotes, unquote_text
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter
from mkdocs_blogposts.reading.problems import Problem, Rule

SHOWN = 100
"""Characters of a value that a problem shows."""

NAMES: Mapping[str, str] = {
    "yaml": "YAML",
    "toml": "TOML",
    "json": "JSON",
    "nikola": "comment",
    "hexo": "YAML",
    "hexo-json": "JSON",
    "mmd": "block",
}
"""What a message calls the front matter of each format."""

CLOSES = compile_pattern(r"no (?:line )?('[^']+') closes it")
YAML_PAIR = compile_pattern(r"\s*(?P<key>-|[\w-]+[ \t\xa0]*:)\s*(?P<value>.*)")
TOML_PAIR = compile_pattern(r"\s*(?P<key>[\w.-]+)[ \t\xa0]*[=:]\s*(?P<value>.*)")
JSON_PAIR = compile_pattern(r"""\s*(?P<key>(?P<quote>["']?)[\w-]+(?P=quote)[ \t\xa0]*:)\s*(?P<value>.*?),?""")
PLAIN = compile_pattern(r"[\w.](?!.*(?::\s|\s#)).*")
"""A value that needs no quotes, so that something else is wrong with its line."""

WHOLE = compile_pattern(r"[\[{].*[\]}]|[|>].?|")
OPEN_LIST = compile_pattern(r"\[+[\w ,.-]+\]*")
BEGUN = compile_pattern(r"""[\[{].*|["']{3}.*|""")
"""A value of several parts or lines, which quotes would make one text."""


def describe_syntax_error(file: str, front_matter: FrontMatter) -> Problem | None:
    """The problem of a broken front matter, or `None` where it is whole."""
    broken = front_matter.fields.broken
    if not broken:
        return None
    shown = show_value(broken.text.strip(" "))
    what = f"The {NAMES[front_matter.format_name]} front matter breaks at {shown} ({broken.reason[:SHOWN]})."
    hint = f"It was read as it stands; {_mended(front_matter.format_name, broken.text, broken.reason)}."
    return Problem(Rule.BROKEN_FRONT_MATTER, file, what, hint, broken.line, broken.column)


def show_value(text: str) -> str:
    """A writer's value as a problem shows it."""
    # Paths of Windows keep their signs as they are.
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…").replace("\\\\", "\\")


def _mended(format_name: str, line: str, reason: str) -> str:
    """What to write in place of a line that isn't one of its format."""
    if closes := CLOSES.fullmatch(reason):
        return f"write {closes[1]} on a line of its own where the front matter ends"
    if len(line) > SHOWN and reason.startswith("it is longer"):
        return "move what is long into the text"
    if format_name == "toml":
        return _mended_toml(line)
    return _mended_json(line) if NAMES[format_name] == "JSON" else _mended_yaml(line)


def _mended_yaml(line: str) -> str:
    if line.lstrip(" -").startswith("\t"):
        return "write spaces instead of the tab"
    if ":" not in line and ("：" in line or not line.lstrip().startswith("-")):
        whole = "write it as 'key: value', or indent it below its key"
        return "write ':' and a space in place of '：'" if "：" in line else whole
    found = YAML_PAIR.fullmatch(line) if len(line) <= SHOWN else None
    if found and line.startswith(" ") and PLAIN.fullmatch(found["value"]):
        return "write it without the spaces in front of it"
    if found and OPEN_LIST.fullmatch(found["value"]):
        return f"write '{found['key']} [{found['value'].strip('[], ')}]'"
    if not found or WHOLE.fullmatch(found["value"]):
        return "put a value that holds a colon, '@', '#' or a quote between double quotes"
    return f"write '{found['key']} {_quoted(found['value'])}'"


def _mended_toml(line: str) -> str:
    if "=" not in line and ":" not in line:
        return "write it as 'key = \"value\"'"
    found = TOML_PAIR.fullmatch(line) if len(line) <= SHOWN else None
    if not found or BEGUN.fullmatch(found["value"]):
        return "put each text between double quotes, and give no key twice"
    return f"write '{found['key']} = {_quoted(found['value'])}', and give no key twice"


def _mended_json(line: str) -> str:
    found = JSON_PAIR.fullmatch(line) if len(line) <= SHOWN else None
    if not found or BEGUN.fullmatch(found["value"]):
        return "put each key and each text between double quotes, with a comma between two of them and none at the end"
    return f"write '\"{unquote_text(found['key'].rstrip(': '))}\": {_quoted(found['value'])}'"


def _quoted(value: str) -> str:
    return json.dumps(strip_typographic_quotes(unquote_text(value)), ensure_ascii=False)
