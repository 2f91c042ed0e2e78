"""Who signs a post: the bylines, keys and mappings of its front matter, made the authors that the site knows.

A byline is one line of text: names, with links to their sites and without their mail addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from itertools import islice

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.authors_file import NAMES, PAGE_NAMES, find_unknown_accounts, read_author
from mkdocs_blogposts.reading.field_values import FALSE, TRUE, find_name, flatten_values
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.naming.suggestions import suggest_word
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.social_accounts import clean_url
from mkdocs_blogposts.reading.term_splitting import clean_term, strip_brackets, strip_links
from mkdocs_blogposts.reading.yaml_data import normalize_keys, read_text

MOST = 100
"""Authors of one post that are read: aliases can make thousands of large mappings out of a few lines."""


def index_authors(authors: Mapping[str, Author]) -> Mapping[str, Author]:
    """The authors of a site under all that front matter may call them: their keys first, then their names."""
    known = dict(authors)
    names = [author.key for author in authors.values()] + [author.name for author in authors.values()]
    for name, author in zip(names, [*authors.values()] * 2, strict=True):
        known.setdefault(_folded(name), author)
    return known


def resolve_authors(value: Value, known: Mapping[str, Author]) -> tuple[Author, ...]:
    """The authors of front matter's value, each once, in its order: `known` ones by key or name, others by name alone.

    A text is one name or several, as with tags; a mapping is an author in itself (`{name: Max, url: …}`), and adds to
    what is known of him. `known` is what `index_authors` gives.
    """
    if isinstance(value, str) and value.strip().casefold() in TRUE | FALSE - {"0", "1"}:
        return ()
    parts = [value] if isinstance(value, str | dict) else islice(flatten_values(value, set()), MOST)
    found: dict[str, Author] = {}
    for part in parts:
        for author in _inline(part, known) if isinstance(part, dict) else _named(part, value, known):
            found.setdefault(author.key or author.name, author)
    return tuple(found.values())


def _folded(name: str) -> str:
    """What two spellings of one name share."""
    return re.sub(r"[\s_-]", "", name).casefold()


def _known(name: str, known: Mapping[str, Author]) -> Author | None:
    return known.get(name) or known.get(_folded(name)) or known.get(_folded(name.removeprefix("@")))


def _named(part: str, value: Value, known: Mapping[str, Author]) -> Iterator[Author]:
    """The author or authors of a text; that of a list's item is one, whatever commas it holds."""
    part = REFERENCE.sub(r"\g<name>", strip_links(part.strip()))
    if isinstance(value, str) and (author := _known(part, known)):
        yield author  # `Max Quinton, PhD` is one, where a file says so
        return
    for signed in parse_authors(part, not isinstance(value, str), lambda name: _known(name.strip(), known) is not None):
        known_one = _known(signed.name, known)
        yield replace(signed, name="").over(known_one) if known_one else signed


def _inline(data: Mapping[str, Value], known: Mapping[str, Author]) -> Iterator[Author]:
    plain = normalize_keys(data)
    if (inner := _find_inner(data)) is not None:
        yield from _inline(inner, known)
        return
    names = (read_text(plain.get(key)) for key in ("key", *NAMES["name"], "label", "title", *KEYS))
    written = next(filter(None, names), "") or _join_names(plain)
    signed = next(parse_authors(written, True, lambda _: False), None)
    if not signed:
        return
    name = signed.name
    # Beside a name or a key a title is a role, as in Docusaurus; alone it is the name.
    given = read_author("", data, NAMES if name != read_text(plain.get("title")) else PAGE_NAMES)
    known_one = _known(name, known)
    given = replace(given, url=given.url or signed.url)
    yield given.over(known_one) if known_one else replace(given, name=name)


KEYS = ("id", "slug", "username", "login", "handle", "nickname")
"""What a mapping without a name may call an author by: the key of the authors file."""

PARTS = (("given", "family"), ("givenname", "familyname"), ("firstname", "lastname"))


def _join_names(plain: Mapping[str, Value]) -> str:
    """A name of its parts: `{given: Ada, family: King}`."""
    joined = (" ".join(filter(None, (read_text(plain.get(part)) for part in parts))) for parts in PARTS)
    return next(filter(None, joined), "")


def _find_inner(data: Mapping[str, Value]) -> Mapping[str, Value] | None:
    """The mapping of an author within another: under `node`, under `name`, or under the author's key alone."""
    for key, value in data.items():
        if isinstance(value, dict) and key in ("node", "name"):
            return value
        if isinstance(value, dict) and len(data) == 1 and (not value or find_name(value)):
            return {"name": key, **value}
    return None


