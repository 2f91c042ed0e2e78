"""What front matter says of who may see a post by a slip of the pen: `drafft: true`, or a line that is not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.date_fields import may_be_to_come
from mkdocs_blogposts.reading.entry import Status
from mkdocs_blogposts.reading.field_values import LIST_LIMIT, parse_text
from mkdocs_blogposts.reading.front_matter_syntax_errors import show_value
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, WRAPPERS, FieldNames, normalize_name
from mkdocs_blogposts.reading.naming.suggestions import are_near, find_nearest
from mkdocs_blogposts.reading.post_status import (
    KINDS,
    PRIVATE,
    QUOTES,
    StatusReading,
    Unclear,
    read_word,
    split_words,
)

UNREAD = compile_pattern(
    r"[ \t]*[^\w\s#/]{0,4}[ ]?(?P<key>draft|private|hidden|unlisted|published?|status|visibility|expires)\b"
    r"[ \t]*(?:\W{1,3}[ \t]*)?(?P<value>.*)",
    re.IGNORECASE,
)
"""How a line of a broken front matter begins that was to say who may see the post."""


UNREAD_DATE = compile_pattern(
    r"[ \t]*[^\w\s#/]{0,4}[ ]?(?:date|created|posted|published?(?:[-_ ]?(?:on|date))?|pub[-_]?date)\b"
    r"[ \t]*(?:\W{1,4}[ \t]*)?(?P<value>\w.*)",
    re.IGNORECASE,
)
"""How a line of front matter begins that was to say when a post was published."""

MEANT: Mapping[str, tuple[str, ...]] = {
    "draft": (
        *("unpublished", "notpublished", "unpublish", "nopublish", "donotpublish", "wip", "workinprogress"),
        *("unfinished", "embargo", "embargoed", "deleted", "trash", "trashed", "expired", "disabled", "retracted"),
        *("draftpost", "postdraft", "draftpage", "pagedraft", "draftmode", "draftonly", "indraft", "notready"),
        *("entwurf", "brouillon", "borrador", "rascunho", "bozza", "utkast", "kladde", "luonnos", "szkic", "koncept"),
        *("taslak", "черновик", "чернетка", "草稿", "下書き", "초안", "مسودة", "טיוטה"),
    ),
    "private": (
        *("secret", "confidential", "internal", "internalonly", "teamonly", "staffonly", "membersonly", "restricted"),
        *("subscribersonly", "loginrequired", "requirelogin", "requireslogin", "authrequired", "requireauth"),
        *("privat", "privé", "privado", "privato", "geheim", "vertraulich", "приватный", "非公開"),
    ),
    "hidden": (
        *("hide", "invisible", "notlisted", "nolist", "ignore", "ignored", "exclude", "excluded", "excludefromblog"),
        *("excludefromcollections", "skip", "skipbuild", "nobuild", "versteckt", "verborgen", "oculto", "nascosto"),
    ),
    "visible": ("list", "listing"),
    "published": (
        *("live", "islive", "enable", "enabled", "isenabled", "ready", "isready", "approved", "isapproved", "released"),
        *("isvisible", "veröffentlicht", "publié", "publicado", "pubblicato", "gepubliceerd", "опубликовано", "公開"),
        *("build", "indexed", "show", "shown", "active", "isactive", "online"),
    ),
    "status": (
        *("wpstatus", "wordpressstatus", "publicationstatus", "publishstatus", "publishstate", "publishingstatus"),
        *("poststate", "articlestatus", "pagestatus", "contentstatus", "entrystatus", "documentstatus", "docstatus"),
        *("editorialstatus", "workflow", "workflowstate", "workflowstatus", "reviewstatus", "type", "kind", "phase"),
        *("review", "draftstatus", "wp:status", "wp:poststatus"),
        *("statut", "estado", "stato", "состояние", "статус", "状态", "状態"),
    ),
    "visibility": ("access", "audience", "permission", "permissions", "privacy", "sichtbarkeit", "visibilité", "scope"),
    "publishDate": (
        *("embargo", "embargountil", "embargoeduntil", "embargodate", "publishat", "publishon", "publishafter"),
        *("publishfrom", "publishedafter", "publisheddate", "publicationdate", "scheduled", "schedule", "scheduledat"),
        *("scheduledfor", "scheduledate", "releasedate", "releaseat", "releaseon", "golive", "goliveat"),
        *("livedate", "validfrom", "visiblefrom", "availablefrom", "notbefore", "postdate", "dateposted"),
    ),
    "expires": (
        *("expiry", "expireat", "expireson", "expireon", "unpublishat", "unpublishon", "unpublish", "unpublishedat"),
        *("validuntil", "visibleuntil", "availableuntil", "publishuntil", "publisheduntil", "removeafter", "removeon"),
        *("deleteafter", "takedown", "takedowndate", "notafter"),
    ),
}
"""Plain names that nobody reads, by the field that they may mean: a plain word or a date in them keeps a post back."""

MEANINGS: dict[str, list[str]] = {plain: [] for plain in chain(*MEANT.values())}
for _field, _names in MEANT.items():
    for _name in _names:
        MEANINGS[_name].append(_field)

FRAMES = frozenset(
    (
        *("meta", "metadata", "post", "page", "blog", "article", "frontmatter", "settings", "publishing"),
        *("publication", "attributes", "properties", "options", "data", "wp", "wordpress"),
    )
)
"""Keys under which a writer may well look for a post's own fields, and where none is read."""


