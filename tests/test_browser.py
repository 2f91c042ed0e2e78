"""Lists and posts in a real browser: in every theme, wide and narrow, light and dark."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise, product
from textwrap import dedent

import pytest

from harness import Site, picture, with_every_theme

WIDTHS = (1280, 320)
PAGES = ("blog/", "blog/long/", "blog/arabic/", "blog/tags/", "blog/archive/")

LONG = """
    ---
    title: A title that is much longer than titles should be and holds Donaudampfschifffahrtsgesellschaftskapitän
    date: 2024-05-20 10:00
    updated: 2024-06-01
    authors: [Maximiliane Mustermann-Übelhöfer, Bo Ek, Ann Lee]
    category: Field News
    tags: [red, a tag of several words, Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen, blue, green, gold]
    image: wide.jpg
    alt: A sea
    ---
    The address https://example.com/a/very/long/path/without/any/blank/that/no/line/of/a/narrow/window/could/hold/whole
    and `some_very_long_name_of_a_function_that_does_not_break_anywhere_at_all(argument)` stand here.

    ## A table
    | Platform | Status             | Another way        | Region     | Remarks        | Languages |
    |----------|--------------------|--------------------|------------|----------------|-----------|
    | First    | The page of status | By letter or phone | Everywhere | None, or a few | Many      |

    ### And code

        one line of code that goes on and on for much longer than any narrow window is wide, so that it has to scroll

    ![A tall image](tall.png)
"""
ARABIC = """
    ---
    title: خمسة أسئلة عن الكتابة
    date: 2024-04-20
    lang: ar
    authors: [ليلى حداد, Bo Ek]
    ---
    نص قصير.
"""
BLOG = {
    # The theme's script for the dark looks for the style sheets of another script, which the tests cannot reach.
    "mine/main.html": """
        {% extends "base.html" %}
        {% block styles %}{{ super() }}<style id="hljs-light"></style><style id="hljs-dark"></style>{% endblock %}
    """,
    "docs/index.md": "# Home",
    "docs/blog/long.md": LONG,
    "docs/blog/arabic.md": ARABIC,
    "docs/blog/wide.jpg": picture(2000, 1000),
    "docs/blog/tall.png": picture(300, 700, kind="PNG"),
    **{
        f"docs/blog/{n}.md": f"Title: Post {n}\nDate: 2024-05-{n:02}\nImage: wide.jpg\nTags: {tag}\nAuthor: Bo\n\nText."
        for n, tag in enumerate(["red, few"] * 4 + ["red"] * 7, 1)
    },
}
LIGHT = {
    "mkdocs": "theme: {name: mkdocs, highlightjs: false}",
    "readthedocs": "theme: {name: readthedocs, highlightjs: false}",
    "material": "theme: {name: material, font: false}",
}
DARK = {
    "mkdocs": "theme: {name: mkdocs, highlightjs: false, color_mode: dark, custom_dir: mine}",
    "material": "theme: {name: material, font: false, palette: {scheme: slate}}",
}


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """The site by its configuration, built once: nobody here changes it."""
    return cache(lambda config: Site(tmp_path_factory.mktemp("site"), BLOG, options={}, config=config).build())


@pytest.fixture
def built(builds, theme):
    return builds(LIGHT[theme])


@with_every_theme
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window_and_images_keep_their_proportions(built, browser, width):
    for address in PAGES:
        page = browser.open(built, address, width=width)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{address} is {wider} px wider than the window"
        off = page.evaluate("""[...document.querySelectorAll('.bp-post-card img, .bp-featured-image')].map(image => {
            const { width, height } = image.getBoundingClientRect()
            return Math.abs(width / height - image.getAttribute('width') / image.getAttribute('height'))
        })""")
        assert [number for number in off if number > 0.1] == [], address


SHIFTS = """
    window.moved = 0
    new PerformanceObserver(list => list.getEntries().forEach(shift => window.moved += shift.value))
        .observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver(list => list.getEntries().forEach(paint => window.painted = paint.startTime))
        .observe({ type: 'largest-contentful-paint', buffered: true })
