"""Spoken time: words and the day they were said, read by a closed vocabulary or refused.

The vocabulary is data, `locales/<language>/time.toml`: what may be said, which operation reads it, what it gives. The operations are in
`timeline.when.phrases`. Nothing is guessed: words with two readings give both, and words without one are `Unresolved`.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import attrs

from timeline import errors
from timeline.when import zone as zones
from timeline.when.civil import DAY
from timeline.when.phrases import OPERATIONS, Context, Read, Unread
from timeline.when.terms import Edge, Grain, Shape
from timeline.when.value import Said, When, with_words

__all__ = ["Rule", "rules", "said"]

LONGEST = 100
NESTED = ("when", "other")
PATTERNS = {
    "number": r"[0-9]{1,3}",
    "year": r"[12][0-9]{3}",
    "day": r"[0-3]?[0-9](?:st|nd|rd|th)?",
    "decade": r"[12][0-9]{2}0s",
    "century": r"[12]?[0-9](?:st|nd|rd|th)",
    "clock": r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?: ?[ap]m)?|(?:1[0-2]|[1-9]) ?[ap]m|noon",
    "iso": r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?",
    "when": r".+?",
    "other": r".+?",
}
PIECE = re.compile(r"\{([a-z_]+)\}|\[([^\]]+)\]|\(([^)]+)\)|([^\s{}\[\]()]+)")


@attrs.frozen(eq=False)
class Rule:
    """One entry of a vocabulary.

    Attributes:
        name: What a value made by it remembers.
        forms: The phrases it reads, as the vocabulary writes them.
        gives: What they mean, in words.
        examples: Phrases and what they give when said on Saturday, 26 April 2025.
        reads: The name of its operation.
        settings: What the operation is told besides the phrase.
        patterns: The forms, compiled.
    """

    name: str
    forms: tuple[str, ...]
    gives: str
    examples: Mapping[str, str]
    reads: str
    settings: Mapping[str, Any]
    patterns: tuple[re.Pattern[str], ...]

    @property
    def nested(self) -> bool:
        """Whether it contains another phrase."""
        return any("{when}" in form for form in self.forms)


@attrs.frozen(eq=False)
class Vocabulary:
    """The rules of one language, in the order they are tried, and the words of its slots."""

    rules: tuple[Rule, ...]
    slots: Mapping[str, Mapping[str, str]]


def said(words: str, *, on: str | When, zone: str | None = None, language: str = "en") -> When:
    """Read words of time together with the day they were said; reached as `When.said`.

    Args:
        words: For instance "earlier this week". The past tense looks back: "on Friday" is the latest Friday.
        on: The day, or the moment, they were said; never the clock of this machine.
        zone: Whose days are meant; where missing, that of `on`.
        language: Whose vocabulary.

    Raises:
        Unresolved: `unresolved-time`, with the nearest phrase that is read.
        Invalid: Where `on` is no single known day.

    Examples:
        >>> str(When.said("earlier this week", on="2025-04-26"))
        '[2025-04-21..2025-04-26]'
        >>> str(When.said("last Friday", on="2025-04-26"))        # both are meant, so both are kept
        '[2025-04-18,2025-04-25]'
    """
    day, place = _day(on, zone)
    vocabulary = _vocabulary(language)
    rule, read = _read(vocabulary, _plain(words), Context(day))
    return with_words(When.parse(read.text), Said(words, str(on), rule.name, place))


def rules(language: str = "en") -> tuple[Rule, ...]:
    """Return the rules of a language in the order they are tried.

    Examples:
        >>> next(rule.gives for rule in rules() if rule.name == "overnight")
        'lasted from the day before to the day it was said'
    """
    return _vocabulary(language).rules


def _day(on: str | When, zone: str | None) -> tuple[int, str | None]:
    """Return the day count of the day on which something was said, in the zone that is meant."""
    when = When.parse(on) if isinstance(on, str) else on
    start, end = when.start_min, when.end_max
    whole = when.shape is Shape.MOMENT and when.grain.order >= Grain.DAY.order and not when.approximate
    if not whole or isinstance(start, Edge) or isinstance(end, Edge) or end - start > DAY:
        message = f"{errors.shown(when.text)} is not one known day, and words need the day they were said"
        raise errors.Invalid(message, code="unknown-day")
    place = zones.check_zone(zone) if zone else when.zone
    if when.grain.timed and when.form.zone and place:
        start = zones.civil_time(place, zones.instants(when.form.zone, start)[0])
    return start // DAY, place


def _plain(words: object) -> str:
    """Return the phrase as the forms expect it: lower case, single spaces, no commas and full stops."""
    if not isinstance(words, str):
        raise errors.Invalid(f"words are text, not {type(words).__name__}", code="unresolved-time")
    if len(words) > LONGEST:
        raise _unresolved(words, f"a phrase of time has at most {LONGEST} characters")
    lowered = words.lower().replace("’", "'").replace("mid-", "mid ")
    return " ".join(re.sub(r"[,.;]+(?![0-9])|,", " ", re.sub(r"\b([ap])\.m\.?", r"\1m", lowered)).split())


def _read(vocabulary: Vocabulary, phrase: str, context: Context) -> tuple[Rule, Read]:
    """Try the rules in their order; what a nested rule cannot use is left to the next one."""
    reason = ""
    for rule in vocabulary.rules:
        for pattern in rule.patterns:
            found = pattern.fullmatch(f"{phrase} ")
            if found is None or (rule.nested and context.inside):
                continue
            try:
                return rule, OPERATIONS[rule.reads](context, rule.settings, _slots(vocabulary, rule, found, context))
            except Unread as error:
                reason = reason or str(error)
            except errors.Unresolved:
                continue
    raise _unresolved(phrase, reason or "no rule reads this", vocabulary)


def _slots(vocabulary: Vocabulary, rule: Rule, found: re.Match[str], context: Context) -> dict[str, Any]:
    """Return what stands in the slots of a form, in the terms of the operations."""
    slots: dict[str, Any] = {}
    for name, text in found.groupdict().items():
        if text is None:
            continue
        if name in NESTED:
            inner = attrs.evolve(context, inside=True, tense=rule.settings.get("tense", ""))
            slots[name] = _read(vocabulary, text.strip(), inner)[1]
        else:
            slots[name] = vocabulary.slots.get(name.removeprefix("other_"), {}).get(text, text)
    return slots


@functools.lru_cache(maxsize=16)
def _vocabulary(language: str) -> Vocabulary:
    name = language if isinstance(language, str) and re.fullmatch(r"[a-z]{2,3}", language) else ""
    file = importlib.resources.files("timeline") / "locales" / name / "time.toml"
    if not name or not file.is_file():
        raise errors.NotFound(f"no spoken time in language {errors.shown(language)}", code="unknown-language")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    slots = {
        slot: {word: key for key, words in table.items() for word in words} for slot, table in data["slots"].items()
    }
    known = ("name", "forms", "gives", "example", "reads")
    made = (
        Rule(
            name=entry["name"],
            forms=tuple(entry["forms"]),
            gives=entry["gives"],
            examples=entry["example"],
            reads=entry["reads"],
            settings={key: value for key, value in entry.items() if key not in known},
            patterns=tuple(_compiled(form, slots) for form in entry["forms"]),
        )
        for entry in data["rule"]
    )
    return Vocabulary(tuple(made), slots)


def _compiled(form: str, slots: Mapping[str, Mapping[str, str]]) -> re.Pattern[str]:
    """Turn a form into a regular expression; every piece takes the space behind it along."""
    pieces = []
    for slot, optional, choice, word in PIECE.findall(form):
        if optional:
            inner = "|".join(_alternative(part, slots) for part in optional.split("|"))
            pieces.append(f"(?:(?:{inner}) )?")
        else:
            inner = (
                "|".join(map(re.escape, choice.split("|"))) if choice else _alternative(word or f"{{{slot}}}", slots)
            )
            pieces.append(f"(?:{inner}) ")
    return re.compile("".join(pieces))


def _alternative(text: str, slots: Mapping[str, Mapping[str, str]]) -> str:
    if not text.startswith("{"):
        return re.escape(text)
    name = text[1:-1]
    words = sorted(slots.get(name.removeprefix("other_"), {}), key=len, reverse=True)
    inner = "|".join([*map(re.escape, words), *([PATTERNS[name]] if name in PATTERNS else [])])
    return f"(?P<{name}>{inner})"


def _unresolved(words: str, message: str, vocabulary: Vocabulary | None = None) -> errors.Unresolved:
    known = [phrase for rule in vocabulary.rules for phrase in rule.examples] if vocabulary else []
    hint = errors.nearest(words, known) or "give what it means as a date, such as [2025-04-21..2025-04-26]"
    return errors.Unresolved(f"{errors.shown(words)}: {message}", code="unresolved-time", hint=hint)
