"""`blogposts check`: what is wrong in the posts of a site, at its place, and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import click
from mkdocs.structure.files import File

from mkdocs_blogposts.cli.check_report import FORMATS, IMAGE_FORMATS, Finding, collect_images, has_failed
from mkdocs_blogposts.cli.old_url_check import show_old_urls
from mkdocs_blogposts.cli.site_loader import LoadedBlog, explain_error, find_error_place, render_site, site_option
from mkdocs_blogposts.cli.strict_build import StrictBuild, build_strictly
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.source_positions import SourceText
from mkdocs_blogposts.site.checks.broken_links import HINT
from mkdocs_blogposts.site.checks.site_lint import SiteLint
from mkdocs_blogposts.site.planning.source_files import read_source

CONFIGURATION = "mkdocs.yml"
STRICT_HINT = "A strict build fails on it."

LINK = compile_pattern(r"Doc file '(?P<file>[^']+)' contains an? (?:\w+ )*link '(?P<target>.*?)',", re.DOTALL)
"""How MkDocs begins to speak of a link."""

OF_LINKS = {Rule.BROKEN_LINK, Rule.MISSING_ANCHOR, Rule.UNPUBLISHED_TARGET, Rule.MISSING_IMAGE}

UNSEEN = {Rule.MISSING_IMAGE, Rule.UNREADABLE_IMAGE}
"""What keeps an image from being seen by anybody: nobody need say what it shows."""

PAGE = compile_pattern(r"'([^']+\.\w+)'|[^\s'\"`(:]+\.\w+")
QUOTED = compile_pattern(r"'([^']+)'")

Link = tuple[str, str]  # the file of a page, and a target in it


@dataclass(frozen=True)
class Findings:
    """The problems of a site: each once, whoever finds it."""

    build: StrictBuild
    configuration: Path

    def in_order(self) -> tuple[Finding, ...]:
        """In the order of files and lines."""
        return tuple(sorted(dict.fromkeys((*self._advised(), *self._said(), *self._foreign())), key=_order))

    def _advised(self) -> Iterator[Finding]:
        """What we find in the texts; it weighs what it weighs in the build, where that says the same."""
        for problem in self._advice:
            is_said = self._ours.get(_key(problem), self._link_of(problem) is not None)
            yield self._finding(problem, is_said or (problem.rule.is_error and not self.build.is_complete))

    def _said(self) -> Iterator[Finding]:
        """What the build says in our words, where there is no better place for it."""
        placed = set(map(_key, self._advice))
        for message in self.build.messages:
            for problem in message.problem.each if message.problem else ():
                if _key(problem) not in placed:
                    yield self._finding(self._in_configuration(problem), message.is_fatal)

    def _foreign(self) -> Iterator[Finding]:
        """What MkDocs and other plugins say, but of links that we have found, too."""
        found = {self._link_of(problem) for problem in self._advice}
        for message in self.build.messages:
            if not message.problem and _link(message.text) not in found - {None}:
                yield self._finding(self._located(message.text), is_fatal=True)

    @cached_property
    def _ours(self) -> Mapping[tuple[Rule, str, str], bool]:
        """What the build says in our words: does it fail on it?"""
        said = [(message.problem, message.is_fatal) for message in self.build.messages]
        return {_key(each): is_fatal for problem, is_fatal in said if problem for each in problem.each}

    @cached_property
    def _links(self) -> frozenset[Link]:
        """The links that MkDocs warns of."""
        return frozenset(filter(None, (_link(message.text) for message in self.build.messages)))

    @cached_property
    def _advice(self) -> tuple[Problem, ...]:
        site = self.build.site
        checks = [SiteLint(blog.plan, blog.setup, site.files) for blog in site.blogs] if site else []
        found = [problem for check in checks for problem in check.problems()]
        unseen = {_image(problem) for problem in (*found, *self._build_problems) if problem.rule in UNSEEN}
        return tuple(each for each in found if each.rule is not Rule.IMAGE_WITHOUT_ALT or _image(each) not in unseen)

    @property
    def _build_problems(self) -> Iterator[Problem]:
        return (each for message in self.build.messages if message.problem for each in message.problem.each)

    def _link_of(self, problem: Problem) -> Link | None:
        """The link that MkDocs warns of, where a problem is about it."""
        links = self._links if problem.rule in OF_LINKS else ()
        return next((link for link in links if link[0] == problem.file and f"'{link[1]}'" in problem.what), None)

    def _located(self, text: str) -> Problem:
        """What another says, at the page that it names, else in the configuration."""
        link = _link(text)
        named = (found[1] or found[0] for found in PAGE.finditer(text))
        page = next((name for name in named if name in self._files), CONFIGURATION)
        line, column = self._place_of(link) if link else find_error_place(text)
        problem = Problem(
            Rule.BUILD_MESSAGE, page, text, explain_error(text)[1] or (HINT if link else STRICT_HINT), line, column
        )
        return problem if line else self._in_configuration(problem)

    def _place_of(self, link: Link) -> tuple[int, int]:
        file = self._files.get(link[0])
        page = SourceText(link[0], read_source(file)) if file else None
        places = [page.place_of(each) for each in page.references if each.target == link[1]] if page else []
        return places[0] if places else (page.line_with(link[1]) if page else 0, 0)

    def _in_configuration(self, problem: Problem) -> Problem:
        """At the line with what it quotes: of several values, the one in the fewest lines.

        MkDocs names an option from the outside in, and anything else first.
        """
        if problem.file != CONFIGURATION or not self.configuration.is_file():
            return problem
        lines = self.configuration.read_text(encoding="utf-8", errors="replace").splitlines()
        quoted = QUOTED.findall(problem.what)[:: -1 if problem.what.startswith("Config value") else 1]
        found = [[number for number, line in enumerate(lines, 1) if value in line] for value in quoted]
        return replace(problem, line=min(filter(None, found), key=len, default=[0])[0])

    @property
    def _files(self) -> Mapping[str, File]:
        return self.build.site.files.src_uris if self.build.site else {}

    @property
    def _blogs(self) -> tuple[LoadedBlog, ...]:
        return self.build.site.blogs if self.build.site else ()

    def _finding(self, problem: Problem, is_fatal: bool) -> Finding:
        is_note = problem.is_note or any(blog.plan.is_note(problem) for blog in self._blogs)
        site, is_of_page = self.build.site, problem.file != CONFIGURATION
        path = site.docs.absolute() / problem.file if site and is_of_page else self.configuration
        return Finding(problem, path, "error" if is_fatal else "note" if is_note else "warning")


def _link(text: str) -> Link | None:
    found = LINK.match(text)
    return (found["file"], found["target"]) if found else None


def _image(problem: Problem) -> tuple[str, str]:
    """The image that a problem is about."""
    return problem.file, next(iter(QUOTED.findall(problem.what)), "")


def _key(problem: Problem) -> tuple[Rule, str, str]:
    return problem.rule, problem.file, problem.what


def _order(finding: Finding) -> tuple[Path, int, int, str]:
    return finding.path, finding.problem.line, finding.problem.column, finding.sentences


@click.command(short_help="Find mistakes in your posts, with file and line.")
@site_option
@click.option("--strict", is_flag=True, help="Also fail on warnings.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Text for people, annotations for GitHub Actions, or JSON for programs.",
)
@click.option("--images", is_flag=True, help="Show which image each post has, and why.")
@click.option(
    "--old-sitemap",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Show whether each URL of this sitemap, or list of URLs, still works.",
)
@click.pass_context
def check(
    context: click.Context, config_file: str | None, strict: bool, form: str, images: bool, old_sitemap: Path | None
) -> None:
    """Show every problem of the site: where it is, what is wrong, and what to write.

    The site is built in a temporary folder, with its plugins and hooks. A problem on which 'mkdocs build --strict'
    fails is an error; all others are advice, as warnings. Notes are about posts that aren't published yet.

    The command exits with status 1 if there is an error (with --strict, also if there is a warning), and with status 2
    if there is no mkdocs.yml. With --images, an image that cannot be shown is an error; with --old-sitemap, a URL that
    no longer works.
    """
    if old_sitemap:
        context.exit(int(show_old_urls(config_file, old_sitemap, form == "json")))
    if images:
        context.exit(int(_show_images(config_file, form)))
    click.echo("Building the site …", err=True)
    build = build_strictly(config_file)
    findings = Findings(build, Path(build.configuration).absolute()).in_order()
    for line in FORMATS[form](findings):
        click.echo(line)
    context.exit(int(build.fails or (strict and any(finding.level == "warning" for finding in findings))))


def _show_images(config_file: str | None, form: str) -> bool:
    """Whether something is wrong with one of them."""
    if form not in IMAGE_FORMATS:
        raise click.UsageError(f"'--images' has no '--format {form}'. Write one of {', '.join(IMAGE_FORMATS)}.")
    click.echo("Rendering the site …", err=True)
    site = render_site(config_file)
    told = collect_images(site)
    IMAGE_FORMATS[form](told)
    return has_failed(site, told)
