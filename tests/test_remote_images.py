"""Images of other sites: fetched only if asked for, within limits, and never from where no stranger may look."""

from __future__ import annotations

import functools
import io
import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner
from PIL import Image

from harness import picture
from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.site.images import image_pipeline as pictures
from mkdocs_blogposts.site.images.remote_images import FetchError, Network, fetch_url, is_public

HOST = "pictures.example"


def png():
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, "PNG")
    return file.getvalue()


def moving():
    file = io.BytesIO()
    frames = [Image.new("RGB", (400, 300), color) for color in ("teal", "gold")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        body, kind = self.server.pages.get(self.path, (None, ""))
        if kind == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(200):
                self.wfile.write(b"X")
                time.sleep(0.05)
            return
        self.send_response(302 if kind == "moved" else 200 if body is not None else 404)
        if kind == "moved":
            self.send_header("Location", body)
            body = b""
        if kind != "unmeasured":
            self.send_header("Content-Length", str(len(body or b"") + 100 * (kind == "broken")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_):
        """Nothing."""


@pytest.fixture
def web():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.asked = []
    server.pages = {
        "/a.png": (png(), ""),
        "/as/a%20b.png?x=1": (png(), ""),
        "/moved": (f"http://{HOST}:{server.server_port}/a.png", "moved"),
        "/beside": ("/a.png", "moved"),
        "/round": ("/round", "moved"),
        "/inward": (f"http://inside.example:{server.server_port}/a.png", "moved"),
        "/file": ("file:///etc/passwd", "moved"),
        "/odd": ("http://[", "moved"),
        "/large": (b"x" * 5000, ""),
        "/unmeasured": (b"x" * 5000, "unmeasured"),
        "/broken": (png(), "broken"),
        "/drip": (b"", "drip"),
        "/page.png": (b"<html>no picture</html>", ""),
    }
    threading.Thread(target=functools.partial(server.serve_forever, 0.05), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def allowed(**limits):
    """A web in which only `pictures.example` is public, and is this machine."""
    numbers = {HOST: ("10.0.0.1", "127.0.0.1"), "inside.example": ("127.0.0.2",)}

    def resolve(host, _):
        return numbers[host]

    return Network(resolve=resolve, is_allowed=lambda number: number == "127.0.0.1", **limits)


@pytest.mark.parametrize("path", ["/a.png", "/as/a b.png?x=1", "/as/a%20b.png?x=1", "/moved", "/beside", "/a.png#part"])
def test_a_image_is_fetched_also_where_it_has_moved(web, path):
    assert fetch_url(f"http://{HOST}:{web.server_port}{path}", allowed()) == png()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/none", "answers 404"),
        ("/round", "more than 5 times"),
        ("/inward", "not a public one"),
        ("/file", "isn't an http or https URL"),
        ("/odd", "isn't an http or https URL"),
        ("/large", "more than 0.002 MB"),
        ("/unmeasured", "more than 0.002 MB"),
        ("/broken", "broke off"),
        ("/drip", "more than 0.5 seconds"),
    ],
)
def test_what_cannot_be_fetched_is_told_in_time(web, path, reason):
    start = time.monotonic()
    with pytest.raises(FetchError, match=reason):
        fetch_url(f"http://{HOST}:{web.server_port}{path}", allowed(seconds=0.5, most_bytes=2000))
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("address", ["ftp://x.example/a.png", "http://", "http://[::1", "http://x:99999/a", "x.png"])
def test_what_is_no_url_is_told(address):
    with pytest.raises(FetchError):
        fetch_url(address, Network(resolve=lambda *_: ()))


def test_this_machine_is_never_asked(web):
    for host in ("127.0.0.1", "localhost", "127.1", "0x7f000001", "[::ffff:127.0.0.1]"):
        with pytest.raises(FetchError):
            fetch_url(f"http://{host}:{web.server_port}/a.png", Network())
    assert web.asked == []


PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2001:db8::1",
    "0.0.0.1",
]


