"""The files of the last build of a site that is served: those that would come out the same are moved back into place.

MkDocs empties the site's folder before each build, and writes every file again. It leaves hidden folders alone: what
the last build has made waits in one of them, until it is known which files of it are the same again. Nothing that
happens during a build sees any of it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from mkdocs.structure.files import File

from mkdocs_blogposts.site.worker_pool import WorkerPool, can_fork

FOLDER = ".blogposts"
"""Where the files wait."""

PROBE = "blogposts-probe"
"""A file that is gone if MkDocs has emptied the folder, as it does unless it is called with `--dirty`."""

_MANY = 500
"""Files that take longer to delete than it takes to start a process."""

Signature = tuple[int, int, int]
Tree: TypeAlias = "dict[str, Tree | Signature]"


class Output(NamedTuple):
    """A file of the site as a build has left it."""

    source: object
    """What it was made from."""

    signature: Signature
    """Another one if anybody has changed it since."""


def set_aside(site_dir: Path) -> None:
    """Before MkDocs empties the site's folder: let its folders wait. Those of a build before a failed one still do."""
    aside = site_dir / FOLDER
    if aside.exists():
        return
    with suppress(OSError):  # where one is in use, MkDocs deletes it as ever
        aside.mkdir()
        _move_folders(site_dir, aside)


def drop_aside(site_dir: Path) -> None:
    """At the end of a build: delete what is not wanted any more, of builds that were killed, too."""
    for aside in site_dir.glob(f"{FOLDER}*"):
        shutil.rmtree(aside, ignore_errors=True)
    (site_dir / PROBE).unlink(missing_ok=True)


def is_emptied(site_dir: Path) -> bool:
    """Has MkDocs emptied the site's folder since `set_last_build_aside`?"""
    return not (site_dir / PROBE).exists()


def start_dropping(site_dir: Path, jobs: int) -> WorkerPool:
    """Have another process delete what is in the site's folder, of which nothing is wanted, where that pays.

    It goes on if this one is killed, so it has a folder of its own: files of the next build may wait in the other.
    """
    if jobs == 1 or not can_fork() or not _has_many_files(site_dir):
        return WorkerPool()
    with suppress(OSError):
        aside = tempfile.mkdtemp(prefix=FOLDER, dir=site_dir)
        _move_folders(site_dir, Path(aside))
        return WorkerPool([aside], 1, lambda folder: shutil.rmtree(folder, ignore_errors=True))
    return WorkerPool()


def _move_folders(site_dir: Path, aside: Path) -> None:
    with os.scandir(site_dir) as found:
        names = [each.name for each in found if each.is_dir(follow_symlinks=False) and not each.name.startswith(".")]
    for name in names:
        (site_dir / name).rename(aside / name)


def _has_many_files(folder: Path) -> bool:
    count = 0
    for _, folders, names in os.walk(folder):
        count += len(folders) + len(names)
        if count > _MANY:
            return True
    return False


class KeptOutputs:
    """The files that one build takes over from the last one."""

    def __init__(self, site_dir: Path, known: Mapping[str, Output]) -> None:
        self._site_dir, self._known = site_dir, known
        self._held: dict[str, Output] = {}

    def knows(self, dest_uri: str) -> bool:
        """Has the last build made a file?"""
        return dest_uri in self._known

    def hold(self, dest_uri: str, source: object) -> bool:
        """Is a file known that was made of the same? Then it is moved back when all others are written."""
        known = self._known.get(dest_uri)
        if known is None or known.source != source or "/" not in dest_uri:  # files in the folder itself do not wait
            return False
        self._held[dest_uri] = known
        return True

    def waits(self, dest_uri: str) -> bool:
        """Is a held file there, as the last build has left it?"""
        with suppress(OSError):
            return _sign((self._site_dir / FOLDER / dest_uri).stat()) == self._held[dest_uri].signature
        return False

    def read(self, dest_uri: str) -> bytes:
        """The content of a held file that could not be moved."""
        return (self._site_dir / FOLDER / dest_uri).read_bytes()

    def restore(self, may_replace: Iterable[str]) -> set[str]:
        """Move the held files into place, and say which are there now.

        Those that `may_replace` what stands there come after all that MkDocs has written, the others before.
        """
        tree: Tree = {}
        for dest_uri, output in self._held.items():
            *folders, name = dest_uri.split("/")
            here = tree
            for folder in folders:
                here = here.setdefault(folder, {})  # type: ignore[assignment]  # no file has the name of a folder
            here[name] = output.signature
        restored: set[str] = set()
        _restore(str(self._site_dir / FOLDER), str(self._site_dir), tree, "", {*may_replace}, restored)
        return restored

    def list_made(self, sources: Mapping[str, object], restored: set[str]) -> dict[str, Output]:
        """All files of this build for the next one, by what each was made from."""
        made = {dest_uri: self._held[dest_uri] for dest_uri in restored}
        for dest_uri, source in sources.items():
            if dest_uri not in restored:
                with suppress(OSError):
                    made[dest_uri] = Output(source, _sign(os.stat(self._site_dir / dest_uri)))
        return made


