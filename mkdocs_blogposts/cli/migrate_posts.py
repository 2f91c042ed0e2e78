"""`blogposts migrate --from`: posts with sure counterparts in the place of another engine's syntax."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from mkdocs_blogposts.cli.file_replacement import make_diff, replace_content
from mkdocs_blogposts.cli.site_loader import escape_terminal, load_site
from mkdocs_blogposts.reading.dates import INDEX_NAMES, split_dated_name
from mkdocs_blogposts.reading.engine_syntax import find_foreign_syntax
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter
from mkdocs_blogposts.reading.syntax_migration import Find, rewrite_text
from mkdocs_blogposts.site.checks.site_lint import list_understood

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")


def rewrite_posts(config_file: str | None, engine: str, write: bool) -> None:
    """Show the changes in each post, or make them; then count what was changed, and what was left."""
    site = load_site(config_file)
    changed: Counter[str] = Counter()
    left: Counter[str] = Counter()
    files = 0
    paths = LinkPaths(site.files.src_uris)
    for source in sorted({post.source for blog in site.blogs for post in blog.plan.posts if _is_markdown(post.source)}):
        file = site.docs / source
        try:
            old = file.read_bytes().decode("utf-8")
            new = rewrite_text(old, engine, paths.finder(source))
            changed.update(new.counts)
            left.update(
                kind.name
                for kind, _ in find_foreign_syntax(parse_front_matter(new.text).body, list_understood(site.config))
            )
            files += new.text != old
            _tell_or_write(file, old, new.text, write)
        except UnicodeDecodeError as error:
            click.echo(f"{file}: Byte {error.start} isn't valid UTF-8. Save the file as UTF-8.", err=True)
        except OSError as error:
            raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error
    for line in _summary(changed, left, files, write):
        click.echo(line, err=True)


def _is_markdown(source: str) -> bool:
    return source.lower().endswith(MARKDOWN)


def _tell_or_write(file: Path, old: str, new: str, write: bool) -> None:
    if new == old:
        return
    if write:
        replace_content(file, new.encode("utf-8"))
    else:
        click.echo(escape_lines(make_diff(Path(os.path.relpath(file)), old, new)), nl=False)


def escape_lines(text: str) -> str:
    return "".join(f"{escape_terminal(line)}\n" for line in text.splitlines())


def _summary(changed: Mapping[str, int], left: Mapping[str, int], files: int, write: bool) -> Iterator[str]:
    verb = "Changed" if write else "To change"
    yield f"{verb}: {_counted(changed)}, in {files} {'file' if files == 1 else 'files'}."
    yield f"Left as it is: {_counted(left)}. 'blogposts check' names the places, and what to write."
    if not write and files:
        yield "Nothing is changed yet. '--write' changes the files."


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} × {name}" for name, count in sorted(counts.items()) if count) or "nothing"


class LinkPaths:
    """Finds the file that a link of another engine means."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._sources = frozenset(sources)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for source in self._sources:
            for name in _names(source):
                self._by_name[name].add(source)

    def finder(self, source: str) -> Find:
        """How links of one page are resolved."""

        def find(target: str) -> str:
            path, hash_sign, anchor = target.partition("#")
            found = self._found(path, posixpath.dirname(source))
            return posixpath.relpath(found, posixpath.dirname(source) or ".") + hash_sign + anchor if found else ""

        return find

    def _found(self, path: str, folder: str) -> str:
        beside = posixpath.normpath(posixpath.join(folder, path))
        if not path.startswith("/") and beside in self._sources:
            return beside
        whole = posixpath.normpath(path.strip("/")) if path.strip("/") else ""
        files = self._by_name.get(posixpath.basename(whole), set())
        same = [each for each in files if f"/{each}".endswith(f"/{whole}")]
        if len(same) == 1 or (len(files) == 1 and split_dated_name(posixpath.basename(whole))[0]):
            return next(iter(same or files))
        in_bundle = posixpath.join(folder, posixpath.basename(whole))
        if not same and in_bundle in files and not _is_markdown(whole):  # another engine serves it below the post's URL
            return in_bundle
        candidates = [each for each in self._by_name.get(_bare(posixpath.basename(whole)), ()) if _ends(each, whole)]
        return candidates[0] if len(candidates) == 1 else ""


def _names(source: str) -> Iterator[str]:
    """Under which names a file is looked for: its own, also without a date; of the page of a folder that folder's."""
    name = posixpath.basename(source)
    yield name
    if _is_markdown(name):
        stem = posixpath.splitext(name)[0]
        stem = posixpath.basename(posixpath.dirname(source)) if stem in INDEX_NAMES else stem
        yield from {stem, split_dated_name(stem)[1] or stem}


def _bare(name: str) -> str:
    return re.sub(r"(?i)\.(?:md|markdown|mdown|mkd|mkdn)$", "", name)


def _ends(source: str, path: str) -> bool:
    """Does a file lie at the end of a path, in folders of these names?"""
    folder, wanted = posixpath.dirname(source), re.sub(r"(?:^|(?<=/))_(?:posts|drafts)$", "", posixpath.dirname(path))
    wanted, folder = wanted.strip("/"), re.sub(r"(?:^|(?<=/))_(?:posts|drafts)$", "", folder).strip("/")
    is_index = posixpath.splitext(posixpath.basename(source))[0] in INDEX_NAMES
    folders = [folder, posixpath.dirname(folder)] if is_index else [folder]
    return not wanted or any(f"/{each}".endswith(f"/{wanted}") for each in folders)
