"""The site's language: dates, numbers and words as its readers know them, and those of posts in another."""

from __future__ import annotations

import io
import re
import runpy
from datetime import datetime, timezone
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from harness import with_every_theme
from mkdocs_blogposts.publishing.posts.meta_descriptions import describe_list
from mkdocs_blogposts.publishing.text.html_text import parse_page_text
from mkdocs_blogposts.publishing.text.reading_time import estimate_reading_minutes
from mkdocs_blogposts.publishing.text.translator import (
    CATALOGUES,
    PLACE,
    Translator,
    fill_message,
    list_messages,
    read_translations,
)
from mkdocs_blogposts.site.settings.language import Language, find_locale, load_language, load_translations, write_year
from scripts import compare_translations

SCRIPT = runpy.run_path(str(Path(__file__).parent.parent / "scripts" / "update_translations.py"))
ASKED = {"de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "tr", "zh", "ja", "ko", "ar", "pt_BR", "zh_Hant", "he"}
CATALOGUE_FILES = sorted(CATALOGUES.glob("*.po"))
COUNTS = range(1, 220)


def every_catalogue(test):
    return pytest.mark.parametrize("path", CATALOGUE_FILES, ids=lambda path: path.stem)(test)


def in_language(name, language):
    """How each theme is told the language of a site."""
    key = "language" if name == "material" else "locale"
    return (
        f"theme: {{name: {name}, {key}: {language}, {'font: false' if name == 'material' else 'highlightjs: false'}}}"
    )


def post(title="First", day="2024-07-03", rest="", body="Text."):
    return f"---\ntitle: {title}\ndate: {day}\n{rest}\n---\n\n{body}\n"


BLOG = {
    "docs/index.md": "# Home",
    "docs/blog/one.md": post("One", "2024-07-03", "tags: [red]\nauthor: Ann Lee\nupdated: 2024-08-09\nseries: Steps"),
    "docs/blog/two.md": post("Two", "2024-07-04", "tags: [red, blue]\nauthor: Ann Lee, Bo Ek\nseries: Steps"),
    "docs/blog/three.md": post("Three", "2024-07-05", "tags: [red]"),
}
SAID = {
    "de": ("3. Juli 2024", "1 Min. Lesezeit", "Schlagwörter", "Ähnliche Beiträge", "3 Beiträge zu red auf Example."),
    "fr": (
        "3 juillet 2024",
        "1 min de lecture",
        "Étiquettes",
        "Articles similaires",
        "3 articles sur le thème « red »",
    ),
    "es": ("3 de julio de 2024", "1 min de lectura", "Etiquetas", "Entradas relacionadas", "3 entradas sobre red en"),
    "pt": ("3 de julho de 2024", "1 min de leitura", "Etiquetas", "Artigos relacionados", "3 artigos sobre red em"),
    "pt-BR": ("3 de julho de 2024", "1 min de leitura", "Tags", "Posts relacionados", "3 posts sobre red em"),
    "it": ("3 luglio 2024", "1 min di lettura", "Tag", "Articoli correlati", "3 articoli su red – Example."),
    "nl": ("3 juli 2024", "1 min leestijd", "Tags", "Gerelateerde berichten", "3 berichten over red op Example."),
    "pl": ("3 lipca 2024", "1 min czytania", "Tagi", "Powiązane wpisy", "3 wpisy na temat: red w serwisie"),
    "ru": ("3 июля 2024 г.", "1 мин чтения", "Метки", "Похожие записи", "3 записи на тему «red» на сайте"),
    "uk": ("3 липня 2024 р.", "1 хв читання", "Позначки", "Схожі записи", "3 записи на тему «red» на сайті"),
    "tr": ("3 Temmuz 2024", "1 dk okuma", "Etiketler", "İlgili yazılar", "red hakkında 3 yazı, Example."),
    "zh": ("2024年7月3日", "阅读约 1 分钟", "标签", "相关文章", "Example：关于red的 3 篇文章。"),
    "zh-TW": ("2024年7月3日", "閱讀約 1 分鐘", "標籤", "相關文章", "Example：關於red的 3 篇文章。"),
    "ja": ("2024年7月3日", "約1分で読めます", "タグ", "関連記事", "Example：redに関する3件の記事。"),
    "ko": ("2024년 7월 3일", "읽는 데 1분", "태그", "관련 글", "Example: red에 관한 글 3개."),
    "ar": ("3 يوليو 2024", "دقيقة واحدة للقراءة", "الوسوم", "مقالات ذات صلة", "3 مقالات عن red على Example."),
    "he": ("3 ביולי 2024", "דקת קריאה אחת", "תגיות", "פוסטים קשורים", "3 פוסטים על red באתר Example."),
    "en": ("July 3, 2024", "1 min read", "Tags", "Related posts", "3 posts about red on Example."),
}
ENGLISH_LEFT = re.compile(
    r"\b(?:min read|Updated|Related|Newer|Older|Pinned|Archive|Authors|Feeds|All \d|Part \d|page \d|posts?|Topics)\b"
)


@pytest.mark.parametrize("language", SAID)
def test_a_site_speaks_its_language(site, language):
    date, minutes, tags, related, description = SAID[language]
    built = site(BLOG, config=in_language("material", language)).build()
    page = built.page("blog/one/")
    assert page.one("time.dt-published").text == date
    assert page.one(".bp-byline__reading").text == minutes
    assert page.one(".bp-related-posts__title").text == related
    assert built.page("blog/tags/").h1 == tags
    assert built.page("blog/tags/red/").description.startswith(description)
    if language != "en":
        for address in ("blog/one/", "blog/", "blog/tags/", "blog/archive/", "blog/2024/07/", "blog/feeds/"):
            shown = built.page(address)
            labels = [tag["aria-label"] for tag in shown.all(".bp [aria-label]")]
            text = " ".join(shown.texts(".bp"))
            left = ENGLISH_LEFT.findall(" ".join([text, shown.description, *labels]))
            assert {*left} <= {*ENGLISH_LEFT.findall(said_in(find_locale(language)))}, address


def said_in(locale):
    """Every word of a catalogue, to which one of English origin may belong."""
    return str(load_translations(locale)._catalog.values())


@with_every_theme
@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_theme_speaks_it(site, theme, language):
    lacks = language == "ar" and theme != "material"
    config = in_language(theme, "en" if lacks else language)
    built = site(BLOG, config=config, options={"language": language} if lacks else {}).build()
    page = built.page("blog/one/")
    assert page.one("time.dt-published").text == SAID[language][0]
    assert page.one(".bp-related-posts__title").text == SAID[language][3]
    direction = {"de": None, "ar": "rtl"}[language]
    for address in ("blog/one/", "blog/", "blog/tags/", "blog/archive/", "blog/feeds/"):
        assert built.page(address).one(".bp").get("dir") == direction
        assert built.page(address).one(".bp").get("lang") == ("ar" if lacks else None)


MIXED = {
    "docs/index.md": "# Home",
    "docs/blog/hier.md": post("Hier", "2024-07-03", "language: de\ntags: [red]\nseries: Steps\nimage: none", body=""),
    "docs/blog/huna.md": post("هنا", "2024-07-04", "language: ar\ntags: [red]\nupdated: 2024-08-01"),
    "docs/blog/here.md": post("Here", "2024-07-05", "tags: [red]\nseries: Steps"),
    "docs/blog/odd.md": post("Odd", "2024-07-06", "language: '\"><b>klingon'"),
    "docs/blog/same.md": post("Same", "2024-07-07", "language: en"),
}
ODD = ["blog/odd.md:4: '\"><b>klingon' of 'language' isn't a language code."]


@with_every_theme
def test_a_post_in_another_language_speaks_its_own(site, theme):
    built = site(MIXED).build(expect=ODD)
    german, arabic = built.page("blog/hier/"), built.page("blog/huna/")
    assert (german.one(".bp-post")["lang"], german.one(".bp-post").get("dir")) == ("de", None)
    assert (arabic.one(".bp-post")["lang"], arabic.one(".bp-post")["dir"]) == ("ar", "rtl")
    assert german.one("time.dt-published").text == "3. Juli 2024"
    assert german.one(".bp-related-posts__title").text == "Ähnliche Beiträge"
    assert german.one(".bp-prev-next__next").text.startswith("Neuer")
    assert arabic.one(".bp-byline__updated").text == "حُدِّث في 1 أغسطس 2024"
    assert german.description == "„Hier“ lesen."
    assert german.meta("og:locale") == "de_DE"
    assert german.meta("twitter:label1") == "Lesezeit"
    assert '"inLanguage":"de"' in built.read("blog/hier/index.html")
    assert '<entry xml:lang="de">' in built.read("blog/atom.xml")


def test_what_is_said_of_it_elsewhere_names_its_language_and_says_the_rest_in_the_sites(site):
    built = site(MIXED).build(expect=ODD)
    cards = {card.one(".p-name").text: card for card in built.page("blog/").all("article.bp-post-card")}
    spoken = {name: (card.get("lang"), card.get("dir")) for name, card in cards.items()}
    assert spoken == {
        "Hier": ("de", None),
        "هنا": ("ar", "rtl"),
        "Here": (None, None),
        "Odd": (None, None),
        "Same": (None, None),
    }
    assert cards["هنا"].one("time.dt-published").text == "July 4, 2024"
    assert cards["هنا"].one(".bp-byline")["lang"] == "en"
    assert cards["Here"].one(".bp-byline").get("lang") is None
    here = built.page("blog/here/")
    assert {card.one("h3").text: card.get("lang") for card in here.all(".bp-related-posts article")} == {"Hier": "de"}
    assert here.one(".bp-series li a").get("lang") == "de"
    assert here.one(".bp-prev-next__prev bdi")["lang"] == "ar"
    archive = built.page("blog/archive/")
    assert {link.text: link.get("lang") for link in archive.all("li a")}["Hier"] == "de"
    hier = built.page("blog/hier/")
    assert {card.one("h3").text: card.get("lang") for card in hier.all(".bp-related-posts article")} == {"Here": "en"}
    assert hier.one(".bp-prev-next__next bdi")["lang"] == "ar"


def test_words_of_the_sites_own_come_before_ours_and_titles_of_its_own_before_both(site):
    own = {"translations": {"Related posts": "Weiter <lesen>", "{count} min read": "{count}′", "Tags": "Stichworte"}}
    built = site(
        {**BLOG, "docs/blog/fr.md": post("Fr", rest="language: fr\ntags: [red]")},
        options={**own, "taxonomies": {"authors": {"title": "Die Runde"}}},
        config=in_language("mkdocs", "de"),
    ).build()
    page = built.page("blog/one/")
    assert page.one(".bp-related-posts__title").text == "Weiter <lesen>"
    assert page.one(".bp-byline__reading").text == "1′"
    assert page.meta("twitter:data2") == "1′"
    assert built.page("blog/tags/").h1 == "Stichworte"
    assert built.page("blog/authors/").h1 == "Die Runde"
    assert built.page("blog/fr/").one(".bp-related-posts__title").text == "Articles similaires"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"Related post": "x"}, "'Related post' isn't one of the blog's own words. Did you mean 'Related posts'?"),
        ({"Zzzz": "x"}, "'Zzzz' isn't one of the blog's own words. Write one of the English words that the blog says."),
        ({"Older": ["x"]}, "['x'] isn't a text for 'Older'. Write a text."),
        ({"Older": " "}, "' ' isn't a text for 'Older'. Write a text."),
        ({"Older": "{x}"}, "'{x}' has {x}. In 'Older' may stand nothing."),
        ({"Updated {date}": "{day}"}, "'{day}' has {day}. In 'Updated {date}' may stand {date}."),
        ("Older", "'Older' aren't translations. Write pairs such as 'Older: Earlier'."),
    ],
)
def test_words_that_the_blog_does_not_say(site, words, said):
    assert said in site(BLOG, options={"translations": words}).build_error()


