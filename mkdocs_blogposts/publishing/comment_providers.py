"""Comments: what each provider's script needs to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.naming.suggestions import add_suggestion

THEME = "theme"
"""The provider that is the theme's own partial."""

LOADS = ("visible", "click")

SETTINGS: Mapping[str, Mapping[str, str | None]] = {
    "giscus": {
        "repo": None,
        "repo_id": None,
        "category": None,
        "category_id": None,
        "mapping": "pathname",
        "strict": "0",
        "reactions_enabled": "1",
        "input_position": "bottom",
        "lang": "",
    },
    "utterances": {"repo": None, "issue_term": "pathname", "label": ""},
    "disqus": {"shortname": None},
    "isso": {"url": None},
    "remark42": {"url": None, "site_id": "remark"},
    THEME: {},
}
"""The settings of each provider with their defaults; `None` where a setting is required."""

THEMES: Mapping[str, tuple[str, str]] = {
    "giscus": ("light", "dark"),
    "utterances": ("github-light", "github-dark"),
    "remark42": ("light", "dark"),
}
"""What providers call a light and a dark page; the others take the page's colors."""


@dataclass(frozen=True)
class Comments:
    """The comments below posts."""

    provider: str
    load: str = LOADS[0]
    """When the provider's script is loaded: once a reader comes near (`visible`), or after a `click`."""

    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_of_theme(self) -> bool:
        """Are they the theme's own partial?"""
        return self.provider == THEME

    @property
    def src(self) -> str:
        """The URL of the provider's script."""
        url = self.settings.get("url", "").rstrip("/")
        return {
            "giscus": "https://giscus.app/client.js",
            "utterances": "https://utteranc.es/client.js",
            "disqus": f"https://{self.settings.get('shortname', '')}.disqus.com/embed.js",
            "isso": f"{url}/js/embed.min.js",
            "remark42": f"{url}/web/embed.mjs",
        }[self.provider]

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of the script's tag; `{theme}` stands for the provider's word for a light or dark page."""
        given = {name: value for name, value in self.settings.items() if value}
        if self.provider == "giscus":
            data = {f"data-{name.replace('_', '-')}": value for name, value in given.items()}
            return {**data, "data-emit-metadata": "0", "data-theme": "{theme}", "crossorigin": "anonymous"}
        if self.provider == "utterances":
            named = {name.replace("_", "-"): value for name, value in given.items()}
            return {**named, "theme": "{theme}", "crossorigin": "anonymous"}
        if self.provider == "isso":
            return {"data-isso": f"{given['url'].rstrip('/')}/"}
        return {"type": "module"} if self.provider == "remark42" else {}

    @property
    def element(self) -> str:
        """The id of the element that the provider fills; empty where its script finds its own place."""
        return {"disqus": "disqus_thread", "isso": "isso-thread", "remark42": "remark42"}.get(self.provider, "")

    @property
    def themes(self) -> tuple[str, str]:
        """The provider's words for a light and a dark page."""
        return THEMES.get(self.provider, ("", ""))


def read_comments(option: object) -> Comments | None:
    """The option `comments`: `false`, `theme`, or a provider with its settings.

    Raises:
        ValueError: in a sentence, where it is anything else.
    """
    if option is False:
        return None
    written = {"provider": option} if isinstance(option, str) else option
    if not isinstance(written, Mapping) or "provider" not in written:
        providers = ", ".join(SETTINGS)
        raise ValueError(f"{option!r} isn't a provider of comments. Write 'provider:' with one of {providers}.")
    settings = {str(key): value for key, value in written.items()}
    provider, load = str(settings.pop("provider")), str(settings.pop("load", LOADS[0]))
    if provider not in SETTINGS:
        what = f"{provider!r} isn't a provider of comments. Write one of {', '.join(SETTINGS)}."
        raise ValueError(add_suggestion(what, provider, SETTINGS))
    if load not in LOADS:
        raise ValueError(f"{load!r} isn't a value of 'load'. Write 'visible' or 'click'.")
    return Comments(provider, load, _settings(provider, settings))


def _settings(provider: str, written: Mapping[str, object]) -> Mapping[str, str]:
    known = SETTINGS[provider]
    for name, value in written.items():
        if name not in known:
            hint = f"Write one of {', '.join(known)}." if known else "Take it out."
            what = f"{provider} has no setting {name!r}. {hint}"
            raise ValueError(add_suggestion(what, name, known))
        if isinstance(value, (Mapping, list)) or value is None:
            raise ValueError(f"{value!r} isn't a value of {name!r}. Write one text.")
    for name, default in known.items():
        if default is None and not str(written.get(name, "")).strip():
            raise ValueError(f"{provider} needs the setting {name!r}. Write '{name}: …' beside 'provider: {provider}'.")
    given = {name: _text(value) for name, value in written.items()}
    return {name: given.get(name, default or "") for name, default in known.items()}


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value).strip()
