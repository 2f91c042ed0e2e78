"""What axe-core finds on our pages, in every theme: nothing that the theme alone has not."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from harness import picture, with_every_theme

TEXT = """
Text with a [link](index.md), `code`, and **strong** words.

## A heading

- one
- two

| a   | b   |
|-----|-----|
| one | two |

    a line of code
"""
POST = (
    "---\ntitle: One\ndate: 2024-05-20\nupdated: 2024-06-01\nauthors: [ann, Bo Ek]\ncategory: News\ntags: [red, blue]\n"
)
FILES = {
    # The theme's script for the dark looks for the style sheets of another script, which the tests cannot reach.
    "mine/main.html": """
        {% extends "base.html" %}
        {% block styles %}{{ super() }}<style id="hljs-light"></style><style id="hljs-dark"></style>{% endblock %}
    """,
    "docs/index.md": "# Home" + TEXT,
    "docs/blog/.authors.yml": "ann: {name: Ann Lee, role: Writer, bio: Writes., github: example, avatar: wide.jpg}",
    "docs/blog/wide.jpg": picture(900, 500),
    "docs/blog/one.md": f"{POST}image: wide.jpg\nalt: A sea\nseries: Trip\n---\n{TEXT.replace('index.md', 'two.md')}",
    "docs/blog/two.md": "Title: Two\nDate: 2024-05-19\nTags: red\nSeries: Trip\nAuthor: Bo Ek\n\n![Gone](no.jpg)",
    "docs/blog/three.md": "Title: Three\nDate: 2023-01-01\nTags: red\nAuthor: ann\n\nText.",
    "docs/blog/four.md": "Title: Four\nDate: 2023-01-02\nTags: red\nAuthor: ann\nSummary: Short.\n\nText.",
}
PAGES = (
    *("blog/", "blog/one/", "blog/two/", "blog/tags/", "blog/tags/red/", "blog/authors/", "blog/authors/ann/"),
    *("blog/series/", "blog/archive/", "blog/feeds/"),
)
LOOKS = {
    "mkdocs": ("theme: {name: mkdocs, highlightjs: false, color_mode: auto, custom_dir: mine}", True),
    "readthedocs": ("theme: {name: readthedocs, highlightjs: false}", False),
    "material": (
        """
        theme:
          name: material
          font: false
          palette:
            - {media: "(prefers-color-scheme: light)", scheme: default}
            - {media: "(prefers-color-scheme: dark)", scheme: slate}
        """,
        True,
    ),
}
OPTIONS = {"share": ["copy", "mail"], "reading_progress": True, "sidebar": ["recent", "tags"]}
REPAIRED = ("aria-dialog-name", "color-contrast", "link-in-text-block")
"""What the themes' bars, footers and searches break on plain pages, and not on those of the blog."""

VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.flatMap(rule =>
    rule.nodes.map(node => {
        const found = document.querySelector(node.target[0])
        const is_ours = found?.closest('.bp') && !found.closest('.bp-post__content')
        return [rule.id, is_ours ? `${node.html.slice(0, 150)} ${node.failureSummary}` : '']
    }))"""


@with_every_theme
def test_axe_finds_nothing_that_the_theme_alone_has_not(site, theme, browser):
    """Nothing at all in what we print; on the whole page only rules that a plain page of the theme breaks too."""
    config, has_dark = LOOKS[theme]
    built = site(FILES, options=OPTIONS, config=config).build(expect=None)
    for dark in (False, True) if has_dark else (False,):
        page = browser.open(built, "", dark=dark)
        root = page.url
        known = {rule for rule, _ in _violations(page)}
        for address in PAGES if not dark else PAGES[:4]:
            page.goto(root + address)
            found = _violations(page)
            assert [each for each in found if each[1]] == [], (address, dark)
            assert {rule for rule, _ in found} <= known, (address, dark)
            if address == "blog/" and not dark:
                assert {rule for rule, _ in found}.isdisjoint(REPAIRED)


def _violations(page):
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(VIOLATIONS)


WALK = """() => {
    const at = document.activeElement, style = getComputedStyle(at)
    const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
    return [ours().indexOf(at), seen, at.getBoundingClientRect().width > 0]
}"""
OURS = """window.ours = () => [...document.querySelectorAll('.bp :is(a[href], button, summary, [tabindex="0"])')]
    .filter(part => part.tabIndex >= 0 && part.checkVisibility({ visibilityProperty: true }))"""


@with_every_theme
def test_the_keyboard_walks_through_every_page_in_its_order_and_nothing_is_wider_than_a_small_telephone(
    site, theme, browser
):
    built = site(FILES, options=OPTIONS, config=LOOKS[theme][0]).build(expect=None)
    page = browser.open(built, "", width=320)
    root = page.url
    for address in PAGES:
        page.goto(root + address)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, (
            address
        )
        page.evaluate(OURS)
        count = page.evaluate("ours()[0].focus() ?? ours().length")
        walk = [page.evaluate(WALK)]
        for _ in range(count - 1):
            page.keyboard.press("Tab")
            walk.append(page.evaluate(WALK))
        assert [number for number, _, _ in walk] == [*range(count)], address
        assert all(is_shown for _, _, is_shown in walk), address
        assert all(seen for _, seen, _ in walk[1:]), (address, walk)
