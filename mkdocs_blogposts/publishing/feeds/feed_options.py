"""Which feeds a blog has, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from mkdocs_blogposts.blog.slugs import is_safe_path
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.text.meta_values import make_url_absolute

FEED_FILES: Mapping[str, str] = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
"""The files of the formats, by their names in the options."""

FORMATS = tuple(FEED_FILES)

OLD_FEEDS: Mapping[str, tuple[str, str]] = {
    "rss_created": ("feed_rss_created.xml", "rss"),
    "rss_updated": ("feed_rss_updated.xml", "rss"),
    "json_created": ("feed_json_created.json", "json"),
    "json_updated": ("feed_json_updated.json", "json"),
}
"""The feeds of mkdocs-rss-plugin at the site's root, by their names in its options, and their formats."""

_OF_TERMS = ("formats", "limit", "content")
_SETTINGS = (*_OF_TERMS, "terms", "hub", "aliases")


@dataclass(frozen=True)
class FeedOptions:
    """What `feeds:` in the options says."""

    formats: tuple[str, ...] = FORMATS
    """Of `FORMATS`; none where there are to be no feeds."""

    limit: int = 20
    """How many posts a feed has, the newest; 0 for all."""

    is_full: bool = True
    """Has it the whole text of each, or a summary?"""

    terms: FeedOptions | None = field(default_factory=lambda: FeedOptions(("rss",), is_full=False, terms=None))
    """The feeds of each term's posts; `None` where there are none. With all their texts in every format they would be
    larger than the rest of the site, since a post stands in as many as it has terms."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    """Further URLs of the feed of all posts, from the site's root, and the format at each: those of an old blog."""

    hub: str = ""
    """The URL of the hub that tells readers of new posts (W3C WebSub); empty without one."""

    def formats_of(self, kind: str) -> tuple[str, ...]:
        """The formats of the feeds of such lists; none where they have no feeds."""
        options = self.of(kind)
        return options.formats if options else ()

    def of(self, kind: str) -> FeedOptions | None:
        """What holds for the lists of a kind: `blog` is that of all posts, any other one of terms."""
        return self if kind == "blog" else self.terms


def read_feed_options(written: object) -> FeedOptions:
    """The feeds of an option.

    Raises:
        ValueError: where it makes no sense; its text says what to write.
    """
    if isinstance(written, bool):
        return FeedOptions() if written else FeedOptions(formats=())
    if not isinstance(written, Mapping):
        raise ValueError(f"{written!r} isn't valid. Write true, false, or the settings {', '.join(_SETTINGS)}.")
    _check(written, _SETTINGS, "Feeds")
    formats, limit = _formats(written.get("formats", FORMATS)), _limit(written.get("limit", 20))
    is_full = _is_full(written.get("content", "full"))
    terms, hub = _terms(written.get("terms", True), formats, limit), _hub(written.get("hub") or "")
    return FeedOptions(formats, limit, is_full, terms, _aliases(written.get("aliases") or {}), hub)


def _check(written: Mapping[str, object], known: tuple[str, ...], whose: str) -> None:
    for key in written:
        if key not in known:
            raise ValueError(f"{whose} have no {key!r}. They have {', '.join(known)}.")


def _formats(value: object) -> tuple[str, ...]:
    asked = [value] if isinstance(value, str) else value
    if not isinstance(asked, (list, tuple)) or not all(name in FORMATS for name in asked):
        raise ValueError(f"formats: {value!r} aren't valid formats. Write a list of {', '.join(FORMATS)}.")
    return tuple(name for name in FORMATS if name in asked)


def _limit(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"limit: {value!r} isn't a valid number of posts. Write a whole number; 0 means all.")
    return value


def _is_full(value: object) -> bool:
    if value not in ("full", "summary"):
        raise ValueError(f"content: {value!r} is unknown. Write 'full' or 'summary'.")
    return value == "full"


def _terms(value: object, formats: tuple[str, ...], limit: int) -> FeedOptions | None:
    """The feeds of terms, where those of all posts are in these formats."""
    if value is False:
        return None
    settings = {} if value is True else value
    if not isinstance(settings, Mapping):
        raise ValueError(f"terms: {value!r} isn't valid. Write true, false, or the settings {', '.join(_OF_TERMS)}.")
    _check(settings, _OF_TERMS, "The feeds of terms")
    usual = ("rss",) if "rss" in formats else formats[:1]
    return FeedOptions(
        _formats(settings.get("formats", usual)),
        _limit(settings.get("limit", limit)),
        _is_full(settings.get("content", "summary")),
        None,
    )


def _aliases(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise ValueError(f"aliases: {value!r} aren't old URLs. Write each with its format, such as {{feed.xml: atom}}.")
    for path, form in value.items():
        if form not in FORMATS:
            raise ValueError(f"aliases: {form!r} of {path!r} isn't a format. Write one of {', '.join(FORMATS)}.")
    paths = {str(path).strip("/"): str(form) for path, form in value.items()}
    for path in paths:
        if not path or not is_safe_path(path):
            raise ValueError(f"aliases: {path!r} isn't a path of this site. Write one such as 'feed.xml'.")
    return paths


def _hub(value: object) -> str:
    url = make_url_absolute(value, "") if isinstance(value, str) else ""
    if value and not url:
        raise ValueError(f"hub: {value!r} isn't a URL. Write that of a WebSub hub, which begins with 'https://'.")
    return url
