"""Rules on terms of office, and on other stretches that have a beginning and an end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.offices import Named, Offices, Terms
from timeline.checks.rulebook.precedence import earlier, is_doubted
from timeline.checks.rulebook.titles import Stage, stages_in
from timeline.checks.rulebook.wording import joined, sources_of
from timeline.chronology import Chronology, fold
from timeline.errors import shown
from timeline.records import Event, Participation, Person, Record, Status, Tenure
from timeline.when import Edge, Shape, When

__all__ = ["newly_in_office", "outside_term", "term_ends_before_it_begins", "term_overlap"]

DAY = 86_400
PASSIVE = frozenset({"subject", "victim", "target"})  # what is done to somebody is done at any time: a funeral
NEW_FOR = 100  # days for which a post is new; our decision, after the "first hundred days"
LEAVING_FOR = 365  # days before the end of a term from which its holder may be called outgoing; our decision


@rule("term-ends-before-it-begins", severity=Severity.ERROR)
def term_ends_before_it_begins(chronology: Chronology) -> Iterator[Finding]:
    """A stretch of time ends before it begins: a source is read before it is published, a stay is over on the day that it may begin.

    An interval whose end lies before its start whatever is meant is refused when it is read, as 30 February is. What is left for this
    rule are two dates that stand apart, and the interval with a vague start whose end leaves a single day to begin on: "from May to
    1 May". That is only possible, and as a rule one of the two dates is a slip. Whoever knows that it began on that day writes the day.

    Source: our decision; ISO 8601-1:2019 3.1.1.6, where the end of an interval does not lie before its start.

    Dossier:
        title: The Congress of Vienna in the papers
        sources:
          protocol: {title: Final Act of the Congress of Vienna, published: 1815-06-09, accessed: 1815-05-09}
    """
    for source in chronology.sources:
        if source.published is not None and source.accessed is not None:
            certain = earlier(source.accessed, source.published)
            if certain is not None:
                told = f"{source.id!r} was read ({source.accessed}) before it was published ({source.published})"
                yield Finding(message=told, ids=(source.id,), sources=(source.id,), certain=certain)
    for record, when in _stretches(chronology):
        if _leaves_one_day(when):
            told = f"{record.id!r} ends ({when}) on the first day on which it may begin"
            severity, sources = Severity.WARNING, sources_of(record)
            yield Finding(message=told, ids=(record.id,), sources=sources, severity=severity, certain=False)


def _stretches(chronology: Chronology) -> Iterator[tuple[Record, When]]:
    yield from ((event, event.when) for event in chronology.events)
    yield from ((tenure, tenure.term) for tenure in chronology.tenures)
    yield from ((claim, claim.about) for claim in chronology.claims if claim.about is not None)


def _leaves_one_day(when: When) -> bool:
    """Whether an interval can only begin on the day on which it ends, although a longer time is given for its beginning."""
    low, high, end = when.start_min, when.start_max, when.end_max
    if when.shape is not Shape.INTERVAL or isinstance(low, Edge) or isinstance(high, Edge) or isinstance(end, Edge):
        return False
    return end - low <= DAY < high - low


@rule("outside-term", severity=Severity.ERROR)
def outside_term(chronology: Chronology) -> Iterator[Finding]:
    """Somebody acts in an office before the term of it has begun, or after it is over.

    The office is told by the capacity, where that names a post of the person's own: "U.S. President" is the post "President", while
    "Vice President" and "President Trump's envoy" are not; nor do former, designate, acting and newly elected holders count. Both days of
    a term belong to it, `..` has no end, and where an end is not known nobody is found beyond it. If the person has held the post several
    times, the event must lie outside all of these terms, those among them that another account gives. Where days lie so close that
    zones decide, where a date is marked as doubtful, and where a word of the capacity may name another body, it is only possible.

    Two weaker signs are never more than possible: acting for a state or body without a capacity, outside every post held for it (a
    warning), and acting for a principal who holds none of the posts known of him at the time (a hint).

    It keeps quiet about what was planned or called off, about those to whom something is done, such as the subject of a funeral, and where
    title or summary say "President-elect" or "former President" themselves.

    Source: Popolo, "Membership" with its start and end; that both days count is our decision, for terms meet on one.

    Dossier:
        title: Nixon in Cairo
        people: {nixon: Richard Nixon}
        states: {us: United States}
        tenures:
          nixon-37: {holder: nixon, post: President, of: us, term: 1969-01-20/1974-08-09}
        events:
          cairo:
            {kind: visit, title: Nixon in Cairo, when: 1974-09-12/1974-09-14, who: [{agent: nixon, capacity: U.S. President}]}
    """
    offices = Offices(chronology)
    for event in chronology.events if chronology.tenures else ():
        if event.status is Status.HELD:
            when = chronology.when(event)
            for part in event.who:
                if part.role not in PASSIVE and (finding := _unentitled(chronology, offices, event, part, when)):
                    yield finding


def _unentitled(
    chronology: Chronology, offices: Offices, event: Event, part: Participation, when: When
) -> Finding | None:
    """Return what is wrong with one participation, if anything, by the strongest sign that it gives."""
    who = chronology[part.agent].name  # type: ignore[attr-defined]
    if named := offices.named(part):
        terms = offices.terms(named.key) if named.stage is Stage.NOW else None
        told = f"{who} acts as {shown(part.capacity)} in {event.id!r} ({event.when})"
        finding = _beyond(told, terms, event, when, part.agent, certain=named.sure)
        return None if finding and stages_in(f"{event.title} {event.summary}", named.post) else finding
    if part.on_behalf_of is None:
        return None
    behind = chronology[part.on_behalf_of].name  # type: ignore[attr-defined]
    told = f"{who} acts for {behind} in {event.id!r} ({event.when})"
    if not part.capacity and (terms := offices.terms(("body", part.agent, part.on_behalf_of))):
        return _beyond(told, terms, event, when, part.agent, severity=Severity.WARNING)
    if isinstance(chronology[part.on_behalf_of], Person):
        terms = offices.terms(("holder", part.on_behalf_of))
        return _beyond(told, terms, event, when, part.on_behalf_of, severity=Severity.HINT)
    return None


def _beyond(
    told: str,
    terms: Terms | None,
    event: Event,
    when: When,
    holder: str,
    *,
    certain: bool = False,
    severity: Severity = Severity.ERROR,
) -> Finding | None:
    """Return that a time lies outside all of some terms, if it does."""
    outside = None if terms is None else terms.outside(when)
    if terms is None or outside is None:
        return None
    near = list(dict.fromkeys(term.tenure for term in terms.near(when)))
    spans = joined(dict.fromkeys(f"{term.tenure.post}, {term.when} ({term.tenure.id!r})" for term in terms.near(when)))
    return Finding(
        message=f"{told}, outside the term{'s' if len(terms.all) > 1 else ''} that {'are' if len(terms.all) > 1 else 'is'} known: {spans}",
        ids=(event.id, holder, *(tenure.id for tenure in near)),
        sources=sources_of(event, *near),
        certain=outside and certain,
        severity=severity,
    )


@rule("newly-in-office", severity=Severity.HINT)
def newly_in_office(chronology: Chronology) -> Iterator[Finding]:
    """Somebody is called new in a post, to come, or gone from it, and the record of terms has it otherwise.

    New is whoever has held the post for up to 100 days; "incoming", "designate" and "-elect" go before the first of them; "former" goes
    with nobody who is in the midst of the only term that is known; "outgoing" with nobody who stays for more than a year. The words are
    looked for in capacities, and in quotes where the post stands between them and the name: "newly elected Prime Minister Keir Starmer".

    Only what is certain by the dates is told. Whether the source is wrong, or the record lacks a term, is for the editor to find out.

    Source: our decision; a hundred days after Roosevelt's of 1933, a year for the long farewells of terms that are known to end.

    Dossier:
        title: A newcomer of nine months
        people: {starmer: Keir Starmer}
        states: {gb: {name: United Kingdom, aliases: [Britain]}}
        tenures:
          starmer-pm: {holder: starmer, post: Prime Minister, of: gb, term: 2024-07-05/..}
        events:
          rome:
            kind: meeting
            title: Zelenskyy meets Starmer
            when: 2025-04-26
            who: [{agent: starmer, capacity: newly elected British Prime Minister}]
    """
    offices = Offices(chronology)
    for event in chronology.events if chronology.tenures else ():
        when, seen = chronology.when(event), set()
        for holder, named, source in _called(offices, event):
            terms = offices.terms(named.key)
            found = terms and named.sure and (holder, named.stage) not in seen and _contradiction(named, terms, when)
            if found:
                seen.add((holder, named.stage))
                why, tenure = found
                who = chronology[holder].name  # type: ignore[attr-defined]
                told = f"{who} is called {shown(named.words)} {why}: {tenure.post}, {tenure.term}"
                sources = tuple(dict.fromkeys([*([source] if source else sources_of(event)), *sources_of(tenure)]))
                yield Finding(message=f"{event.id!r}: {told}", ids=(event.id, tenure.id, holder), sources=sources)


def _called(offices: Offices, event: Event) -> Iterator[tuple[str, Named, str]]:
    """Yield what the participants are called, with the source where it is quoted."""
    for part in event.who:
        if (named := offices.named(part)) and named.stage is not Stage.NOW:
            yield part.agent, named, ""
    holders = dict.fromkeys(part.agent for part in event.who)
    for cite in event.cites:
        for holder, named in offices.quoted(cite.quote, holders) if cite.quote else ():
            if named.stage is not Stage.NOW:
                yield holder, named, cite.source


def _contradiction(named: Named, terms: Terms, when: When) -> tuple[str, Tenure] | None:
    """Return why the terms contradict what somebody is called, and which of them does."""
    term = terms.begun(when)
    if term is None or is_doubted(when) or is_doubted(term.when) or terms.outside(when) is not None:
        return None
    least, words = _since_the_start(term.when, when)
    if named.stage is Stage.NEW and least > NEW_FOR:
        return f"{words} after the term began", term.tenure
    if named.stage is Stage.COMING and least > 0 and term is terms.all[-1]:
        return f"{words} after the term began", term.tenure
    if named.stage is Stage.GONE and least > 0 and len(terms.all) == 1 and _left(term.when, when) > 0:
        return "in the midst of the term", term.tenure
    if named.stage is Stage.LEAVING and LEAVING_FOR < _left(term.when, when) < float("inf"):
        return "more than a year before the end of the term", term.tenure
    return None


def _since_the_start(term: When, when: When) -> tuple[int, str]:
    """Return for how many whole days a term has lasted at least when an event begins, and the same in words."""
    if not isinstance(term.start_max, int) or not isinstance(when.start_min, int):
        return 0, ""
    least = (when.start_min - term.start_max) // DAY + 1
    known = isinstance(term.start_min, int) and term.start_max - term.start_min <= DAY
    exact = known and isinstance(when.start_max, int) and when.start_max - when.start_min <= DAY
    return least, f"{'' if exact else 'at least '}{least:,} day{'' if least == 1 else 's'}"


def _left(term: When, when: When) -> float:
    """Return how many days a term goes on at least after an event."""
    if term.end_min is Edge.OPEN and term.end_max is Edge.OPEN:
        return float("inf")
    if not isinstance(term.end_min, int) or not isinstance(when.end_max, int):
        return 0
    return (term.end_min - when.end_max) / DAY


@rule("term-overlap", severity=Severity.HINT)
def term_overlap(chronology: Chronology) -> Iterator[Finding]:
    """Two people hold one post of one body at one time, for more than a day.

    Terms that meet on a day do not overlap, nor do terms whose vague or unknown ends leave room. Where three or more hold it at once, the
    post is one for many, such as minister or ambassador, and nothing is said. Co-princes, consuls and rival claimants are what silence is
    for.

    Source: Popolo, "Post", which by its definition exists apart from the person who holds it.

    Dossier:
        title: Two popes
        people: {urban: Urban VI, clement: Clement VII}
        organizations: {church: Catholic Church}
        tenures:
          rome: {holder: urban, post: Pope, of: church, term: 1378-04-08/1389-10-15}
          avignon: {holder: clement, post: Pope, of: church, term: 1378-09-20/1394-09-16}
    """
    posts: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in chronology.tenures:
        if tenure.of is not None and not is_doubted(tenure.term):
            posts.setdefault((tenure.of, fold(tenure.post)), []).append(tenure)
    for tenures in posts.values():
        for one, other in _rivals_for_a_post(tenures):
            told = (
                f"{one.id!r} ({one.term}) and {other.id!r} ({other.term}) have one post at one time: {shown(one.post)}"
            )
            yield Finding(message=told, ids=(one.id, other.id), sources=sources_of(one, other))


def _rivals_for_a_post(tenures: Sequence[Tenure]) -> list[tuple[Tenure, Tenure]]:
    """Return the pairs that overlap; none where there is a time with more than two holders."""
    spans = [(span, tenure) for tenure in tenures if (span := _certain_span(tenure.term))]
    found: list[tuple[Tenure, Tenure]] = []
    running: dict[str, tuple[float, Tenure]] = {}  # until when each holder has the post
    for (low, high), tenure in sorted(spans, key=lambda entry: (entry[0], entry[1].id)):
        running = {holder: entry for holder, entry in running.items() if entry[0] - low > DAY}
        others = [entry[1] for holder, entry in running.items() if holder != tenure.holder]
        if len(others) > 1:
            return []
        found += [(other, tenure) for other in others]
        running[tenure.holder] = max(
            (high, tenure), running.get(tenure.holder, (high, tenure)), key=lambda entry: entry[0]
        )
    return found


def _certain_span(term: When) -> tuple[float, float] | None:
    """Return between which moments a post is certainly held; None where that is no more than a day."""
    low, high = term.start_max, term.end_min
    end = float("inf") if high is Edge.OPEN and term.end_max is Edge.OPEN else high
    if isinstance(low, Edge) or isinstance(end, Edge) or term.shape not in {Shape.INTERVAL, Shape.MOMENT}:
        return None
    return (low, end) if end - low > DAY else None
