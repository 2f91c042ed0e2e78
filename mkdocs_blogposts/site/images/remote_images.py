"""Images of other sites, fetched once where the options ask for it, and kept beside those that we make."""

from __future__ import annotations

import contextlib
import io
import ipaddress
import os
import re
import socket
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

from mkdocs_blogposts.lazy_imports import futures, http_client, ssl
from mkdocs_blogposts.publishing.images.decoding import UnreadableImage, detect_kind
from mkdocs_blogposts.publishing.images.svg_images import read_svg
from mkdocs_blogposts.reading.url_parts import join_url, split_url
from mkdocs_blogposts.site.images.image_cache import write

log = get_plugin_logger("blogposts")

_AT_A_TIME = 8
_FAILED = ".failed"
_FAILED_FOR = 60 * 60  # seconds: a server that is down may be up again
_UNUSED_FOR = 30 * 24 * 60 * 60  # seconds: fetching is dear, so longer than what we can make again


class RemoteImages:
    """Fetches what pages name of other sites: each URL once, for this build and the next."""

    def __init__(self, cache: Path, config: MkDocsConfig, network: Network, in_texts: bool = False) -> None:
        self.in_texts = in_texts
        """Are those of texts fetched, too?"""
        self._folder = cache / "remote"
        self._config = config
        self._network = network
        self._known: dict[str, File | str] = {}

    def get(self, url: str) -> File | str:
        """The file at a URL; a text says why there is none, and ends the sentence "it cannot be fetched: …".

        The file isn't part of the site but for what is made of it; its `url` is that one.
        """
        if url not in self._known:
            self.get_all([url])
        return self._known[url]

    def get_all(self, urls: Iterable[str]) -> None:
        """Fetch what is not there yet, several at a time."""
        wanted = [url for url in dict.fromkeys(urls) if url not in self._known]
        self._known |= {url: kept for url in wanted if (kept := self._kept(url)) is not None}
        missing = [url for url in wanted if url not in self._known]
        if missing:
            log.info("Fetching %d image%s of other sites", len(missing), "s" * (len(missing) > 1))
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

    def _kept(self, url: str) -> File | str | None:
        with contextlib.suppress(OSError):
            for file in sorted(self._folder.glob(f"{_key(url)}.*")):
                age = time.time() - file.stat().st_mtime
                if file.suffix != _FAILED:
                    os.utime(file)
                    return self._file(url, file)
                if age < _FAILED_FOR:
                    return file.read_text(encoding="utf-8", errors="replace")
        return None

    def _fetched(self, url: str) -> File | str:
        try:
            data = fetch_url(f"https:{url}" if url.startswith("//") else url, self._network)
            return self._saved(url, _suffix(data), data)
        except (FetchError, UnreadableImage) as error:
            self._saved(url, _FAILED, error.reason.encode())
            return error.reason

    def _saved(self, url: str, suffix: str, data: bytes) -> File:
        file = self._folder / f"{_key(url)}{suffix}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write(file, data)
            (self._folder / f"{_key(url)}{_FAILED}").unlink(missing_ok=True) if suffix != _FAILED else None
        except OSError:
            return self._file(url, data, suffix)
        return self._file(url, file)

    def _file(self, url: str, content: Path | bytes, suffix: str = "") -> File:
        name = re.split(r"[?#]", url, maxsplit=1)[0].rpartition("/")[2].rpartition(".")[0] or "image"
        held = InclusionLevel.EXCLUDED
        if isinstance(content, bytes):
            uri = f"{_key(url)}/{name}{suffix}"
            file = File.generated(self._config, uri, content=content, inclusion=held)
        else:
            uri = f"{_key(url)}/{name}{content.suffix}"
            file = File.generated(self._config, uri, abs_src_path=str(content), inclusion=held)
        file.url = url
        return file


def _key(url: str) -> str:
    return sha256(url.encode("utf-8", "replace")).hexdigest()


def _suffix(data: bytes) -> str:
    """What kind of image a content is, whatever its server says. Raises `UnreadableImage`."""
    try:
        return detect_kind(io.BytesIO(data)).suffix
    except UnreadableImage:
        read_svg(data)
        return ".svg"


_MOVED = (301, 302, 303, 307, 308)
_MOST_HOPS = 5
_HEADERS = {"Accept": "image/*", "Accept-Encoding": "identity", "User-Agent": "mkdocs-blogposts", "Connection": "close"}
_PORTS = {"http": 80, "https": 443}
_BLOCK = 65_536  # bytes

# Public by their numbers, but of the machines that a cloud runs its customers' machines with, or leading to IPv4.
_RESERVED = tuple(
    ipaddress.ip_network(network) for network in ("168.63.129.16/32", "192.0.0.0/24", "64:ff9b::/96", "2002::/16")
)


