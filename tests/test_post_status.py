"""Who sees a post: drafts and future posts in the preview only, hidden ones by their URL only."""

from __future__ import annotations

import gzip
import json

import pytest

from harness import picture, with_and_without_directory_urls, with_every_theme

PUBLISHED = {
    "docs/index.md": "# Home",
    "docs/blog/seen.md": "Title: Seen\nDate: 2024-05-01\nTags: common\nAuthor: Ann Lee\n\nText.",
    "docs/blog/seen-too.md": "Title: Seen too\nDate: 2024-05-03\nTags: common\nAuthor: Ann Lee\n\nText.",
}
UNPUBLISHED = {
    "draft: true": "Draft",
    "Status: draft": "Draft",
    "status: private": "Draft",
    "published: false": "Draft",
    "publish_date: 2999-01-01": "Scheduled",
    "expires: 2024-06-01": "Expired",
}


def unseen(line):
    date = "" if line.startswith("publish_date") else "date: 2024-05-02\n"
    terms = "tags: common, secret\nauthor: Zed Quux\ncategory: Secrets\nimage: secret.png\n"
    return {
        "docs/blog/unseen.md": f"---\ntitle: Unseen\n{date}{line}\n{terms}---\nSecret text.",
        "docs/blog/secret.png": picture(800, 600, kind="PNG"),
    }


@pytest.mark.parametrize("line", UNPUBLISHED)
@with_and_without_directory_urls
def test_what_is_not_published_is_nowhere_in_a_build(site, line):
    built = site({**PUBLISHED, **unseen(line)}).build()
    assert built.page("blog/").texts("h2") == ["Seen too", "Seen"]
    assert built.page("blog/seen/").one(".bp-prev-next").links == ["blog/seen-too/"]
    assert built.page("blog/tags/").texts(".bp-term-list li") == ["common 2"]
    assert not [page for page in built.pages if any(word in page for word in ("unseen", "secret", "zed", "2999"))]
    for file in (file for file in built.files if file.endswith((".html", ".json", ".xml", ".txt"))):
        assert not [word for word in ("Unseen", "Secret", "Zed Quux", "secret") if word in built.read(file)], file
    sitemap = gzip.decompress((built.site_dir / "sitemap.xml.gz").read_bytes()).decode()
    assert "blog/seen" in sitemap
    assert "unseen" not in sitemap
    built.check_links()


@pytest.mark.parametrize("line", ["draft: true", "publish_date: 2999-01-01"])
def test_a_image_that_only_an_unpublished_post_names_is_not_published_either(site, line):
    built = site({**PUBLISHED, **unseen(line)}).build()
    assert not [file for file in built.files if "secret" in file]
    shared = {"docs/blog/seen.md": "Title: Seen\nDate: 2024-05-01\n\n![A secret](secret.png)"}
    built = site({**PUBLISHED, **unseen(line), **shared}).build()
    assert built.page("blog/seen/").one(".e-content").images == ["blog/secret.png"]
    built.check_links()


def test_a_image_in_the_text_of_a_draft_alone_is_not_published_either(site):
    draft = {"docs/blog/wip.md": "---\ndraft: true\n---\n![](inside.png)", "docs/blog/inside.png": picture(8, 8)}
    assert "blog/inside.png" not in site({**PUBLISHED, **draft}).build().files


WAYS = """\
![](one-secret.png) ![named][ref] ![][] <img src="two-secret.png" srcset="three-secret.png 2x, four-secret.png 3x">

<video poster="five-secret.png"></video> [large](six-secret.png) <a href='seven-secret.png'>x</a>

[ref]: eight-secret.png "A title"
"""


@pytest.mark.parametrize("line", ["draft: true", "date: 2999-01-01", "expires: 2024-06-01"])
def test_no_image_of_an_unpublished_bundle_is_anywhere_in_a_build(site, line):
    date = "" if line.startswith("date") else "date: 2024-05-02\n"
    numbers = ("one", "two", "three", "four", "five", "six", "seven", "eight")
    bundle = {f"docs/blog/hush/{number}-secret.png": picture(1400, 900) for number in numbers}
    bundle |= {
        "docs/blog/hush/index.md": f"---\ntitle: Unseen\n{date}{line}\n---\n{WAYS}",
        "docs/blog/hush/cover.png": picture(1400, 900, color="red"),
    }
    drawn = site({**PUBLISHED, **bundle}, options={"responsive_images": True, "social_cards": "all", "avif": True})
    built = drawn.build()
    assert [file for file in built.files if "secret" in file or "hush" in file or "cover" in file] == []
    whole = {file for file in drawn.preview().files if "secret" in file}
    assert {f"blog/hush/{number}-secret.png" for number in numbers} <= whole


