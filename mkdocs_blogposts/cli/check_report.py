"""Problems in words for a person, for GitHub, and for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path

import click

from mkdocs_blogposts.blog.blog_builder import sort_posts
from mkdocs_blogposts.cli.site_loader import LoadedSite, escape_terminal
from mkdocs_blogposts.cli.terminal_tables import Column, Row, print_table
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.checks.image_choices import ImageChoice, explain_images

COLORS = {"error": "red", "warning": "yellow", "note": "cyan"}

MOST_FILES = 5
"""What people read of the same sentence; of more files it is told once."""

EXAMPLES = 3
"""The places that are named then."""

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
"""What GitHub calls our levels."""


@dataclass(frozen=True)
class Finding:
    """A problem, where its file lies on the disk, and how much it weighs."""

    problem: Problem
    path: Path
    """Absolute."""

    level: str
    """`error` for what a strict build fails on, `warning` for advice, `note` for that on a post not published yet."""

    @property
    def place(self) -> str:
        """The file from the current folder, with line and column where they are known."""
        numbers = filter(None, [self.problem.line, self.problem.line and self.problem.column])
        return ":".join([escape_terminal(_from(Path.cwd(), self.path)), *map(str, numbers)])

    @property
    def sentences(self) -> str:
        """What is wrong and what to write."""
        return f"{self.problem.what} {self.problem.hint}"


def format_text(findings: Sequence[Finding]) -> Iterator[str]:
    """Lines for people: the findings of each file, then what is the same in many, and how many there are."""
    single, repeated = _parted(findings)
    for _, group in groupby(single, key=lambda finding: finding.path):
        for finding in group:
            yield from _told(click.style(finding.place, bold=True), finding)
        yield ""
    for alike in repeated:
        places = list(dict.fromkeys(finding.place for finding in alike))
        yield from _told(click.style(f"{len(places)} places", bold=True), alike[0])
        yield f"    {', '.join(places[:EXAMPLES])} and {len(places) - EXAMPLES} more"
        yield ""
    yield format_summary(findings) + (" '--format json' names every place." if repeated else "")


def _parted(findings: Sequence[Finding]) -> tuple[list[Finding], list[list[Finding]]]:
    """The findings that stand for themselves, and those that say the same of many files."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.level, finding.problem.rule.code, finding.sentences), []).append(finding)
    many = [group for group in alike.values() if len({finding.path for finding in group}) > MOST_FILES]
    folded = {id(finding) for group in many for finding in group}
    return [finding for finding in findings if id(finding) not in folded], many


def _told(place: str, finding: Finding) -> Iterator[str]:
    level = click.style(f"{finding.level}:", fg=COLORS[finding.level])
    yield f"{place}: {level} {escape_terminal(finding.problem.what)} [{finding.problem.rule.code}]"
    yield f"    {escape_terminal(finding.problem.hint)}"


def format_summary(findings: Sequence[Finding]) -> str:
    """How many there are of each level, and in how many files."""
    levels = [finding.level for finding in findings]
    counts = [(levels.count(level), level) for level in COLORS if level in levels]
    told = " and ".join(filter(None, [", ".join(map(_count, counts[:-1])), *map(_count, counts[-1:])]))
    files = len({finding.path for finding in findings})
    return f"{told} in {_count((files, 'file'))}." if told else "No problems found."


def _count(counted: tuple[int, str]) -> str:
    number, word = counted
    return f"{number} {word}{'s' * (number != 1)}"


def format_github(findings: Sequence[Finding]) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines ("Workflow commands for GitHub Actions").

    It shows ten of a level: what many files have comes last.
    """
    single, repeated = _parted(findings)
    for finding in (*single, *chain.from_iterable(repeated)):
        problem = finding.problem
        place = {
            "file": _from(find_repository(finding.path), finding.path),
            "line": problem.line,
            "col": problem.column,
        }
        properties = {**{name: value for name, value in place.items() if value}, "title": problem.rule.code}
        told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        yield f"::{COMMANDS[finding.level]} {told}::{_data(finding.sentences)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def find_repository(path: Path) -> Path:
    """The root of the repository that a file is in: GitHub's word for it, else the folder that holds `.git`."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or "/nowhere")
    if path.is_relative_to(workspace):
        return workspace
    return next((folder for folder in path.parents if (folder / ".git").exists()), Path.cwd())


def format_json(findings: Sequence[Finding]) -> Iterator[str]:
    """An array of objects. A line or column that is not known is null."""
    yield json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=2)


def _object(finding: Finding) -> dict[str, str | int | None]:
    problem = finding.problem
    return {
        "file": problem.file,
        "path": _from(Path.cwd(), finding.path),
        "line": problem.line or None,
        "column": problem.column or None,
        "level": finding.level,
        "rule": problem.rule.code,
        "message": problem.what,
        "cure": problem.hint,
    }


def _from(folder: Path, path: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix() if path.is_relative_to(folder) else path.as_posix()


FORMATS: Mapping[str, Callable[[Sequence[Finding]], Iterator[str]]] = {
    "text": format_text,
    "github": format_github,
    "json": format_json,
}


COLUMNS = tuple(Column(head, 0, share, wraps=True) for head, share in (("File", 4), ("Image", 4), ("Why", 5)))


def collect_images(site: LoadedSite) -> tuple[ImageChoice, ...]:
    """The image of every post of every blog of a rendered site, the newest post first."""
    told = {each.source: each for blog in site.blogs for each in explain_images(blog.pages, blog.images.pipeline)}
    posts = sort_posts(post for blog in site.blogs for post in blog.pages.rendered.posts.values())
    return tuple(told[post.source] for post in posts)


def has_failed(site: LoadedSite, told: Sequence[ImageChoice]) -> bool:
    """Is there a published post whose image cannot be shown?"""
    published = {post for blog in site.blogs for post in blog.pages.rendered.posts if not blog.plan.is_unseen(post)}
    return any(each.problem and each.source in published for each in told)


def format_image_table(told: Sequence[ImageChoice]) -> None:
    """For people, with a count below."""
    rows = [Row((each.source, each.featured_image or "—", each.why), "red" if each.problem else "") for each in told]
    print_table(COLUMNS, rows, "No posts.")
    if told:
        bare = sum(not each.featured_image for each in told)
        click.echo(f"\n{len(told)} post{'s' * (len(told) != 1)}, {bare or 'none'} without an image.")


def format_image_json(told: Sequence[ImageChoice]) -> None:
    """An array of objects, for programs."""
    click.echo(json.dumps([_image_object(each) for each in told], ensure_ascii=False, indent=2))


def _image_object(each: ImageChoice) -> dict[str, str | None]:
    return {
        "file": each.source,
        "image": each.featured_image or None,
        "origin": each.origin.value if each.origin else None,
        "why": each.why,
        "problem": each.problem or None,
    }


IMAGE_FORMATS: Mapping[str, Callable[[Sequence[ImageChoice]], None]] = {
    "text": format_image_table,
    "json": format_image_json,
}
