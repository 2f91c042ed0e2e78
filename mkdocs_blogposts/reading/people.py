"""Authors' data, as four engines keep it: a file of all authors by their keys, or a page of each one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath
from types import MappingProxyType

from mkdocs_blogposts.reading.accounts import (
    ACCOUNTS,
    account_link,
    as_address,
    fediverse_handle,
    service_of,
    twitter_name,
)
from mkdocs_blogposts.reading.authors import Author
from mkdocs_blogposts.reading.datafile import plain_keys, read_data, text_of
from mkdocs_blogposts.reading.dialects.header import read_header
from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.fields import FALSE
from mkdocs_blogposts.reading.naming.names import plain_name
from mkdocs_blogposts.reading.problems import Problem, Rule

NAMES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "displayname", "fullname"),
    "role": ("title", "role", "job", "jobtitle", "position"),
    "description": ("description", "bio", "biography", "about"),
    "avatar": ("avatar", "imageurl", "image", "picture", "photo", "profileimage"),
    "url": ("url", "website", "web", "weburl", "site", "homepage", "home", "link"),
    "email": ("email", "mail"),
    "slug": ("slug",),
    "links": ("socials", "social", "links"),
}
"""What each field of an author is called in Material's, Docusaurus' and Jekyll's files, without case, `-` and `_`."""

PAGE_NAMES = {**NAMES, "name": ("name", "title", "displayname"), "role": NAMES["role"][1:]}
"""On a page of an author's own the title is the name."""

ACCOUNT_NAMES = ("url", "link", "href", "account", "username", "handle")
LABEL_NAMES = ("label", "name", "title", "service", "platform", "network", "type")
"""What the keys of one account in a list are called."""

MOST = 40
"""Accounts of one author that are read."""

FEDIVERSE = frozenset({"mastodon", "fediverse"})

HEADING = re.compile(r"(?:\s*\n)?#[ \t]+(?P<text>[^\n]+?)[ \t#]*(?:\n|\Z)")


def read_authors(source: str, text: str) -> tuple[Mapping[str, Author], tuple[Problem, ...]]:
    """The authors of a file by their keys, and what is wrong with it. A file of anything else has none.

    Material's authors stand below `authors:`, those of Docusaurus and Jekyll at the top.
    """
    values, problems = read_data(source, text)
    inner = values.get("authors")
    people = inner if isinstance(inner, dict) and set(values) == {"authors"} else values
    authors = {key: data for key, data in people.items() if isinstance(data, dict)}
    found = {key: author_of(key, data) for key, data in authors.items()}
    listed = (_listed(source),) if isinstance(inner, list) and inner else ()
    return MappingProxyType(found), (*problems, *listed, *_unknown_accounts(source, text, authors))


def _unknown_accounts(source: str, text: str, authors: Mapping[str, Mapping[str, Value]]) -> Iterator[Problem]:
    """Accounts that no link can be made of."""
    lines = text.splitlines()
    for key, data in authors.items():
        for service, account in islice(_accounts(plain_keys(data)), MOST):
            if account and not account_link(service, account):
                line = next((number for number, line in enumerate(lines, 1) if account in line), 0)
                what = f"The account '{account}' of '{key}' is no URL."
                cure = "Write one, such as 'https://example.social/@max'; until then it is left out."
                yield Problem(Rule.UNKNOWN_ACCOUNT, source, what, cure, line)


def _listed(source: str) -> Problem:
    what = "The authors are a list, without keys that posts could name."
    cure = "Write each author below a key of his own, such as 'max:'; until then nothing of them counts."
    return Problem(Rule.BROKEN_DATA, source, what, cure)


def author_of(key: str, data: Mapping[str, Value], names: Mapping[str, tuple[str, ...]] = NAMES) -> Author:
    """One author of what a file says; the key names him who has no name."""
    plain = plain_keys(data)
    texts = {field: next(filter(None, (text_of(plain.get(name)) for name in names[field])), "") for field in names}
    page = plain.get("page")
    permalink = text_of(plain_keys(page).get("permalink")) if isinstance(page, dict) else ""
    accounts = tuple(islice(_accounts(plain), MOST))
    handles = (fediverse_handle(account) for service, account in accounts if plain_name(service) in FEDIVERSE)
    names_on_x = (twitter_name(account) for service, account in accounts if plain_name(service) in ("twitter", "x"))
    return Author(
        name=" ".join(texts["name"].split()) or key,
        key=key,
        slug=texts["slug"] or permalink.strip("/"),
        role=texts["role"],
        description=texts["description"],
        avatar=texts["avatar"],
        url=as_address(texts["url"]),
        email=texts["email"].removeprefix("mailto:"),
        links=_links(accounts),
        twitter=next(filter(None, names_on_x), ""),
        fediverse=next(filter(None, handles), ""),
        has_page=text_of(page).casefold() not in FALSE,
    )


def author_of_page(source: str, text: str) -> Author | None:
    """The author that a page of his own (`authors/max.md`) describes: its header, and a name that may be its heading.

    His key and the address of his list are those of the file; `None` for a page that has neither header nor heading.
    """
    header = read_header(text)
    path = PurePosixPath(source)
    key = path.parent.name if path.stem in ("index", "_index") else path.stem
    data = {name: value for name, value in header.fields.values.items() if name.casefold() != "slug"}
    author = author_of(key, data, PAGE_NAMES)
    heading = HEADING.match(header.body)
    if heading and author.name == key:
        return author_of(key, {**data, "name": heading["text"]}, PAGE_NAMES)
    return author if header.dialect else None


def _accounts(plain: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Each service that is named, with the account.

    `socials: {github: max}`, a list of such, of URLs, of `{label: GitHub, url: …}` or `{icon: …, link: …}`; or
    `github: max` beside the name.
    """
    for name in NAMES["links"]:
        value = plain.get(name)
        for item in value if isinstance(value, list) else (value,):
            yield from _of_item(item)
    yield from ((service, text_of(account)) for service, account in plain.items() if service in ACCOUNTS)


def _of_item(item: Value | None) -> Iterator[tuple[str, str]]:
    if not isinstance(item, dict):
        account = text_of(item)
        yield service_of(account), account
        return
    link = plain_keys(item)
    account = next(filter(None, (text_of(link.get(key)) for key in ACCOUNT_NAMES)), "")
    if not account:
        yield from ((service, text_of(account)) for service, account in item.items())
        return
    label = next(filter(None, (text_of(link.get(key)) for key in LABEL_NAMES)), "")
    icon = re.split(r"[/:]|^(?:fa|simple|brands)-", text_of(link.get("icon")))[-1]
    yield label or service_of(account) or icon.partition("-")[0], account


def _links(accounts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Where else an author is found, each address once."""
    found = (account_link(service, account) for service, account in accounts if service and account)
    by_address = {link[1]: link for link in reversed([link for link in found if link])}
    return tuple(reversed(by_address.values()))
