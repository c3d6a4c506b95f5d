"""The posts that people hold, and whether a title as printed names one of them."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from timeline.checks.rulebook.precedence import earlier
from timeline.checks.rulebook.titles import (
    LONGEST_TEXT,
    Stage,
    Words,
    another_post,
    is_plain,
    names_of_body,
    names_of_post,
    of_people,
    pieces,
    stage_before,
    stage_behind,
    stage_close_before,
    words_of,
)
from timeline.chronology import Chronology
from timeline.records import Agent, Organization, Participation, Record, Tenure
from timeline.when import Shape, When

__all__ = ["Named", "Offices", "Term", "Terms"]

NEAR = 12  # words before a name, among which the title is


class Term(NamedTuple):
    """When a post is held by one account, and the tenure whose term that is."""

    when: When
    tenure: Tenure

    @property
    def low(self) -> float:
        """The first second that it may hold; before all others where there is no limit, or none is known."""
        return self.when.start_min if isinstance(self.when.start_min, int) else float("-inf")

    @property
    def high(self) -> float:
        """The first second behind it; behind all others where there is no limit, or none is known."""
        return self.when.end_max if isinstance(self.when.end_max, int) else float("inf")


class Terms:
    """All the terms in which somebody held a post, in the order in which they may have begun.

    Both days of a term belong to it.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.all = sorted(terms, key=lambda term: (term.low, term.tenure.id))
        self._lows = [term.low for term in self.all]
        self._longest = list(itertools.accumulate(self.all, _longer))  # of those up to each

    def outside(self, when: When) -> bool | None:
        """Return whether a time lies outside all of them: certainly, perhaps, or (None) it may lie within one.

        Of several moments one is enough; of one among several, all must.
        """
        answers = [self._outside(each) for each in when.members]
        if when.shape is Shape.SEVERAL:
            return max((answer for answer in answers if answer is not None), default=None)
        return None if None in answers else all(answers)

    def begun(self, when: When) -> Term | None:
        """Return the latest term that may have begun when an event did."""
        at = bisect_left(self._lows, when.start_max) if isinstance(when.start_max, int) else 0
        return self.all[at - 1] if at else None

    def near(self, when: When) -> tuple[Term, ...]:
        """Return the terms on either side of a time that lies outside all of them."""
        begun = self._begun_by_the_end_of(when)
        return (*self._longest[max(0, begun - 1) : begun], *self.all[begun : begun + 1])

    def _outside(self, when: When) -> bool | None:
        begun = self._begun_by_the_end_of(when)
        before = earlier(self._longest[begun - 1].when, when) if begun else True
        after = earlier(when, self.all[begun].when) if begun < len(self.all) else True
        return None if before is None or after is None else before and after

    def _begun_by_the_end_of(self, when: When) -> int:
        """Count the terms that may have begun by the time at which an event may be over."""
        return bisect_left(self._lows, when.end_max) if isinstance(when.end_max, int) else len(self.all)


class Named(NamedTuple):
    """A post that a title names.

    Attributes:
        key: Under which `Offices.terms` knows its terms.
        stage: When it is said to be held.
        words: Those that say so, folded: `newly elected`.
        sure: Whether every word of the title is understood; otherwise it may be the post of another body.
    """

    key: Words
    stage: Stage
    words: str
    sure: bool

    @property
    def post(self) -> str:
        """The name of the post, folded."""
        return self.key[2]


