"""What pages say to machines: JSON-LD as extruct reads it, microformats as mf2py does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import extruct
import mf2py

from harness.page import PageView
from scripts.validate.building import Site
from scripts.validate.tools import VOCABULARY

# https://developers.google.com/search/docs/appearance/structured-data: article, breadcrumb, profile-page, organization
REQUIRED = {
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "ProfilePage": {"mainEntity"},
    "Person": {"name"},
    "Organization": {"name"},
    "WebSite": {"name", "url"},
    "ImageObject": {"contentUrl"},
    "BlogPosting": {"headline"},
}

ENTRY = ("name", "url", "published", "author")
"""What an h-entry of a post has (https://microformats.org/wiki/h-entry)."""


def faults(site: Site) -> Iterator[str]:
    """Of every page with data, and of every post, which must have some."""
    for page in site.pages:
        if page.file != "404.html":
            yield from (f"{page.file}: {fault}" for fault in of_page(page))
    for post in site.listed:
        if own := site.page_of.get(post["file"]):
            wrong = [*_of_post(own, post), *_of_entries(own, post)]
            yield from (f"{own.file}: {fault}" for fault in wrong)


@cache
def graph_of(page: PageView) -> list[dict[str, Any]]:
    """The nodes of a page, as extruct reads them."""
    found = extruct.extract(page.source, base_url=page.canonical, syntaxes=["json-ld"])["json-ld"]
    return [node for whole in found for node in whole["@graph"]]


def of_page(page: PageView) -> Iterator[str]:
    """What is wrong with the graph of a page."""
    nodes = graph_of(page)
    if not nodes:
        yield "has no JSON-LD"
    known = {node["@id"] for node in nodes}
    for node in (inner for each in nodes for inner in _within(each)):
        if "@type" in node:
            yield from _of_node(node)
        elif node.get("@id") not in known:
            yield f"{node} leads to no node"


def _of_node(node: dict[str, Any]) -> Iterator[str]:
    kind = node["@type"]
    if not (VOCABULARY / f"{kind}.schema.json").is_file():
        yield f"schema.org has no type {kind}"
        return
    names = {name for name in node if not name.startswith("@")}
    yield from (f"schema.org's {kind} has no {name}" for name in sorted(names - properties(kind)))
    yield from (f"{kind} lacks {name}" for name in sorted(REQUIRED.get(kind, set()) - names))
    yield from (f"{kind} has an empty {name}" for name in sorted(names) if node[name] in (None, "", [], {}))
    steps = node["itemListElement"] if kind == "BreadcrumbList" else []
    yield from (f"the step {step.get('name')} has no item" for step in steps[:-1] if not step.get("item"))


def _of_post(page: PageView, post: dict[str, Any]) -> Iterator[str]:
    """What search engines recommend for an article, as far as its writer gave it."""
    article = next((node for node in graph_of(page) if node["@type"] == "BlogPosting"), None)
    if article is None:
        yield "is a post without a BlogPosting"
        return
    given = {
        "datePublished": post["date"],
        "author": post["authors"],
        "image": page.all(".bp-featured-image"),
        "keywords": post["tags"],
        "articleSection": post["categories"],
    }
    yield from (f"BlogPosting lacks {name}" for name, value in given.items() if value and name not in article)
    people = {node["@id"]: node for node in graph_of(page) if node["@type"] == "Person"}
    for author in _listed(article.get("author", [])):
        if not author.get("name") or not people.get(author["@id"], {}).get("url"):
            yield f"the author {author} has no name, or no url"
    if post["date"] and article.get("datePublished") != post["date"]:
        yield f"datePublished is {article.get('datePublished')}, and the date {post['date']}"


def _of_entries(page: PageView, post: dict[str, Any]) -> Iterator[str]:
    found = [item for item in mf2py.parse(doc=page.source, url=page.canonical)["items"] if "h-entry" in item["type"]]
    if len(found) != 1:
        yield f"has {len(found)} h-entry, not one"
        return
    entry = found[0]["properties"]
    given = {"published": post["date"], "author": post["authors"]}
    yield from (f"the h-entry has no {name}" for name in ENTRY if given.get(name, True) and not entry.get(name))
    if entry.get("url") and entry["url"] != [page.canonical]:
        yield f"the h-entry is at {entry['url']}, and the page at {page.canonical}"
    if len(entry.get("author", ())) != len(post["authors"]):
        yield f"the h-entry has {len(entry.get('author', ()))} authors, and the post {len(post['authors'])}"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _within(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _within(inner)


@cache
def properties(kind: str) -> frozenset[str]:
    """What a type of schema.org may have, with what it has from wider ones."""
    schema = json.loads((VOCABULARY / f"{kind}.schema.json").read_text(encoding="utf-8"))
    wider = (each["$ref"].partition(":")[2] for each in schema.get("allOf", ()) if "$ref" in each)
    return frozenset(schema.get("properties", ())).union(*map(properties, wider))
