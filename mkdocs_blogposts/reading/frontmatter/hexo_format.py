"""Front matter with only a closing fence, as Hexo writes it: YAML above `---`, JSON without its braces above `;;;`."""

from __future__ import annotations

import re

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.frontmatter.delimiters import LONGEST, FieldsFormat
from mkdocs_blogposts.reading.frontmatter.json_format import JsonFormat
from mkdocs_blogposts.reading.frontmatter.line_formats import HEADER, TITLED
from mkdocs_blogposts.reading.frontmatter.parse_result import Fields
from mkdocs_blogposts.reading.frontmatter.yaml_format import BLOCKS, YamlFormat
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, normalize_name

KEY = compile_pattern(r"""(?P<quote>["']?)(?P<key>[^\W\d][\w-]{0,99})(?P=quote)[ \t\xa0]*:(?!//)(?P<value>.*)""")
MORE = compile_pattern(r"[ \t]+\S|-[ \t]|#|[\]}],?[ \t]*\Z")
"""What a line of the front matter that has no key begins with."""

FENCE = compile_pattern(r"\n(-{3,})[ \t]*(?:\n|\Z)")
SIGNED = compile_pattern(r"^(?:title|date)[ \t\xa0]*:", re.MULTILINE)
"""A title or a date in small letters, as Hexo has them; MultiMarkdown's may have capital ones."""

TABS = compile_pattern(r"^\t+", re.MULTILINE)

MEMBER = compile_pattern(r'[ \t\n]*"(?:[^"\\\n]|\\.)*"[ \t]*:')
JSON_FIRST = compile_pattern(r";{3,}[ \t]*\n")
JSON_FENCE = compile_pattern(r"\n(;{3,})[ \t]*(?:\n|\Z)")
JSON_TITLED = compile_pattern(r'"(?:title|date)"[ \t]*:', re.IGNORECASE)


class HexoFormat(FieldsFormat):
    """YAML above a line of dashes. Lines that MultiMarkdown reads as well are its own where YAML cannot read them."""

    FM_BOUNDARY = KEY

    def detect(self, text: str) -> bool:
        return _yaml_fence(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        return _parted(text, _yaml_fence(text))

    def fields(self, front_matter: str) -> Fields:
        """The values, with tabs in front of a line as spaces."""
        return YamlFormat().fields(TABS.sub(lambda tabs: "  " * len(tabs[0]), front_matter))


class HexoJsonFormat(FieldsFormat):
    """Members of an object, without its braces, above a line of semicolons, which may stand above them as well."""

    FM_BOUNDARY = MEMBER

    def detect(self, text: str) -> bool:
        return _json_fence(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        return _parted(text, _json_fence(text))

    def fields(self, front_matter: str) -> Fields:
        first = JSON_FIRST.match(front_matter)
        inner = front_matter[first.end() :] if first else front_matter
        bare = inner.rstrip().removesuffix(",")
        read = JsonFormat().fields(bare if bare.startswith("{") else "{" + bare + "}")
        lines = {key: line + bool(first) for key, line in read.lines.items()}
        return replace(
            read, lines=lines, broken=read.broken and read.broken._replace(line=read.broken.line + bool(first))
        )


def _parted(text: str, fence: re.Match[str] | None) -> tuple[str, str]:
    return (text[: fence.start() + 1], text[fence.end() :]) if fence else ("", text)


def _yaml_fence(text: str) -> re.Match[str] | None:
    """The fence that ends front matter of YAML; `None` where the text does not begin with any."""
    found = FENCE.search(text, 0, LONGEST) if KEY.match(text) else None
    if not found:
        return None
    head = text[: found.start() + 1]
    if not TITLED.search(head.replace('"', "").replace("'", "")) or not _is_front_matter(head.split("\n")):
        return None
    return None if _is_multimarkdown(text, head) else found


def _is_front_matter(lines: list[str]) -> bool:
    """Does each line belong to a key? Below a blank line only a key that we know, or what goes on, does."""
    goes_on = is_below_blank = False
    for line in lines:
        if not line.strip():
            is_below_blank = True
            continue
        if found := KEY.match(line):
            if is_below_blank and normalize_name(found["key"]) not in BUILT_IN.claims:
                return False
            value = found["value"].strip()
            goes_on = not value or value in BLOCKS
        elif not MORE.match(line) or (is_below_blank and not goes_on and not line.startswith("#")):
            return False
        is_below_blank = False
    return True


def _is_multimarkdown(text: str, head: str) -> bool:
    """Is it of `Key: value` lines, rather? Those have keys in capital letters, or are no YAML."""
    found = HEADER.match(text)
    if not found or found.end() < len(head.rstrip()):
        return False
    return not SIGNED.search(head) or HexoFormat().fields(head).broken is not None


def _json_fence(text: str) -> re.Match[str] | None:
    """The fence that ends front matter of JSON; `None` where the text does not begin with any."""
    first = JSON_FIRST.match(text)
    start = first.end() if first else 0
    if not MEMBER.match(text, start) and not (first and text.startswith("{", start)):
        return None
    found = JSON_FENCE.search(text, start, LONGEST)
    return found if found and JSON_TITLED.search(text, start, found.start()) else None
