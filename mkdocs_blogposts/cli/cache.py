"""`blogposts cache`: what builds have kept for the next one."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from mkdocs_blogposts.cli.site_loader import find_config_file, site_option
from mkdocs_blogposts.cli.terminal_tables import Column, Row, print_table
from mkdocs_blogposts.site.caching.page_store import find_store_folder
from mkdocs_blogposts.site.settings.blog_setup import find_cache_folder

COLUMNS = (Column("What", 15), Column("Files", 6), Column("Size", 8), Column("Folder", 0, 1))


@click.command("cache", short_help="Show the size of the cache, or delete it.")
@site_option
@click.option("--clear", is_flag=True, help="Delete the cache; the next build makes everything again.")
def cache(config_file: str | None, clear: bool) -> None:
    """Show the folders in which builds of this site keep images and converted pages, with their sizes."""
    root = find_config_file(config_file).resolve().parent
    folders = {"Images": find_cache_folder(root), "Converted pages": find_store_folder(root)}
    kept = {what: folder for what, folder in folders.items() if folder and folder.is_dir()}
    if clear:
        for folder in kept.values():
            shutil.rmtree(folder, ignore_errors=True)
        click.echo("Deleted." if kept else "The cache is empty.")
        return
    print_table(COLUMNS, (_row(what, folder) for what, folder in kept.items()), "The cache is empty.")


def _row(what: str, folder: Path) -> Row:
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return Row((what, str(len(sizes)), f"{sum(sizes) / 1e6:.1f} MB", str(folder)))