@pytest.mark.parametrize(("line", "mark"), UNPUBLISHED.items())
def test_a_preview_shows_what_is_not_published_with_its_mark(site, line, mark):
    shown = site({**PUBLISHED, **unseen(line)}).preview()
    post = shown.page("blog/unseen/")
    assert (post.h1, post.one(".bp-status-badge").text) == ("Unseen", mark)
    assert post.meta("robots").startswith("noindex")
    assert not shown.page("blog/seen/").all(".bp-status-badge")
    if mark == "Expired":
        assert shown.page("blog/").texts("h2") == ["Seen too", "Seen"]
        assert "blog/tags/secret/" not in shown.pages
    else:
        cards = {card.one("h2").text: card for card in shown.page("blog/").all(".bp-post-card")}
        assert {*cards} == {"Seen too", "Unseen", "Seen"}
        assert cards["Unseen"].one(".bp-status-badge").text == mark
        assert shown.page("blog/tags/secret/").texts("h2") == ["Unseen"]
    shown.check_links()


REASONS = {
    "draft: true": "draft: true in the front matter keeps it out of the site.",
    "Draft: yes": "Draft: yes in the front matter keeps it out of the site.",
    "Status: draft": "Status: draft in the front matter keeps it out of the site.",
    "status: mine\nvisibility: private": "visibility: private in the front matter keeps it out of the site.",
    "published: no": "published: no in the front matter keeps it out of the site.",
    "publish_date: 2999-03-01": "It will be published on March 1, 2999.",
    "expires: 2024-06-01": "It was taken down on June 1, 2024.",
}


@pytest.mark.parametrize(("line", "reason"), REASONS.items())
def test_a_preview_says_why_a_build_leaves_a_post_out(site, line, reason):
    shown = site({**PUBLISHED, **unseen(line)}).preview()
    notes = shown.page("blog/unseen/").all("[role=note]")
    assert [note.one(".bp-draft-notice__reason").text for note in notes] == [reason]
    assert not shown.page("blog/seen/").all("[role=note]")
    assert not shown.page("blog/").all("[role=note]")


def test_a_preview_says_of_drafts_that_they_lie_where_all_are(site):
    files = {"docs/blog/_drafts/idea.md": "---\ntitle: An idea\n---\nText."}
    shown = site({**PUBLISHED, **files}).preview()
    notes = [shown.page(page).texts("[role=note] .bp-draft-notice__reason") for page in shown.pages if "idea" in page]
    assert notes == [["It lies where all pages are drafts."]]


@pytest.mark.parametrize("reason", ["<b>x</b>", "true"])
def test_what_a_front_matter_says_is_text_in_a_notice(site, reason):
    key = '"<i>" ' if reason == "true" else "status"
    shown = site({**PUBLISHED, **unseen(f"draft: true\n{key}: {reason!r}")}).preview()
    assert not shown.page("blog/unseen/").all(".bp-draft-notice :is(b, i)")


@with_every_theme
def test_a_preview_with_drafts_is_whole_in_every_theme(site):
    shown = site({**PUBLISHED, **unseen("draft: true")}).preview()
    assert shown.page("blog/unseen/").one(".bp-status-badge").text == "Draft"
    shown.check_links()


def test_a_draft_needs_no_date(site):
    drawn = site({**PUBLISHED, "docs/idea.md": "---\ntitle: An idea\ndraft: true\n---\nText."})
    assert "idea/" not in drawn.build().pages
    assert drawn.preview().page("blog/").texts("h2") == ["Seen too", "Seen", "An idea"]


def test_a_word_that_only_looks_like_a_draft_is_none(site):
    files = {
        "docs/blog/no.md": "---\ntitle: Not\ndate: 2024-06-01\ndraft: false\n---\nText.",
        "docs/blog/published.md": "Title: Published\nDate: 2024-06-02\nStatus: published\nDraft:\n\nText.",
    }
    assert site({**PUBLISHED, **files}).build().page("blog/").texts("h2") == ["Published", "Not", "Seen too", "Seen"]


@pytest.mark.parametrize("line", ["hidden: true", "unlisted: true", "Status: hidden"])
def test_a_hidden_post_has_a_url_and_is_on_no_list(site, line):
    text = f"---\ntitle: Hidden\ndate: 2024-05-02\ntags: [rare]\nauthor: Ann Lee\n{line}\n---\nText."
    built = site({**PUBLISHED, "docs/blog/by-address.md": text}).build()
    post = built.page("blog/by-address/")
    assert (post.h1, post.meta("robots").split(",")[0]) == ("Hidden", "noindex")
    assert post.all(".bp-prev-next, .bp-status-badge") == []
    assert built.page("blog/").texts("h2") == ["Seen too", "Seen"]
    assert built.page("blog/seen/").one(".bp-prev-next").links == ["blog/seen-too/"]
    assert "blog/tags/rare/" not in built.pages
    assert "by-address" not in built.read("sitemap.xml")
    found = {entry["location"]: entry for entry in json.loads(built.read("search/search_index.json"))["docs"]}
    assert "Text" in found["blog/seen/"]["text"]
    assert found["blog/by-address/"] == {"location": "blog/by-address/", "title": "", "text": ""}
    assert built.page("blog/by-address/").text.count("rare") <= 1
    built.check_links()


