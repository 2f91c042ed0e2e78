"""What the W3C's validator of feeds objects to, errors and warnings alike (https://validator.w3.org/feed/docs/).

A rule has the name that the validator has for it, and is a function from a feed to its complaints.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit

import html5lib
from babel import Locale, UnknownLocaleError
from dateutil.parser import isoparse
from html5lib.html5parser import ParseError
from lxml import etree

from harness.feed_markup import ATTRIBUTES, ELEMENTS, KNOWN_ELEMENTS

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
XML = "{http://www.w3.org/XML/1998/namespace}"

PREFIXES = {"atom": ATOM, "content": CONTENT, "dc": DUBLIN_CORE, "media": MEDIA}

MANY = {
    "category",
    "item",
    f"{DUBLIN_CORE}creator",
    *(f"{ATOM}{name}" for name in ("author", "category", "entry", "link")),
}
"""What may stand in one element more than once."""

URL = re.compile(r"[a-z][a-z\d+.-]*:(//)?[\w;/?:@&=+$.\-!~*'()%,#]+", re.ASCII | re.IGNORECASE)
WEB = re.compile(r"https?://[^/]*\.[^/]+(/|$)")
MIME = re.compile(r"""[^\s()<>,;:\\"/[\]?=]+/[^\s()<>,;:\\"/[\]?=]+""")
RFC_2822 = re.compile(r"[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d(:\d\d)? ([+-]\d\d[03]0|GMT)")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d*)?(Z|[+-]\d\d:\d\d)")
RELATIVE = re.compile(r"""<a\s+href="(?!\w+:)|<img\s+[^>]*src="(?!\w+:)""", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\w+|amp|lt|gt|quot|apos|nbsp|copy)\b|</?[a-z]", re.IGNORECASE)
END_TAG = re.compile(r"</(\w+)>")

IN_ORDER = {
    "rss": "title link description link language lastBuildDate generator image item",
    "feed": "id title subtitle link link updated author generator icon entry",
}
"""What our own feeds have; the validator asks less."""


@dataclass(frozen=True)
class Feed:
    """A feed as a file, and the URL it is asked for at."""

    source: bytes
    location: str

    @cached_property
    def root(self) -> etree._Element:
        return etree.fromstring(self.source)

    @property
    def is_atom(self) -> bool:
        return self.root.tag == f"{ATOM}feed"

    @property
    def head(self) -> etree._Element:
        return self.root if self.is_atom else self.root.find("channel")

    @property
    def items(self) -> list[etree._Element]:
        return self.head.findall(f"{ATOM}entry" if self.is_atom else "item")

    def all(self, *names: str) -> Iterator[etree._Element]:
        """Every element of one of these names; without a prefix, of the format's own."""
        for name in names:
            prefix, _, own = name.rpartition(":")
            yield from self.root.iter(f"{PREFIXES[prefix] if prefix else ATOM * self.is_atom}{own}")

    @property
    def plain(self) -> Iterator[etree._Element]:
        """What is text and no HTML."""
        if self.is_atom:
            texts = (found for found in self.all("title", "subtitle", "summary") if found.get("type", "text") == "text")
            yield from (*texts, *self.all("name"))
        else:
            yield from (*self.all("title", "category"), *self.head.findall("description"))

    @property
    def marked_up(self) -> Iterator[str]:
        """What is HTML."""
        if self.is_atom:
            html = (found for found in self.root.iter() if found.get("type") == "html")
        else:
            html = (
                part for item in self.items for part in (*item.iter("description"), *item.iter(f"{CONTENT}encoded"))
            )
        yield from (found.text or "" for found in html)

    @property
    def moments(self) -> Iterator[tuple[str, datetime]]:
        for found in self.all("published", "updated") if self.is_atom else self.all("pubDate", "lastBuildDate"):
            text = found.text or ""
            try:
                moment = isoparse(text) if self.is_atom else parsedate_to_datetime(text)
                yield text, moment.replace(tzinfo=moment.tzinfo or timezone.utc)
            except ValueError:
                continue


Complaints = Iterator[str]


def malformed(feed: Feed) -> Complaints:
    try:
        _ = feed.root
    except etree.XMLSyntaxError as error:
        yield str(error)


def missing(feed: Feed, *names: str) -> Complaints:
    for parent in (feed.head, *feed.items):
        wanted = names[0] if parent is feed.head else names[1]
        yield from (name for name in wanted.split() if parent.find(f"{ATOM * feed.is_atom}{name}") is None)


def missing_elements(feed: Feed) -> Complaints:
    if feed.is_atom:
        yield from missing(feed, "id title updated author", "id title updated")
    else:
        yield from missing(feed, "title link description", "title guid")


def missing_text(feed: Feed) -> Complaints:
    for entry in feed.items if feed.is_atom else ():
        if entry.find(f"{ATOM}content") is None and entry.find(f"{ATOM}summary") is None:
            yield entry.findtext(f"{ATOM}id") or ""


def repeated_elements(feed: Feed) -> Complaints:
    for parent in (feed.head, *feed.items):
        counts = Counter(child.tag for child in parent if child.tag not in MANY)
        yield from (tag for tag, count in counts.items() if count > 1)


