"""`blogposts cache`: what builds have kept for the next one."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from mkdocs_blogposts.cli.site_loader import SiteError, site_option
from mkdocs_blogposts.cli.terminal_tables import Column, Row, print_table
from mkdocs_blogposts.site.caching.page_store import find_store_folder
from mkdocs_blogposts.site.settings.blog_setup import find_cache_folder

COLUMNS = (Column("What", 15), Column("Files", 6), Column("Size", 8), Column("Folder", 0, 1))


@click.command("cache", short_help="Show what builds have kept, or delete it.")
@site_option
@click.option("--clear", is_flag=True, help="Delete it; the next build makes it again.")
def cache(config_file: str | None, clear: bool) -> None:
    """Show the folders in which builds of this site keep images and converted pages, or delete them."""
    path = Path(config_file or "mkdocs.yml")
    if not path.is_file():
        raise SiteError(f"Config file '{path}' does not exist. Go to the folder of your site, or name it with '-f'.")
    root = path.resolve().parent
    folders = {"Images": find_cache_folder(root), "Converted pages": find_store_folder(root)}
    kept = {what: folder for what, folder in folders.items() if folder and folder.is_dir()}
    if clear:
        for folder in kept.values():
            shutil.rmtree(folder, ignore_errors=True)
        click.echo("Deleted." if kept else "Nothing is kept.")
        return
    print_table(COLUMNS, (_row(what, folder) for what, folder in kept.items()), "Nothing is kept.")


def _row(what: str, folder: Path) -> Row:
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return Row((what, str(len(sizes)), f"{sum(sizes) / 1e6:.1f} MB", str(folder)))
