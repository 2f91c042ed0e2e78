"""The command `blogposts migrate`."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from mkdocs_blogposts.blog.material_options import PASSED_OVER, RENAMED
from mkdocs_blogposts.cli.file_replacement import make_diff, replace_content
from mkdocs_blogposts.cli.migrate_plugins import OTHERS, RSS, explain_tags, read_old_feeds
from mkdocs_blogposts.cli.migrate_posts import rewrite_posts
from mkdocs_blogposts.cli.site_loader import explain_error, find_config_file, site_option
from mkdocs_blogposts.reading.syntax_migration import ENGINES
from mkdocs_blogposts.site.settings.material_layout import find_unused_templates


@click.command(short_help="Migrate from another blog plugin or engine.")
@site_option
@click.option(
    "--from",
    "engine",
    type=click.Choice(ENGINES),
    help="Rewrite the texts of posts that come from this engine, instead of mkdocs.yml.",
)
@click.option("--write", is_flag=True, help="Change the files. Without it, the changes are only shown.")
def migrate(config_file: str | None, engine: str | None, write: bool) -> None:
    """Replace Material's blog, blogging-plugin or simple-blog in mkdocs.yml, and plugins that are no longer needed.

    With --from, rewrite the texts of posts instead: syntax that only the other engine understands and that has an
    exact counterpart, such as figures, highlighted code, links to posts, and notices. The rest is counted.
    """
    if engine:
        rewrite_posts(config_file, engine, write)
    else:
        _replace_plugins(find_config_file(config_file), write)


def _replace_plugins(path: Path, write: bool) -> None:
    """Show what becomes of a configuration, or change it."""
    try:
        old = path.read_bytes().decode("utf-8")
        new, notes = migrate_text(old.replace("\r\n", "\n"), explain_tags(path, old))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path} cannot be read: byte {error.start} isn't valid UTF-8.") from error
    except (OSError, YAMLError) as error:
        raise click.ClickException(_explain(path, error)) from error
    if "\r\n" in old:
        new = new.replace("\n", "\r\n")
    if new == old:
        names = " nor ".join(f"'{name}'" for name in OTHERS)
        click.echo(f"{path} has neither Material's plugin 'blog' nor {names}. There is nothing to change.")
        return
    click.echo(make_diff(path, old, new), nl=False)
    unused = find_unused_templates(path.parent / (find_custom_dir(old) or "nowhere"))
    for note in filter(None, (*notes, unused and f"{unused} Override templates of 'blogposts/' in their place.")):
        click.echo(note, err=True)
    if write:
        _write(path, new)
    click.echo(
        f"{path} is changed." if write else "Nothing is changed yet. Run the command with --write to change the file.",
        err=True,
    )


def _explain(path: Path, error: Exception) -> str:
    """Why a configuration cannot be read: the line that breaks YAML, without the lines around it."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    if not mark:
        return f"{path} cannot be read: {' '.join(str(error).split())}"
    hint = explain_error(f"configuration file: {problem}")[1]
    return f"{path}:{mark.line + 1}:{mark.column + 1}: The YAML cannot be read: {problem}. {hint}"


def _write(config_file: Path, text: str) -> None:
    try:
        replace_content(config_file, text.encode("utf-8"))
    except OSError as error:
        raise click.ClickException(f"{config_file} cannot be written: {error.strerror}.") from error


REPLACED: Mapping[str, str] = {
    "tags": "Each tag of a post has a page of its own; tags of pages that aren't posts no longer have one.",
    "rss": "Feeds are at 'rss.xml', 'atom.xml' and 'feed.json' below the blog, and at the old URLs as before.",
    "meta-descriptions": "Every page has a description.",
}
"""The plugins that ours takes the place of beside Material's blog, and what readers or writers notice."""

CARRIED: Mapping[tuple[str, str], str] = {
    ("rss", "image"): "image: {}",
    ("tags", "tags_allowed"): "tags_allowed: {}",
}
"""Options of the plugins replaced, and what to write of them among ours."""


@dataclass(frozen=True)
class _Plugin:
    """One entry of `plugins:`, by its lines, counted from 0."""

    name: str
    options: Mapping[str, Any]
    line: int
    column: int
    end: int
    """The line after its last, comments and blank lines below it aside."""

    @property
    def base(self) -> str:
        return _base(self.name)