def repeated_links(feed: Feed) -> Complaints:
    for parent in (feed.head, *feed.items) if feed.is_atom else ():
        links = [link.get("rel") + link.get("type", "") for link in parent.findall(f"{ATOM}link")]
        yield from (link for link, count in Counter(links).items() if count > 1)


def repeated_ids(feed: Feed) -> Complaints:
    ids = Counter(item.findtext(f"{ATOM}id" if feed.is_atom else "guid") for item in feed.items)
    yield from (str(name) for name, count in ids.items() if count > 1)


def repeated_moments(feed: Feed) -> Complaints:
    moments = Counter(item.findtext(f"{ATOM}updated") for item in feed.items if feed.is_atom)
    yield from (str(moment) for moment, count in moments.items() if count > 1)


def two_enclosures(feed: Feed) -> Complaints:
    yield from (item.findtext("guid") or "" for item in feed.items if len(item.findall("enclosure")) > 1)


def blank(feed: Feed) -> Complaints:
    must = (*feed.all("title", "category"), *(feed.all("subtitle", "summary", "name", "id") if feed.is_atom else ()))
    yield from (found.tag for found in must if not (found.text or found.get("term") or "").strip())


def misplaced(feed: Feed) -> Complaints:
    names = [child.tag.rpartition("}")[2] for child in feed.head]
    item = "entry" if feed.is_atom else "item"
    if item in names:
        yield from (name for name in names[names.index(item) :] if name != item)


def undefined(feed: Feed) -> Complaints:
    for child in feed.head:
        if child.tag.rpartition("}")[2] not in IN_ORDER[feed.root.tag.rpartition("}")[2]].split():
            yield child.tag


def missing_self(feed: Feed) -> Complaints:
    if not [link for link in feed.head.findall(f"{ATOM}link") if link.get("rel") == "self"]:
        yield feed.location


def other_self(feed: Feed) -> Complaints:
    for link in feed.head.findall(f"{ATOM}link[@rel='self']"):
        if link.get("href") != feed.location:
            yield link.get("href")


def bad_links(feed: Feed) -> Complaints:
    texts = [*feed.all("uri", "icon")] if feed.is_atom else [*feed.all("link", "guid", "url")]
    addresses = [found.text or "" for found in texts]
    addresses += [found.get("href") or found.get("url") or "" for found in feed.all("atom:link", "media:content")]
    yield from (address for address in addresses if not URL.fullmatch(address))


def bad_enclosures(feed: Feed) -> Complaints:
    for found in () if feed.is_atom else feed.all("enclosure"):
        url, length, mime = (found.get(name) or "" for name in ("url", "length", "type"))
        if not (WEB.match(url) and URL.fullmatch(url) and length.isdecimal() and MIME.fullmatch(mime)):
            yield url


def bad_media(feed: Feed) -> Complaints:
    for found in feed.all("media:content"):
        sizes = [found.get(name, "1") for name in ("fileSize", "width", "height")]
        known = found.get("medium") in ("image", "audio", "video") and MIME.fullmatch(found.get("type", "a/b"))
        if not known or not all(size.isdecimal() and int(size) for size in sizes):
            yield found.get("url")


def odd_ids(feed: Feed) -> Complaints:
    yield from (found.text for found in feed.all("atom:id") if canonical(found.text or "") != found.text)


def canonical(address: str) -> str:
    """The one form of a URL among those that mean the same (RFC 3986, section 6.2)."""
    parts = urlsplit(address)
    safe = "".join(f"%{ord(sign):02X}" for sign in ":/?#[]@!$&'()*+,;=")
    kept = re.split("(" + "|".join(re.findall("...", safe)) + ")", parts.path, flags=re.IGNORECASE)
    path = "".join(
        part.upper() if n % 2 else quote(unicodedata.normalize("NFC", unquote(part)), "/-._~!$&'()*+,;=:@")
        for n, part in enumerate(kept)
    )
    return parts._replace(netloc=parts.netloc.lower(), path=path).geturl()


def bad_dates(feed: Feed) -> Complaints:
    names, form = (("published", "updated"), RFC_3339) if feed.is_atom else (("pubDate", "lastBuildDate"), RFC_2822)
    yield from (found.text or "" for found in feed.all(*names) if not form.fullmatch(found.text or ""))


def wrong_weekdays(feed: Feed) -> Complaints:
    yield from (text for text, moment in feed.moments if not feed.is_atom and f"{moment:%a}" != text[:3])


def odd_dates(feed: Feed) -> Complaints:
    latest = datetime.now(timezone.utc) + timedelta(minutes=10)
    yield from (text for text, moment in feed.moments if moment > latest or moment.date() < date(1990, 1, 1))


def bad_languages(feed: Feed) -> Complaints:
    tags = [found.text or "" for found in feed.all("language")] if not feed.is_atom else []
    tags += [found.get(f"{XML}lang") or "" for found in feed.root.iter() if found.get(f"{XML}lang") is not None]
    for tag in tags:
        try:
            Locale.parse(tag.partition("-")[0])
        except (ValueError, UnknownLocaleError):
            yield tag


