"""Who may see a post: the spellings of every engine, and slips of the pen. What is not clearly public is private."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.custom_statuses import apply_custom_statuses, find_custom_statuses, report_custom_statuses
from mkdocs_blogposts.reading.entry import Status
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.post_status import KINDS, PRIVATE, WORDS
from mkdocs_blogposts.reading.problems import Rule
from mkdocs_blogposts.site.planning.build_plan import HOLDING

RULES = Rules(datetime(2026, 11, 22, 12, tzinfo=timezone.utc), timezone.utc)
DATED = "date: 2024-05-01"

PUBLIC = [
    "x: y",
    *("draft: false", "draft: 'false'", "draft: False", "draft: no", "draft: 0", "draft: off", "draft: n", "draft: f"),
    *('draft: ""', "draft:", "draft: null", "draft: ~", "draft: never", "draft: []", "isDraft: false", "Draft: NO"),
    *("published: true", "published: yes", "publish: true", "publish: 2024-05-01", "published: 2024-05-01"),
    *("isPublished: true", "public: true", "publish: published", "published: always", "dg-publish: true"),
    *("status: published", "status: Publish", "Status: ' PUBLISHED '", "status: public", "status: live", "status:"),
    *("status: featured", "status: new", "status: deprecated", "status: archived", "status: evergreen"),
    *("status: seedling", "status: done", "status: [new, featured]", "status: published, featured"),
    *("state: published", "visibility: public", "visibility: visible", "post_status: publish"),
    *("private: false", "hidden: false", "unlisted: no", "headless: false", "private: never", "hidden: none"),
    *("build: {list: always}", "build: {list: true, render: true}", "_build: {render: always}", "visible: true"),
    *("render: true", "routable: true", "eleventyExcludeFromCollections: false", "permalink: /false/"),
    *("expires: never", "expires: no", "expires: none", "expires: 2036-01-01", "expires:", "expires: null"),
    *("lastmod: 2036-13-02", "updated: soon", "drafft: false", "publisher: no", "privacy: policy"),
    *("unpublished: false", "embargo: 2020-01-01", "publish_at: 2024-01-01", "expiry: 2036-01-01", "live: true"),
    *("hide: [toc, navigation]", "type: post", "kind: page", "workflow: published", "access: public", "wip: no"),
    *("build: 2024.1", "internal: false", "permissions: [everybody]", "scheduled: yes", "release_date : 2020-01-01"),
    *("repo: {private: true}", "meta: {draft: false}", "post: {status: published}", "devto: {published: false}"),
    *("extra: {wip: false}", "image: {hidden: true}", "list: [a, b]", "enabled: true", "embargo: none"),
    *("draft_mode: off", "draft_status: published", "wp:status: publish", "review: 5 of 5", "draft_url: /a/"),
    *("privat: false", "publised: true", "expries: 2036-01-01", "dat: 2024-01-01", "created: by Max"),
]
"""Lines beside a date that has passed."""

PRIVATE_LINES = [
    *("draft: true", "draft: 'true'", "Draft: Yes", "draft: on", "draft: 1", "draft: t", "isDraft: true"),
    *("saveAsDraft: true", "draft: always", "draft: draft", "draft: private", "draft: [true]", "draft: [false, true]"),
    *("published: false", "published: 'no'", "publish: false", "publish: no", "isPublished: false", "published: 0"),
    *("published: never", "publish: draft", "publish: private", "public: false", "dg-publish: false", "is_public: off"),
    *("status: draft", "Status: ' Draft '", "status: 'draft'", "status: private", "status: skip", "status: pending"),
    *("status: trash", "status: auto-draft", "status: auto_draft", "status: Auto Draft", "status: inherit"),
    *("status: unpublished", "status: draft, hidden", "status: [draft, hidden]", "status: hidden; draft"),
    *("status: published, draft", "status: draft and new", "status: false", "state: draft", "post_status: pending"),
    *("status: pending review", "status: password", "visibility: private", "visibility: members"),
    *("visibility: paid", "visibility: tiers", "visibility: password", "visibility: false", "status: sent"),
    *("private: true", "private: yes", "headless: true", "email_only: true", "is_private: 1"),
    *("build: {render: never}", "build: {render: link}", "_build: {render: false}", "render: false"),
    *("routable: false", "permalink: false", "permalink: {build: false}", "extra: {draft: true}"),
    *("params: {published: false}", "draft: false\nis_draft: true", "published: true\ndraft: true"),
    *("draft:true", "draft: true\ndraft: false", "draft: false\nDraft: true", "draft: [[[true]]]"),
]
"""Lines of which each engine says clearly that nobody is to see the post."""

HELD = [
    *("draft: yess", "draft: wip", "draft: 'in progress'", "draft: maybe", "Draft: nein", "draft: ja", "draft: 2"),
    *("draft: {a: b}", "draft: 2036-01-01", "draft: not yet", "draft: treu", "draft: '?'", "draft: 0.0"),
    *("status: drft", "status: drafts2", "status: privat", "status: publishd", "status: secret", "status: wip"),
    *("status: in review", "status: mine", "status: {a: b}", "status: not yet published", "status: Entwurf"),
    *("status: published, mine", "status: [new, secret]", "state: drft", "state: my own"),
    *("visibility: internal", "visibility: privat", "visibility: team only", "visibility: evergreen"),
    *("published: soon", "published: maybe", "published: none", "publish: later", "isPublished: nope"),
    *("published: {when: later}", "public: friends", "private: team", "private: maybe", "headless: perhaps"),
    *("hidden: sometimes", "unlisted: 2", "hidden: until tomorrow", "build: {list: sometimes}", "build: {render: x}"),
    *("expires: soon", "expires: true", "expires: 30 days", "expires: 2025-13-01", "expires: tomorrow"),
    *("drafft: true", "Drfat: yes", "publised: false", "privat: true", "visiblity: private", "hiden: true"),
    *("staus: draft", "unlistd: true", "expries: 2020-01-01", "publishe_date: 2036-01-01", "draft = true"),
    *("tags:\n  - a\n  draft: true", "author:\n  name: Max\n  draft: true", "draft=true"),
    *(
        "title: A: B\ndraft true",
        "- draft: true",
        "draft: true: yes",
        "title: A: B\ndraft",
        "title: A: B\ndraft:\ntrue",
    ),
    *("draft: '-'", "draft: {{ true }}", "draft: {}", "draft: {% if x %}true{% endif %}", "drafft: maybe", "privat: ?"),
    *("“draft”: “true”", "title: A: B\n\x00draft: true", "drafts: [true]"),
    # Other engines' names and other languages', of which only a plain word counts.
    *("unpublished: true", "not_published: yes", "noPublish: true", "wip: true", "unfinished: true", "deleted: true"),
    *("embargo: true", "embargo: 2036-01-01", "embargoed_until: 2036-01-01", "publish_at: 2036-01-01", "trash: true"),
    *("publishOn: 2036-01-01", "published_date : 2036-01-01", "scheduled: 2036-01-01", "release_date : 2036-13-01"),
    *("go_live_at: 2036-01-01", "valid-from: 2036-01-01", "expiry: 2020-01-01", "unpublish_at: 2020-01-01"),
    *("unpublish: 2020-01-01", "expires_on: 2020-01-01", "validUntil: 2020-01-01", "expired: true", "disabled: true"),
    *("secret: true", "confidential: yes", "internal: true", "members-only: true", "login_required: true"),
    *("hide: true", "invisible: true", "not_listed: true", "listing: false", "ignored: true", "excluded: true"),
    *("live: false", "is_live: false", "enabled: false", "approved: false", "build: false", "is_visible: false"),
    *("wp_status: draft", "publication_status: pending", "publishState: draft", "workflow: private", "type: draft"),
    *("access: private", "audience: internal", "permissions: [staff]", "privacy: members", "scope: team"),
    *("entwurf: ja", "brouillon: true", "borrador: sí", "черновик: да", "veröffentlicht: false", "statut: draft"),
    *("meta: {draft: true}", "meta: {status: draft}", "post: {published: false}", "blog: {private: true}"),
    *("a: {b: {draft: true}}", "menu: {main: {draft: yes}}", "resources: [{draft: true}]", "page: {visibility: team}"),
    *(
        "draft_post: true",
        "post-draft: yes",
        "draftMode: on",
        "not_ready: true",
        "wp:status: draft\nx: y",
        "review: private",
    ),
    *("extra: {drafft: true}", "params: {wip: true}", "extra: {embargo: 2036-01-01}"),
]
"""Lines that nobody understands, or that say it in no field that is read: they are told."""

HIDDEN = [
    *("hidden: true", "unlisted: true", "status: hidden", "status: Unlisted", "visibility: unlisted", "is_hidden: on"),
    *("eleventyExcludeFromCollections: true", "build: {list: never}", "_build: {list: false}", "build: {list: local}"),
    *("visible: false", "listed: false", "draft: false\nhidden: true", "publish: unlisted", "status: new, hidden"),
]

LATER = ["status: scheduled\ndate: 2036-01-01", "status: future\ndate:", "publish: 2036-01-01", "published: 2036-05-05"]

EMBARGOES = [
    *("date: 2036-13-02", "date: 2036-02-30", "date: 20361302", "date: 2036", "date: 2036-05", "date: 31.11.2036"),
    *("date: 2026-13-02", "date: 2026-12-32", "date: soon", "date: tba", "date: 32.13.36", "date: '{{ date }}'"),
    *("date: 2024-01-01 / 2036-01-01", "date: 2024-05-01 (embargo until 2036-05-01)", "date: 2024-05-01 - 2036-05-01"),
    *("date: 1 Smarch 2036", "date: 2024-05-01\npublishDate: 2036-13-02", "date: [2024-05-01, 2036-13-02]"),
    *(
        "publish: 2036-13-02",
        "publishDate: 2036-13-02",
        "date: {publish: tomorrow}",
        "date: 20261302",
        "dat: 2036-01-01",
    ),
]
"""Dates that cannot be read, and may be still to come."""

PAST = [
    *("date: 2017-02-29", "date: 2017-13-02", "date: 2023-01-29 18:30:22 2023 -0800", "date: 20171302"),
    *("date: 2026-02-30", "date: Last Modified", "date: git Created", "date: today", "date: 1721692800"),
    *("date: 29 February 2017", "date: 2024-05-01\nposted: from my phone 2"),
]
"""Dates that cannot be read, and have passed all the same."""


def read(header, source="blog/a.md"):
    return read_entry(source, f"---\ntitle: A\n{header}\n---\nText.\n", RULES)


def states(lines):
    return {line: read(line if "date:" in line else f"{DATED}\n{line}")[0].status for line in lines}


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (PUBLIC, Status.PUBLISHED),
        (PRIVATE_LINES, Status.DRAFT),
        (HELD, Status.DRAFT),
        (HIDDEN, Status.HIDDEN),
        (LATER, Status.SCHEDULED),
        (EMBARGOES, Status.DRAFT),
        (PAST, Status.PUBLISHED),
    ],
    ids=["public", "private", "held back", "hidden", "later", "embargoes", "past"],
)
def test_who_may_see_a_post(lines, state):
    assert {line: found for line, found in states(lines).items() if found is not state} == {}


def test_the_table_is_long():
    assert sum(map(len, (PUBLIC, PRIVATE_LINES, HELD, HIDDEN, LATER, EMBARGOES, PAST))) > 200


@pytest.mark.parametrize("line", [*HELD, *EMBARGOES])
def test_what_is_not_understood_is_told_with_its_line_and_what_to_write(line):
    _, problems = read(line if "date:" in line else f"{DATED}\n{line}")
    told = [each for each in problems if each.rule in (Rule.UNKNOWN_STATUS, Rule.INVALID_DATE)]
    assert [each for each in told if "held back" in each.hint and not each.is_note], problems
    assert all(each.line or line.startswith(("- ", "draft =", "draft=", "title", "tags")) for each in told)


@pytest.mark.parametrize("line", ["unpublished: true", "published: Penguin", "status: mine"])
def test_a_draft_without_a_date_is_one_whatever_else_is_not_understood(line):
    entry, _ = read(f"draft: true\n{line}")
    assert (entry.is_post, entry.status) == (True, Status.DRAFT)


@pytest.mark.parametrize("line", ["unpublished: true", "internal: true", "type: draft", "embargo: 2036-01-01"])
def test_a_name_that_nobody_reads_makes_no_post_of_a_page(line):
    assert not read(line)[0].is_post


@pytest.mark.parametrize("tag", ["draft", "private"])
def test_tags_of_nikola_may_keep_a_post_back(tag):
    text = f"<!--\n.. title: A\n.. date: 2024-05-01\n.. tags: a, {tag}\n-->\nText."
    assert read_entry("blog/a.md", text, RULES)[0].status is Status.DRAFT
    assert read(f"{DATED}\ntags: [a, {tag}]")[0].status is Status.PUBLISHED


@pytest.mark.parametrize("line", PRIVATE_LINES)
def test_of_what_is_understood_nothing_is_told(line):
    _, problems = read(f"{DATED}\n{line}")
    assert [each for each in problems if each.rule is Rule.UNKNOWN_STATUS] == []


def test_a_draft_by_a_word_that_is_understood_fails_no_strict_build_for_another():
    _, (problem,) = read(f"{DATED}\ndraft: true\nstatus: mine")
    assert problem.is_note


def test_a_message_says_what_to_write():
    said = [str(read(f"{DATED}\n{line}")[1][0]) for line in ("draft: yess", "status: drft", "hidden: x")]
    assert said == [
        "blog/a.md:4: 'yess' isn't a known value of 'draft'. The post is held back; write 'true' or 'false'.",
        "blog/a.md:4: 'drft' isn't a known value of 'status'. The post is held back; did you mean 'draft'?",
        "blog/a.md:4: 'x' isn't a known value of 'hidden'. The post is held back; write 'true' or 'false'.",
    ]


FRONT_MATTER_FORMATS = {
    "yaml": "---\ntitle: A\ndate: 2024-05-01\n{}: {}\n---\nText.",
    "toml": '+++\ntitle = "A"\ndate = 2024-05-01\n{} = "{}"\n+++\nText.',
    "json": '{{\n"title": "A",\n"date": "2024-05-01",\n"{}": "{}"\n}}\nText.',
    "mmd": "Title: A\nDate: 2024-05-01\n{}: {}\n\nText.",
    "nikola": "<!--\n.. title: A\n.. date: 2024-05-01\n.. {}: {}\n-->\nText.",
}


@pytest.mark.parametrize("format_name", FRONT_MATTER_FORMATS)
def test_every_format_has_the_same_words(format_name):
    for line in [*PRIVATE_LINES, *HELD, *HIDDEN]:
        key, colon, value = line.partition(": ")
        if colon and not any(sign in line for sign in "\n[{'=-"):
            expected = read(f"{DATED}\n{line}")[0].status
            entry, _ = read_entry("blog/a.md", FRONT_MATTER_FORMATS[format_name].format(key, value), RULES)
            assert (entry.format_name, entry.status) == (format_name, expected), line


DOUBLED = {
    "yaml": "---\ntitle: A\ndate: 2024-05-01\ndraft: true\ndraft: false\n---\nText.",
    "toml": "+++\ntitle = 'A'\ndate = 2024-05-01\ndraft = true\ndraft = false\n+++\nText.",
    "json": '{\n"title": "A",\n"date": "2024-05-01",\n"draft": true,\n"draft": false\n}\nText.',
    "mmd": "Title: A\nDate: 2024-05-01\nX: y\nDraft: true\nDraft: false\n\nText.",
    "nikola": "<!--\n.. title: A\n.. date: 2024-05-01\n.. draft: true\n.. draft: false\n-->\nText.",
}


@pytest.mark.parametrize("format_name", DOUBLED)
def test_a_key_that_is_written_twice_is_told_once_and_the_stricter_counts(format_name):
    entry, problems = read_entry("blog/a.md", DOUBLED[format_name], RULES)
    assert (entry.format_name, entry.status) == (format_name, Status.DRAFT)
    rule = Rule.BROKEN_FRONT_MATTER if format_name == "toml" else Rule.DOUBLE_KEY
    assert [(each.rule, each.line) for each in problems] == [(rule, 5)]


@pytest.mark.parametrize("format_name", sorted(DOUBLED.keys() - {"toml"}))
def test_of_a_date_that_is_written_twice_the_one_counts_that_is_told(format_name):
    quote = '"' if format_name == "json" else ""
    text = DOUBLED[format_name].replace("draft", "date").replace("Draft", "Date")
    text = text.replace("true", f"{quote}2024-05-02{quote}")
    for last, is_held in (("2024-05-03", False), ("2035-05-03", True)):
        entry, problems = read_entry("blog/a.md", text.replace("false", f"{quote}{last}{quote}"), RULES)
        which = "first" if format_name == "mmd" else "last"
        hint = f"Keep one of them; until then the {which} one counts, or a date in the future."
        assert [each.hint for each in problems if each.rule is Rule.DOUBLE_KEY] == [hint]
        assert (entry.status is Status.PUBLISHED) == (not is_held)
        assert is_held or str(entry.date)[:10] == ("2024-05-01" if format_name == "mmd" else last)


def test_a_line_that_ends_a_front_matter_may_keep_its_post_back():
    entry, (problem,) = read_entry("a.md", "Title: A\nDate: 2024-05-01\nDraft = true\n\nText.", RULES)
    assert (entry.status, problem.rule) == (Status.DRAFT, Rule.UNKNOWN_STATUS)
    entry, problems = read_entry("a.md", "Title: A\nDate: 2024-05-01\nDraft horses are strong.\n\nText.", RULES)
    assert (entry.status, problems) == (Status.PUBLISHED, ())


def test_lists_in_several_lines_are_no_doubles():
    entry, problems = read_entry(
        "blog/a.md", "Title: A\nDate: 2024-05-01\nTag: a\nTag: b\nMine: c\nMine: d\n\nText.", RULES
    )
    assert (entry.tags, problems) == (("a", "b"), ())


def test_dates_in_an_order_that_no_post_can_have_are_told():
    assert str(read(f"{DATED}\nlastmod: 2024-04-30")[1][0]) == (
        "blog/a.md:4: The post changed on 2024-04-30, before its date, 2024-05-01. Correct one of the two dates."
    )
    assert read(f"{DATED}\nexpires: 2024-04-30")[1][0].rule is Rule.MISORDERED_DATES
    assert read(f"{DATED} 10:00\nlastmod: 2024-05-01")[1] == ()
    assert read("date: 2036-05-01\nlastmod: 2026-05-01")[1] == ()


@pytest.mark.parametrize(
    ("source", "header", "state"),
    [
        ("2036-13-02-x.md", "x: y", Status.DRAFT),
        ("2036-05-02-x.md", "x: y", Status.SCHEDULED),
        ("2024-05-02-x.md", "date: 5.13", Status.PUBLISHED),
        ("2024-05-02-x.md", "date: soon", Status.DRAFT),
        ("2024-05-02-x.md", "date: 2036-13-02", Status.DRAFT),
    ],
)
def test_the_name_of_the_file_may_say_when(source, header, state):
    assert read(header, source)[0].status is state


@pytest.mark.parametrize("line", ["status: mine", "hidden: sometimes", "published: Penguin", "visibility: internal"])
def test_a_page_that_is_no_post_stays_one_whatever_it_says(line):
    assert not read(line)[0].is_post


@pytest.mark.parametrize("line", ["draft: yess", "status: drft", "drafft: true"])
def test_a_page_that_is_to_be_no_more_than_a_draft_is_held_back_without_a_date(line):
    entry, problems = read(line)
    assert (entry.is_post, entry.status, len(problems)) == (True, Status.DRAFT, 1)


def test_words_for_a_status_that_the_site_explains_say_nothing():
    rules = Rules(RULES.now, RULES.zone, statuses=frozenset({"mine"}))
    assert read_entry("a.md", f"---\n{DATED}\nstatus: Mine\n---\n", rules)[0].status is Status.PUBLISHED


@given(st.sampled_from([*KINDS, "expires"]), st.text(max_size=12))
def test_no_word_that_nobody_knows_is_public(field, word):
    entry, problems = read_entry("a.md", f"---\n{DATED}\n{field}: {json.dumps(word)}\n---\n", RULES)
    told = [each for each in problems if each.rule in (Rule.UNKNOWN_STATUS, Rule.INVALID_DATE)]
    assert bool(told) <= (entry.status is Status.DRAFT)
    if word.casefold() in {*PRIVATE, *(known for known, state in WORDS.items() if state is Status.DRAFT)}:
        assert entry.status is Status.DRAFT


# A status may be a word of the writer's own.


def blog(*statuses):
    found = [
        read(f"{DATED}\nstatus: {status}" if status else DATED, f"blog/{n}.md") for n, status in enumerate(statuses)
    ]
    return [entry for entry, _ in found]


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        (["mine"], set()),
        (["mine", "", ""], set()),
        (["mine", "mine", ""], {"mine"}),
        (["mine", "mine", "yours", ""], {"mine", "yours"}),  # most posts have one of their own
        (["mine", "mine", "yours", "", "", "", ""], {"mine"}),
        (["California", "Oregon", "Nevada"], {"california", "oregon", "nevada"}),
        (["mine", "mine", "published", "published"], set()),  # its public state has a name
        (["mine", "mine", "mine", "published"], {"mine"}),
        (["drft", "drft", "drft"], set()),
        (["secret", "secret", "secret"], set()),
        (["mine", "draft", "draft"], set()),
    ],
)
def test_a_word_of_the_blogs_own_hides_no_post(statuses, words):
    posts = blog(*statuses)
    own = find_custom_statuses(posts)
    assert own == words
    shown = [post.status.is_built for post in apply_custom_statuses(posts, own)]
    plain = {"", "published", *words}
    assert shown == [status.lower() in plain for status in statuses]
    assert len(list(report_custom_statuses(posts, own))) == bool(words)


def test_a_word_of_the_blogs_own_leaves_the_clock_alone():
    posts = [*blog("mine", "mine"), read("date: 2036-01-01\nstatus: mine")[0]]
    assert [post.status for post in apply_custom_statuses(posts, find_custom_statuses(posts))][2] is Status.SCHEDULED


# The same lines in one site.

GROUPS = {
    "public": PUBLIC + PAST,
    "hidden": HIDDEN,
    "private": PRIVATE_LINES + HELD + LATER + EMBARGOES,
}
TEXT = (".html", ".xml", ".json", ".js", ".txt", ".opml", ".css")


def site_of_all_lines():
    """A post for each line, whose words stand nowhere else; and which of them are in which group."""
    files, words = {"docs/index.md": "# Home"}, {group: {} for group in GROUPS}
    for group, lines in GROUPS.items():
        for line in lines:
            word = f"{group}{len(words[group])}word"
            words[group][word] = line
            dated = line if "date:" in line else f"{DATED}\n{line}"
            header = f"title: {word}\n{dated}\ndescription: About {word}.\ntags: [tag-{word}]"
            files[f"docs/blog/{word}.md"] = f"---\n{header}\n---\nText of {word}.\n"
    return files, words


def test_of_a_site_with_all_of_these_lines_the_public_ones_are_public_and_no_others(site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(RULES.now.timestamp())))
    files, words = site_of_all_lines()
    found = [problem for source, text in files.items() for problem in read_entry(source[5:], text, RULES)[1]]
    warned = [each for each in found if each.rule in HOLDING or "private" not in each.file]
    told = [str(problem) for problem in warned if not problem.is_note]
    options = {"per_page": 1000, "feeds": {"limit": 1000}}
    built = site(files, options=options, config="site_url: https://example.org/").build(expect=told)
    search = {entry["location"]: entry for entry in json.loads(built.read("search/search_index.json"))["docs"]}
    texts = {file: built.read(file) for file in built.files if file.endswith(TEXT)}

    def seen(word):
        return {file for file, text in texts.items() if f"{word}<" in text or f"{word}." in text or f"{word}/" in text}

    assert {line: seen(word) for word, line in words["private"].items() if seen(word)} == {}
    index = "search/search_index.json"  # which has the URL of every page
    alone = {line: seen(word) - {f"blog/{word}/index.html", index} for word, line in words["hidden"].items()}
    assert [line for word, line in words["hidden"].items() if search[f"blog/{word}/"]["text"]] == []
    assert {line: where for line, where in alone.items() if where} == {}
    assert [line for word, line in words["hidden"].items() if f"blog/{word}/index.html" not in texts] == []
    everywhere = ("blog/index.html", "sitemap.xml", index)
    assert [line for word, line in words["public"].items() if line in PUBLIC and "blog/rss.xml" not in seen(word)] == []
    missing = {
        line: [file for file in (f"blog/{word}/index.html", *everywhere) if file not in seen(word)]
        for word, line in words["public"].items()
        if "permalink" not in line
    }
    assert {line: where for line, where in missing.items() if where} == {}
    assert len(files) > 260
