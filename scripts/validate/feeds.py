"""Do the programs that read feeds find in each what the writers of its posts wrote?"""

from __future__ import annotations

import io
import json
import re
from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import unquote

import atoma
import feedparser
import jsonschema
from lxml import html

from harness.formats import JSON_FEED
from scripts.validate.building import SITE_URL, Site
from scripts.validate.writer import Writing, names_of_authors

FILES = ("rss.xml", "atom.xml", "feed.json")
ADDRESSES = ("href", "src", "poster")


def faults(site: Site) -> Iterator[str]:
    """Of every feed of a site, and of the posts that should be in them."""
    files = [file for file in site.built.files if file.rpartition("/")[2] in FILES]
    for file in files:
        content = (site.built.site_dir / file).read_bytes()
        wrong = _of_json(content) if file.endswith(".json") else _of_xml(content, file)
        yield from (f"{file}: {fault}" for fault in wrong)
    whole = next((file for file in files if file.count("/") == 1 and file.endswith("atom.xml")), None)
    if whole is None:
        yield "There is no feed of all posts."
        return
    for name in FILES:
        yield from _of_posts(site, whole.replace("atom.xml", name))


def _of_xml(content: bytes, file: str) -> Iterator[str]:
    feed = feedparser.parse(io.BytesIO(content))
    if feed.bozo:
        yield f"feedparser: {feed.bozo_exception}"
    parse = atoma.parse_atom_bytes if file.endswith("atom.xml") else atoma.parse_rss_bytes
    try:
        parse(content)
    except (atoma.exceptions.FeedParseError, atoma.exceptions.FeedDocumentError) as error:
        yield f"atoma: {error}"
    ids = [entry.id for entry in feed.entries]
    if len(set(ids)) < len(ids):
        yield "two entries have one id"


def _of_json(content: bytes) -> Iterator[str]:
    validator = jsonschema.Draft202012Validator(JSON_FEED)
    for error in validator.iter_errors(json.loads(content)):
        yield f"{error.json_path}: {error.message[:200]}"


def _of_posts(site: Site, file: str) -> Iterator[str]:
    """What the feed of all posts says, against the files of the posts."""
    entries = {entry["link"]: entry for entry in entries_of((site.built.site_dir / file).read_bytes(), file)}
    people = names_of_authors(site.docs)
    for post in site.published:
        writing = Writing(site.docs / post["file"])
        entry = entries.pop(page.canonical if (page := site.page_of.get(post["file"])) else "", None)
        if entry is None:
            if post["date"]:
                yield f"{file}: {post['file']} is not there"
            continue
        where = f"{file}: {post['file']}"
        yield from (f"{where}: {fault}" for fault in _of_entry(entry, writing, people))
        yield from (f"{where}: {fault}" for fault in _of_picture(entry, site, post["file"]))
    yield from (f"{file}: {link} is no published post" for link in entries)


def _of_entry(entry: dict[str, Any], writing: Writing, people: Mapping[str, str]) -> Iterator[str]:
    if writing.is_draft:
        yield "is a draft"
    if writing.title and _bare(entry["title"]) != _bare(writing.title):
        yield f"title {entry['title']!r}, but {writing.title!r} is written"
    if writing.date and entry["date"] != writing.date.astimezone(timezone.utc):
        yield f"date {entry['date']}, but {writing.date} is written"
    authors = [people.get(name, name) for name in writing.authors]
    if authors and _alike(entry["authors"]) != _alike(authors):
        yield f"authors {entry['authors']}, but {authors} are written"
    if not _alike(writing.topics) >= _alike(entry["topics"]):
        yield f"topics {entry['topics']}, but {writing.topics} are written"
    for url in addresses_in(entry["html"]):
        if not re.match(r"(?i)[a-z][a-z0-9+.-]*:", url):
            yield f"the address {url} is not absolute"


def _of_picture(entry: dict[str, Any], site: Site, post: str) -> Iterator[str]:
    """An enclosure is the image that link previews of the post show, with the length of its file.

    JSON Feed has an image without its length; an enclosure has one, so that one of another site cannot be one.
    """
    shown = site.page_of[post].meta("og:image") or ""
    if entry["picture"] and entry["picture"] != shown:
        yield f"the enclosure {entry['picture']} is not {shown}, which its page has"
    if not entry["picture"] and (shown.startswith(SITE_URL) or (shown and entry["length"] is None)):
        yield f"there is no enclosure for {shown}"
    if entry["picture"] and entry["length"] is not None:
        at = site.built.site_dir / unquote(entry["picture"].removeprefix(SITE_URL))
        size = at.stat().st_size if at.is_file() else "no file"
        if size != entry["length"]:
            yield f"the enclosure {entry['picture']} is said to have {entry['length']} bytes, and has {size}"


def entries_of(content: bytes, file: str) -> list[dict[str, Any]]:
    """The entries of a feed in one shape, whatever its format; none of one that cannot be read."""
    if file.endswith(".json"):
        return [_of_json_item(item) for item in json.loads(content)["items"]]
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    if feed.bozo:
        return []
    atom = {each.id_: each for each in atoma.parse_atom_bytes(content).entries} if file.endswith("atom.xml") else {}
    return [_of_parsed(entry, atom) for entry in feed.entries]


def addresses_in(text: str) -> tuple[str, ...]:
    """Every URL in a text of HTML."""
    if not text.strip():
        return ()
    elements = html.fragment_fromstring(text, create_parent=True).iter("*")
    return tuple(value for each in elements for name in ADDRESSES if (value := each.get(name)) is not None)


def _of_json_item(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "link": item["url"],
        "title": item["title"],
        "date": datetime.fromisoformat(item["date_published"]).astimezone(timezone.utc),
        "authors": [author["name"] for author in item.get("authors", ())],
        "topics": item.get("tags", []),
        "html": item.get("content_html", ""),
        "picture": item.get("image", ""),
        "length": None,
    }


def _of_parsed(entry: Any, atom: dict[str, Any]) -> dict[str, Any]:
    enclosed = next((link for link in entry.links if link.rel == "enclosure"), None)
    other = atom.get(entry.id)
    # feedparser knows one author of an entry of RSS by `dc:creator` each, and atoma all of one of Atom.
    authors = (
        [author.name for author in other.authors] if other else [each.get("name") for each in entry.get("authors", ())]
    )
    return {
        "link": entry.link,
        "title": entry.title,
        "date": datetime.fromtimestamp(timegm(entry.published_parsed), timezone.utc),
        "authors": authors,
        "topics": [tag.term for tag in entry.get("tags", ())],
        "html": entry.content[0].value if "content" in entry else "",
        "picture": enclosed.href if enclosed else "",
        "length": int(enclosed.length) if enclosed else 0,
    }


def _bare(text: str) -> str:
    """Without the signs of Markdown and HTML, and without regard to quotes and spaces."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)|<[^>]+>|\s*\{[^}]*\}$", r"\1", text)
    return re.sub(r"[\s*_`\\\"'“”‘’]+", "", text)


def _alike(names: Iterable[str]) -> set[str]:
    """Names without regard to case, spaces and hyphens, as terms are one that differ in nothing else."""
    return {re.sub(r"[\s_-]+", "", str(name).lower()) for name in names}
