"""The blog's templates: escaped always, each replaceable by a file of its name in the user's `custom_dir`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_relative_url

from mkdocs_blogposts.publishing.post import Post
from mkdocs_blogposts.publishing.teasers import BASE

THEMES = Path(__file__).parent.parent / "themes"


class Templates:
    """Renders fragments of pages.

    A card is rendered once per build, however many lists show it: its links start at `BASE`, which each page replaces
    by its own way to the site's root.
    """

    def __init__(self, env: Environment, config: MkDocsConfig, shown_date: Callable[[datetime], str]) -> None:
        folders = [THEMES / str(config.theme.name), THEMES / "base"]
        loader = ChoiceLoader([env.loader or FileSystemLoader([]), FileSystemLoader(folders)])
        self._env = env.overlay(autoescape=True, loader=loader)
        # An overlay shares its filters and globals with the theme's environment, which must not see ours.
        self._env.filters = {**env.filters, "date": shown_date}
        self._env.globals = {**env.globals, "config": config}
        self._cards: dict[tuple[str, bool], str] = {}

    def fragment(self, name: str, page_url: str, **values: Any) -> str:
        """A fragment of the page at `page_url`, from the template `blogposts/<name>.html`."""
        root = get_relative_url(".", page_url)
        html = self._render(name, **values, cards=self._card)
        return html.replace(f"{BASE}/", f"{root}/").replace(BASE, f"{root}/")

    def head(self, **values: Any) -> str:
        """The tags of a head."""
        return self._render("head", **values)

    def _card(self, blog: Any, post: Post, eager: bool = False) -> Markup:
        key = (post.source, eager)
        if key not in self._cards:
            self._cards[key] = self._render("card", blog=blog, post=post, eager=eager)
        return Markup(self._cards[key])  # noqa: S704  # a template's own output, escaped there

    def _render(self, name: str, **values: Any) -> str:
        return self._env.get_template(f"blogposts/{name}.html").render(base_url=BASE, page=None, **values)
