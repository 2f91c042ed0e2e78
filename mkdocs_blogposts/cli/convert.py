"""`blogposts convert`: front matter in another format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from mkdocs_blogposts.cli.file_replacement import make_diff, replace_content
from mkdocs_blogposts.reading.front_matter_serializer import convert_front_matter, has_comments
from mkdocs_blogposts.reading.front_matter_syntax_errors import describe_syntax_error
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn"})


@click.command(short_help="Convert front matter to another format.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH...")
@click.option(
    "--to", "format_name", required=True, type=click.Choice(["yaml", "toml", "json", "mmd"]), help="The format."
)
@click.option("--write", is_flag=True, help="Change the files. Without it, the changes are only shown.")
@click.pass_context
def convert(context: click.Context, paths: tuple[Path, ...], format_name: str, write: bool) -> None:
    """Convert the front matter of posts to another format.

    PATH is a Markdown file, or a folder with such files at any depth. All keys and their order stay, and so does the
    text below the front matter. The format mmd is lines of 'Key: value' without delimiters.
    """
    results = [_convert(file, format_name, write) for file in _files(paths)]
    if not all(results):
        context.exit(1)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The files named and those in the folders named, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        files = (file for file in inside if file == path or (file.suffix.lower() in MARKDOWN and file.is_file()))
        found |= dict.fromkeys(files)
    return iter(found)


def _convert(file: Path, format_name: str, write: bool) -> bool:
    """Convert one file, or say why not. Is all well with it?"""
    try:
        text = file.read_bytes().decode("utf-8")
        front_matter = parse_front_matter(text)
        if not front_matter.format_name:
            click.echo(f"{file}: There is no front matter. The file is not changed.", err=True)
            return True
        if problem := describe_syntax_error(str(file), front_matter):
            click.echo(f"{problem} The file is not converted until then.", err=True)
            return False
        result = convert_front_matter(str(file), text, format_name)
        if write and result != text:
            replace_content(file, result.encode("utf-8"))
    except UnicodeDecodeError as error:
        click.echo(f"{file}: Byte {error.start} isn't valid UTF-8. Save the file as UTF-8.", err=True)
        return False
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        click.echo(f"{file}: The file is not converted: {reason}.", err=True)
        return False
    if result != text:
        _tell(file, text, result, write)
    return True


def _tell(file: Path, text: str, result: str, write: bool) -> None:
    if has_comments(text):
        verb = "are" if write else "would be"
        click.echo(f"{file}: The comments of its front matter {verb} lost.", err=True)
    if write:
        click.echo(f"{file}: converted", err=True)
    else:
        click.echo(make_diff(file, text, result), nl=False)