def find_lost_accounts(source: str, text: str, fields: Iterable[tuple[str, Value]]) -> Iterator[Problem]:
    """Accounts that no link can be made of, of authors that the front matter itself describes in these fields."""
    values = islice((found for _, value in fields for found in flatten_values([value], set())), MOST)
    for author in values:
        if isinstance(author, dict):
            yield from find_unknown_accounts(source, text, {find_name(author) or "the author": author})


def find_unknown_authors(source: str, authors: Iterable[Author], known: Mapping[str, Author]) -> tuple[Problem, ...]:
    """Names that look like keys of the authors file, and aren't any of it: `max` or `m_quinton`, but not `Max Quinton`.

    Nothing is wrong where the site has no such file.
    """
    return tuple(
        _unknown(source, author.name, known)
        for author in authors
        if known
        and author.name == author.name.lower()
        and not re.search(r"\s", author.name)
        and _known(author.name, known) is None
    )


def _unknown(source: str, name: str, known: Mapping[str, Author]) -> Problem:
    keys = sorted({author.key for author in known.values()})
    hint = suggest_word(name, keys, f"Write one of {', '.join(keys[:8])}, or the name in full.")
    return Problem(Rule.UNKNOWN_AUTHOR, source, f"The author {name!r} is not in the authors file.", hint)


LONGEST = 2000
"""Characters of a byline that are looked at."""

URL = r"(?:[^()<>\s]|\([^()<>\s]*\))*"
LINK = compile_pattern(rf"\[(?P<label>[^\[\]]+)\]\(\s*<?(?P<url>{URL}?)>?(?:\s+[\"'(][^\"')]*[\"')])?\s*\)")
HTML_LINK = compile_pattern(
    r"<a\s[^<>]*?href\s*=\s*[\"']?(?P<url>[^\"'\s<>]*)[\"']?[^<>]*>(?P<label>[^<>]*)</a>", re.IGNORECASE
)
BARE_URL = compile_pattern(rf"[<(]?(?P<url>https?://{URL})[>)]?", re.IGNORECASE)
MAIL = compile_pattern(
    r"[<(]?\s*(?:mailto:)?(?P<local>[^\s@<>()\[\]:;,]+)@[^\s@<>()\[\]:;,]+\.[^\s@<>()\[\]:;,]+\s*[>)]?"
)

OPENS, CLOSES = "([<", ")]>"
AND = compile_pattern(r"\s+(?:and|und|&|et(?!\s+al\b)|y|e|en|och|og|ja|with|mit|avec|con|\+|\||/)\s+", re.IGNORECASE)
REFERENCE = compile_pattern(
    r"^(?:(?:[\w.-]*/)+(?=[\w-]+\.)|(?:[\w.-]*/)*(?:authors?|people|team)/)"
    r"(?P<name>[\w-]+)(?:\.(?:mdx?|ya?ml|json|toml))?$"
)
"""A file that describes the author: `content/authors/max.md`, `people/max`. A name may hold a slash itself: `a/b`."""

SIGNED = compile_pattern(r"^(?:(?:written|posted|published|words)\s+)?by:?\s+(?=\S)", re.IGNORECASE)
FIRST_AND = compile_pattern(r"(?:and|und|&|et)\s+", re.IGNORECASE)
ENTITY = compile_pattern(r"&#?\w+;\Z")
FULL_NAME = compile_pattern(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}")
DEGREE = compile_pattern(r"(?:Ph\.?\s?D|M\.?D|M\.?Sc|B\.?Sc|M\.?A|B\.?A|MBA|Esq|[JS]r|I{2,3}|Dipl\.-\w+)\.?")
"""What follows a name after a comma, and is no name."""

AROUND = " \t*_,;:–—-"


def parse_authors(text: str, is_one: bool, is_known: Callable[[str], bool]) -> Iterator[Author]:
    """The authors of a text in their order: names, with the site that a link leads to.

    Several are separated by `;`, or else by `,`, with an `and` before the last. `is_one`: commas separate nothing, as
    in an item of a list. Beside a name with a link, what has none and `is_known` to nobody is what that author does.
    """
    text = strip_brackets(HTML_LINK.sub(_in_markdown, SIGNED.sub("", text[:LONGEST].strip())).strip())
    parts = [*_parts(text, is_one, is_known)]
    is_linked = LINK.search(text) is not None
    waiting: Author | None = None
    for part, follows_and in parts:
        author = _author(part)
        if waiting and waiting.url and is_linked and not (author.url or follows_and or is_known(author.name)):
            waiting = replace(waiting, role=", ".join(filter(None, [waiting.role, part.strip(AROUND)])))
            continue
        if waiting:
            yield waiting
        waiting = author if author.name else waiting
    if waiting:
        yield waiting


