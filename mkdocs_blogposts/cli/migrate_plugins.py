"""What `blogposts migrate` makes of the options of other plugins: mkdocs-rss-plugin, blogging-plugin, simple-blog."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.feeds.feed_options import OLD_FEEDS
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter

RSS = frozenset({"length", "feeds_filenames", "rss_feed_enabled", "json_feed_enabled"})
"""The options of mkdocs-rss-plugin that say which feeds there are."""

INDEX = compile_pattern(r"<!--\s*material/tags|^\[TAGS\]", 8)
"""Where Material's plugin `tags` lists the pages with tags (`re.MULTILINE`)."""


def read_old_feeds(options: Mapping[str, Any]) -> Mapping[str, str]:
    """The feeds that mkdocs-rss-plugin wrote at the site's root, and their formats."""
    names = options.get("feeds_filenames")
    named = names if isinstance(names, Mapping) else {}
    is_on = {"rss": options.get("rss_feed_enabled", True), "json": options.get("json_feed_enabled", True)}
    return {str(named.get(key, name)): form for key, (name, form) in OLD_FEEDS.items() if is_on[form]}


def explain_tags(config_file: Path, text: str) -> str:
    """Why Material's plugin `tags` stays: pages that are not posts have tags. Empty where none has."""
    try:
        data = YAML(typ="rt").load(text)
    except YAMLError:
        return ""
    docs = config_file.parent / str((data or {}).get("docs_dir") or "docs") if isinstance(data, dict) else Path("docs")
    pages = [*_tagged(docs, tuple(_post_folders(data if isinstance(data, dict) else {})))]
    if not pages:
        return ""
    count = len(pages) - 1
    more = f" and {count} more page{'s' * (count > 1)}" if count else ""
    verbs = "aren't posts, and have tags or list them" if count else "isn't a post, and has tags or lists them"
    return f"'tags' stays: '{pages[0]}'{more} {verbs}."


def _post_folders(data: Mapping[str, Any]) -> Iterator[str]:
    """The folders of the posts of each of Material's blogs."""
    plugins = data.get("plugins") or []
    entries = plugins.items() if isinstance(plugins, Mapping) else map(_entry, plugins)
    for name, options in entries:
        if str(name).removeprefix("material/") == "blog":
            own = options if isinstance(options, Mapping) else {}
            blog = str(own.get("blog_dir", "blog"))
            yield posixpath.normpath(str(own.get("post_dir", "{blog}/posts")).replace("{blog}", blog))


def _entry(item: object) -> tuple[object, object]:
    return next(iter(item.items())) if isinstance(item, Mapping) and item else (item, None)


def _tagged(docs: Path, folders: tuple[str, ...]) -> Iterator[str]:
    """The pages outside of some folders that have tags, or list those of all pages."""
    for path in sorted(docs.rglob("*.md")):
        source = path.relative_to(docs).as_posix()
        if any(source.startswith(f"{folder}/") for folder in folders):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        has_tags = "tags" in text[:4096] and bool(parse_front_matter(text).fields.values.get("tags"))
        if has_tags or INDEX.search(text):
            yield source


def _from_blogging(options: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The options of ours for those of mkdocs-blogging-plugin, and what is not as it was."""
    folders = [str(folder).strip("/") for folder in options.get("dirs") or []]
    lines = [f"blog_dir: {folders[0]}"] if folders and folders[0] != "blog" else []
    if folders:
        patterns = " ".join(f"/{folder}/" for folder in folders)
        lines += [f"posts: {patterns}"] if len(folders) == 1 else ["posts: |", *(f"  /{each}/" for each in folders)]
    lines.append("git_dates: true")
    if options.get("paging") is False:
        lines.append("per_page: 0")
    elif isinstance(options.get("size"), int):
        lines.append(f"per_page: {options['size']}")
    if options.get("full_content"):
        lines.append("list_content: full")
    if options.get("locale"):
        lines.append(f"language: {options['locale']}")
    carried = {"dirs", "paging", "size", "full_content", "locale"}
    return lines, [
        "Pages with '{{ blog_content }}' show the posts as before; the list of all posts also has a page of its own.",
        *_leftovers("blogging", [key for key in options if key not in carried]),
    ]


def _from_simple_blog(options: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The same for mkdocs-simple-blog."""
    folder = str(options.get("posts_dir", "post")).strip("/")
    lines = ["url_scheme: simple-blog", *([f"blog_dir: {folder}"] if folder != "post" else [])]
    return lines, [*_leftovers("simple-blog-posts", [key for key in options if key != "posts_dir"])]


def _leftovers(plugin: str, keys: list[str]) -> Iterator[str]:
    if keys:
        names = ", ".join(f"'{key}'" for key in keys)
        yield f"Of '{plugin}', {names} {'is' if len(keys) == 1 else 'are'} not carried over."


OTHERS: Mapping[str, Callable[[Mapping[str, Any]], tuple[list[str], list[str]]]] = {
    "blogging": _from_blogging,
    "simple-blog-posts": _from_simple_blog,
}
"""The plugins whose place ours takes, and what becomes of their options."""
