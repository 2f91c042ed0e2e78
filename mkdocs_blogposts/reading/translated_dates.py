"""Dates in the words of other languages: `3. März 2026`, `le 3 mars 2026 à 10h`, `2026年3月1日`.

The names of months are those of the Unicode CLDR, without the few that are another month's in another language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mkdocs_blogposts.lazy_patterns import compile_pattern

_MONTHS = """
ene enero gen gener gennaio ian ianuarie jaenner jan janeiro januar januari january január janv janvier jän jänner
led leden ledna oca ocak sty styczeń stycznia tammi tammikuu tammikuuta ιαν ιανουάριοσ ιανουαρίου січ січень січня
янв январь января | feb febbraio febr febrer febrero februar februari februarie february február fev fevereiro fevr
févr février helmi helmikuu helmikuuta lut lutego luty úno únor února şub şubat φεβ φεβρουάριοσ φεβρουαρίου лют
лютий лютого февр февраль февраля | bře březen března maalis maaliskuu maaliskuuta maart maerz mar marca march mars
mart martie marts marzec marzo març março mrt mrz márc március mär märz μάρ μάρτιοσ μαρ μαρτίου бер березень березня
мар март марта | abr abril apr april aprile aprilie avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecień
kwietnia nis nisan ápr április απρ απρίλιοσ απριλίου апр апрель апреля квіт квітень квітня | kvě květen května mag
maggio mai maig maio maj maja may mayo mayıs mei máj május touko toukokuu toukokuuta μάι μάιοσ μαΐ μαΐου май мая
трав травень травня | cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun june junho juni junio juny jún
június kesä kesäkuu kesäkuuta červen června čvn ιουν ιουνίου ιούν ιούνιοσ июн июнь июня черв червень червня | heinä
heinäkuu heinäkuuta iul iulie juil juillet jul julho juli julio juliol july júl július lipca lipiec lug luglio tem
temmuz července červenec čvc ιουλ ιουλίου ιούλ ιούλιοσ июл июль июля лип липень липня | ago agost agosto aout août
aug august augusti augustus augusztus ağu ağustos elo elokuu elokuuta sie sierpień sierpnia srpen srpna αυγ
αυγούστου αύγ αύγουστοσ авг август августа серп серпень серпня | eyl eylül sep sept september septembre septembrie
septiembre set setembre setembro settembre syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář září
σεπ σεπτέμβριοσ σεπτεμβρίου вер вересень вересня сент сентябрь сентября | eki ekim loka lokakuu lokakuuta oct
october octobre octombrie octubre okt oktober október ott ottobre out outubro paź październik października říj říjen
října οκτ οκτωβρίου οκτώβριοσ жовт жовтень жовтня окт октябрь октября | kas kasım listopadu marras marraskuu
marraskuuta noiembrie nov november novembre novembro noviembre νοέ νοέμβριοσ νοε νοεμβρίου лист листопад листопада
нояб ноябрь ноября | ara aralık dec december decembre decembrie des desember desembre dez dezember dezembro dic
dicembre diciembre déc décembre gru grudnia grudzień joulu joulukuu joulukuuta pro prosince prosinec δεκ δεκέμβριοσ
δεκεμβρίου груд грудень грудня дек декабрь декабря
"""
"""From January to December."""

_WEEKDAYS = """
cuma cumartesi czwartek dienstag dijous dilluns dimanche dimarts dimecres dinsdag dissabte diumenge divendres
domenica domingo donderdag donnerstag duminică fredag freitag friday giovedì jeudi joi jueves lundi lunedì lunes
luni lördag lørdag maandag mandag mardi martedì martes marți mercoledì mercredi miercuri mittwoch miércoles monday
montag måndag niedziela onsdag pazar pazartesi perşembe piątek poniedziałek quarta-feira quinta-feira sabato salı
samedi samstag saturday segunda-feira sexta-feira sobota sonntag sunday sábado sâmbătă söndag søndag terça-feira
thursday tirsdag tisdag torsdag tuesday vendredi venerdì viernes vineri vrijdag wednesday woensdag wtorek zaterdag
zondag çarşamba środa воскресенье вторник понедельник пятница среда суббота четверг
"""
_PARTICLES = frozenset({"the", "on", "le", "el", "il", "am", "den", "de", "del", "do", "of", "di"})

_DAY = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th|er|re|º|ª|-го|-е))?\.?"
_MONTH = r"(?P<month>[^\W\d_]{3,14})\.?"
_OF = r"(?:\s+(?:de|del|do|of|di)\s+|\s*d['’]\s?|[\s/-]+)"
_YEAR = r"(?P<year>\d{4})\b"
_BEFORE = r"(?P<before>(?:[^\W\d_][^\W\d]*[.,]?\s+){0,3})"
_AFTER = r"\s*(?:г\.?|р\.?|року|года)?(?P<after>(?:[\s,T]|$).*)?"
DAY_FIRST = compile_pattern(rf"{_BEFORE}{_DAY}{_OF}{_MONTH},?{_OF}{_YEAR}{_AFTER}", re.DOTALL)
MONTH_FIRST = compile_pattern(rf"{_BEFORE}{_MONTH}\s+{_DAY},?{_OF}{_YEAR}{_AFTER}", re.DOTALL)
NUMBERED = compile_pattern(
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号號]?(?P<after>.*)", re.DOTALL
)

IN_DIGITS = compile_pattern(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?P<after>\s.*)", re.DOTALL)

AT = compile_pattern(r"^[\s,]*(?:à|a las|alle|às|um|om|kl\.?|klo|o|v|в|at|ore)\s+(?=\d)", re.IGNORECASE)
HOURS = compile_pattern(r"(?<=\d)\s?[hH]\s?(\d{2})?(?!\w)|(?<=\d)(?:\s?Uhr)\b|(?<=\d)\s?时|(?<=\d)\s?時")


@cache
def _list_months() -> Mapping[str, int]:
    return {name: month for month, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}


@cache
def _list_idle_words() -> frozenset[str]:
    return _PARTICLES.union(_WEEKDAYS.split())


def translate_date(text: str) -> str:
    """The same date in digits, with what follows it; empty where it names no month that is known."""
    if found := NUMBERED.fullmatch(text):
        return _join(found, int(found["month"]))
    if (found := IN_DIGITS.fullmatch(text)) and AT.match(found["after"]):
        return _join(found, int(found["month"]))
    for pattern in (DAY_FIRST, MONTH_FIRST):
        found = pattern.fullmatch(text)
        month = _list_months().get(found["month"].casefold()) if found else None
        if found and month and all(map(_is_idle, found["before"].split())):
            return _join(found, month)
    return ""


def _is_idle(word: str) -> bool:
    """Is it a weekday, or a word that says nothing?"""
    return word.endswith(",") or word.casefold().strip(".") in _list_idle_words()


def _join(found: re.Match[str], month: int) -> str:
    after = AT.sub("", (found["after"] or "").strip(" ,"))
    return f"{found['year']}-{month:02}-{int(found['day']):02} {write_time(after)}".strip()


def write_time(text: str) -> str:
    """A time as `10:30` where it is `10h30` or `10 Uhr`."""
    return HOURS.sub(lambda hour: f":{hour[1] or '00'}" if not re.search(r":\d\d", text) else "", text)
