"""Who says what: stances, rival values of a field, and claims, each version beside the others in neutral order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from timeline.chronology import ClaimState, Standing
from timeline.chronology.contested import backing
from timeline.records import Act, Citation, Claim, Event, Stance, Statement, Status
from timeline.rendering.dating import plain_date
from timeline.rendering.notes import Notes
from timeline.rendering.people import People
from timeline.rendering.pictures.life import has_a_life, life_of
from timeline.rendering.pictures.rows import Lanes
from timeline.rendering.prose import Prose
from timeline.rendering.rows import Account, Link, Party, Remark, Rivals, Side, Stand
from timeline.rendering.setting import Setting
from timeline.rendering.sheets import ClaimEntry
from timeline.rendering.values import Values, words_of

__all__ = ["Accounts"]

_AGAINST = {Act.DENIES, Act.DOUBTS}
_MARKS = ("is_contested", "reconsidered", "is_retracted", "is_conceded", "")  # in the order of the claims of a page
_QUARREL = {"is_contested", "reconsidered"}  # what is conceded or retracted is over
_BY = {
    Act.ASSERTS: "asserted_by",
    Act.CONFIRMS: "confirmed_by",
    Act.DENIES: "denied_by",
    Act.DOUBTS: "doubted_by",
    Act.EVADES: "evaded_by",
    Act.RETRACTS: "retracted_by",
}


class Accounts:
    """The claims and stances of one page."""

    def __init__(
        self,
        setting: Setting,
        notes: Notes,
        people: People,
        values: Values,
        *,
        remarks: Callable[[str], tuple[Remark, ...]],
    ) -> None:
        self._setting, self._words = setting, setting.words
        self._chronology = setting.chronology
        self._notes = notes
        self._people = people
        self._values = values
        self._remarks = remarks
        self._marks: dict[str, str] = {}
        self._standings: dict[str, Standing] = {}

    # What a statement does

    def stands(self, statement: Statement) -> tuple[Stand, ...]:
        """Return where a statement stands, in words."""
        return tuple(self._stand(stance, statement) for stance in statement.stances)

    def _stand(self, stance: Stance, statement: Statement) -> Stand:
        target = self._chronology[stance.target]
        word = self._words[stance.act.value]
        if isinstance(target, Event):
            link = self._setting.link(target.id)
            ahead = self._chronology.when(statement).before(self._chronology.when(target)).certain
            told = self._words.say("to_take_place" if ahead else "took_place", title=link.text)
            return Stand(stance.act.value, word, Link(told, link.anchor), is_event=True)
        text = self._values.claim(target) if isinstance(target, Claim) else stance.target
        mark = self._mark(stance.target)
        link = self._setting.lead_to(self._setting.home(target), text)  # type: ignore[arg-type]
        return Stand(stance.act.value, word, link, mark=self._word(mark), contested=mark in _QUARREL)

    def _mark(self, target: str) -> str:
        """Return what the positions on a claim add up to, as the words have it; empty where there is no quarrel, and never was."""
        if target not in self._marks:
            standing = self._standing(target)
            alone = standing.reconsidered and len({position.side for position in standing.positions}) == 1
            found = "reconsidered" if alone else f"is_{standing.state}"
            self._marks[target] = found if found in _MARKS else ""
        return self._marks[target]

    def _word(self, mark: str) -> str:
        return self._words[mark] if mark else ""

    def _standing(self, target: str) -> Standing:
        if target not in self._standings:
            self._standings[target] = self._chronology.standing(target)
        return self._standings[target]

    def _state(self, target: str) -> str:
        """Return what the positions on a claim add up to, since when, and through how many origins, in a sentence."""
        standing = self._standing(target)
        word, alone = self._words[f"state_{standing.state}"], standing.state is ClaimState.ASSERTED
        since = plain_date(standing.since, self._words) if standing.since is not None and not alone else None
        exactly = self._words.say("since", date=since.long) if since is not None and since.machine else ""
        details = ", ".join(part for part in (exactly, self._origins(target, least=2 if alone else 1)) if part)
        return self._words.say("with_details" if details else "without_details", state=word, details=details)

    def _origins(self, target: str, *, least: int) -> str:
        standing = self._standing(target)
        count = len(standing.origins)
        words = self._words.counted(count, "origins") if count >= least else ""
        alone = count > 1 and len(standing.sides) == 1
        return self._words.say("origins_alone", origins=words) if words and alone else words

    def sides(self, target: str, *, at: Link) -> tuple[Side, ...]:
        """Return who stands where on a claim or event: act by act, each in page order."""
        stands = self._setting.stands.get(target, ())
        if not stands:
            return ()
        found: dict[Act, list[Party]] = {}
        for statement, act in stands:
            found.setdefault(act, []).append(self._party(statement, at))
        return tuple(Side(act.value, self._words[_BY[act]], tuple(found[act])) for act in Act if act in found)

    def _party(self, statement: Statement, at: Link) -> Party:
        return Party(
            who=self._people.speakers(statement),
            date=plain_date(statement.when, self._words),
            statement=self._setting.link(statement.id),
            cites=tuple({cite.number: cite for cite in self._notes.cite(statement.cites, at=at)}.values()),
        )

    def reports(self, event: Event, *, at: Link) -> tuple[Side, ...]:
        """Return who confirms, denies or doubts that an event took place."""
        return self.sides(event.id, at=at)

    # Rival values

    def rivals(self, event: Event, *, at: Link) -> tuple[Rivals, ...]:
        """Return the contested fields of an event, each with the adopted value and every other."""
        fields = self._chronology.rivals(event)
        return tuple(self._rivals(event, field, claims, at) for field, claims in fields.items())

    def _rivals(self, event: Event, field: str, claims: Iterable[Claim], at: Link) -> Rivals:
        adopted = words_of(self._values.of(event, field))
        versions = [each.claim.cites for each in self._chronology.perspective.of(event.id) if each.field == field]
        cites = versions[-1] if versions else _without_quotes(backing(event, claims))
        notes = self._notes.cite(cites, at=at) if adopted else ()
        return Rivals(
            field=field,
            word=self._words.field(field),
            adopted=Account(adopted or self._words["not_said"], cites=notes),
            others=tuple(self._account(claim, at) for claim in claims),
        )

    def _account(self, claim: Claim, at: Link) -> Account:
        return Account(
            value=self._values.rival(claim),
            text=claim.text,
            manner=self._words["as_well"] if claim.adds else "",
            origins=self._origins(claim.id, least=2),
            cites=self._notes.cite(claim.cites, at=at),
            parties=self.sides(claim.id, at=at),
        )

    # Claims

    def claims(self) -> tuple[ClaimEntry, ...]:
        """Return the claims, contested ones first, then in the order in which the page comes to them."""
        return tuple(self._claim(claim) for claim in sorted(self._setting.claims, key=self._claim_order))

    def _claim_order(self, claim: Claim) -> tuple[int, int, str]:
        pairs = self._setting.stands.get(claim.id, ())
        first = self._setting.order[pairs[0][0].id] if pairs else len(self._setting.order)
        return _MARKS.index(self._mark(claim.id)), first, claim.id

    def _claim(self, claim: Claim) -> ClaimEntry:
        text = self._values.claim(claim)
        at = Link(text, self._setting.anchor(claim.id))
        mark = self._mark(claim.id)
        return ClaimEntry(
            anchor=at.anchor,
            text=text,
            about=self._words.say("speaks_of", date=self._words.phrase(claim.about)) if claim.about is not None else "",
            contested=mark in _QUARREL,
            mark=self._word(mark),
            state=self._state(claim.id),
            sides=self.sides(claim.id, at=at),
            cites=self._notes.cite(claim.cites, at=at),
            note=Prose(claim.note),
            life=partial(self._life, claim.id),
            remarks=self._remarks(claim.id),
        )

    def _life(self, claim: str) -> Lanes | None:
        """Return what was done to a claim along time, where there is or was a quarrel about it."""
        standing = self._standing(claim)
        if not self._mark(claim) or not has_a_life(standing):
            return None
        setting = self._setting
        return life_of(
            self._chronology,
            standing,
            name=f"{setting.prefix}_life-of-{claim}",
            leading=lambda name: setting.lead_to(name, "").href,
        )


def _without_quotes(cites: Iterable[Citation]) -> Iterable[Citation]:
    """Return each source once: what it is quoted for belongs to the entry, not to one of its fields."""
    return dict.fromkeys(Citation(cite.source, via=cite.via) for cite in cites)


def is_disputed(event: Event, sides: Iterable[Side]) -> bool:
    """Whether someone denies or doubts an event that is entered as held."""
    return event.status is Status.HELD and any(side.act in _AGAINST for side in sides)
