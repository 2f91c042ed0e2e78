"""A file of the web: fetched within limits of time and size, from public addresses only."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, quote

from mkdocs_blogposts.deferred import http_client, ssl
from mkdocs_blogposts.reading.url_parts import join_url, split_url

_MOVED = (301, 302, 303, 307, 308)
_MOST_HOPS = 5
_HEADERS = {"Accept": "image/*", "Accept-Encoding": "identity", "User-Agent": "mkdocs-blogposts", "Connection": "close"}
_PORTS = {"http": 80, "https": 443}
_BLOCK = 65_536  # bytes

# Public by their numbers, but of the machines that a cloud runs its customers' machines with, or leading to IPv4.
_RESERVED = tuple(
    ipaddress.ip_network(network) for network in ("168.63.129.16/32", "192.0.0.0/24", "64:ff9b::/96", "2002::/16")
)


class Unfetched(Exception):  # noqa: N818 - it names what the writer gave, as a Problem does
    """A file that could not be had; its text ends the sentence "it cannot be fetched: …"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def resolved(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as numbers. Raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


def is_public(address: str) -> bool:
    """Is it a number that anyone may reach: not this machine's, its network's, or its cloud's own services?"""
    number = ipaddress.ip_address(address)
    if isinstance(number, ipaddress.IPv6Address) and number.ipv4_mapped:
        number = number.ipv4_mapped
    odd = number.is_multicast or number.is_reserved or getattr(number, "is_site_local", False)
    return number.is_global and not odd and not any(number in network for network in _RESERVED)


@dataclass(frozen=True, slots=True)
class Network:
    """How the web is reached, and how much of it."""

    seconds: float = 10.0
    """For one file, with all that leads to it; a name is looked up for as long as the system takes."""

    most_bytes: int = 20_000_000

    resolve: Callable[[str, int], Sequence[str]] = resolved
    is_allowed: Callable[[str], bool] = is_public


def fetch(address: str, network: Network) -> bytes:
    """The content at an address of the web.

    A name is resolved once for each hop and the connection made to that very number, so that no server can show one
    address to the check and another to us. The environment's proxies are not used: they would resolve it again.

    Raises:
        Unfetched: for whatever goes wrong.
    """
    end = time.monotonic() + network.seconds
    parts = split_url(address)
    for _ in range(_MOST_HOPS + 1):
        if not parts:
            raise Unfetched(_NO_URL)
        try:
            answer = _ask(parts, network, end)
        except TimeoutError as error:
            raise Unfetched(_late(network)) from error
        except (OSError, http_client.HTTPException, ValueError) as error:  # ValueError is of addresses that are none
            raise Unfetched(_late(network) if time.monotonic() >= end else _told(error)) from error
        if isinstance(answer, bytes):
            return answer
        parts = join_url(parts.geturl(), answer)
    raise Unfetched(f"it has moved more than {_MOST_HOPS} times")


def _late(network: Network) -> str:
    return f"it takes more than {network.seconds:g} seconds"


def _told(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return "its server is not who it says"
    if isinstance(error, socket.gaierror):
        return "there is no such server"
    return "its server does not answer" if isinstance(error, OSError) else "its address or its server's answer is odd"


def _ask(parts: SplitResult, network: Network, end: float) -> bytes | str:
    """The content at an address, or the address where it is now."""
    with _connected(parts, network, end) as connection:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
            f"?{quote(parts.query, safe=_QUERY)}" * bool(parts.query)
        )
        connection.request("GET", path, headers=_HEADERS)
        response = connection.getresponse()
        if response.status in _MOVED and (location := response.getheader("Location")):
            return location
        if response.status != 200:
            raise Unfetched(f"its server answers {response.status}")
        return _content(response, network, end)


_NO_URL = "it is no address of http or https"
_QUERY = "/%:@!$&'()*+,;=~?"


@contextlib.contextmanager
def _connected(parts: SplitResult, network: Network, end: float) -> Iterator[http_client.HTTPConnection]:
    """A connection that closes by itself when the time is over, however slowly the server talks."""
    port = _PORTS.get(parts.scheme)
    if not port or not parts.hostname:
        raise Unfetched(_NO_URL)
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
        raise Unfetched("its server is not a public one")
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
        raise Unfetched(f"it has more than {network.most_bytes / 1e6:g} MB")
    if time.monotonic() >= end:
        raise Unfetched(_late(network))
    if response.length:
        raise Unfetched("its server broke off")
    return b"".join(pieces)