def _restore(old: str, new: str, tree: Tree, above: str, may_replace: set[str], restored: set[str]) -> None:
    """Move what the tree names from one folder to another: folders as a whole where nothing else is in them."""
    there = _list_names(new)
    if above and len(there) < len(tree):
        kept = _exchange(old, new, tree, there)
        restored.update(_list_uris({name: tree[name] for name in kept}, above))
        tree = {name: below for name, below in tree.items() if name not in kept}
    for name, below in tree.items():
        uri, one, other = f"{above}{name}", f"{old}/{name}", f"{new}/{name}"
        with suppress(OSError):
            if isinstance(below, dict):
                if name not in there and _is_all(one, below):
                    os.rename(one, other)
                    restored.update(_list_uris(below, f"{uri}/"))
                    continue
                os.makedirs(other, exist_ok=True)
                _restore(one, other, below, f"{uri}/", may_replace, restored)
            elif (name not in there or uri in may_replace) and _sign(os.stat(one)) == below:
                os.replace(one, other)
                restored.add(uri)


def _exchange(old: str, new: str, tree: Tree, there: set[str]) -> set[str]:
    """Have a folder of the last build take the place of a new one, in which less was written, and take that over.

    Gives the names of what was in it that the tree names and nobody has written. The rest of it goes on waiting.
    """
    kept = set[str]()
    moves: list[tuple[str, str]] = []
    with suppress(OSError):
        beside = tempfile.mkdtemp(dir=os.path.dirname(old))
        rest, empty = f"{beside}/rest", f"{beside}/empty"
        os.mkdir(rest)
        for each in _list_entries(old):
            if each.name not in there and _is_same(each, tree.get(each.name)):
                kept.add(each.name)
            else:
                moves.append((each.path, f"{rest}/{each.name}"))
        moves += [(f"{new}/{name}", f"{old}/{name}") for name in there]
        if _move_all([*moves, (new, empty), (old, new), (rest, old)]):
            return kept
    return set()


def _move_all(moves: Sequence[tuple[str, str]]) -> bool:
    """Move all of them, or none where one is in somebody's use."""
    for count, (one, other) in enumerate(moves):
        try:
            os.rename(one, other)
        except OSError:
            for back, where in reversed(moves[:count]):
                os.rename(where, back)
            return False
    return True


def _list_names(folder: str) -> set[str]:
    with suppress(OSError):
        return set(os.listdir(folder))
    return set()


def _list_entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return list(found)


def _is_all(folder: str, tree: Tree) -> bool:
    """Is all that a folder has in the tree, unchanged, and the other way round?"""
    entries = _list_entries(folder)
    return len(entries) == len(tree) and all(_is_same(each, tree.get(each.name)) for each in entries)


def _is_same(entry: os.DirEntry[str], known: Tree | Signature | None) -> bool:
    if isinstance(known, dict):
        return entry.is_dir(follow_symlinks=False) and _is_all(entry.path, known)
    return known is not None and _sign(entry.stat()) == known


def _list_uris(tree: Tree, above: str) -> Iterable[str]:
    for name, below in tree.items():
        if isinstance(below, dict):
            yield from _list_uris(below, f"{above}{name}/")
        else:
            yield f"{above}{name}"


def _sign(stat: os.stat_result) -> Signature:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def dump_output(output: Output) -> list[object]:
    """An output as JSON has it, if it is known what it was made from."""
    return [output.source.hex() if isinstance(output.source, bytes) else output.source, output.signature]


def load_output(source: Any, signature: Any) -> Output:
    """An output of what JSON says.

    Raises:
        ValueError, TypeError: if it is none.
    """
    inode, size, written = map(int, signature)
    return Output(bytes.fromhex(source) if isinstance(source, str) else tuple(source), (inode, size, written))


def sign_copy(file: File) -> Output:
    """A file that has been copied."""
    return Output(describe_source(file), _sign(os.stat(file.abs_dest_path)))


def is_copied_as_ever(file: File) -> bool:
    """Is it MkDocs that copies a file, or we, and no other plugin in a way of its own?"""
    return type(file).copy_file is File.copy_file or type(file).__module__.startswith("mkdocs_blogposts.")


def describe_source(file: File) -> object:
    """What MkDocs copies, for a file that isn't a page; `None` where another plugin may do it in a way of its own."""
    if not is_copied_as_ever(file):
        return None
    if file.abs_src_path is None:
        return blake2b(file.content_bytes, digest_size=20).digest()
    try:
        stat = os.stat(file.abs_src_path)
    except OSError:
        return None
    return file.abs_src_path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size
