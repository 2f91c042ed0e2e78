"""What a site says of its authors and tags, in files of data beside the posts, found where other engines have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from os.path import relpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_blogposts.config import BlogpostsConfig
from mkdocs_blogposts.reading.authors import Author
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.people import author_of_page, read_authors
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.reading.terms import Term, read_terms

AUTHORS_FILES = (".authors.yml", ".authors.yaml", "authors.yml", "authors.yaml")
TAGS_FILES = ("tags.yml", "tags.yaml")
DATA = "_data"
"""Jekyll's folder."""


@dataclass(frozen=True)
class People:
    """The authors and tags that files describe."""

    authors: Mapping[str, Author] = field(default_factory=dict)
    """By the keys that posts use."""

    tags: Mapping[str, Term] = field(default_factory=dict)
    """By the keys that posts use."""

    files: tuple[Path, ...] = ()
    """Those that were read, pages of authors aside."""

    problems: tuple[Problem, ...] = ()

    authors_file: str = ""
    """That of authors, as problems name it; empty where there is none. Paths in it may begin at its folder."""


def find_people(config: MkDocsConfig, options: BlogpostsConfig) -> People:
    """Read the authors' file and the tags' file, each the first that there is, and the pages of authors.

    What an author's own page says comes before the file. An `authors_file` that is not there is a `PluginError`.
    """
    docs = Path(config.docs_dir)
    authors_file = _named_file(config, options) or _first(_places(config, options, AUTHORS_FILES))
    tags_file = _first(_places(config, options, TAGS_FILES))
    source = _shown(authors_file, docs) if authors_file else ""
    authors, flaws = read_authors(source, _text(authors_file)) if authors_file else ({}, ())
    tags, more = read_terms(_shown(tags_file, docs), _text(tags_file)) if tags_file else ({}, ())
    pages = {author.key: author for author in _pages(docs, options.blog_dir)}
    merged = {**authors, **{key: page.over(authors.get(key)) for key, page in pages.items()}}
    return People(merged, tags, tuple(filter(None, [authors_file, tags_file])), (*flaws, *more), source)


def withhold_data(files: Files, people: People, config: MkDocsConfig) -> None:
    """Keep the files of data out of the site: they hold addresses of mail, and are no pages."""
    sources = {_shown(path, Path(config.docs_dir)) for path in people.files}
    for source in sources.intersection(files.src_uris):
        files.src_uris[source].inclusion = InclusionLevel.EXCLUDED


def _named_file(config: MkDocsConfig, options: BlogpostsConfig) -> Path | None:
    """The file that `authors_file` names: below the docs folder, or beside `mkdocs.yml`."""
    if not options.authors_file:
        return None
    name = options.authors_file.replace("{blog}", options.blog_dir or ".")
    tried = [Path(config.docs_dir) / name, _home(config) / name]
    found = _first(tried)
    if not found:
        paths = " and ".join(f"'{path}'" for path in dict.fromkeys(tried))
        raise PluginError(f"blogposts: the 'authors_file' '{options.authors_file}' is not at {paths}.")
    return found


def _places(config: MkDocsConfig, options: BlogpostsConfig, names: Iterable[str]) -> Iterator[Path]:
    """Where a file of data may lie: the blog's folder, the docs folder, Docusaurus' or Jekyll's."""
    docs = Path(config.docs_dir)
    folders = dict.fromkeys([docs / options.blog_dir, docs, docs / "blog", docs / DATA, _home(config) / DATA])
    return (folder / name for folder in folders for name in names)


def _home(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def _first(paths: Iterable[Path]) -> Path | None:
    return next((path for path in paths if path.is_file()), None)


def _shown(path: Path, docs: Path) -> str:
    """A file as problems name it: from the docs folder, even if it lies outside of that."""
    return Path(relpath(path, docs)).as_posix()


def _text(path: Path) -> str:
    """The text of a file; signs that are no UTF-8 are replaced."""
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise PluginError(f"blogposts: the file '{path}' cannot be read ({error.strerror}).") from error


def _pages(docs: Path, blog_dir: str) -> Iterator[Author]:
    """The authors who have a page of their own, `authors/max.md`; that below the blog's folder counts most."""
    folders = dict.fromkeys([docs / "authors", docs / blog_dir / "authors"])
    patterns = ("*.md", "*/index.md", "*/_index.md")
    for path in (path for folder in folders for pattern in patterns for path in sorted(folder.glob(pattern))):
        is_overview = path.parent in folders and path.stem in INDEX_NAMES
        if not is_overview and path.is_file() and (author := author_of_page(_shown(path, docs), _text(path))):
            yield author
