"""Pictures of other sites, fetched once where the options ask for it, and kept beside those that we make."""

from __future__ import annotations

import contextlib
import io
import os
import re
import time
import warnings
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

from mkdocs_blogposts.deferred import futures
from mkdocs_blogposts.publishing.pictures.decoding import UnreadableImage, recognise
from mkdocs_blogposts.publishing.pictures.svg import read_svg
from mkdocs_blogposts.site.pictures.cache import write
from mkdocs_blogposts.site.pictures.fetching import Network, Unfetched, fetch

log = get_plugin_logger("blogposts")

_AT_A_TIME = 8
_FAILED = ".failed"
_FAILED_FOR = 60 * 60  # seconds: a server that is down may be up again
_UNUSED_FOR = 30 * 24 * 60 * 60  # seconds: fetching is dear, so longer than what we can make again


class RemotePictures:
    """Fetches what pages name of other sites: each address once, for this build and the next."""

    def __init__(self, cache: Path, config: MkDocsConfig, network: Network, in_texts: bool = False) -> None:
        self.in_texts = in_texts
        """Are those of texts fetched, too?"""
        self._folder = cache / "remote"
        self._config = config
        self._network = network
        self._known: dict[str, File | str] = {}

    def get(self, address: str) -> File | str:
        """The file at an address; a text says why there is none, and ends the sentence "it cannot be fetched: …".

        The file is no part of the site but for what is made of it; its `url` is the address.
        """
        if address not in self._known:
            self.get_all([address])
        return self._known[address]

    def get_all(self, addresses: Iterable[str]) -> None:
        """Fetch what is not there yet, several at a time."""
        wanted = [address for address in dict.fromkeys(addresses) if address not in self._known]
        self._known |= {address: kept for address in wanted if (kept := self._kept(address)) is not None}
        missing = [address for address in wanted if address not in self._known]
        if missing:
            log.info("Fetching %d picture%s of other sites", len(missing), "s" * (len(missing) > 1))
            with (
                warnings.catch_warnings(),  # it belongs to the whole process, so not to each thread
                futures.ThreadPoolExecutor(min(_AT_A_TIME, len(missing)), "fetching") as pool,
            ):
                warnings.simplefilter("ignore")
                self._known |= dict(zip(missing, pool.map(self._fetched, missing), strict=True))

    def close(self) -> None:
        """Forget what has not been used for long."""
        with contextlib.suppress(OSError):
            for file in self._folder.iterdir():
                if file.stat().st_mtime < time.time() - _UNUSED_FOR:
                    file.unlink(missing_ok=True)

    def _kept(self, address: str) -> File | str | None:
        with contextlib.suppress(OSError):
            for file in sorted(self._folder.glob(f"{_key(address)}.*")):
                age = time.time() - file.stat().st_mtime
                if file.suffix != _FAILED:
                    os.utime(file)
                    return self._file(address, file)
                if age < _FAILED_FOR:
                    return file.read_text(encoding="utf-8", errors="replace")
        return None

    def _fetched(self, address: str) -> File | str:
        try:
            data = fetch(f"https:{address}" if address.startswith("//") else address, self._network)
            return self._saved(address, _suffix(data), data)
        except (Unfetched, UnreadableImage) as error:
            self._saved(address, _FAILED, error.reason.encode())
            return error.reason

    def _saved(self, address: str, suffix: str, data: bytes) -> File:
        file = self._folder / f"{_key(address)}{suffix}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write(file, data)
            (self._folder / f"{_key(address)}{_FAILED}").unlink(missing_ok=True) if suffix != _FAILED else None
        except OSError:
            return self._file(address, data, suffix)
        return self._file(address, file)

    def _file(self, address: str, content: Path | bytes, suffix: str = "") -> File:
        name = re.split(r"[?#]", address, maxsplit=1)[0].rpartition("/")[2].rpartition(".")[0] or "picture"
        held = InclusionLevel.EXCLUDED
        if isinstance(content, bytes):
            uri = f"{_key(address)}/{name}{suffix}"
            file = File.generated(self._config, uri, content=content, inclusion=held)
        else:
            uri = f"{_key(address)}/{name}{content.suffix}"
            file = File.generated(self._config, uri, abs_src_path=str(content), inclusion=held)
        file.url = address
        return file


def _key(address: str) -> str:
    return sha256(address.encode("utf-8", "replace")).hexdigest()


def _suffix(data: bytes) -> str:
    """What kind of picture a content is, whatever its server says. Raises `UnreadableImage`."""
    try:
        return recognise(io.BytesIO(data)).suffix
    except UnreadableImage:
        read_svg(data)
        return ".svg"