class MisspelledField(NamedTuple):
    """A key that nobody knows, and the field's name that it may mean."""

    key: str
    value: Value
    name: str
    hint: str

    is_marking: bool = True
    """Does it say of any page that it is a post that is not finished?"""

    is_text: bool = False
    """Is it a line in which nothing parts its first word from the others, and so maybe no field at all?"""


def find_misspelled(front_matter: FrontMatter, text: str, names: FieldNames) -> Iterator[MisspelledField]:
    """The keys of front matter that are nearly a name of ours, and what could not be read of one that is broken."""
    yield from _of_keys(front_matter.fields.values, names)
    yield from _nested(front_matter.fields.values, names)
    if front_matter.fields.broken or front_matter.format_name == "mmd":
        yield from _unread(front_matter, text)


def _of_keys(values: Mapping[str, Value], names: FieldNames, at: str = "") -> Iterator[MisspelledField]:
    """The keys of a mapping in which names of fields are looked for."""
    for key, value in values.items():
        plain = normalize_name(key)
        for name in _meanings(plain, value) if plain not in names.claims else ():
            yield MisspelledField(f"{at}{key}", value, name, f"did you mean {name!r}?", is_marking=False)
        if plain not in MEANINGS and (name := guess_field(key, names)):
            yield MisspelledField(f"{at}{key}", value, name, f"did you mean {name!r}?")


def _meanings(plain: str, value: Value) -> Iterator[str]:
    """What a key may mean that nobody reads: of `embargo` and `unpublish` a date is one, and a word a mark."""
    meanings = MEANINGS.get(plain, ())
    is_date = any(map(str.isdigit, parse_text(value)))
    return (name for name in meanings if len(meanings) == 1 or is_date == (name in ("publishDate", "expires")))


def _nested(values: Mapping[str, Value], names: FieldNames, at: str = "", depth: int = 4) -> Iterator[MisspelledField]:
    """What says who may see a post within another field, such as a mark of a draft that is indented by mistake."""
    for key, value in values.items():
        plain = normalize_name(key)
        for inner in value[:LIST_LIMIT] if isinstance(value, list) else (value,):
            if not isinstance(inner, dict):
                continue
            is_read = not at and plain in WRAPPERS
            if is_read:
                yield from _of_keys(inner, names, f"{key}.")
            for name, found in inner.items():
                if not is_read and normalize_name(name) in (FRAMED if plain in FRAMES else ("draft",)):
                    hint = "write it without the spaces in front of it."
                    yield MisspelledField(f"{at}{key}.{name}", found, name, hint, is_marking=plain not in FRAMES)
            if depth:
                yield from _nested(inner, names, "" if is_read else f"{at}{key}.", depth - 1)


def _unread(front_matter: FrontMatter, text: str) -> Iterator[MisspelledField]:
    """The lines of broken front matter that could not be read, and the one that ends `Key: value` lines."""
    read = {normalize_name(key) for key, value in front_matter.fields.values.items() if value}
    for _, line in _unread_lines(front_matter, text):
        found = UNREAD.match(line)
        if found and normalize_name(found["key"]) not in read:
            name, value = found["key"].lower(), found["value"].strip()
            value = value or ("true" if name in FLAGS and front_matter.fields.broken else "")
            is_text = line[found.end("key") :].lstrip()[:1].isalnum()
            yield MisspelledField(line.strip(), value, name, f"write it as '{name}: {value}'.", is_text=is_text)