@pytest.mark.parametrize("language", ["klingon", "d e", "../de"])
def test_a_language_that_nobody_knows_is_no_option(site, language):
    said = site(BLOG, options={"language": language}).build_error()
    assert f"{language!r} isn't a known language. Write a name such as 'de' or 'pt-BR'." in said


@pytest.mark.parametrize(("folder", "title"), [("blog", "ブログ"), ("news", "News")])
def test_a_blog_without_a_title_has_one_in_the_language(site, folder, title):
    options = {"blog_dir": folder, "language": "ja"}
    assert site(BLOG, options=options).build().page(f"{folder}/").h1 == title


def test_words_may_have_the_number_in_both_forms():
    assert read_translations({"1 post": "{count} Text", "{count} posts": "{count} Texte"})
    words = Translator(own={"1 post": "{count} Text", "{count} posts": "{count} Texte"})
    assert [words.ngettext("1 post", "{count} posts", count) for count in (1, 2)] == ["1 Text", "2 Texte"]


def test_a_feed_speaks_the_language_in_a_browser(site):
    style = site(BLOG, config=in_language("material", "ar")).build().read("assets/blogposts/feed.css")
    assert "direction: rtl" in style
    assert "هذه خلاصة" in style
    assert "{bp_" not in style


def test_the_interface_keeps_its_language_apart_from_that_of_the_theme(site):
    own = "{% extends 'base.html' %}{% block content %}<i class=own>{{ _('Search') }}{{ _('Older') }}</i>{% endblock %}"
    files = {**BLOG, "overrides/main.html": own}
    config = "theme: {name: mkdocs, locale: de, custom_dir: overrides, highlightjs: false}"
    assert site(files, config=config).build().page("").one("i.own").text == "SucheOlder"