class FetchError(Exception):
    """A file that could not be had; its text ends the sentence "it cannot be fetched: …"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a host. Raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


def is_public(url: str) -> bool:
    """Is it a number that anyone may reach: not this machine's, its network's, or its cloud's own services?"""
    number = ipaddress.ip_address(url)
    if isinstance(number, ipaddress.IPv6Address) and number.ipv4_mapped:
        number = number.ipv4_mapped
    odd = number.is_multicast or number.is_reserved or getattr(number, "is_site_local", False)
    return number.is_global and not odd and not any(number in network for network in _RESERVED)


class Network(NamedTuple):
    """How the web is reached, and how much of it."""

    seconds: float = 10.0
    """For one file, with all that leads to it; a name is looked up for as long as the system takes."""

    most_bytes: int = 20_000_000

    resolve: Callable[[str, int], Sequence[str]] = resolve_host
    is_allowed: Callable[[str], bool] = is_public


def fetch_url(url: str, network: Network) -> bytes:
    """The content at a URL of the web.

    A name is resolved once for each hop and the connection made to that very number, so that no server can show one
    number to the check and another to us. The environment's proxies are not used: they would resolve it again.

    Raises:
        FetchError: for whatever goes wrong.
    """
    end = time.monotonic() + network.seconds
    parts = split_url(url)
    for _ in range(_MOST_HOPS + 1):
        if not parts:
            raise FetchError(_NO_URL)
        try:
            answer = _ask(parts, network, end)
        except TimeoutError as error:
            raise FetchError(_late(network)) from error
        except (OSError, http_client.HTTPException, ValueError) as error:  # ValueError is of what is not a URL
            raise FetchError(_late(network) if time.monotonic() >= end else _told(error)) from error
        if isinstance(answer, bytes):
            return answer
        parts = join_url(parts.geturl(), answer)
    raise FetchError(f"it has moved more than {_MOST_HOPS} times")


def _late(network: Network) -> str:
    return f"it takes more than {network.seconds:g} seconds"


def _told(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return "its server's certificate is invalid"
    if isinstance(error, socket.gaierror):
        return "there is no such server"
    return "its server does not answer" if isinstance(error, OSError) else "its URL or its server's answer is invalid"


def _ask(parts: SplitResult, network: Network, end: float) -> bytes | str:
    """The content at a URL, or the URL where it is now."""
    with _connected(parts, network, end) as connection:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
            f"?{quote(parts.query, safe=_QUERY)}" * bool(parts.query)
        )
        connection.request("GET", path, headers=_HEADERS)
        response = connection.getresponse()
        if response.status in _MOVED and (location := response.getheader("Location")):
            return location
        if response.status != 200:
            raise FetchError(f"its server answers {response.status}")
        return _content(response, network, end)


_NO_URL = "it isn't an http or https URL"
_QUERY = "/%:@!$&'()*+,;=~?"


@contextlib.contextmanager
def _connected(parts: SplitResult, network: Network, end: float) -> Iterator[http_client.HTTPConnection]:
    """A connection that closes by itself when the time is over, however slowly the server talks."""
    port = _PORTS.get(parts.scheme)
    if not port or not parts.hostname:
        raise FetchError(_NO_URL)
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    port = parts.port or port
    link = _plugged(host, port, network, end)
    with contextlib.closing(link):
        timer = threading.Timer(max(0.0, end - time.monotonic()), _cut, [link])
        timer.daemon = True
        timer.start()
        try:
            if parts.scheme == "https":
                connection: http_client.HTTPConnection = http_client.HTTPSConnection(host, port, context=_trust())
                connection.sock = _trust().wrap_socket(link, server_hostname=host)
            else:
                connection = http_client.HTTPConnection(host, port)
                connection.sock = link
            with contextlib.closing(connection):
                yield connection
        finally:
            timer.cancel()


def _plugged(host: str, port: int, network: Network, end: float) -> socket.socket:
    numbers = [number for number in network.resolve(host, port) if network.is_allowed(number)]
    if not numbers:
        raise FetchError("its server is not a public one")
    error = OSError()
    for number in numbers:
        try:
            return socket.create_connection((number, port), timeout=max(0.1, end - time.monotonic()))
        except OSError as refused:
            error = refused
    raise error


def _cut(link: socket.socket) -> None:
    with contextlib.suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _content(response: http_client.HTTPResponse, network: Network, end: float) -> bytes:
    """The body of an answer, whole."""
    pieces, size = [], response.length or 0
    if size <= network.most_bytes:
        size = 0
        while size <= network.most_bytes and (piece := response.read(_BLOCK)):
            pieces.append(piece)
            size += len(piece)
    if size > network.most_bytes:
        raise FetchError(f"it has more than {network.most_bytes / 1e6:g} MB")
    if time.monotonic() >= end:
        raise FetchError(_late(network))
    if response.length:
        raise FetchError("its server broke off")
    return b"".join(pieces)