@pytest.mark.parametrize("number", PRIVATE)
def test_urls_that_are_no_public_ones(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_urls(number):
    assert is_public(number)


def post(address):
    return f"---\ntitle: Post\ndate: 2024-05-01\nimage: {address}\nimage_alt: Teal\n---\nText.\n"


def above(built):
    return built.page("p/").one("img.bp-featured-image")["src"]


def test_nothing_is_fetched_unless_asked_for(site, web, monkeypatch):
    monkeypatch.setattr(pictures, "Network", allowed)
    address = f"http://{HOST}:{web.server_port}/a.png"
    built = site({"docs/index.md": "# Home", "docs/p.md": post(address)}).build()
    assert above(built) == address
    assert web.asked == []


def test_a_fetched_image_is_shown_in_our_sizes_and_fetched_once(site, web, monkeypatch):
    monkeypatch.setattr(pictures, "Network", allowed)
    address = f"http://{HOST}:{web.server_port}/a.png"
    drawn = site({"docs/index.md": "# Home", "docs/p.md": post(address)}, options={"fetch_images": True})
    for _ in range(2):
        built = drawn.build()
        assert above(built).startswith("../assets/blogposts/a-")
        assert built.page("p/").meta("og:image").startswith("https://example.org/assets/blogposts/a-")
        built.check_links()
    assert web.asked == ["/a.png"]


def test_a_fetched_image_is_told_by_its_url(site, web, monkeypatch):
    monkeypatch.setattr(pictures, "Network", allowed)
    address = f"http://{HOST}:{web.server_port}/a.png"
    drawn = site({"docs/p.md": post(address)}, options={"fetch_images": True})
    result = CliRunner().invoke(main, ["check", "--images", "-f", str(drawn.config), "--format", "json"])
    assert json.loads(result.stdout)[0]["image"] == address
    assert web.asked == ["/a.png"]


def test_a_image_that_cannot_be_fetched_counts_as_not_written_is_one_warning_and_tried_again_later(
    site, web, monkeypatch
):
    monkeypatch.setattr(pictures, "Network", allowed)
    address = f"http://{HOST}:{web.server_port}/page.png"
    files = {
        "docs/index.md": "# Home",
        "docs/p.md": post(address),
        "docs/q.md": post(f"http://{HOST}:{web.server_port}/none"),
    }
    files["docs/q.md"] += "\n![A boat](boat.png)\n"
    files["docs/boat.png"] = picture(900, 600, kind="PNG")
    drawn = site(files, options={"fetch_images": True, "social_cards": True})
    for _ in range(2):
        built = drawn.build(expect=["cannot be fetched: it is no", "cannot be fetched: its server answers 404"])
        assert built.page("p/").all("img.bp-featured-image") == []
        assert "/assets/blogposts/p-" in built.page("p/").meta("og:image")
        assert "/assets/blogposts/boat-" in built.page("q/").meta("og:image")
    assert sorted(web.asked) == ["/none", "/page.png"]
    for failed in drawn.root.glob(".cache/plugin/blogposts/remote/*.failed"):
        os.utime(failed, (0, time.time() - 4000))
    web.pages["/page.png"] = (png(), "")
    found = drawn.build(expect=["cannot be fetched: its server answers 404"])
    assert above(found).startswith("../assets/blogposts/page-")


def test_images_of_texts_are_fetched_where_they_are_to_come_in_several_widths(site, web, monkeypatch):
    monkeypatch.setattr(pictures, "Network", allowed)
    there = f"http://{HOST}:{web.server_port}"
    web.pages["/moving.gif"] = (moving(), "")
    text = "".join(f"\n\n![Teal]({there}/{name})" for name in ("a.png", "moving.gif", "none"))
    files = {"docs/index.md": "# Home", "docs/p.md": f"---\ntitle: P\ndate: 2024-05-01\n---\nWords.{text}\n"}
    for options, expect, asked, own in [
        ({"responsive_images": True}, [], [], []),
        ({"fetch_images": True}, [], [], []),
        (
            {"responsive_images": True, "fetch_images": True},
            ["cannot be fetched: its server answers 404"],
            ["/a.png", "/moving.gif", "/none"],
            ["a", "moving"],
        ),
    ]:
        built = site(files, options=options).build(expect=expect)
        assert sorted(web.asked) == asked
        sources = [image["src"] for image in built.page("p/").all(".bp-post__content img")]
        assert [src.rpartition("/")[2].partition("-")[0] for src in sources if src.startswith("../assets/")] == own
        assert sources[2] == f"{there}/none"
        assert bool(built.page("p/").meta("og:image")) == bool(own)
        built.check_links()
