"""Descriptions that no two posts have in common, where their writers wrote none."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.text.html_text import CHARACTERS, PageText, fold_whitespace, parse_page_text
from mkdocs_blogposts.publishing.text.lead_paragraphs import ENOUGH, Passage, find_lead_paragraphs
from mkdocs_blogposts.publishing.text.translator import ENGLISH, Translator, fill_message


def make_descriptions_unique(posts: Iterable[Post]) -> Iterator[Post]:
    """The posts, in their order. Where several begin alike, what we say of each begins with its title, and with its
    date where that is the same, too; what a writer wrote stays.
    """
    posts = tuple(posts)
    abouts = Counter(post.meta_description for post in posts)
    titles = Counter((post.title, post.meta_description) for post in posts)
    for post in posts:
        is_ours = post.meta_description and not post.written_description
        is_named = is_ours and abouts[post.meta_description] > 1
        yield _named(post, titles[post.title, post.meta_description] > 1) if is_named else post


def _named(post: Post, is_dated: bool) -> Post:
    date = f" ({post.date.date().isoformat()})" if is_dated and post.date else ""
    return replace(post, meta_description=shorten_text(f"{clean_text(post.title)}{date}: {post.meta_description}"))


LONGEST = 155
"""Characters. What search engines show of a description before they cut it themselves."""

COLONS = (":", "：")

_BEGINNING = 2000
"""Characters of HTML in which most pages have said what they are about."""

_LONGEST_SITE = 60
_SHORTEST_SENTENCES = 100

_INVISIBLE = compile_pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]+"
    # A joiner has a meaning between the letters of some scripts (RFC 5892, appendix A) and inside an emoji.
    "|(?<![^\x00-\xa0])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\xa0])"
)
_SENTENCE_END = compile_pattern(r"[.!?…]['\"”’»)\]]*(?=\s+[^\sa-z])|[。！？][」』”’）]*")
_WORD_END = compile_pattern(f"(?<=\\S)(?=[.,;:!?]?\\s)|(?<=[{CHARACTERS}、。！？，：；])(?=.)|(?=[{CHARACTERS}])")
_LOOSE_END = " \t.,;:–—-…、。，：；·/|([{“‘«„「『（【¿¡"


def describe_text(text: PageText, title: str = "", site_name: str = "", words: Translator = ENGLISH) -> str:
    """What a text says first, in at most `LONGEST` characters.

    1. What stands before `<!-- more -->`, unless it only announces what follows.
    2. The first good paragraphs.
    3. A sentence of the title and the site's name, where there is no prose at all.
    """
    found = clean_text(_said(find_lead_paragraphs(text.opening, LONGEST))) if text.opening is not None else ""
    if not found or (found.endswith(COLONS) and len(found) < ENOUGH):  # `Key improvements:` announces what follows
        found = clean_text(_said(find_lead_paragraphs(text.body, ENOUGH)))
    return _describe(found, title, site_name, words)


def describe_html(content: str, title: str = "", site_name: str = "", words: Translator = ENGLISH) -> str:
    """The same for a page's finished HTML, of which the beginning is read, where no more can matter."""
    if passages := _find_at_beginning(content):
        return _describe(clean_text(_said(passages)), title, site_name, words)
    return describe_text(parse_page_text(content), title, site_name, words)


def _find_at_beginning(content: str) -> tuple[Passage, ...]:
    """The first good paragraphs of a long page; none where what follows the beginning might change them.

    The parser changes nothing above what it reads. So all is known but the last element, which may not be whole. A
    comment may be the mark behind which no paragraph counts.
    """
    end = content.rfind("\n<", 0, _BEGINNING)
    if end < 0 or len(content) < 2 * _BEGINNING or "<!--" in content:
        return ()
    body = parse_page_text(content[:end]).body
    passages = find_lead_paragraphs(body, ENOUGH)
    last = next(body.iterchildren(reversed=True), None)
    ends_early = any(last in (each, *each.iterancestors()) for passage in passages for each in passage.elements)
    return passages if not ends_early and sum(len(passage.text) for passage in passages) >= ENOUGH else ()


def _describe(found: str, title: str, site_name: str, words: Translator) -> str:
    if found.endswith(COLONS):
        return shorten_text(found.rstrip(":： ") + "…")
    what = words.gettext("Read “{title}”") if title else words.gettext("A page")
    return shorten_text(found) or _sentence(words, what, title, site_name)


def _said(passages: Iterable[Passage]) -> str:
    return "\n".join(passage.text for passage in passages)


def describe_name(title: str, site_name: str, words: Translator) -> str:
    """A sentence about a page that is not there to be read, such as the one that says so."""
    return _sentence(words, "{title}", title, site_name)