@pytest.mark.parametrize(
    ("template", "spoken"),
    [("{{ _('Older') }}", "Älter"), ("{% trans %}Older{% endtrans %}", "Älter")],
)
def test_templates_of_the_users_own_speak_it_too(site, template, spoken):
    files = {**BLOG, "overrides/blogposts/related_links.html": f"<u>{template}</u>"}
    config = "theme: {name: mkdocs, locale: de, custom_dir: overrides, highlightjs: false}"
    assert site(files, config=config).build().page("blog/one/").one("u").text == spoken


def test_the_catalogues_are_those_asked_for():
    assert {path.stem for path in CATALOGUE_FILES} >= ASKED


def test_the_template_has_every_word_of_templates_and_code():
    told = (CATALOGUES / "messages.pot").read_bytes()
    assert told == SCRIPT["written"](SCRIPT["extracted"]()), "run scripts/update_translations.py"
    assert {"Related posts", "1 post", "{count} posts", "Tags", "Written by", ", "} <= set(list_messages())


def catalogue(path):
    return read_po(io.BytesIO(path.read_bytes()), locale=path.stem)


@every_catalogue
def test_a_catalogue_is_whole(path):
    words = catalogue(path)
    assert SCRIPT["waiting"](words) == []
    assert path.read_bytes() == SCRIPT["written"](SCRIPT["updated"](path, SCRIPT["extracted"]()))
    assert not words.obsolete
    assert not [message.id for message in words if message.fuzzy]