@dataclass
class _Edit:
    """What becomes of the lines of a file."""

    lines: list[str]
    notes: list[str] = field(default_factory=list)

    def drop(self, first: int, end: int) -> None:
        for number in range(first, end):
            self.lines[number] = ""

    def rename(self, line: int, column: int, old: str, new: str) -> None:
        text = self.lines[line]
        self.lines[line] = text[:column] + text[column:].replace(old, new, 1)


def migrate_text(text: str, tags_stay: str = "") -> tuple[str, tuple[str, ...]]:
    """The new text, and a sentence on each thing that is not as it was. Without a plugin for blogs nothing changes.

    `tags_stay` says why the plugin `tags` is needed, if it is.

    Raises:
        ruamel.yaml.error.YAMLError: if the text isn't YAML.
    """
    data = _yaml().load(text)
    if not isinstance(data, CommentedMap) or not isinstance(data.get("plugins"), (CommentedSeq, CommentedMap)):
        return text, ()
    if not any(_base(name) in ("blog", *OTHERS) for name, _, _ in _entries(data["plugins"])):
        return text, ()
    lines = text.splitlines(keepends=True)
    first = data.lc.key("plugins")[0]
    end = min((line for line in (data.lc.key(key)[0] for key in data) if line > first), default=len(lines))
    if _is_flow(data["plugins"]):
        block = _as_block(data["plugins"])
        return migrate_text("".join([*lines[:first], *block, *lines[_content_end(lines, first, end) :]]), tags_stay)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    edit = _Edit(lines)
    _edit_plugins(list(_plugins(data["plugins"], lines, end)), tags_stay, edit)
    return "".join(edit.lines), tuple(edit.notes)


def _edit_plugins(plugins: Sequence[_Plugin], tags_stay: str, edit: _Edit) -> None:
    """Put ours in the place of each plugin for blogs, and leave out what it makes superfluous."""
    blogs = [plugin for plugin in plugins if plugin.base == "blog"]
    stays = {"tags"} if tags_stay else set()
    replaced = [plugin for plugin in plugins if blogs and plugin.base in {*REPLACED} - stays]
    if blogs and stays.intersection(plugin.base for plugin in plugins):
        edit.notes.append(tags_stay)
    carried = [line for plugin in replaced for line in _carried(plugin)]
    for blog in blogs:
        _become_ours(blog, carried if blog is blogs[0] else [], edit)
    for plugin in replaced:
        _leave_out(plugin, edit)
    for plugin in plugins:
        if plugin.base in OTHERS:
            _replace(plugin, *OTHERS[plugin.base](plugin.options), edit)


def find_custom_dir(text: str) -> str:
    """The folder of the theme's overrides; empty for none."""
    data = _yaml().load(text)
    theme = data.get("theme") if isinstance(data, CommentedMap) else None
    return str(theme.get("custom_dir") or "") if isinstance(theme, CommentedMap) else ""


def _base(name: str) -> str:
    """A plugin's name without that of the theme it comes from."""
    return name.removeprefix("material/")


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.allow_duplicate_keys = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _entries(plugins: CommentedSeq | CommentedMap) -> Iterator[tuple[str, Any, tuple[int, int]]]:
    """Name, options and place of each plugin, be they a list or a mapping."""
    if isinstance(plugins, CommentedMap):
        yield from ((str(name), options, plugins.lc.key(name)) for name, options in plugins.items())
        return
    for number, item in enumerate(plugins):
        if isinstance(item, CommentedMap) and item:
            name = next(iter(item))
            yield str(name), item[name], item.lc.key(name)
        else:
            yield str(item), None, plugins.lc.item(number)


def _plugins(plugins: CommentedSeq | CommentedMap, lines: Sequence[str], end: int) -> Iterator[_Plugin]:
    entries = list(_entries(plugins))
    ends = [place[0] for _, _, place in entries[1:]] + [end]
    for (name, options, (line, column)), after in zip(entries, ends, strict=True):
        known = options if isinstance(options, CommentedMap) else {}
        yield _Plugin(name, known, line, column, _content_end(lines, line, after))


def _content_end(lines: Sequence[str], first: int, end: int) -> int:
    """The line after the last that is more than a comment."""
    while end > first + 1 and lines[end - 1].strip()[:1] in ("", "#"):
        end -= 1
    return end


