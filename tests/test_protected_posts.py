"""Posts that another plugin encrypts or replaces: no word of them is anywhere in the site, whatever their order."""

from __future__ import annotations

import pytest

from harness import Built, picture

WORDS = ("Kryptonite", "Rosebud", "Xanadu")
"""Of a protected text: its first sentence, its middle, its summary."""

SESAME = "Kw7-rT2x-Qm9p-Zv4s-Hd8f-Lc3n"

TEXT = (
    "Kryptonite opens the text, with enough words after it to make a description of its own.\n\n![a door](door.jpg)\n\n"
)
SECRET = f"{TEXT}## Part\n\nRosebud stands below [a link](open.md).\n"


def post(title: str, more: str = "", text: str = SECRET, date: str = "2024-07-23") -> str:
    return f"---\ntitle: {title}\ndate: {date}\ntags: [doors]\n{more}---\n\n{text}\n"


FILES = {
    "docs/index.md": "# Home\n\n<!-- blogposts -->",
    "docs/blog/open.md": post("Open", text="Everybody may read this long sentence about doors."),
    "docs/blog/locked.md": post(
        "Locked", "password: Kw7-rT2x-Qm9p-Zv4s-Hd8f-Lc3n\ndescription: Xanadu\nsummary: Xanadu\naliases: /old/\n"
    ),
    "docs/blog/hidden.md": post("Unlisted", "password: Kw7-rT2x-Qm9p-Zv4s-Hd8f-Lc3n\nhidden: true\n"),
    "docs/blog/heading.md": f"---\ndate: 2024-07-22\npassword: {SESAME}\n---\n# A heading\n\n{SECRET}",
    "docs/blog/door.jpg": picture(1400, 800),
}
CONFIG = "plugins:\n  - search\n{}"
ENCRYPT = "  - encryptcontent: {}\n  - meta-descriptions\n"
OURS = "  - blogposts: {options}\n"


def check_no_word(built: Built) -> None:
    for file in built.files:
        content = (built.site_dir / file).read_bytes()
        for word in WORDS:
            assert word.encode() not in content, f"{word} in {file}"


def config(
    order: str, options: str = "{sitemap_images: true, list_content: full, social_cards: true}", more: str = ""
) -> str:
    plugins = {"ours": OURS.replace("{options}", options), "theirs": more or ENCRYPT}
    return CONFIG.format("".join(plugins[name] for name in order.split()))


@pytest.mark.parametrize(("order", "theme"), [("ours theirs", "mkdocs"), ("theirs ours", "material")])
def test_an_encrypted_post_shows_its_title_and_a_lock(site, order, theme):
    built = site(FILES, theme=theme, config=config(order)).build()
    check_no_word(built)
    page = built.page("blog/locked/")
    assert page.all("#mkdocs-encrypted-content"), page.source
    assert "Locked" in page.one("h1").text
    assert page.one(".bp-lock").text == "Protected"
    assert "wordCount" not in page.source
    card = built.page("blog/").all(".bp-post-card:has(.bp-lock)")[0]
    assert card.text.split() == ["Protected", "Locked", "July", "23,", "2024"]
    assert built.page("blog/").texts(".bp-post-card__title") == ["Locked", "Open", "A heading"]
    assert not card.all("img")
    assert built.page("blog/hidden/").all("#mkdocs-encrypted-content")
    for file in ("blog/rss.xml", "blog/atom.xml", "blog/feed.json"):
        assert "Locked" in built.read(file) if file in built.files else True
    assert "door" not in built.read("sitemap.xml").partition("locked")[2].partition("</url>")[0]


def test_by_an_option_it_is_not_listed(site):
    built = site(FILES, config=config("ours theirs", "{protected_posts: unlisted}")).build()
    check_no_word(built)
    assert built.page("blog/").texts(".bp-post-card__title") == ["Open"]
    assert "locked" not in built.read("sitemap.xml")
    assert built.page("blog/locked/").all("#mkdocs-encrypted-content")


def test_the_configuration_of_a_plugin_may_protect_all(site):
    files = {path: text for path, text in FILES.items() if "hidden" not in path}
    files["docs/blog/open.md"] = post("Open", "password: ''\n", text="Everybody may read this long sentence.")
    files["docs/blog/locked.md"] = post("Locked", "description: Xanadu\n")
    more = "  - encryptcontent: {global_password: Kw7-rT2x-Qm9p-Zv4s-Hd8f-Lc3n}\n"
    built = site(files, config=config("ours theirs", more=more)).build()
    check_no_word(built)
    assert "Everybody" in built.page("blog/").source
    assert built.page("blog/").texts(".bp-post-card:has(.bp-lock) h2") == ["Locked", "A heading"]


HOOK = """
def on_page_content(html, page, config, files):
    return "<p>For members.</p>" if page.meta.get("members") else html

def on_page_context(context, page, config, nav):
    if page.meta.get("premium"):
        page.content = "<p>Pay first.</p>"
"""


def test_a_password_that_no_plugin_heeds_keeps_a_post_back(site):
    expected = [f"{name}.md: The post has 'password', and no plugin" for name in ("locked", "hidden", "heading")]
    built = site(FILES, options={}).build(expect=[f"blog/{text}" for text in expected])
    check_no_word(built)
    assert not [file for file in built.files if "locked" in file]


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_whatever_replaces_a_text_hides_it_everywhere(site, theme):
    files = {path: text for path, text in FILES.items() if "door" in path or "open" in path or "index" in path}
    files |= {
        "hook.py": HOOK,
        "docs/about.md": "# About\n\n<!-- blogposts -->",
        "docs/blog/members.md": post("Members", "members: true\n"),
        "docs/blog/premium.md": post("Premium", "premium: true\nhidden: false\naliases: /old/\n"),
        "docs/blog/unlisted.md": post("Unlisted", "premium: true\nhidden: true\n"),
    }
    options = {"list_content": "full", "related": 3}
    built = site(files, theme=theme, options=options, config="hooks: [hook.py]").build()
    check_no_word(built)
    assert "Pay first." in built.page("blog/premium/").source
    assert "Pay first." in built.page("blog/unlisted/").source
    assert "For members." in built.page("blog/members/").source
    assert built.page("blog/premium/").one(".bp-lock").text == "Protected"
    for address in ("blog/", "blog/tags/doors/", "", "about/"):
        assert "Premium" in built.page(address).source
        assert "Everybody may read" in built.page(address).source or address in ("", "about/")
    assert "<title>Premium</title>" in built.read("blog/rss.xml")


UNHEEDED = """
def on_page_context(context, page, config, nav):
    if "locked" in page.file.src_uri:
        page.content = "<p>Ask Ann.</p>"
"""


def test_a_password_that_a_hook_may_heed(site):
    files = {path: text for path, text in FILES.items() if "hidden" not in path} | {"hook.py": UNHEEDED}
    built = site(files, config="hooks: [hook.py]", options={}).build(
        expect=["blog/heading.md: The post has 'password', and no plugin of this site encrypts pages. Its text is left"]
    )
    check_no_word(built)
    assert "Ask Ann." in built.page("blog/locked/").source
    assert built.page("blog/heading/").one("h1").text == "A heading"