@every_catalogue
def test_a_translation_has_the_places_of_the_english(path):
    for message in filter(lambda message: message.id, catalogue(path)):
        forms = [message.id] if isinstance(message.id, str) else message.id
        places = set(PLACE.findall(" ".join(forms)))
        for said in [message.string] if isinstance(message.string, str) else message.string:
            assert places - {"count"} <= set(PLACE.findall(said)) <= places, said
            assert len(PLACE.findall(said)) == len(set(PLACE.findall(said))), said


@every_catalogue
def test_a_form_for_several_numbers_says_the_number(path):
    spoken = load_translations(Locale.parse(path.stem))
    for message in catalogue(path):
        if isinstance(message.id, tuple) and message.id:
            said = [spoken.ngettext(*message.id, count) for count in COUNTS]
            assert [text for text in set(said) if "{count}" not in text and said.count(text) > 1] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", {1: "1 запись", 2: "2 записи", 5: "5 записей", 11: "11 записей", 21: "21 запись", 112: "112 записей"}),
        ("uk", {1: "1 запис", 3: "3 записи", 5: "5 записів", 21: "21 запис"}),
        ("pl", {1: "1 wpis", 4: "4 wpisy", 5: "5 wpisów", 12: "12 wpisów", 22: "22 wpisy"}),
        ("ar", {0: "لا مقالات", 1: "مقال واحد", 2: "مقالان", 3: "3 مقالات", 11: "11 مقالًا", 100: "100 مقال"}),
        ("fr", {0: "0 article", 1: "1 article", 2: "2 articles", 1000: "1\u202f000 articles"}),
        ("de", {0: "0 Beiträge", 1: "1 Beitrag", 1000: "1.000 Beiträge"}),
        ("tr", {1: "1 yazı", 2: "2 yazı"}),
        ("ja", {1: "1件の記事", 1000: "1,000件の記事"}),
        ("pt_BR", {0: "0 post", 1: "1 post", 2: "2 posts"}),
        ("sv", {1: "1 post", 2: "2 posts"}),
    ],
)
def test_numbers_have_the_forms_of_the_language(language, said):
    words = load_language(Locale.parse(language), "long").words
    assert {count: words.ngettext("1 post", "{count} posts", count) for count in said} == said


