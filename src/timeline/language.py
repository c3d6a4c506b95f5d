"""Words in the reader's language: message catalogues, plurals, lists, figures, and the names of months and days.

English is built in and needs nothing. Every other language takes its calendar from Babel (extra `i18n`) and its phrases from
`locales/<code>/LC_MESSAGES`, where `timeline.po` has those of time and `pages.po` those of pages; both are read as they stand, once for each
language. A phrase without a translation appears in English.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from timeline import errors

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from babel import Locale
    from babel.messages.catalog import Catalog

__all__ = ["Language", "language", "translated"]

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_PATTERNS = {
    "y": "y",
    "yMMMM": "MMMM y",
    "yMMM": "MMM y",
    "MMMM": "MMMM",
    "MMM": "MMM",
    "d": "d",
    "MMMMd": "d MMMM",
    "MMMd": "d MMM",
    "yMMMMd": "d MMMM y",
    "yMMMd": "d MMM y",
    "yMMMMEEEEd": "EEEE d MMMM y",
    "yMMMEd": "EEE d MMM y",
}
ENGLISH_TONGUES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "hr": "Croatian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
FIELD = re.compile(r"\{([a-z_]+)\}")
CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
INSTALL = "pip install 'timeline-diplomacy[i18n]'"
CATALOGUES = ("timeline.po", "pages.po")


@attrs.frozen(eq=False)
class Language:
    """One language to write in.

    Attributes:
        code: As asked for, `en`, `fr`, `zh-Hant`.
        locale: Babel's knowledge of it; `None` for English, which is built in.
        catalog: The translated phrases; `None` where there are none.
        plural_index: Which plural form a number takes in the catalogue.
    """

    code: str
    locale: Locale | None = None
    catalog: Catalog | None = None
    plural_index: Callable[[int], int] = attrs.field(default=lambda count: int(count != 1))

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML wants it."""
        return "ltr" if self.locale is None else str(self.locale.text_direction)

    @property
    def english(self) -> bool:
        """Whether it is the built-in English, whose dates may share a month or a year."""
        return self.locale is None

    def text(self, message: str, /, **values: object) -> str:
        """Return a phrase in this language, with `{name}` filled in from `values`.

        Why: only whole names in braces are replaced, so no text from outside can reach into an object.
        """
        return _filled(self._translated(message), values)

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the phrase for a number of things; `{count}` is filled in too."""
        values = {"count": count, **values}
        found = self.catalog.get((one, many)) if self.catalog is not None else None
        forms: Sequence[str] = found.string if found is not None and isinstance(found.string, (tuple, list)) else ()
        index = self.plural_index(count)
        if index < len(forms) and forms[index]:
            return _filled(forms[index], values)
        return _filled(one if count == 1 else many, values)

    def join(self, items: Iterable[str], *, word: str = "and") -> str:
        """Return a list as one reads it aloud: "a, b and c".

        Args:
            items: The things, already in words.
            word: `and` or `or`.
        """
        things = list(items)
        if self.locale is not None:
            from babel.lists import format_list

            return str(format_list(things, style="or" if word == "or" else "standard", locale=self.locale))
        if len(things) < 3:
            return f" {word} ".join(things)
        return f"{', '.join(things[:-1])} {word} {things[-1]}"

    def number(self, number: int | Decimal) -> str:
        """Return a number with all its digits, in groups of three.

        Examples:
            >>> language("en").number(12_000), language("en").number(Decimal("1300.50"))
            ('12,000', '1,300.50')
        """
        written = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
        if self.locale is None:
            return written
        from babel.numbers import get_decimal_symbol, get_group_symbol

        return written.translate({44: get_group_symbol(self.locale), 46: get_decimal_symbol(self.locale)})

    def tongue(self, tag: str) -> str:
        """Return the name of a language, or its tag where no name is at hand.

        Examples:
            >>> language("en").tongue("uk")
            'Ukrainian'
        """
        code = tag.partition("-")[0].lower()
        known = ENGLISH_TONGUES if self.locale is None else self.locale.languages
        return str(known.get(code, tag))

    def month(self, number: int, *, wide: bool = True, alone: bool = False) -> str:
        """Return the name of a month from 1 to 12; `alone` where no day stands beside it."""
        if self.locale is None:
            name = ENGLISH_MONTHS[number - 1]
            return name if wide else "Sept" if number == 9 else name[:3]
        use = "stand-alone" if alone else "format"
        return str(self.locale.months[use]["wide" if wide else "abbreviated"][number])

    def weekday(self, number: int, *, wide: bool = True) -> str:
        """Return the name of a day of the week; Monday is 0."""
        if self.locale is None:
            return ENGLISH_DAYS[number] if wide else ENGLISH_DAYS[number][:3]
        return str(self.locale.days["format"]["wide" if wide else "abbreviated"][number])

    def city(self, zone: str) -> str:
        """Return the city that a zone is named after, in this language where Babel knows it.

        Examples:
            >>> language("en").city("America/New_York")
            'New York'
        """
        if self.locale is None:
            return zone.rpartition("/")[2].replace("_", " ")
        from babel.dates import get_timezone_location

        return str(get_timezone_location(zone, locale=self.locale, return_city=True))

    def era(self, *, before: bool) -> str:
        """Return what is written beside years before, or early in, the common era."""
        if self.locale is None:
            return "BCE" if before else "CE"
        return str(self.locale.eras["abbreviated"][0 if before else 1])

    def pattern(self, skeleton: str) -> str:
        """Return the order in which the parts of a date are written, in the letters of Unicode TR 35."""
        if self.locale is None:
            return ENGLISH_PATTERNS[skeleton]
        whole = {"yMMMMd": "long", "yMMMMEEEEd": "full"}.get(skeleton)
        if whole:
            return str(self.locale.date_formats[whole].pattern)
        known: Mapping[str, Any] = self.locale.datetime_skeletons
        return str(known[skeleton].pattern) if skeleton in known else "y-MM-dd"

    @property
    def era_first(self) -> bool:
        """Whether the era stands before the year."""
        return self.locale is not None and str(self.locale.datetime_skeletons["Gy"].pattern).startswith("G")

    def _translated(self, message: str) -> str:
        found = self.catalog.get(message) if self.catalog is not None else None
        return str(found.string) if found is not None and found.string and not found.fuzzy else message


ENGLISH = Language("en")


@functools.lru_cache(maxsize=128)
def language(code: str) -> Language:
    """Return the language of a code such as `en`, `uk` or `pt-BR`.

    Raises:
        NotFound: `unknown-language`.
        MissingPackage: Where Babel is needed and not installed, with the line that installs it.

    Examples:
        >>> language("en").join(["Kyiv", "London", "Rome"], word="or")
        'Kyiv, London or Rome'
    """
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise errors.NotFound(
            f"no language {errors.shown(code)}", code="unknown-language", hint="write a code such as 'en'"
        )
    if code.lower().replace("_", "-").split("-")[0] == "en":
        return Language(code)
    try:
        from babel import Locale, UnknownLocaleError
    except ImportError:
        raise errors.MissingPackage(f"language {code!r} needs Babel", code="missing-package", hint=INSTALL) from None
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        hint = errors.nearest(code, translated())
        raise errors.NotFound(f"no language {errors.shown(code)}", code="unknown-language", hint=hint) from None
    import gettext

    catalog = _catalog(locale)
    plural = gettext.c2py(catalog.plural_expr) if catalog is not None else Language("en").plural_index
    return Language(code, locale, catalog, plural)


def translated() -> tuple[str, ...]:
    """The codes of the languages that have a catalogue, English included."""
    import importlib.resources

    folder = importlib.resources.files("timeline") / "locales"
    codes = [entry.name for entry in folder.iterdir() if (entry / "LC_MESSAGES" / "timeline.po").is_file()]
    return tuple(sorted([*codes, "en"]))


def _catalog(locale: Locale) -> Catalog | None:
    """Read the catalogues of a locale, or those of its language."""
    import importlib.resources

    folder = importlib.resources.files("timeline") / "locales"
    for name in (str(locale), locale.language):
        places = (folder / name / "LC_MESSAGES" / each for each in CATALOGUES)
        if files := [place for place in places if place.is_file()]:
            return _read(files, locale.language)
    return None


def _read(files: Iterable[Traversable], code: str) -> Catalog:
    """Read several catalogues as one; the first says how numbers choose forms."""
    from babel.messages.pofile import read_po

    whole, *others = (read_po(io.BytesIO(file.read_bytes()), locale=code) for file in files)
    for message in (message for other in others for message in other if message.id):
        whole[message.id] = message
    return whole


def _filled(message: str, values: Mapping[str, object]) -> str:
    return FIELD.sub(lambda found: str(values.get(found[1], found[0])), message)