def bad_characters(feed: Feed) -> Complaints:
    for found in feed.root.iter(etree.Element):
        for text in (found.text or "", *found.attrib.values()):
            if re.search("[\x7f-\x9f\ufffd]", text):
                yield f"{found.tag}: {text!r}"


def undeclared_html(feed: Feed) -> Complaints:
    """A text that could be HTML; not where its signs are written as the RSS Profile has them, by their numbers."""
    for found in feed.plain:
        text = found.text or ""
        by_numbers = text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;").encode()
        is_html = any(tag.lower() in KNOWN_ELEMENTS for tag in END_TAG.findall(text))
        if is_html or (ENTITY.search(text) and b">" + by_numbers + b"<" not in feed.source):
            yield text


def image_of_the_feed(feed: Feed) -> Complaints:
    image = None if feed.is_atom else feed.head.find("image")
    if image is not None:
        for name in ("title", "link"):
            if image.findtext(name) != feed.head.findtext(name):
                yield f"another {name}"
        if (image.findtext("url") or "").rpartition(".")[2].lower() not in ("jpg", "jpeg", "gif", "png"):
            yield image.findtext("url") or ""


def relative_addresses(feed: Feed) -> Complaints:
    yield from (found[0] for text in feed.marked_up for found in RELATIVE.finditer(text))


def not_html(feed: Feed) -> Complaints:
    for text in feed.marked_up:
        try:
            tree = html5lib.HTMLParser(strict=True).parseFragment(text)
        except ParseError as error:
            yield f"{error}: {text[:300]}"
        else:
            tags = (str(found.tag).rpartition("}")[2] for found in tree.iter() if isinstance(found.tag, str))
            yield from (tag for tag in tags if tag != "DOCUMENT_FRAGMENT" and tag not in KNOWN_ELEMENTS)


def unsafe_html(feed: Feed) -> Complaints:
    for element in _elements(feed.marked_up):
        tag = str(element.tag).rpartition("}")[2]
        if tag in KNOWN_ELEMENTS and tag not in ELEMENTS:
            yield f"<{tag}>"
        names = (str(name) for name in element.attrib)
        yield from (name for name in names if name not in ATTRIBUTES and not name.startswith("data-"))


def _elements(texts: Iterable[str]) -> Iterator[etree._Element]:
    for text in texts:
        tree = html5lib.parseFragment(text)
        yield from (found for found in tree.iter() if isinstance(found.tag, str) and found.tag != "DOCUMENT_FRAGMENT")


def too_long(feed: Feed) -> Complaints:
    if len(feed.source) > 5_000_000:
        yield f"{len(feed.source)} bytes"


def unheard_of(feed: Feed) -> Complaints:
    if not re.match(rb"<\?xml version=.1\.0. encoding=.utf-8.\?>", feed.source):
        yield feed.source[:40].decode("utf-8", "replace")
    if b"<rss" not in feed.source[:512] and b"<feed" not in feed.source[:512]:
        yield "a program that looks at the beginning sees no feed"


def other_prefixes(feed: Feed) -> Complaints:
    for prefix, space in feed.root.nsmap.items():
        if {**PREFIXES, None: ATOM}.get(prefix) != f"{{{space}}}":
            yield f"{prefix}: {space}"


RULES: Mapping[str, Callable[[Feed], Complaints]] = {
    "SAXError": malformed,
    "MissingElement": missing_elements,
    "MissingTextualContent": missing_text,
    "DuplicateElement": repeated_elements,
    "DuplicateAtomLink": repeated_links,
    "DuplicateEntries": repeated_ids,
    "DuplicateUpdated": repeated_moments,
    "DuplicateEnclosure": two_enclosures,
    "NotBlank": blank,
    "MisplacedMetadata": misplaced,
    "UndefinedElement": undefined,
    "MissingSelf": missing_self,
    "SelfDoesntMatchLocation": other_self,
    "InvalidLink": bad_links,
    "InvalidEnclosure": bad_enclosures,
    "InvalidMedia": bad_media,
    "NonCanonicalURI": odd_ids,
    "InvalidDate": bad_dates,
    "IncorrectDOW": wrong_weekdays,
    "ImplausibleDate": odd_dates,
    "InvalidLanguage": bad_languages,
    "BadCharacters": bad_characters,
    "ContainsHTML": undeclared_html,
    "ImageDoesntMatch": image_of_the_feed,
    "ContainsRelRef": relative_addresses,
    "NotHtml": not_html,
    "SecurityRisk": unsafe_html,
    "ValidatorLimit": too_long,
    "EncodingMismatch": unheard_of,
    "ReservedPrefix": other_prefixes,
}


def complaints(source: bytes, location: str) -> dict[str, list[str]]:
    """What is wrong with a feed, by the rules that it breaks."""
    feed = Feed(source, location)
    broken = [*malformed(feed)]
    if broken:
        return {"SAXError": broken}
    return {name: found for name, rule in RULES.items() if (found := [*rule(feed)])}