def _unread_lines(front_matter: FrontMatter, text: str) -> Iterator[tuple[int, str]]:
    """The lines of front matter that may not have been read, counted from 1."""
    broken = front_matter.fields.broken
    begin, end = 0 if broken else front_matter.lines, front_matter.lines
    end += 2 if broken and "closes it" in broken.reason else 0 if broken else 1
    lines = text.split("\n", end)
    return ((number, line.removesuffix("\r")) for number, line in enumerate(lines[begin:end], begin + 1))


def find_unread_date(
    front_matter: FrontMatter, text: str, read: Callable[[str], datetime | None]
) -> tuple[int, str, str] | None:
    """The line with a date that isn't `key: value`: its number, its text, and the date as written."""
    if not front_matter.fields.broken and front_matter.format_name != "mmd":
        return None
    found = ((number, line, UNREAD_DATE.match(line)) for number, line in _unread_lines(front_matter, text))
    dates = ((number, line.rstrip(), date["value"].strip(QUOTES + " *")) for number, line, date in found if date)
    return next((each for each in dates if read(each[2])), None)


def apply_misspelled(
    status: StatusReading,
    found: Iterator[MisspelledField],
    names: FieldNames,
    now: datetime,
    read: Callable[[str], datetime | None],
) -> StatusReading:
    """The standing of a post that a slip keeps back, if that would not be public under the name that it may mean."""
    unclear = tuple(
        Unclear(slip.key, _what(slip), slip.hint, slip.is_marking)
        for slip in found
        if any(_keeps_back(field, slip, now, read) for field, _ in names.claims.get(normalize_name(slip.name), ()))
    )
    if not unclear:
        return status
    unclear = (*status.unclear, *unclear)
    return status._replace(status=Status.DRAFT, unclear=unclear, own_words=(), reason=status.reason or unclear[0].key)


def _what(slip: MisspelledField) -> str:
    text = parse_text(slip.value)
    said = f"{slip.key}: {text}" if text and text not in slip.key else slip.key
    return f"{show_value(said)} says who may see the post, but in no field that is read."


def _keeps_back(field: str, slip: MisspelledField, now: datetime, read: Callable[[str], datetime | None]) -> bool:
    text = parse_text(slip.value)
    if field in ("date", "expires"):
        date = read(text)
        if field == "expires":
            return bool(date and date <= now)
        return date > now if date else any(map(str.isdigit, text)) and may_be_to_come(text, now, now)
    return field in KINDS and any(_is_private(word, field, slip) for word in split_words(slip.value))


def _is_private(word: str, field: str, slip: MisspelledField) -> bool:
    """Does a word mean that not everybody is to see the post? A mark that is not understood does, too."""
    state, is_known = read_word(word, KINDS[field])
    if is_known:
        return bool(state and state is not Status.PUBLISHED)
    if KINDS[field].is_own or field == "visibility":
        return word in PRIVATE
    return not slip.is_text and (slip.is_marking or field in ("draft", "private"))


OTHERS = frozenset({"features", "listed", "parts", "posts", "publisher", "related", "sections"})
"""Plain names near to ours that themes and engines use for something else."""

FLAGS = ("draft", "private", "hidden", "unlisted")
"""Names that, without a value in front matter that is broken, may have lost one."""

FRAMED = frozenset(name for name, claims in BUILT_IN.claims.items() if any(field in KINDS for field, _ in claims))

SHORT = ("date", "tags")
"""What a key of three letters may mean."""

WORDS = compile_pattern(r"[-_ ]+|(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def guess_field(key: str, names: FieldNames) -> str:
    """The name that a writer probably meant by a key; empty where the key is known, or like none."""
    plain = normalize_name(key).strip(QUOTES)
    if plain != normalize_name(key) and plain in names.claims:
        return plain
    if plain in names.claims or plain in names.outer or plain in OTHERS or len(plain) < 3:
        return ""
    if len(plain) == 3:
        return next((name for name in SHORT if plain in _without_one_letter(name)), "")
    spellings = {name: shown for name, shown in names.spellings() if _may_be(_words(key), _words(shown))}
    near = find_nearest(plain, spellings)
    return spellings[near] if near else ""


def _without_one_letter(name: str) -> set[str]:
    return {name[:at] + name[at + 1 :] for at in range(len(name))}


def _words(name: str) -> list[str]:
    return WORDS.split(name.strip("-_ "))


def _may_be(words: Sequence[str], others: Sequence[str]) -> bool:
    """A misspelling has no more words, and each like its own: `author_url` is no `author`."""
    if len(words) != len(others):
        return len(words) < len(others)
    return len(words) == 1 or all(are_near(*pair) for pair in zip(words, others, strict=True))