def _in_markdown(found: re.Match[str]) -> str:
    return f"[{unescape(found['label'])}]({unescape(found['url'])})"


def _parts(text: str, is_one: bool, is_known: Callable[[str], bool]) -> Iterator[tuple[str, bool]]:
    """Each author's part of a text; is there an `and` before it?"""
    parts = _split(text, ";")
    if len(parts) == 1 and not (is_one and len(LINK.findall(text)) < 2):
        parts = _with_degrees(_split(text, ","))
    *former, last = parts
    yield from ((part, False) for part in former)
    rest = FIRST_AND.sub("", last.strip(), count=1) if former and FIRST_AND.match(last.strip()) else last
    each = _apart(rest)
    are_names = all(LINK.search(name) or is_known(name) or (not is_one and _is_full_name(name)) for name in each)
    each = each if former or are_names else [rest]
    yield from ((part, bool(number) or rest != last) for number, part in enumerate(each))


def _with_degrees(parts: Iterable[str]) -> list[str]:
    """The parts, where a degree belongs to the name before it: `Ada King, PhD`."""
    whole: list[str] = []
    for part in parts:
        if whole and DEGREE.fullmatch(part.strip()):
            whole[-1] += f",{part}"
        else:
            whole.append(part)
    return whole


def _apart(text: str) -> list[str]:
    """What stands around each `and` that is in no brackets."""
    ends = [found.span() for found in AND.finditer(text) if _depth(text[: found.start()]) == 0]
    starts = [0, *(end for _, end in ends)]
    return [text[start:end] for start, end in zip(starts, [*(start for start, _ in ends), len(text)], strict=True)]


def _is_full_name(text: str) -> bool:
    """Is it a first name and a last name, such as `Ada King`, and no half of a company's?"""
    words = text.split()
    if not words or words[0].casefold() == "the":
        return False
    return FULL_NAME.fullmatch(text.strip()) is not None and all(word[0].isupper() for word in words)


def _split(text: str, sign: str) -> list[str]:
    """The parts between signs that stand in no brackets and end no `&amp;`; brackets that do not close do not count."""
    is_whole = _depth(text) == 0
    parts, start = [], 0
    for found in re.finditer(re.escape(sign), text):
        if _ends_entity(text[: found.end()]):
            continue
        if not is_whole or _depth(text[start : found.start()]) == 0:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _ends_entity(text: str) -> bool:
    found = ENTITY.search(text)
    return found is not None and unescape(found[0]) != found[0]


def _depth(text: str) -> int:
    return sum(map(text.count, OPENS)) - sum(map(text.count, CLOSES))


def _author(part: str) -> Author:
    """One author of a text: `[Name](url)`, `Name ([@x](url))`, `Name <mail>`, `mail (Name)`, or a name alone."""
    found = LINK.search(part)
    if found is None:
        return _unlinked(part)
    before, after = (_without_mail(side).strip(f"{AROUND}()") for side in (part[: found.start()], part[found.end() :]))
    label, url = _without_mail(found["label"]).strip(), clean_url(found["url"])
    if label.startswith("@") and (before or after):
        return Author(_plain(before or after), url=url)
    name = _plain(f"{before} {label}") or _local_part(part)
    return Author(name, url=url, role=" ".join(after.split()))


def _unlinked(part: str) -> Author:
    found = BARE_URL.search(part)
    rest = part.replace(found[0], " ") if found else part
    name = _plain(_without_mail(rest)) or _local_part(part)
    if MAIL.search(rest) and name.startswith("(") and name.endswith(")"):
        name = _plain(name[1:-1])
    return Author(
        name or (" ".join(part.split()) if found else ""), url=clean_url(found["url"]) if found and name else ""
    )


def _without_mail(text: str) -> str:
    return MAIL.sub(" ", text) if "@" in text else text


def _local_part(text: str) -> str:
    """What stands before the `@` of a mail address that nothing but it names."""
    found = MAIL.search(text)
    return _plain(found["local"]) if found else ""


def _plain(text: str) -> str:
    """A name without emphasis and quotes around it."""
    text = clean_term(text)
    return text.strip("*_ ") if text.startswith(("*", "_")) else text
