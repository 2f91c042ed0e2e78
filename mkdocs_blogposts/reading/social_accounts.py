"""Where people are found elsewhere: accounts as authors' data name them, and the URLs they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.url_parts import encode_unsafe, split_url

ACCOUNTS: Mapping[str, tuple[str, str]] = {
    "github": ("GitHub", "https://github.com/{}"),
    "gitlab": ("GitLab", "https://gitlab.com/{}"),
    "codeberg": ("Codeberg", "https://codeberg.org/{}"),
    "bitbucket": ("Bitbucket", "https://bitbucket.org/{}"),
    "x": ("X", "https://x.com/{}"),
    "twitter": ("X", "https://x.com/{}"),
    "mastodon": ("Mastodon", ""),
    "fediverse": ("Mastodon", ""),
    "bluesky": ("Bluesky", "https://bsky.app/profile/{}"),
    "threads": ("Threads", "https://www.threads.net/@{}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/{}/"),
    "facebook": ("Facebook", "https://www.facebook.com/{}"),
    "instagram": ("Instagram", "https://www.instagram.com/{}/"),
    "pinterest": ("Pinterest", "https://www.pinterest.com/{}/"),
    "youtube": ("YouTube", "https://www.youtube.com/@{}"),
    "twitch": ("Twitch", "https://www.twitch.tv/{}"),
    "tiktok": ("TikTok", "https://www.tiktok.com/@{}"),
    "stackoverflow": ("Stack Overflow", "https://stackoverflow.com/users/{}"),
    "reddit": ("Reddit", "https://www.reddit.com/user/{}/"),
    "medium": ("Medium", "https://medium.com/@{}"),
    "devto": ("DEV", "https://dev.to/{}"),
    "telegram": ("Telegram", "https://t.me/{}"),
    "keybase": ("Keybase", "https://keybase.io/{}"),
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "flickr": ("Flickr", "https://www.flickr.com/people/{}/"),
    "soundcloud": ("SoundCloud", "https://soundcloud.com/{}"),
    "newsletter": ("Newsletter", ""),
}
"""Of each service what readers call it, and the URL of an account; empty where only a whole URL works."""

HOSTS: Mapping[str, str] = {
    "twitter.com": "twitter",
    "youtu.be": "youtube",
    **{pattern.split("/")[2].removeprefix("www."): service for service, (_, pattern) in ACCOUNTS.items() if pattern},
}
"""The service of an account by the host of its URL."""

HANDLE = compile_pattern(r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")
NO_HOST = compile_pattern(r"""["<>\\^`{|}]""")
DOMAIN = compile_pattern(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#:].*)?", re.IGNORECASE)


def clean_url(text: str) -> str:
    """A text as a URL that a page may link to; empty where it isn't one.

    Of schemes only those of the web count (`javascript:` does not), and `max.example` lacks but its scheme. What no URL
    may hold is encoded.
    """
    text = "".join(text.split())
    if text.startswith("//"):
        text = f"https:{text}"
    elif DOMAIN.fullmatch(text):
        text = f"https://{text}"
    parts = split_url(text) if re.match(r"https?://[^/]", text, re.IGNORECASE) else None
    return encode_unsafe(text) if parts and parts.hostname and not NO_HOST.search(parts.netloc) else ""


def resolve_account(service: str, account: str) -> tuple[str, str] | None:
    """The name of a service and the URL of an account of it, which may be a URL already.

    `None` where the service is not known and the account is not a URL.
    """
    label, pattern = ACCOUNTS.get(re.sub(r"[-_ .]", "", service).casefold(), (service, ""))
    account = account.strip()
    host = account.partition("/")[0].lower().removeprefix("www.")
    if re.match(r"(?:https?:)?//", account, re.IGNORECASE) or host in HOSTS:
        url = clean_url(account)
    elif label == "Mastodon":
        found = HANDLE.fullmatch(account)
        url = f"https://{found[2]}/@{found[1]}" if found else clean_url(account)
    elif pattern:
        url = pattern.format(quote(account.lstrip("@"), safe="/.-_")) if account.strip("@/") else ""
    else:
        url = clean_url(account)
    return (label, url) if url else None


def service_of(account: str) -> str:
    """The service that an account is of, by itself: a URL, or a handle of the fediverse; empty where it is neither."""
    if HANDLE.fullmatch(account.strip()):
        return "mastodon"
    parts = split_url(clean_url(account))
    host = (parts.hostname or "").removeprefix("www.") if parts else ""
    known = HOSTS.get(host, "")
    return known or ("mastodon" if parts and re.fullmatch(r"/@[\w.-]+/?", parts.path) else host)


def format_twitter_handle(account: str) -> str:
    """The account in the form that `twitter:creator` wants: `max`, `@max` and `https://x.com/max` → `@max`."""
    parts = split_url(account) if "/" in account else None
    name = (parts.path if parts else account).strip("/").rpartition("/")[2].lstrip("@")
    return f"@{name}" if re.fullmatch(r"\w{1,30}", name, re.ASCII) else ""


def format_fediverse_handle(account: str) -> str:
    """The account in the form that `fediverse:creator` wants.

    `max@example.social` and `https://example.social/@max` → `@max@example.social`; empty where it is neither.
    """
    account = account.strip()
    if found := HANDLE.fullmatch(account):
        return f"@{found[1]}@{found[2]}"
    found = re.fullmatch(r"https?://([\w.-]+)/@([\w.-]+)/?", account, re.IGNORECASE)
    return f"@{found[2]}@{found[1]}" if found else ""