class Offices:
    """Who holds which posts in a chronology; accounts that give a tenure another term count like the one that is adopted."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._terms: dict[Words, list[Term]] = {}
        self._ordered: dict[Words, Terms] = {}
        self._posts: dict[str, set[str]] = {}
        self._bodies: dict[Words, set[str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        for tenure in chronology.tenures:
            self._enter(tenure)

    def _enter(self, tenure: Tenure) -> None:
        holder, names = tenure.holder, self._names_of_body(tenure)
        terms = [Term(when, tenure) for when in _accounts(self._chronology, tenure)]
        posts = names_of_post(tenure.post, set(names))
        self._posts.setdefault(holder, set()).update(posts)
        keys = [("holder", holder), *(("post", holder, post, name) for post in posts for name in ("", *names))]
        keys += [("body", holder, tenure.of)] if tenure.of else []
        for key in dict.fromkeys(keys):
            self._terms.setdefault(key, []).extend(terms)
            self._bodies.setdefault(key, set()).update(names)

    def _names_of_body(self, tenure: Tenure) -> list[str]:
        """Return the names of the state or organization that a post belongs to, and of those that it is part of."""
        body: Record | None = self._chronology[tenure.of] if tenure.of else None
        found: list[str] = []
        while isinstance(body, Agent):
            names = (body.name, *body.aliases, getattr(body, "code", ""))
            found += [folded for name in names if name for folded in names_of_body(name)]
            body = self._chronology[body.part_of] if isinstance(body, Organization) and body.part_of else None
        return found

    def terms(self, key: Words) -> Terms | None:
        """Return the terms under a key: `("holder", id)`, `("body", id, body)`, or that of a post that was named."""
        if key not in self._ordered and key in self._terms:
            self._ordered[key] = Terms(self._terms[key])
        return self._ordered.get(key)

    def named(self, part: Participation) -> Named | None:
        """Return the post of the participant's own that the capacity names, if any.

        "U.S. President" names the post "President" of the United States; "Vice President" and "President Trump's envoy" do not.
        """
        if not part.capacity or part.agent not in self._posts:
            return None
        found = (self._in_words(part.agent, words) for words in pieces(part.capacity))
        return next(filter(None, found), None)

    def quoted(self, quote: str, holders: Collection[str]) -> Iterator[tuple[str, Named]]:
        """Yield the posts that a quote gives to some people, each before the name: "newly elected Prime Minister Keir Starmer"."""
        words = words_of(quote, longest=LONGEST_TEXT)
        for holder in holders:
            names = self._words_of_name(holder) if holder in self._posts else frozenset()
            for at, word in enumerate(words):
                if word in names and (named := self._before_name(holder, words[max(0, at - NEAR) : at], names)):
                    yield holder, named

    def _before_name(self, holder: str, words: Words, names: Collection[str]) -> Named | None:
        """Return the post that stands before a name, which begins where the words end."""
        if words and words[-1] in names:
            return None  # somewhere within the name
        end = next((at for at in range(len(words), 0, -1) if not is_plain(words[at - 1])), 0)
        return self._in_words(holder, words[:end], quoted=True)

    def _words_of_name(self, holder: str) -> frozenset[str]:
        if holder not in self._names:
            agent = self._chronology[holder]
            names = (agent.name, *agent.aliases) if isinstance(agent, Agent) else ()
            self._names[holder] = frozenset(word for name in names for word in words_of(name))
        return self._names[holder]

    def _in_words(self, holder: str, words: Words, *, quoted: bool = False) -> Named | None:
        """Return the post that a run of words names: the longest, and of these the last."""
        posts = self._posts[holder]
        for start, end in _runs(len(words)):
            post = " ".join(words[start:end])
            if post in posts and (named := self._around(holder, post, words[:start], words[end:], quoted=quoted)):
                return named
        return None

    def _around(self, holder: str, post: str, before: Words, behind: Words, *, quoted: bool) -> Named | None:
        """Return a post with what the words around it say, where they leave it the post that it is."""
        stage, said, behind = stage_behind(behind)
        body = self._body_behind(holder, post, behind)
        if body is None:
            return None
        key = ("post", holder, post, body)
        if stage is Stage.NOW and quoted:
            stage, said = stage_close_before(before, lambda word: is_plain(word) or of_people(word, self._bodies[key]))
        elif stage is Stage.NOW:
            stage, said, before = stage_before(before)
        if another_post(before, quoted=quoted):
            return None
        return Named(key, stage, said, quoted or all(is_plain(word) or self._is_of(word, key) for word in before))

    def _body_behind(self, holder: str, post: str, behind: Words) -> str | None:
        """Return the body that is named behind a post; the empty text where none is, None where it is another one."""
        if not behind or self._words_of_name(holder).issuperset(behind):
            return ""
        body = " ".join(behind[1:]).removeprefix("the ")
        return body if behind[0] == "of" and ("post", holder, post, body) in self._terms else None

    def _is_of(self, word: str, key: Words) -> bool:
        """Whether a word before a post says whose it is."""
        return not self._bodies[key] or of_people(word, self._bodies[key])


def _longer(one: Term, other: Term) -> Term:
    return other if other.high > one.high else one


def _accounts(chronology: Chronology, tenure: Tenure) -> Iterator[When]:
    """Yield the term of a tenure, and those that other accounts give it."""
    yield tenure.term
    for claim in chronology.rivals(tenure).get("term", ()):
        yield Tenure.fields()["term"].convert(claim.value)


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """Yield every run among so many words, the longest first and of these the last first."""
    for length in range(count, 0, -1):
        for start in range(count - length, -1, -1):
            yield start, start + length