def describe_list(
    title: str, kind: str, count: int, page: int, pages: int, site_name: str, words: Translator = ENGLISH
) -> str:
    """A sentence about one page of a list of `count` posts; pages are counted from 1.

    `kind` is the list's taxonomy: `blog` (all posts), `tags`, `categories`, `authors`, `archive` (a year or month), or
    a writer's own. `title` is what stands over the list: the term, the name, the month.
    """
    posts = words.ngettext("1 post", "{count} posts", count)
    unnamed = not title or (kind == "blog" and title == site_name)
    return _sentence(words, posts if unnamed else _of_kind(words, kind, posts), title, site_name, page, pages)


def describe_overview(title: str, kind: str, count: int, site_name: str, words: Translator = ENGLISH) -> str:
    """A sentence about the page that names all `count` terms of a kind; those of the archive are years."""
    return _sentence(words, _overview_of_kind(words, kind, count), title, site_name)


def _of_kind(words: Translator, kind: str, posts: str) -> str:
    match kind:
        case "blog":
            return words.gettext("{title}: {posts}", posts=posts)
        case "tags":
            return words.gettext("{posts} about {title}", posts=posts)
        case "authors":
            return words.gettext("{posts} by {title}", posts=posts)
        case "archive":
            return words.gettext("{posts} from {title}", posts=posts)
    return words.gettext("{posts} in {title}", posts=posts)


def _overview_of_kind(words: Translator, kind: str, count: int) -> str:
    ngettext = words.ngettext
    of_kind = {
        "tags": ngettext("{title}: the one tag of the posts", "{title}: all {count} tags of the posts", count),
        "categories": ngettext(
            "{title}: the one category of the posts", "{title}: all {count} categories of the posts", count
        ),
        "authors": ngettext("{title}: the one author of the posts", "{title}: all {count} authors of the posts", count),
        "archive": ngettext(
            "{title}: the posts of one year by month", "{title}: the posts of {count} years by month", count
        ),
        "feeds": ngettext(
            "{title}: follow the posts in a feed reader",
            "{title}: follow the posts in a feed reader, by {count} lists",
            count,
        ),
    }
    return of_kind.get(kind) or ngettext("{title}: one list of posts", "{title}: {count} lists of posts", count)


def clean_text(text: str) -> str:
    """A text in one line, without what nobody sees: characters of control, of no width, of direction."""
    return fold_whitespace(text if text.isprintable() else _INVISIBLE.sub("", text))


def shorten_text(text: str, limit: int = LONGEST) -> str:
    """At most `limit` characters: cut after a sentence if that leaves enough, else after a word, with one `…`.

    Chinese and Japanese, and a word longer than the limit, are cut between two characters as readers see them.
    """
    if len(text) <= limit:
        return text
    sentences = [found.end() for found in _SENTENCE_END.finditer(text, 0, limit + 2) if found.end() < limit]
    if sentences and sentences[-1] >= _SHORTEST_SENTENCES:
        end = sentences[-1]
    else:
        words = [found.start() for found in _WORD_END.finditer(text, 0, limit + 1) if found.start() < limit]
        end = words[-1] if words and words[-1] >= limit // 2 else limit - 1
    return text[: _whole_characters(text, end)].rstrip(_LOOSE_END) + "…"


def _whole_characters(text: str, end: int) -> int:
    """The last place up to `end` that parts no letter from its accents and no emoji from its parts."""
    start = max(1, end - 30)
    while end > start and (_is_bound(text[end]) or text[end - 1] == "\u200d" or _parts_flag(text, end)):
        end -= 1
    return end


def _is_bound(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or character in "\u200c\u200d" or "🏻" <= character <= "🏿"


def _parts_flag(text: str, end: int) -> bool:
    """Flags are pairs of letters of their own."""
    if not "\U0001f1e6" <= text[end] <= "\U0001f1ff":
        return False
    before = text[:end]
    return (len(before) - len(before.rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))) % 2 == 1


def _sentence(words: Translator, what: str, title: str, site_name: str, page: int = 1, pages: int = 1) -> str:
    """The parts as one sentence. Where they are too long together, the site's name gives way, then the title's end."""
    title, site = clean_text(title), shorten_text(clean_text(site_name), _LONGEST_SITE)
    if not title and not site:
        return ""
    for place in (site, ""):
        sentence = _ngettext(words, what, title, place, page, pages)
        if len(sentence) <= LONGEST:
            return sentence
    room = LONGEST - len(_ngettext(words, what, "", "", page, pages))
    return _ngettext(words, what, shorten_text(title, room), "", page, pages)


def _ngettext(words: Translator, what: str, title: str, site: str, page: int, pages: int) -> str:
    said = fill_message(what, {"title": title})
    if site:
        said = words.gettext("{what} on {site}", what=said, site=site)
    if page > 1:
        said = words.gettext("{what}, page {page} of {pages}", what=said, page=page, pages=pages)
    # An abbreviation at the end, such as that of a year in Russian, has its stop already.
    return words.gettext("{what}.", what=said.removesuffix("."))
