"""Authors: what a site knows of the people who write its posts."""

from __future__ import annotations

from dataclasses import fields

from mkdocs_blogposts.frozen_dataclasses import dataclass, replace


@dataclass(frozen=True)
class Author:
    """One person, or whoever else signs a post. Plain text throughout; what is not known is empty."""

    name: str

    key: str = ""
    """By which posts name the author, where an authors file has one."""

    slug: str = ""
    """The last segment of the URL of the author's page, as the writer asks for it."""

    role: str = ""
    """In a few words, such as `Maintainer`."""

    description: str = ""
    """The biography: one paragraph or several, in Markdown."""

    avatar: str = ""
    """A path or URL of an image, as written."""

    url: str = ""
    """The author's own site."""

    email: str = ""

    links: tuple[tuple[str, str], ...] = ()
    """Where else the author is found: pairs of a name such as `GitHub` or `mastodon` and a URL."""

    twitter: str = ""
    """The account, such as `@max`."""

    fediverse: str = ""
    """The handle, such as `@max@example.social`."""

    has_page: bool = True
    """Is there to be a page of the author's posts?"""

    def over(self, known: Author | None) -> Author:
        """The author with what is `known` of him elsewhere and not said here; key and slug are the known ones."""
        if known is None:
            return self
        said = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in ("key", "slug")}
        return replace(known, **{name: value for name, value in said.items() if value not in ("", (), True)})

    def __str__(self) -> str:
        return self.name
