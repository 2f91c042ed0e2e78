"""`blogposts check`: what is wrong in the posts of a site, at its place, and what to write."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_blogposts.cli.check_findings import Findings
from mkdocs_blogposts.cli.check_report import FORMATS, collect_images, has_failed
from mkdocs_blogposts.cli.check_report import IMAGE_FORMATS as PICTURE_FORMATS
from mkdocs_blogposts.cli.old_url_check import show_old_urls
from mkdocs_blogposts.cli.site_loader import render_site, site_option
from mkdocs_blogposts.cli.strict_build import build_strictly


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
@click.option("--images", "--pictures", is_flag=True, help="Show instead which image each post has, and why.")
@click.option(
    "--old-sitemap",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Show instead what becomes of each URL of this sitemap, or list of URLs.",
)
@click.pass_context
def check(
    context: click.Context, config_file: str | None, strict: bool, form: str, images: bool, old_sitemap: Path | None
) -> None:
    """Show every problem of the site: its place, what is wrong there, and what to write.

    The site is built in a temporary folder, with its plugins and hooks. An error is what fails 'mkdocs build --strict',
    and the exit status is that build's: 1 where it fails. All else is advice: a warning, which fails with --strict, or
    a note on a post that is not published yet, which never does. Without a configuration the status is 2.

    With --images it is built up to the place where its pages would be written. An error, then, is an image that
    cannot be shown.

    With --old-sitemap it is built in the same way, and each old URL is answered, redirected or lost; a lost one is an
    error.
    """
    if old_sitemap:
        context.exit(int(show_old_urls(config_file, old_sitemap, form == "json")))
    if images:
        context.exit(int(_show_pictures(config_file, form)))
    click.echo("Building the site …", err=True)
    build = build_strictly(config_file)
    findings = Findings(build, Path(build.configuration).absolute()).in_order()
    for line in FORMATS[form](findings):
        click.echo(line)
    context.exit(int(build.fails or (strict and any(finding.level == "warning" for finding in findings))))


def _show_pictures(config_file: str | None, form: str) -> bool:
    """Whether something is wrong with one of them."""
    if form not in PICTURE_FORMATS:
        raise click.UsageError(f"'--images' has no '--format {form}', but {' and '.join(PICTURE_FORMATS)}.")
    click.echo("Rendering the site …", err=True)
    site = render_site(config_file)
    told = collect_images(site)
    PICTURE_FORMATS[form](told)
    return has_failed(site, told)
