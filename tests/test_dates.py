"""Dates as people write them are aware datetimes, or nothing: never another day than the writer meant."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.reading.dates import find_date_in_path, may_be_two_days, read_date, split_dated_name, unknown_zone

ROME = ZoneInfo("Europe/Rome")

READ = [
    # (as written, as ISO 8601 with the zone it is in, for a site in Rome)
    ("2020-01-02", "2020-01-02T00:00:00+01:00"),
    ("2020-07-02", "2020-07-02T00:00:00+02:00"),
    ("2020-01-02T10:00:00Z", "2020-01-02T10:00:00+00:00"),
    ("2020-01-02T10:00:00+04:00", "2020-01-02T10:00:00+04:00"),
    ("2020-01-02T10:00", "2020-01-02T10:00:00+01:00"),
    ("2020-01-02T10:00:00.123Z", "2020-01-02T10:00:00.123000+00:00"),
    ("2016-05-06 01:42:18 -0300", "2016-05-06T01:42:18-03:00"),
    ("2016-05-06 01:42:18 +0200 CEST", "2016-05-06T01:42:18+02:00"),
    ("2016-05-06 01:42:18 -03:00", "2016-05-06T01:42:18-03:00"),
    ("2015-01-27 9:18:00", "2015-01-27T09:18:00+01:00"),
    ("2015-07-07 12:40", "2015-07-07T12:40:00+02:00"),
    ("2016-05-24T10:59:20-08:00", "2016-05-24T10:59:20-08:00"),
    ("24-05-2015", "2015-05-24T00:00:00+02:00"),
    ("Sun, 15 Nov 2015 03:24:44 GMT", "2015-11-15T03:24:44+00:00"),
    ("Sun, 15 Nov 2015 03:24:44 +0530", "2015-11-15T03:24:44+05:30"),
    ("Jul 08 2022", "2022-07-08T00:00:00+02:00"),
    ("July 8th, 2022", "2022-07-08T00:00:00+02:00"),
    ("04 July 2023", "2023-07-04T00:00:00+02:00"),
    ("2024/07/23", "2024-07-23T00:00:00+02:00"),
    ("2024.07.23", "2024-07-23T00:00:00+02:00"),
    ("2024-7-3", "2024-07-03T00:00:00+02:00"),
    ("20240723", "2024-07-23T00:00:00+02:00"),
    ("3. März 2026", "2026-03-03T00:00:00+01:00"),
    ("Sonntag, 1. März 2026 um 10:30 Uhr", "2026-03-01T10:30:00+01:00"),
    ("5. Jänner 2026", "2026-01-05T00:00:00+01:00"),
    ("le 3 mars 2026", "2026-03-03T00:00:00+01:00"),
    ("dimanche 1er mars 2026 à 10h", "2026-03-01T10:00:00+01:00"),
    ("2 déc. 2020", "2020-12-02T00:00:00+01:00"),
    ("martes, 3 de marzo de 2026", "2026-03-03T00:00:00+01:00"),
    ("3 de março de 2026", "2026-03-03T00:00:00+01:00"),
    ("3 marzo 2026 alle 10:30", "2026-03-03T10:30:00+01:00"),
    ("3 maart 2026", "2026-03-03T00:00:00+01:00"),
    ("3 marca 2026", "2026-03-03T00:00:00+01:00"),
    ("3 марта 2026 г.", "2026-03-03T00:00:00+01:00"),
    ("12. tammikuuta 2026", "2026-01-12T00:00:00+01:00"),
    ("2026年3月1日", "2026-03-01T00:00:00+01:00"),
    ("2026年03月01日 10:30", "2026-03-01T10:30:00+01:00"),
    ("2026년 3월 1일", "2026-03-01T00:00:00+01:00"),
    ("the 3rd of March, 2026", "2026-03-03T00:00:00+01:00"),
    ("2026-03-01 à 10h30", "2026-03-01T10:30:00+01:00"),
    ("2026-03-01 10:00 America/New_York", "2026-03-01T10:00:00-05:00"),
    ("2026-03-01T10:00:00+09:00[Asia/Tokyo]", "2026-03-01T10:00:00+09:00"),
    ("2026-03-01Z", "2026-03-01T00:00:00+00:00"),
    ("2026-03-01+09:00", "2026-03-01T00:00:00+09:00"),
    ("2026–03–01", "2026-03-01T00:00:00+01:00"),
    ("2026_03_01", "2026-03-01T00:00:00+01:00"),
    ("202407231030", "2024-07-23T10:30:00+02:00"),
    ("20240723103059", "2024-07-23T10:30:59+02:00"),
    ("  2024-07-23 \t 10:30  ", "2024-07-23T10:30:00+02:00"),
    ("2024-07-23\xa010:30", "2024-07-23T10:30:00+02:00"),
    ("2024-07-23 10:30 pm", "2024-07-23T22:30:00+02:00"),
    # Zones by name: those of mail, UTC, and the site's for any that stands for several.
    ("2015-11-15 03:24:44 UTC", "2015-11-15T03:24:44+00:00"),
    ("2015-11-15 03:24:44 EST", "2015-11-15T03:24:44-05:00"),
    ("2015-07-15 03:24:44 PDT", "2015-07-15T03:24:44-07:00"),
    ("2015-11-15 03:24:44 IST", "2015-11-15T03:24:44+01:00"),
    ("2024-01-10 10:00 CET", "2024-01-10T10:00:00+01:00"),
    ("2024-07-10 10:00 CEST", "2024-07-10T10:00:00+02:00"),
    ("2024-07-10 10:00 JST", "2024-07-10T10:00:00+09:00"),
    # With full stops the day is first.
    ("01.03.2026", "2026-03-01T00:00:00+01:00"),
    ("1.3.2026 10:30", "2026-03-01T10:30:00+01:00"),
    ("1. 3. 2026", "2026-03-01T00:00:00+01:00"),
    ("01.03.26", "2026-03-01T00:00:00+01:00"),
    ("13.03.2026", "2026-03-13T00:00:00+01:00"),
    # A fourth number of a time is none of its hours, minutes and seconds.
    ("2023/08/22 12:42:33:16", "2023-08-22T12:42:33+02:00"),
    ("2023-08-22T12:42:33:166", "2023-08-22T12:42:33+02:00"),
    ("2015-11-15 03:24:44 UTC-03:00", "2015-11-15T03:24:44-03:00"),
    ("2021-05-06T10:00:00.000Z", "2021-05-06T10:00:00+00:00"),
    ("Tuesday, July 23rd 2024, 10:30:00 am", "2024-07-23T10:30:00+02:00"),
    ("2024-07-23 10:00 UTC+3", "2024-07-23T10:00:00+03:00"),
    ("2024-07-23 10:00 GMT-0300", "2024-07-23T10:00:00-03:00"),
    ("Tue Jul 23 2024 10:00:00 GMT+0200 (Central European Summer Time)", "2024-07-23T10:00:00+02:00"),
]


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Asia/Tokyo"])
def machine_zone(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set here")
@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize("day_first", [False, True])
@pytest.mark.parametrize(("written", "read"), READ)
def test_a_date_is_read_the_same_on_every_machine(written, read, day_first):
    assert read_date(written, ROME, day_first).isoformat() == read


@pytest.mark.parametrize(
    ("written", "month_first", "day_first"),
    [
        ("08-02-21", "2021-08-02", "2021-02-08"),
        ("08-02-2021", "2021-08-02", "2021-02-08"),
        ("8/2/2021 10:30", "2021-08-02", "2021-02-08"),
        # What leaves no choice is read in the one way there is.
        ("24-05-2015", "2015-05-24", "2015-05-24"),
        ("05-24-2015", "2015-05-24", "2015-05-24"),
        # A year in front is followed by its month.
        ("2021-08-02", "2021-08-02", "2021-08-02"),
        ("2021-8-2", "2021-08-02", "2021-08-02"),
        ("2021/08/02", "2021-08-02", "2021-08-02"),
        ("2021.08.02", "2021-08-02", "2021-08-02"),
        ("2021 08 02", "2021-08-02", "2021-08-02"),
        ("2021-08-02 9:18", "2021-08-02", "2021-08-02"),
        ("Mon 2021-08-02", "2021-08-02", "2021-08-02"),
        ("10:30 2021-08-02", "2021-08-02", "2021-08-02"),
        ("20210802", "2021-08-02", "2021-08-02"),
    ],
)
def test_the_day_is_first_where_the_writer_says_so(written, month_first, day_first):
    assert str(read_date(written, timezone.utc).date()) == month_first
    assert str(read_date(written, timezone.utc, day_first=True).date()) == day_first


@pytest.mark.parametrize(
    ("written", "is_unclear"),
    [("02/03/2026", True), ("2-3-26", True), ("13/03/2026", False), ("01.03.2026", False), ("2026-02-03", False)],
)
def test_a_date_may_be_one_of_two_days(written, is_unclear):
    assert may_be_two_days(written) == is_unclear


@pytest.mark.parametrize(
    ("written", "zone"),
    [("2024-07-23 10:00 IST", "IST"), ("2024-07-23 10:00 CET", ""), ("2024-07-23 10:00 PM", ""), ("23 JULY 2024", "")],
)
def test_a_zone_may_be_one_of_several(written, zone):
    assert unknown_zone(written) == zone


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "soon", "today", "TBD", "true", "3", "1.10", "2024", "240723", "202407", "1721692800"),
        *("12:30:45", "Monday", "May 2024", "2024-07", "12/2024", "23 July", "Q3 2024-01-02"),
        *("2017-02-29", "2024-13-05", "2024-00-10", "2024-04-31", "2024-07-32", "31 February 2024", "2024-30-12"),
        *("2024-07-23 25:00", "2024-07-23 10:61", "2024-07-23 10:00 +99:00", "2020-01-02T10:00:00+24:00"),
        *("2023-01-29 18:30:22 2023 -0800", "2024-07-23 junk", "2024-07-23, 2024-07-24", "23. Thermidor 2024"),
        *("2026-03-01 - 2026-03-05", "2026-03-01 to 2026-03-05", "März 2026", "31 février 2026", "2026年13月1日"),
        *("3. listopada 2026", "peut-être le 3 mars 2026", "3 marsi 2026", "2026-03-01 10:00 Nowhere/Land"),
        *("0001-01-01", "9999-12-31", "99999999999999999999", "0000-00-00", "12345-01-01"),
        *("9" * 5000, "1 " * 5000, "(" * 5000, "2024-07-23" + " " * 5000, "\x00", "\ud800", "٢٠٢٤"),
    ],
)
@pytest.mark.parametrize("day_first", [False, True])
def test_what_names_no_day_that_exists_is_no_date(written, day_first):
    assert read_date(written, ROME, day_first) is None


def test_a_time_that_the_clock_leaves_out_is_read_all_the_same():
    assert read_date("2024-03-31 02:30", ROME).utcoffset() == timedelta(hours=1)


DATES = st.datetimes(datetime(1000, 1, 2), datetime(8999, 12, 30))  # noqa: DTZ001
FORMS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y %H:%M:%S GMT", "%Y%m%d"]


@given(DATES, st.sampled_from(FORMS), st.booleans())
def test_a_day_survives_being_written(date, form, day_first):
    assert read_date(date.strftime(form), timezone.utc, day_first).date() == date.date()


@given(DATES, st.integers(-23 * 60, 23 * 60))
def test_a_moment_survives_being_written(date, minutes):
    moment = date.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert read_date(moment.isoformat(), ROME) == moment
    assert read_date(moment.strftime("%Y-%m-%d %H:%M:%S %z"), ROME) == moment
    assert read_date(moment.strftime("%a, %d %b %Y %H:%M:%S %z"), ROME) == moment


PARTS = st.sampled_from([*"0123456789-/:., TZ+()", "2024", "Jul", "GMT", "+02:00", "am", "EST", "Sun", "99", "\xa0"])


@given(st.one_of(st.text(max_size=120), st.lists(PARTS, max_size=30).map("".join)), st.booleans())
def test_any_text_is_an_aware_date_or_none(garbage, day_first):
    date = read_date(garbage, ROME, day_first)
    assert date is None or (date.utcoffset() is not None and 1000 <= date.year < 9000)
    assert date is None or date.astimezone(timezone.utc)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("2024-07-23-my-post", ("2024-07-23", "my-post")),
        ("2024-07-23_my_post", ("2024-07-23", "my_post")),
        ("2024-07-23 My post", ("2024-07-23", "My post")),
        ("2024-07-23 - My post", ("2024-07-23", "My post")),
        ("2024-07-23", ("2024-07-23", "")),
        ("2024-07-23-", ("", "2024-07-23-")),
        ("2024-07-23my-post", ("", "2024-07-23my-post")),
        ("2024-7-3-my-post", ("2024-7-3", "my-post")),
        ("v2024-07-23-notes", ("", "v2024-07-23-notes")),
        ("2024-13-45-my-post", ("2024-13-45", "my-post")),
        ("my-post", ("", "my-post")),
        ("", ("", "")),
    ],
)
def test_the_date_in_front_of_a_name(name, parts):
    assert split_dated_name(name) == parts


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("2024-07-23-my-post.md", "2024-07-23"),
        ("blog/2024-07-23-my-post/index.md", "2024-07-23"),
        ("blog/2024-07-23.md", "2024-07-23"),
        ("blog/2024/07/23/my-post.md", "2024-07-23"),
        ("2024/07/23/my-post/index.md", "2024-07-23"),
        ("2024/07/23-my-post.md", "2024-07-23"),
        ("2024/07/23.md", "2024-07-23"),
        ("2024/07-23-my-post.md", "2024-07-23"),
        ("2014/12/12/slug", "2014-12-12"),
        ("/2014/12/12/slug/", "2014-12-12"),
        ("/2014/12/12/slug.html", "2014-12-12"),
        ("2024/07/23/2020-01-01-my-post.md", "2020-01-01"),
        *((path, "") for path in ("", "/", ".", "index.md", "my-post.md", "2024/07/my-post.md", "2024/7/3/my-post.md")),
        *((path, "") for path in ("2024/07/23/a/b.md", "v2024/07/23/a.md", "2024/07/231/a.md", "2024-07-23/a.md")),
        *((path, "") for path in ("\x00", "a" * 10_000, "/" * 10_000, "2024/" * 10_000)),
    ],
)
def test_the_date_in_a_path(path, date):
    assert find_date_in_path(path) == date
