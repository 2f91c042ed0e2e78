"""`blogposts check`: what is wrong in the posts of a site, at its place, and what to write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from mkdocs_blogposts.cli.loading import Blog, Site, load_site, site_option
from mkdocs_blogposts.cli.old_urls import show_old_urls
from mkdocs_blogposts.cli.pictures import FORMATS as PICTURE_FORMATS
from mkdocs_blogposts.cli.pictures import has_failed, pictures_of
from mkdocs_blogposts.cli.rendering import render_site
from mkdocs_blogposts.cli.reports import FORMATS, Finding
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.checks.checking import Check


@click.command(short_help="Say what is wrong with your posts, line by line.")
@site_option
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for the annotations of GitHub Actions, or for programs.",
)
@click.option("--pictures", is_flag=True, help="Show instead which picture each post has, and why.")
@click.option(
    "--old-sitemap",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Show instead what becomes of each URL of this sitemap, or list of URLs.",
)
@click.pass_context
def check(
    context: click.Context, config_file: str | None, strict: bool, form: str, pictures: bool, old_sitemap: Path | None
) -> None:
    """Show every problem of the site's posts: its place, what is wrong there, and what to write.

    Ends with 1 where something is an error, or with --strict a warning; with 2 where the site cannot be read. What is
    wrong in a post that is not published yet is a note, and fails nothing.

    With --pictures the site is built in a temporary folder, up to the place where its pages would be written: only a
    build knows the pictures of texts. An error, then, is a picture that cannot be shown.

    With --old-sitemap it is built in the same way, and each old URL is answered, redirected or lost; a lost one is an
    error.
    """
    if old_sitemap:
        context.exit(int(show_old_urls(config_file, old_sitemap, form == "json")))
    if pictures:
        context.exit(int(_show_pictures(config_file, form)))
    findings = sorted(dict.fromkeys(findings_of(load_site(config_file))), key=_order)
    for line in FORMATS[form](findings):
        click.echo(line)
    failing = {"error", "warning"} if strict else {"error"}
    context.exit(int(any(finding.level in failing for finding in findings)))


def _show_pictures(config_file: str | None, form: str) -> bool:
    """Whether something is wrong with one of them."""
    if form not in PICTURE_FORMATS:
        raise click.UsageError(f"'--pictures' has no '--format {form}', but {' and '.join(PICTURE_FORMATS)}.")
    click.echo("Rendering the site …", err=True)
    site = render_site(config_file)
    told = pictures_of(site)
    PICTURE_FORMATS[form](told)
    return has_failed(site, told)


def findings_of(site: Site) -> Iterator[Finding]:
    """The problems of every blog of a site."""
    for blog in site.blogs:
        for problem in Check(blog.plan, blog.setup, site.files).problems():
            yield Finding(problem, _path(problem, site), _level(problem, blog))


def _order(finding: Finding) -> tuple[Path, int, int, str]:
    return finding.path, finding.problem.line, finding.problem.column, finding.sentences


def _path(problem: Problem, site: Site) -> Path:
    """The file of a problem; one of no page is one of the configuration."""
    configuration = Path(site.config.config_file_path).absolute()
    return configuration if problem.file == "mkdocs.yml" else site.docs.absolute() / problem.file


def _level(problem: Problem, blog: Blog) -> str:
    if blog.plan.is_unseen(problem.file):
        return "note"
    return "error" if problem.rule.is_error else "warning"
