"""Authors' data, as four engines keep it: a file of all authors by their keys, or a page of each one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath
from types import MappingProxyType

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.field_values import FALSE
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter
from mkdocs_blogposts.reading.naming.field_names import normalize_name
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.social_accounts import (
    ACCOUNTS,
    clean_url,
    format_fediverse_handle,
    format_twitter_handle,
    resolve_account,
    service_of,
)
from mkdocs_blogposts.reading.yaml_data import normalize_keys, read_data, read_text

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

HEADING = compile_pattern(r"(?:\s*\n)?#[ \t]+(?P<text>[^\n]+?)[ \t#]*(?:\n|\Z)")


def read_authors(source: str, text: str) -> tuple[Mapping[str, Author], tuple[Problem, ...]]:
    """The authors of a file by their keys, and what is wrong with it. A file of anything else has none.

    Material's authors stand below `authors:`, those of Docusaurus and Jekyll at the top.
    """
    values, problems = read_data(source, text)
    inner = values.get("authors")
    people = inner if isinstance(inner, dict) and set(values) == {"authors"} else values
    authors = {key: data for key, data in people.items() if isinstance(data, dict)}
    found = {key: read_author(key, data) for key, data in authors.items()}
    listed = (_listed(source),) if isinstance(inner, list) and inner else ()
    return MappingProxyType(found), (*problems, *listed, *find_unknown_accounts(source, text, authors))


def find_unknown_accounts(source: str, text: str, authors: Mapping[str, Mapping[str, Value]]) -> Iterator[Problem]:
    """Accounts of authors, by their keys or names, that no link can be made of."""
    lines = text.splitlines()
    for key, data in authors.items():
        for service, account in islice(_accounts(normalize_keys(data)), MOST):
            if account and not resolve_account(service, account):
                line = next((number for number, line in enumerate(lines, 1) if account in line), 0)
                what = f"The account '{account}' of '{key}' isn't a valid URL."
                hint = "Write one, such as 'https://example.social/@max'; until then it is left out."
                yield Problem(Rule.UNKNOWN_ACCOUNT, source, what, hint, line)


def _listed(source: str) -> Problem:
    what = "The authors are a list, without keys that posts could name."
    hint = "Write each author below a key of his own, such as 'max:'; until then nothing of them counts."
    return Problem(Rule.BROKEN_DATA, source, what, hint)


def read_author(key: str, data: Mapping[str, Value], names: Mapping[str, tuple[str, ...]] = NAMES) -> Author:
    """One author of what a file says; the key names him who has no name."""
    plain = normalize_keys(data)
    texts = {field: next(filter(None, (read_text(plain.get(name)) for name in names[field])), "") for field in names}
    page = plain.get("page")
    permalink = read_text(normalize_keys(page).get("permalink")) if isinstance(page, dict) else ""
    accounts = tuple(islice(_accounts(plain), MOST))
    handles = (
        format_fediverse_handle(account) for service, account in accounts if normalize_name(service) in FEDIVERSE
    )
    names_on_x = (
        format_twitter_handle(account) for service, account in accounts if normalize_name(service) in ("twitter", "x")
    )
    return Author(
        name=" ".join(texts["name"].split()) or key,
        key=key,
        slug=texts["slug"] or permalink.strip("/"),
        role=texts["role"],
        description=texts["description"],
        avatar=texts["avatar"],
        url=clean_url(texts["url"]),
        email=texts["email"].removeprefix("mailto:"),
        links=_links(accounts),
        twitter=next(filter(None, names_on_x), ""),
        fediverse=next(filter(None, handles), ""),
        has_page=read_text(page).casefold() not in FALSE,
    )


def read_author_page(source: str, text: str) -> Author | None:
    """The author that his own page (`authors/max.md`) describes: its front matter, and a name that may be its heading.

    His key and the URL of his list are those of the file; `None` for a page that has neither front matter nor heading.
    """
    front_matter = parse_front_matter(text)
    path = PurePosixPath(source)
    key = path.parent.name if path.stem in ("index", "_index") else path.stem
    data = {name: value for name, value in front_matter.fields.values.items() if name.casefold() != "slug"}
    author = read_author(key, data, PAGE_NAMES)
    heading = HEADING.match(front_matter.body)
    if heading and author.name == key:
        return read_author(key, {**data, "name": heading["text"]}, PAGE_NAMES)
    return author if front_matter.format_name else None


def _accounts(plain: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Each service that is named, with the account.

    `socials: {github: max}`, a list of such, of URLs, of `{label: GitHub, url: …}` or `{icon: …, link: …}`; or
    `github: max` beside the name.
    """
    for name in NAMES["links"]:
        value = plain.get(name)
        for item in value if isinstance(value, list) else (value,):
            yield from _of_item(item)
    yield from ((service, read_text(account)) for service, account in plain.items() if service in ACCOUNTS)


def _of_item(item: Value | None) -> Iterator[tuple[str, str]]:
    if not isinstance(item, dict):
        account = read_text(item)
        yield service_of(account), account
        return
    link = normalize_keys(item)
    account = next(filter(None, (read_text(link.get(key)) for key in ACCOUNT_NAMES)), "")
    if not account:
        yield from ((service, read_text(account)) for service, account in item.items())
        return
    label = next(filter(None, (read_text(link.get(key)) for key in LABEL_NAMES)), "")
    icon = re.split(r"[/:]|^(?:fa|simple|brands)-", read_text(link.get("icon")))[-1]
    yield label or service_of(account) or icon.partition("-")[0], account


def _links(accounts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Where else an author is found, each URL once."""
    found = (resolve_account(service, account) for service, account in accounts if service and account)
    by_url = {link[1]: link for link in reversed([link for link in found if link])}
    return tuple(reversed(by_url.values()))
