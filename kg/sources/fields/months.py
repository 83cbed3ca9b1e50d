"""The names of months, whole and shortened, in the languages that lists are kept in."""

from __future__ import annotations

from kg.text import fold

_NAMES = """
jan january janeiro januar januari janvier janv jänner enero ene gennaio genn styczeń stycznia leden ledna ocak tammikuu
feb february februar februari février févr fév febrero fevereiro fev febbraio luty lutego únor února şubat helmikuu
mar march märz mär maart mars marzo março marts marzec marca březen března mart maaliskuu
apr april avril avr abril abr aprile kwiecień kwietnia duben dubna nisan huhtikuu
may mai mei maj mayo maio maggio magg maja květen května mayıs toukokuu
jun june juni juin junio jun junho giugno czerwiec czerwca červen června haziran kesäkuu
jul july juli juillet juil julio julho luglio lipiec lipca červenec července temmuz heinäkuu
aug august augustus augusti août agosto ago sierpień sierpnia srpen srpna ağustos elokuu
sep sept september set septembre septiembre setiembre setembro settembre sett wrzesień września září eylül syyskuu
oct october oktober okt octobre octubre outubro out ottobre ott październik października říjen října ekim lokakuu
nov november novembre noviembre novembro listopad listopada kasım marraskuu
dec december dezember dez décembre déc diciembre dic dezembro dicembre grudzień grudnia prosinec prosince aralık joulukuu
"""
_RUSSIAN = """
январь января янв
февраль февраля фев
март марта мар
апрель апреля апр
май мая
июнь июня
июль июля
август августа авг
сентябрь сентября сент сен
октябрь октября окт
ноябрь ноября ноя
декабрь декабря дек
"""
_NUMBERS = {
    fold(name): number
    for table in (_NAMES, _RUSSIAN)
    for number, names in enumerate(table.strip().splitlines(), 1)
    for name in names.split()
}
_WRITTEN = sorted({*_NAMES.split(), *_RUSSIAN.split()}, key=lambda each: (-len(each), each))
_WORDS = ("ago", "out", "set")
"""Months shortened to what is a word elsewhere: with a stop they are months."""
MONTH = rf"(?:(?:{'|'.join(each for each in _WRITTEN if each not in _WORDS)})(?!\w)|(?:{'|'.join(_WORDS)})(?=\.))"
"""A pattern of all of them."""


def month_of(name: str) -> int | None:
    """Return the number of a month by its name; None where it is the name of none.

    >>> month_of("März"), month_of("févr."), month_of("mayo"), month_of("owl")
    (3, 2, 5, None)
    """
    return _NUMBERS.get(fold(name))