def test_a_sentence_has_one_full_stop():
    words = load_language(Locale("ru"), "long").words
    assert describe_list("июль 2024 г.", "archive", 21, 1, 1, "", words) == "21 запись за июль 2024 г."


@pytest.mark.parametrize(
    ("written", "locale"),
    [
        *(("de", "de"), ("pt-BR", "pt_BR"), ("zh-TW", "zh_Hant_TW"), ("zh_Hans", "zh_Hans"), (" de ", "de")),
        *(("", None), ("klingon", None), ("../de", None), ("e" * 9000, None), ("\x00", None), ("de\nfr", None)),
    ],
)
def test_the_names_of_languages(written, locale):
    assert str(find_locale(written)) == str(locale)


@pytest.mark.parametrize(
    ("language", "around", "attributes"),
    [
        ("de", "de", ""),
        ("de", "en", ' lang="de"'),
        ("ar", "en", ' lang="ar" dir="rtl"'),
        ("en", "he", ' lang="en" dir="ltr"'),
        ("ar", "he", ' lang="ar"'),
        ("pt_BR", "pt", ' lang="pt-BR"'),
    ],
)
def test_an_element_says_what_is_other_than_around_it(language, around, attributes):
    outer = Language(Locale.parse(around), Translator())
    assert Language(Locale.parse(language), Translator()).within(outer) == attributes


def test_a_message_takes_its_values_once():
    assert fill_message("{a} {b} {c} {", {"a": "{b}", "b": "{a}"}) == "{b} {a} {c} {"


@pytest.mark.parametrize(
    ("language", "year"), [("en", "2024"), ("de", "2024"), ("zh", "2024年"), ("ja", "2024年"), ("ko", "2024년")]
)
def test_years_are_called_what_the_language_calls_them(language, year):
    assert write_year(datetime(2024, 7, 3, tzinfo=timezone.utc), Locale.parse(language)) == year


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("字" * 500, 1),
        ("字" * 1000, 2),
        ("ひらがなカタカナ漢字" * 150, 3),
        ("한국어글자" * 200, 2),
        ("字" * 1000 + " word" * 476, 4),
        ("word " * 2380, 10),
        ("слово " * 1190, 5),
        ("كلمة " * 714, 3),
    ],
)
def test_reading_takes_as_long_as_the_script_does(text, minutes):
    assert estimate_reading_minutes(parse_page_text(f"<p>{text}</p>")) == minutes


def test_the_manual_says_which_translations_have_the_words_of_others():
    """Made by `python -m scripts.compare_translations`, with Nikola, which is not here: fewer are the same."""
    manual = Path(compare_translations.__file__).parent.parent / "docs/customization/translations.md"
    found = re.findall(r"^\| ([A-Z][^|]*) \| (\d+) of 18 \|", manual.read_text("utf-8"), re.MULTILINE)
    rows = {name: int(same) for name, same in found}
    for path in compare_translations.TRANSLATIONS.glob("*.po"):
        compared = list(compare_translations.compare(path.stem))
        same = sum(not theirs for *_, theirs in compared)
        assert len(compared) >= 8, path.stem
        assert same <= rows.pop(Locale.parse(path.stem).get_display_name("en")), path.stem
    assert rows == {}
