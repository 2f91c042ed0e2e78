"""The pictures of posts that this build leaves out: they must not be published either."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.pictures.choice import Neighbours
from mkdocs_blogposts.site.pictures.places import Places, named
from mkdocs_blogposts.site.planning.plan import Plan
from mkdocs_blogposts.site.planning.revision import revise_plan
from mkdocs_blogposts.site.printing.edition import is_shown
from mkdocs_blogposts.site.settings.setup import Setup

IN_TEXT = re.compile(
    r"\]\(\s*<?([^)>\s]+)"  # ![alt](picture), or a link to it
    r"|^ {0,3}\[[^\]\n]+\]:\s*<?([^>\s]+)"  # [name]: picture
    r"|\b(?:src|srcset|href|poster)\s*=\s*[\"']([^\"']+)",
    re.MULTILINE,
)
"""What may lead to a picture in Markdown, or in HTML, there with several addresses in a `srcset`."""


def heed_others(plan: Plan, files: Files, nav: Navigation, setup: Setup) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan as other plugins have changed it while pages were rendered, and what came too late; without its images
    that nothing public shows.
    """
    plan, problems = revise_plan(plan, files, nav, setup)
    withhold_pictures(plan, files, setup.config)
    return plan, problems


def withhold_pictures(plan: Plan, files: Files, config: MkDocsConfig) -> None:
    """Leave out the pictures that only unpublished posts show.

    A picture whose name any page that is published, its header or `mkdocs.yml` so much as mentions is kept.
    """
    unseen = [post for post in plan.posts if not is_shown(files.src_uris[post.source])]
    neighbours = Neighbours(files)
    pictures = {file.src_uri: file for post in unseen for file in _pictures(post, files, neighbours)}
    if not pictures:
        return
    said = [f"{[config.theme.get(name) for name in ('logo', 'favicon')]}{config.extra}"]
    for source, entry in plan.pages.items():
        file = files.src_uris[source]
        if is_shown(file) and file.page:
            said.append(f"{entry.image}{file.page.meta}{file.page.markdown or entry.body}{file.page.content or ''}")
    for file in pictures.values():
        name = posixpath.basename(file.src_uri)
        if not any(name in text or quote(name) in text for text in said):
            file.inclusion = InclusionLevel.EXCLUDED
            files.remove(file)  # a plugin that publishes images itself does not ask who may see them


def _pictures(post: Entry, files: Files, neighbours: Neighbours) -> Iterator[File]:
    """The files of the docs folder that a post names as pictures, or has beside it."""
    places = Places(files)
    beside = neighbours.wish(post)
    references = [
        post.image,
        beside.reference if beside else "",
        *(part for found in IN_TEXT.findall(post.body) for part in re.split(r",?\s+", "".join(found))),
    ]
    for reference in filter(None, references):
        name = named(reference)
        file = None if name.is_inline or name.is_remote else places.find(name.path, post.source)
        if file and file.is_media_file():
            yield file
