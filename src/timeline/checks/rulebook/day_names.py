"""The names of months and days of the week, as they stand beside a number in running text.

Source: CLDR, wide names in their "format" use; weekdays also in the cases in which Russian and Ukrainian put them into a sentence. Written
without accents, as `plain` leaves a text.
"""

from __future__ import annotations

__all__ = ["MONTHS", "WEEKDAYS", "plain"]

# From Monday on; the forms of one day are parted by a stroke.
_WEEKDAYS = {
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "it": "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "ru": "понедельник|понедельника вторник|вторника среда|среду|среды четверг|четверга пятница|пятницу|пятницы "
    "суббота|субботу|субботы воскресенье|воскресенья",
    "uk": "понеділок|понеділка вівторок|вівторка середа|середу|середи четвер|четверга п'ятниця|п'ятницю|п'ятниці "
    "субота|суботу|суботи неділя|неділю|неділі",
}
_MONTHS = {
    "de": "januar|janner februar marz april mai juni juli august september oktober november dezember",
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct "
    "november|nov december|dec",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
_ACCENTED, _BARE = "àáâäçèéêëìíîïòóôöùúûü", "aaaaceeeeiiiioooouuuu"
_OTHERS = {0x2019: "'", 0x02BC: "'", 0x00A0: " ", 0x202F: " ", 0x2009: " "}  # apostrophes and spaces
# One character for one, so that places in the text stay what they are.
_PLAIN = str.maketrans(_ACCENTED + _ACCENTED.upper(), _BARE + _BARE.upper()) | _OTHERS


def plain(text: str) -> str:
    """Return a text of the same length without accents, curly apostrophes and unusual spaces.

    Examples:
        >>> plain("le vendredi 1er août")
        'le vendredi 1er aout'
    """
    return text.translate(_PLAIN)


def _numbered(table: dict[str, str], first: int) -> dict[str, int]:
    """Return the number of every name; two languages may share a name, and then it has the same number in both."""
    forms = ((number, name) for names in table.values() for number, name in enumerate(names.split(), first))
    return {form: number for number, name in forms for form in name.split("|")}


WEEKDAYS = _numbered(_WEEKDAYS, 0)  # Monday is 0
MONTHS = _numbered(_MONTHS, 1)