"""


@pytest.mark.parametrize("theme", ["readthedocs"])
def test_text_is_shown_before_its_fonts_come_and_stays_where_it_is(built, browser):
    late = 700  # milliseconds
    for address in ("blog/long/", "blog/"):
        page = browser.open(built, address, width=412)
        page.route("**/*.woff2*", lambda route: (time.sleep(late / 1000), route.continue_()))
        page.add_init_script(SHIFTS)
        page.reload()
        page.wait_for_timeout(late)
        page.evaluate("document.fonts.ready")
        assert page.evaluate("window.moved") <= 0.02, address
    # An image of another site, whose size nobody knows, has room before it comes.
    unknown = """() => {
      document.querySelector('.bp').insertAdjacentHTML('afterbegin', '<img class="bp-featured-image" src="late.jpg">')
      return getComputedStyle(document.querySelector('.bp-featured-image')).aspectRatio
    }"""
    page.route("**/late.jpg", lambda route: route.fulfill(body=b""))
    assert page.evaluate(unknown) == "auto 16 / 9"


@with_every_theme
def test_on_a_telephone_words_stay_whole_and_links_are_high_enough_for_a_finger(built, browser):
    """At least 24 px, as WCAG 2.2 asks (2.5.8) of all but links within a line of text."""
    for address in (*PAGES, "blog/feeds/", "blog/authors/"):
        page = browser.open(built, address, width=375)
        low = page.evaluate("""[...document.querySelectorAll('.bp a, .bp summary')]
            .filter(link => link.tabIndex >= 0)
            .filter(link => !link.closest('p, .bp-byline, .bp-post__content, .bp-post-card__excerpt'))
            .map(link => [(link.closest('.bp-post-card, .bp-people__person') ?? link)
                .getBoundingClientRect().height, link.className || link.closest('[class]').className])
            .filter(([height]) => height < 24)""")
        assert low == [], address
        torn = page.evaluate("""[...document.querySelectorAll('.bp th')]
            .filter(part => part.firstChild.data.split(' ').some((word, n, words) => {
                const range = document.createRange(), start = words.slice(0, n).join(' ').length + (n && 1)
                range.setStart(part.firstChild, start)
                range.setEnd(part.firstChild, start + word.length)
                return range.getClientRects().length > 1
            })).map(part => part.textContent)""")
        assert torn == [], address


FRAME = """() => {
    const frame = document.querySelector('.wy-nav-content, .col-md-9, .md-content').getBoundingClientRect()
    const text = document.querySelector('.bp-post__content, .bp-list__header').getBoundingClientRect()
    return [frame.width, frame.left + frame.right, text.left + text.right].map(Math.round)
}"""


@with_every_theme
def test_pages_of_the_blog_are_equally_wide_and_a_post_with_nothing_beside_it_stands_in_the_middle(
    built, theme, browser
):
    lists = ("blog/", "blog/tags/", "blog/archive/", "blog/authors/", "blog/tags/red/", "blog/feeds/")
    seen = [browser.open(built, address).evaluate(FRAME) for address in (*lists, "blog/1/")]
    *frames, (width, middle, text) = seen
    assert len({frame[0] for frame in frames}) == 1
    if theme != "material":  # its menu stands beside a post
        assert abs(text - middle) <= 2
    if theme == "mkdocs":
        assert abs(middle - 1280) <= 16  # a bar to scroll with
    if theme == "readthedocs":
        assert width == frames[0][0]


@with_every_theme
def test_where_the_reader_is_stays_in_sight_among_the_lists_on_a_telephone(built, browser):
    for address in ("blog/feeds/", "blog/archive/", "blog/"):
        page = browser.open(built, address, width=320)
        left, right, end = page.evaluate("""() => {
            const { left, right } = document.querySelector('.bp-blog-nav [aria-current]').getBoundingClientRect()
            return [left, right, document.querySelector('.bp-blog-nav').getBoundingClientRect().right]
        }""")
        assert 0 <= left < right <= end + 1, address
        assert page.evaluate("scrollY") == 0


@with_every_theme
def test_in_a_post_a_heading_of_any_level_is_stronger_than_text_and_items_of_a_list_stand_apart(built, browser):
    page = browser.open(built, "blog/1/")
    page.evaluate("""() => document.querySelector('.bp-post__content').insertAdjacentHTML('beforeend',
        [2, 3, 4, 5, 6].map(level => `<h${level}>Heading</h${level}>`).join('')
        + '<ul><li>One</li><li>Two</li></ul>')""")
    looks = page.evaluate("""() => [...document.querySelectorAll('.bp-post__content > :is(p, h2, h3, h4, h5, h6)')]
        .map(each => getComputedStyle(each))
        .map(style => [parseFloat(style.fontSize), +style.fontWeight, style.textTransform])""")
    (size, weight, _), *headings = looks
    assert len(headings) == 5
    assert all(each[0] >= size and each[1] > weight + 200 and each[2] == "none" for each in headings)
    assert sorted(headings, reverse=True) == headings
    apart = """() => {
        const [one, two] = [...document.querySelectorAll('.bp-post__content li')].map(li => li.getBoundingClientRect())
        return two.top - one.bottom
    }"""
    assert 4 <= page.evaluate(apart) <= 9


@with_every_theme
def test_a_card_without_an_image_has_a_drawn_one_only_where_it_stands_beside_others(built, browser):
    heights = """[...document.querySelectorAll('.bp-posts > :not(:has(.bp-post-card__image))')].map(card => {
        const { top } = card.getBoundingClientRect()
        return card.querySelector('.bp-post-card__text').getBoundingClientRect().top - top
    })"""
    above = {width: browser.open(built, "blog/authors/bo-ek/", width=width).evaluate(heights) for width in (1280, 320)}
    assert len(above[320]) == 1
    assert above[320] == [0]
    assert above[1280][0] > 100


@with_every_theme
def test_on_paper_no_line_of_code_is_cut_off(built, browser):
    page = browser.open(built, "blog/long/", width=800)
    page.emulate_media(media="print")
    wider = page.evaluate("""[...document.querySelectorAll('.bp-post__content :is(pre, pre *)')]
        .map(code => code.clientWidth && code.scrollWidth - code.clientWidth)""")
    assert max(wider) <= 1


@with_every_theme
def test_who_wrote_a_post_and_when_share_a_line_of_a_card_that_has_the_room(built, browser):
    page = browser.open(built, "blog/")
    tops = page.evaluate("""[...document.querySelectorAll('.bp-post-card .bp-meta')].map(line =>
        [...line.children].slice(0, 2).map(part => Math.round(part.getBoundingClientRect().top)))""")
    assert len(tops) == 10
    assert sum(abs(who - when) > 4 for who, when in tops) <= 1  # three long names fill a line of their own


@with_every_theme
def test_authors_stand_beside_their_images_in_the_order_of_the_front_matter(built, browser):
    for address, right in (("blog/long/", False), ("blog/arabic/", True)):
        page = browser.open(built, address, width=375)
        faces, names = page.evaluate("""['.bp-byline .bp-avatar', '.bp-byline__author'].map(parts =>
            [...document.querySelectorAll(parts)].map(part => part.getBoundingClientRect().left))""")
        assert len(faces) == len(names) == (2 if right else 3)
        assert faces == sorted(faces, reverse=right)
        assert all((name < face if right else name > face) for name, face in zip(names, faces, strict=True))


@with_every_theme
def test_pages_load_their_images_without_a_complaint_on_the_console(built, browser):
    for address in PAGES:
        page = browser.open(built, address)
        said = []
        page.on("console", lambda message, said=said: said.append((message.type, message.text)))
        page.reload()
        broken = page.evaluate("""async () => {
            const images = [...document.querySelectorAll('.bp img')]
            images.forEach(image => image.loading = 'eager')
            const done = await Promise.allSettled(images.map(image => image.decode()))
            return images.filter((image, n) => done[n].status !== 'fulfilled' || !image.naturalWidth).map(i => i.src)
        }""")
        assert broken == [], address
        # Material takes each `link rel=alternate` for another language, and looks for a sitemap beside our feeds.
        complaints = [text for kind, text in said if kind in ("error", "warning") and "Failed to load" not in text]
        assert complaints == [], address
        shown = page.evaluate("document.querySelectorAll('.bp img').length")
        assert shown == {"blog/": 10, "blog/long/": 6, "blog/arabic/": 1}.get(address, 0)


LOADED = """async () => {
    const images = [...document.querySelectorAll('.bp source + img')]
    images.forEach(image => image.loading = 'eager')
    await Promise.all(images.map(image => image.decode()))
    return images.map(image => ({
        made: +/-(\\d+)x\\d+\\.webp$/.exec(image.currentSrc)?.[1],
        offered: [...image.previousElementSibling.srcset.matchAll(/(\\d+)w/g)].map(found => +found[1]),
        shown: image.getBoundingClientRect().width,
        missing: ['width', 'height', 'alt', 'decoding'].filter(name => !image.hasAttribute(name)),
    }))
}"""
ILLUSTRATED = {
    **BLOG,
    "docs/blog/tags/red.md": "---\nimage: ../wide.jpg\n---\n",
    "docs/blog/.authors.yml": "Bo: {name: Bo, avatar: bo.jpg}",
    "docs/blog/bo.jpg": picture(400, 400),
}


SHOWN = {"blog/": 10, "blog/10/": 8, "blog/tags/": 1, "blog/authors/Bo/": 12}
"""Images on pages of the site."""


@with_every_theme
def test_of_each_image_a_file_is_taken_that_is_sharp_and_not_much_larger(site, theme, browser):
    """With 1.4 pixels for one where the screen has more, and about twice as wide as the screen could show at most."""
    built = site(ILLUSTRATED, config=LIGHT[theme]).build()
    for (width, density), address in product([(1280, 1), (1280, 2), (412, 1.75), (390, 3)], SHOWN):
        loaded = browser.open(built, address, width=width, density=density).evaluate(LOADED)
        assert len(loaded) == SHOWN[address], address
        for image in loaded:
            found, offered = (width, address, image), image["offered"] or [int(image["made"])]
            assert int(image["made"]) >= min(min(density, 1.4) * image["shown"], max(offered)), found
            assert int(image["made"]) <= max(2.1 * density * image["shown"], min(offered)), found
            assert image["missing"] == [], found


CARDS = """() => [...document.querySelectorAll('.bp-posts--grid > *')].map(card => {
    const { left, top, width } = card.getBoundingClientRect(), text = card.lastElementChild.getBoundingClientRect()
    return { left, top, width, textLeft: text.left, textRight: text.right }
})"""


@with_every_theme
def test_a_last_card_alone_in_its_row_takes_all_of_it(built, browser):
    seen = set()
    for address, width in product(("blog/tags/few/", "blog/authors/bo/"), (1400, 800, 760)):
        first, second, *_, last = cards = browser.open(built, address, width=width).evaluate(CARDS)
        columns = len({card["left"] for card in cards})
        if columns > 1 and len(cards) % columns == 1:
            seen.add(columns)
            assert last["width"] > first["width"] * 1.9, (address, width)
            assert abs(last["textLeft"] - second["left"]) < 2
            assert last["textRight"] > second["left"] + second["width"] - 2
    assert seen == {2, 3}


@with_every_theme
def test_no_landmark_of_ours_has_the_name_of_another(built, browser):
    for address in PAGES:
        named = browser.open(built, address).evaluate("""() => [...document.querySelectorAll('nav')].map(nav => [
            nav.ariaLabel ?? document.getElementById(nav.getAttribute('aria-labelledby'))?.textContent.trim() ?? '',
            !!nav.closest('.bp')])""")
        names, ours = [name for name, _ in named], [name for name, is_ours in named if is_ours]
        assert ours, address
        assert [name for name in ours if not name or names.count(name) > 1] == [], address


@with_every_theme
def test_fingers_hit_the_ways_into_the_posts(built, browser):
    """24 pixels, as WCAG 2.2 asks for (2.5.8)."""
    for address in ("blog/", "blog/tags/"):
        page = browser.open(built, address, width=375)
        heights = page.evaluate(
            "[...document.querySelectorAll('.bp-blog-nav a')].map(a => a.getBoundingClientRect().height)"
        )
        assert heights, address
        assert min(heights) >= 24, (address, heights)


@with_every_theme
def test_headings_go_down_one_level_at_a_time_from_one_h1(built):
    for address in PAGES:
        levels = [int(found.element.tag[1]) for found in built.page(address).main.all("h1, h2, h3, h4, h5, h6")]
        assert (levels[0], levels.count(1)) == (1, 1)
        assert all(below <= above + 1 for above, below in pairwise(levels)), (address, levels)


CONTRASTS = """() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
    const paper = canvas.getContext('2d', { willReadFrequently: true })
    const lightness = ([r, g, b]) => [r, g, b].map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0)
    const painted = colors => {
        for (const color of ['white', ...colors]) { paper.fillStyle = color; paper.fillRect(0, 0, 1, 1) }
        return lightness(paper.getImageData(0, 0, 1, 1).data)
    }
    const own = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    return [...document.querySelectorAll('.bp *')].filter(own).map(element => {
        const behind = []
        for (let above = element; above; above = above.parentElement) {
            behind.unshift(getComputedStyle(above).backgroundColor)
        }
        const [text, ground] = [painted([...behind, getComputedStyle(element).color]), painted(behind)]
        const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)
        return [Math.round(ratio * 100) / 100, `${element.className || element.tagName} ${element.textContent.trim()}`]
    })
}"""


@pytest.mark.parametrize(
    "config", [*LIGHT.values(), *DARK.values()], ids=[*LIGHT, *(f"dark {theme}" for theme in DARK)]
)
def test_what_we_print_stands_out_from_its_ground(builds, browser, config):
    """At least 4.5 : 1, as WCAG 2.2 asks for text (1.4.3); links have the color that the theme gives them."""
    for address in PAGES:
        contrasts = browser.open(builds(config), address).evaluate(CONTRASTS)
        ours = {name: ratio for ratio, name in contrasts if name.startswith(("bp-", "dt-", "SPAN Older", "SPAN Newer"))}
        assert ours
        assert {name: ratio for name, ratio in ours.items() if ratio < 4.5} == {}, address


@pytest.mark.parametrize("theme", DARK)
def test_on_a_dark_ground_text_is_light_and_on_a_light_one_dark(builds, browser, theme):
    lightness = "getComputedStyle(document.querySelector('.bp-post-card time')).color.match(/[0-9.]+/g).slice(0, 3)"
    light, dark = (browser.open(builds(look), "blog/") for look in (LIGHT[theme], DARK[theme]))
    assert sum(map(float, light.evaluate(lightness))) < sum(map(float, dark.evaluate(lightness)))


@with_every_theme
def test_the_keyboard_reaches_each_card_once_by_its_title_and_shows_where_it_is(built, browser):
    page = browser.open(built, "blog/")
    page.evaluate("document.querySelector('.bp-list').tabIndex = -1; document.querySelector('.bp-list').focus()")
    reached, outlines = [], []
    for _ in range(200):
        page.keyboard.press("Tab")
        inside, href, outline = page.evaluate("""() => {
            const at = document.activeElement, style = getComputedStyle(at)
            return [!!at.closest('.bp-list'), at.closest('h2, .bp-post-card__image') && at.href, style.outlineStyle]
        }""")
        if not inside:
            break
        outlines.append(outline)
        reached += [href] if href else []
    assert len(reached) == len({*reached}) == 10
    assert "none" not in outlines


@with_every_theme
def test_without_scripts_and_styles_a_list_still_reads_in_order(built):
    text = built.page("blog/").main.text.split("\n")
    first = next(n for n, line in enumerate(text) if line.startswith("A title that is much longer"))
    assert text[first + 1].startswith("The address https://example.com/")
    rest = " ".join(text[first + 1 :])
    assert rest.index("Maximiliane Mustermann-Übelhöfer, Bo Ek, Ann Lee May 20, 2024") < rest.index("Post 11")


def test_material_asks_for_nothing_that_is_not_there_on_account_of_our_feeds(builds, browser):
    built = builds(LIGHT["material"])
    asked = []

    def answer(route):
        file = built.site_dir / route.request.url.removeprefix("https://example.org/")
        asked.append((route.request.url, file.is_file()))
        headers = {"access-control-allow-origin": "*"}
        route.fulfill(path=file, headers=headers) if file.is_file() else route.fulfill(status=404, headers=headers)

    for address in ("", "blog/", "blog/long/", "blog/tags/red/"):
        page = browser.open(built, address)
        page.route("https://example.org/**", answer)
        page.reload()
        page.wait_for_load_state("networkidle")
    assert any(url.endswith("/sitemap.xml") for url, _ in asked)
    assert not [url for url, there in asked if not there]


def test_where_the_theme_has_no_table_of_contents_ours_stands_beside_the_text_or_folded_above_it(site, browser):
    post = f"{dedent(LONG)}\n## The end\n\nText."
    built = site({**BLOG, "docs/blog/long.md": post}, config=LIGHT["readthedocs"]).build()
    where = """[...document.querySelectorAll('.bp-contents li a, .bp-post__content')].map(part => {
        const { left, right, top, height } = part.checkVisibility({ contentVisibilityAuto: true })
            ? part.getBoundingClientRect() : {}
        return [left, right, top, height]
    })"""
    *links, text = browser.open(built, "blog/long/", width=1280).evaluate(where)
    assert len(links) == 3
    assert all(left > text[1] for left, *_ in links)
    page = browser.open(built, "blog/long/", width=1280)
    sign = "getComputedStyle(document.querySelector('.bp-contents summary'), '::before').content"
    assert page.evaluate(sign) == "none"  # nothing is folded
    page = browser.open(built, "blog/long/", width=800)
    *links, text = page.evaluate(where)
    assert [link for link in links if link[3]] == []
    page.click(".bp-contents summary")
    *links, text = page.evaluate(where)
    assert all(height and top < text[2] for _, _, top, height in links)
