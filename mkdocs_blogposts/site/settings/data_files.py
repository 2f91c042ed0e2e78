"""What a site says of its authors and tags, in files of data beside the posts, found where other engines have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from os.path import relpath
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_blogposts.config.options import BlogpostsConfig
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.authors_file import read_author_page, read_authors
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.reading.tags_file import Term, read_terms
from mkdocs_blogposts.site.settings.environment import find_project_folder
from mkdocs_blogposts.site.settings.static_i18n import LocaleBuild

AUTHORS_FILES = (".authors.yml", ".authors.yaml", "authors.yml", "authors.yaml")
TAGS_FILES = ("tags.yml", "tags.yaml")
DATA = "_data"
"""Jekyll's folder."""


@dataclass(frozen=True)
class DataFiles:
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


def read_data_files(config: MkDocsConfig, options: BlogpostsConfig, build: LocaleBuild) -> DataFiles:
    """Read the authors' file and the tags' file, each the first that there is, and the pages of authors.

    What an author's own page says comes before the file, and what is said in the language that is built before what
    holds in all. An `authors_file` that is not there is a `PluginError`.
    """
    docs = Path(config.docs_dir)
    named = _named_file(config, options, build)
    authors_files = [
        named or _first(_places(config, options, AUTHORS_FILES, build)),
        *_own(AUTHORS_FILES, named, config, options, build),
    ]
    tags_files = [_first(_places(config, options, TAGS_FILES, build)), *_own(TAGS_FILES, None, config, options, build)]
    authors: dict[str, Author] = {}
    tags: dict[str, Term] = {}
    problems: list[Problem] = []
    for path in filter(None, authors_files):
        read, flaws = read_authors(_shown(path, docs), _text(path))
        authors |= {key: _over(author, authors.get(key)) for key, author in read.items()}
        problems += flaws
    for path in filter(None, tags_files):
        terms, flaws = read_terms(_shown(path, docs), _text(path))
        tags |= {key: _described(term, tags.get(key)) for key, term in terms.items()}
        problems += flaws
    for page in _pages(docs, options.blog_dir, build):
        authors[page.key] = page.over(authors.get(page.key))
    files = tuple(filter(None, [*authors_files, *tags_files]))
    source = _shown(authors_files[0], docs) if authors_files[0] else ""
    return DataFiles(authors, tags, files, tuple(problems), source)


def _over(author: Author, known: Author | None) -> Author:
    """What a language's file says of an author over what holds in all; one without a name there keeps his own."""
    named = replace(author, name=known.name) if known and author.name == author.key else author
    return named.over(known)


def _described(term: Term, known: Term | None) -> Term:
    """A term in one language: its URL is that which it has in all, if it has one."""
    if known is None:
        return term
    return term._replace(description=term.description or known.description, slug=known.slug)


def _own(
    names: Iterable[str], named: Path | None, config: MkDocsConfig, options: BlogpostsConfig, build: LocaleBuild
) -> list[Path]:
    """The file of the language that is built, such as `.authors.fr.yml` or `fr/.authors.yml`, if there is one."""
    if not build.locale:
        return []
    docs, blog = Path(config.docs_dir), build.strip_locale(options.blog_dir)
    beside = [named.with_name(_in(build.locale, named.name))] if named else []
    beside += [folder / _in(build.locale, name) for folder in _folders(config, blog) for name in names]
    below = [docs / build.locale / folder / name for folder in (blog, "") for name in names] if build.prefix else []
    found = _first([*beside, *below])
    return [found] if found else []


def _in(locale: str, name: str) -> str:
    """The name of a file for one language: `.authors.fr.yml`."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{locale}.{ending}"


def exclude_data_files(files: Files, people: DataFiles, config: MkDocsConfig) -> None:
    """Keep the files of data out of the site: they hold mail addresses, and aren't pages."""
    sources = {_shown(path, Path(config.docs_dir)) for path in people.files}
    for source in sources.intersection(files.src_uris):
        files.src_uris[source].inclusion = InclusionLevel.EXCLUDED


def _named_file(config: MkDocsConfig, options: BlogpostsConfig, build: LocaleBuild) -> Path | None:
    """The file that `authors_file` names: below `docs_dir`, or beside `mkdocs.yml`."""
    if not options.authors_file:
        return None
    name = options.authors_file.replace("{blog}", build.strip_locale(options.blog_dir) or ".")
    tried = [Path(config.docs_dir) / name, find_project_folder(config) / name]
    found = _first(tried)
    if not found:
        paths = " or ".join(f"'{path}'" for path in dict.fromkeys(tried))
        what = f"blogposts: the 'authors_file' '{options.authors_file}' does not exist at {paths}."
        raise PluginError(f"{what} Correct its path, or take the option out.")
    return found


def _places(config: MkDocsConfig, options: BlogpostsConfig, names: Iterable[str], build: LocaleBuild) -> Iterator[Path]:
    """Where a file of data may lie that holds in all languages; in the folder of the default one, too."""
    blog, docs = build.strip_locale(options.blog_dir), Path(config.docs_dir)
    folders = _folders(config, blog)
    if build.default:
        folders += [docs / build.default / blog, docs / build.default]
    return (folder / name for folder in folders for name in names)


def _folders(config: MkDocsConfig, blog: str) -> list[Path]:
    """The blog's folder, `docs_dir`, Docusaurus' or Jekyll's."""
    docs = Path(config.docs_dir)
    return [*dict.fromkeys([docs / blog, docs, docs / "blog", docs / DATA, find_project_folder(config) / DATA])]


def _first(paths: Iterable[Path]) -> Path | None:
    return next((path for path in paths if _is_file(path)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its name is too long for one
        return False


def _shown(path: Path, docs: Path) -> str:
    """A file as problems name it: from `docs_dir`, even if it lies outside of that."""
    return Path(relpath(path, docs)).as_posix()


def _text(path: Path) -> str:
    """The text of a file; signs that are no UTF-8 are replaced."""
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise PluginError(f"blogposts: the file '{path}' cannot be read ({error.strerror}).") from error


def _pages(docs: Path, blog_dir: str, build: LocaleBuild) -> Iterator[Author]:
    """The authors who have a page of their own, `authors/max.md`; that below the blog's folder counts most, and more
    than any other that in the language that is built.
    """
    blog = build.strip_locale(blog_dir)
    homes = [docs, *(docs / locale for locale in dict.fromkeys([build.default, build.locale]) if locale)]
    folders = dict.fromkeys(folder for home in homes for folder in (home / "authors", home / blog / "authors"))
    patterns = ("*.md", "*/index*.md", "*/_index.md")
    paths = (path for folder in folders for pattern in patterns for path in sorted(folder.glob(pattern)))
    found = [(build.of(_shown(path, docs)), path) for path in paths if path.is_file()]
    for language in dict.fromkeys(["", build.default, build.locale]):
        for path in (path for own, path in found if own == language):
            source = build.path(_shown(path, docs))
            is_overview = path.parent in folders and PurePosixPath(source).stem in INDEX_NAMES
            if not is_overview and (author := read_author_page(source, _text(path))):
                yield author
