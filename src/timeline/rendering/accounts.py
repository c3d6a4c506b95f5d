"""Who says what: stances, rival values of a field, and claims, each version beside the others in neutral order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from timeline.chronology import ClaimState, Standing
from timeline.chronology.contested import backing
from timeline.records import Act, Citation, Claim, Event, Stance, Statement, Status
from timeline.rendering.dating import phrase, plain_date
from timeline.rendering.notes import Notes
from timeline.rendering.people import People
from timeline.rendering.pictures.life import has_a_life, life_of
from timeline.rendering.pictures.rows import Lanes
from timeline.rendering.prose import Prose
from timeline.rendering.rows import Account, Link, Party, Remark, Rivals, Side, Stand
from timeline.rendering.setting import Setting
from timeline.rendering.sheets import ClaimEntry
from timeline.rendering.values import Values, words_of
from timeline.rendering.wording import WORDS, counted, named_field

__all__ = ["Accounts"]

_AGAINST = {Act.DENIES, Act.DOUBTS}
_QUARREL = {WORDS["is_contested"], WORDS["reconsidered"]}  # what is conceded or retracted is over
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
        self._setting = setting
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
        word = WORDS[stance.act.value]
        if isinstance(target, Event):
            link = self._setting.link(target.id)
            ahead = self._chronology.when(statement).before(self._chronology.when(target)).certain
            told = WORDS["to_take_place" if ahead else "took_place"].format(title=link.text)
            return Stand(stance.act.value, word, Link(told, link.anchor), is_event=True)
        text = self._values.claim(target) if isinstance(target, Claim) else stance.target
        mark = self.mark(stance.target)
        link = self._setting.lead_to(self._setting.home(target), text)  # type: ignore[arg-type]
        return Stand(stance.act.value, word, link, mark=mark, contested=mark in _QUARREL)

    def mark(self, target: str) -> str:
        """Return the word for what the positions on a claim add up to; empty where there is no quarrel, and never was."""
        if target not in self._marks:
            standing = self._standing(target)
            alone = standing.reconsidered and len({position.side for position in standing.positions}) == 1
            self._marks[target] = WORDS["reconsidered"] if alone else WORDS.get(f"is_{standing.state}", "")
        return self._marks[target]

    def _standing(self, target: str) -> Standing:
        if target not in self._standings:
            self._standings[target] = self._chronology.standing(target)
        return self._standings[target]

    def _state(self, target: str) -> str:
        """Return what the positions on a claim add up to, since when, and through how many origins, in a sentence."""
        standing = self._standing(target)
        word, alone = WORDS[f"state_{standing.state}"], standing.state is ClaimState.ASSERTED
        since = plain_date(standing.since) if standing.since is not None and not alone else None
        exactly = WORDS["since"].format(date=since.long) if since is not None and since.machine else ""
        details = ", ".join(part for part in (exactly, self._origins(target, least=2 if alone else 1)) if part)
        return WORDS["with_details"].format(state=word, details=details) if details else f"{word}."

    def _origins(self, target: str, *, least: int) -> str:
        standing = self._standing(target)
        count = len(standing.origins)
        words = counted(count, "origins") if count >= least else ""
        alone = count > 1 and len(standing.sides) == 1
        return WORDS["origins_of_one"].format(origins=words) if words and alone else words

    def sides(self, target: str, *, at: Link) -> tuple[Side, ...]:
        """Return who stands where on a claim or event: act by act, each in page order."""
        found: dict[Act, list[Party]] = {}
        for statement, act in self._setting.stands.get(target, ()):
            found.setdefault(act, []).append(self._party(statement, at))
        return tuple(Side(act.value, WORDS[_BY[act]], tuple(found[act])) for act in Act if act in found)

    def _party(self, statement: Statement, at: Link) -> Party:
        return Party(
            who=self._people.speakers(statement),
            date=plain_date(statement.when),
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
            word=named_field(field),
            adopted=Account(adopted or WORDS["not_said"], cites=notes),
            others=tuple(self._account(claim, at) for claim in claims),
        )

    def _account(self, claim: Claim, at: Link) -> Account:
        return Account(
            value=self._values.rival(claim),
            text=claim.text,
            manner=WORDS["as_well"] if claim.adds else "",
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
        words = (WORDS["is_contested"], WORDS["reconsidered"], WORDS["is_retracted"], WORDS["is_conceded"], "")
        rank = words.index(self.mark(claim.id))
        return rank, first, claim.id

    def _claim(self, claim: Claim) -> ClaimEntry:
        text = self._values.claim(claim)
        at = Link(text, self._setting.anchor(claim.id))
        mark = self.mark(claim.id)
        return ClaimEntry(
            anchor=at.anchor,
            text=text,
            about=WORDS["speaks_of"].format(date=phrase(claim.about)) if claim.about is not None else "",
            contested=mark in _QUARREL,
            mark=mark,
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
        if not self.mark(claim) or not has_a_life(standing):
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