def test_drafts_of_mkdocs_own_option_are_drafts(site):
    drawn = site({**PUBLISHED, **unseen("mood: good")}, config="draft_docs: |\n  unseen.md")
    assert drawn.build().page("blog/").texts("h2") == ["Seen too", "Seen"]
    assert drawn.preview().page("blog/unseen/").one(".bp-status-badge").text == "Draft"


def test_a_blog_of_drafts_only_is_empty_in_a_build_and_shown_in_a_preview(site):
    drawn = site({"docs/index.md": "# Home", **unseen("draft: true")})
    built = drawn.build()
    assert built.page("blog/").texts(".bp-empty") == ["No posts yet."]
    assert [page for page in built.pages if page.startswith("blog/")] == ["blog/"]
    built.check_links()
    shown = drawn.preview()
    assert shown.page("blog/").texts("h2") == ["Unseen"]
    shown.check_links()


def test_a_mistake_in_a_draft_fails_no_strict_build(site):
    files = {"docs/blog/wip.md": "---\ntitle: A: B\ndraft: true\ndate: someday\nimage: away.png\n---\nText."}
    built = site({**PUBLISHED, **files}).build()
    assert built.warnings == []
    assert any("blog/wip.md:2" in note for note in built.notes)


def test_a_post_of_today_is_published_and_one_of_the_next_hour_is_not(site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714564800")  # 2024-05-01 12:00:00 UTC
    files = {
        "docs/index.md": "# Home",
        "docs/day.md": "Title: Day\nDate: 2024-05-01\n\nText.",
        "docs/noon.md": "Title: Noon\nDate: 2024-05-01 12:00\n\nText.",
        "docs/soon.md": "Title: Soon\nDate: 2024-05-01 12:01\n\nText.",
        "docs/east.md": "Title: East\nDate: 2024-05-01T20:30:00+09:00\n\nText.",
    }
    assert site(files).build().page("blog/").texts("h2") == ["Noon", "East", "Day"]
    berlin = site(files, options={"timezone": "Europe/Berlin"}).build()
    assert berlin.page("blog/").texts("h2") == ["East", "Soon", "Noon", "Day"]


def test_a_link_to_a_draft_is_said_by_mkdocs_and_none_of_ours_leads_there(site):
    files = {**PUBLISHED, **unseen("draft: true"), "docs/index.md": "# Home\n\n[Soon](blog/unseen.md)"}
    built = site(files).build()
    assert any("blog/unseen.md" in note and "excluded" in note for note in built.notes)
    assert [line for line in built.dead_links if not line.startswith("index.html")] == []


def test_the_terms_of_drafts_decide_nothing_about_those_of_others_in_a_build(site):
    drafts = {
        f"docs/blog/draft{n}.md": f"---\ntitle: D{n}\ndraft: true\ntags: [a.b, COMMON]\nauthors: [ANN LEE]\n---\nText."
        for n in range(4)
    }
    seen = {"docs/blog/seen.md": "Title: Seen\nDate: 2024-05-01\nTags: common, a/b\nAuthor: Ann Lee\n\nText."}
    built = site({**PUBLISHED, **drafts, **seen}).build()
    assert built.page("blog/tags/").texts(".bp-term-list li") == ["a/b 1", "common 2"]
    assert built.page("blog/seen/").one(".bp-post-terms").links == ["blog/tags/common/", "blog/tags/a-b/"]
    assert (built.page("blog/tags/a-b/").h1, built.page("blog/authors/ann-lee/").h1) == ("a/b", "Ann Lee")
    built.check_links()


def test_a_scheduled_post_without_a_date_is_in_the_preview_only(site):
    late = {"docs/blog/late.md": "---\ntitle: Late\nstatus: scheduled\ntags: common\n---\nText."}
    assert site({**PUBLISHED, **late}).build().page("blog/").texts("h2") == ["Seen too", "Seen"]
    shown = site({**PUBLISHED, **late}).preview()
    assert shown.page("blog/late/").one(".bp-status-badge").text == "Scheduled"
    assert shown.page("blog/").texts("h2") == ["Seen too", "Seen", "Late"]


def test_a_site_reads_its_own_names_of_fields(site):
    own = {"docs/blog/own.md": "---\nueberschrift: Own\nerschienen: 2024-05-04\nschlagworte: [lamps]\n---\nText."}
    names = {"title": "ueberschrift", "date": ["erschienen"], "tags": "schlagworte"}
    built = site({**PUBLISHED, **own}, options={"fields": names}).build()
    assert built.page("blog/").texts("h2") == ["Own", "Seen too", "Seen"]
    assert built.page("blog/tags/lamps/").texts("h2") == ["Own"]
    error = site({**PUBLISHED, **own}, options={"fields": {"tittle": "x"}}).build_error()
    assert "There is no field 'tittle'. Did you mean 'title'?" in error