def _is_flow(plugins: CommentedSeq | CommentedMap) -> bool:
    """Does `[…]` or `{…}` stand around the plugins, or around the options of one that matters?"""
    options = (options for name, options, _ in _entries(plugins) if _base(name) in ("blog", *OTHERS))
    maps = [plugins, *(each for each in options if isinstance(each, CommentedMap))]
    return any(each.fa.flow_style() for each in maps)


def _as_block(plugins: CommentedSeq | CommentedMap) -> list[str]:
    """The same plugins, each on a line of its own."""
    plugins.fa.set_block_style()
    for name, options, _ in _entries(plugins):
        if isinstance(options, CommentedMap) and _base(name) in ("blog", *OTHERS):
            options.fa.set_block_style()
    for item in plugins if isinstance(plugins, CommentedSeq) else ():
        if isinstance(item, CommentedMap):
            item.fa.set_block_style()
    written = io.StringIO()
    _yaml().dump({"plugins": plugins}, written)
    return written.getvalue().splitlines(keepends=True)


def _become_ours(blog: _Plugin, carried: Sequence[str], edit: _Edit) -> None:
    """Rename the plugin and its options, take out what means nothing here, and add what others leave."""
    options = blog.options
    places = [options.lc.key(key) for key in options] if isinstance(options, CommentedMap) else []
    ends = [*(line for line, _ in places[1:]), blog.end][: len(places)]
    added = [line for line in carried if line.partition(":")[0] not in options]
    kept = 0
    for key, (line, column), after in zip(options, places, ends, strict=True):
        if key in PASSED_OVER or (key == "pagination" and options[key] is False):
            edit.drop(line, _content_end(edit.lines, line, after))
        else:
            edit.rename(line, column, key, RENAMED.get(key, key))
            kept += 1
        if key in PASSED_OVER:
            edit.notes.append(f"'{key}' of '{blog.name}' has no counterpart: {PASSED_OVER[key]}.")
        elif key == "pagination" and options[key] is False:
            added.append("per_page: 0")
    edit.rename(blog.line, blog.column, blog.name, "blogposts")
    _add(blog, added, kept, places[0][1] if places else blog.column + 2, edit)


def _add(blog: _Plugin, added: Sequence[str], kept: int, column: int, edit: _Edit) -> None:
    """Write further options below those kept; a plugin without any has no colon, where it is one of a list."""
    head = edit.lines[blog.line]
    has_colon = "blogposts:" in head or "blogposts':" in head or 'blogposts":' in head
    if added and not has_colon:
        edit.rename(blog.line, blog.column, "blogposts", "blogposts:")
    elif not added and not kept and has_colon and head.lstrip().startswith("-"):
        edit.rename(blog.line, blog.column, "blogposts:", "blogposts")
    edit.lines[blog.end - 1] += "".join(f"{' ' * column}{line}\n" for line in added)


def _replace(plugin: _Plugin, options: Sequence[str], notes: Sequence[str], edit: _Edit) -> None:
    """Write ours in the place of another plugin, with options of its own."""
    head = edit.lines[plugin.line][: plugin.column]
    edit.drop(plugin.line, plugin.end)
    edit.lines[plugin.line] = "".join(
        [f"{head}blogposts:\n", *(f"{' ' * (plugin.column + 2)}{line}\n" for line in options)]
    )
    edit.notes += notes


def _carried(plugin: _Plugin) -> Iterator[str]:
    """The options of ours that say what a replaced plugin's say."""
    if plugin.base == "rss" and (feeds := read_old_feeds(plugin.options)):
        limit = plugin.options.get("length")
        kept = {**({"limit": limit} if isinstance(limit, int) else {}), "aliases": feeds}
        yield f"feeds: {_flow(kept)}"
    for key, value in plugin.options.items():
        if form := CARRIED.get((plugin.base, key)):
            yield form.format(json.dumps(value, ensure_ascii=False))


def _leave_out(plugin: _Plugin, edit: _Edit) -> None:
    edit.drop(plugin.line, plugin.end)
    edit.notes.append(f"'{plugin.name}' is left out. {REPLACED[plugin.base]}")
    known = {key for base, key in CARRIED if base == plugin.base} | (RSS if plugin.base == "rss" else frozenset())
    lost = [f"'{key}'" for key in plugin.options if key not in known]
    if lost:
        edit.notes.append(
            f"Of '{plugin.name}', {', '.join(lost)} {'is' if len(lost) == 1 else 'are'} not carried over."
        )


def _flow(value: Any) -> str:
    """A mapping on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    return str(value)
