import re
import xml.etree.ElementTree as ET
from pathlib import Path

import timeline as tl
from timeline.chronology import fold

POST = "President|Minister|Premier|Chancellor|King|Queen|Emperor|Pope|[AE]mir|Sultan|Shah|Prince|General|Secretary|Chairman"
TITLE = rf"(?:(?:Acting|Interim|Vice|Crown|Prime|Foreign|General|Governor) )*(?:{POST})(?:- ?[Ee]lect)?(?![a-z-]| of )"
VISITOR = re.compile(rf"({TITLE}(?: (?:and|&) {TITLE})*)? ?(.+?)(?:(?:,| and| &) (?={TITLE})|$)")
known, records = {}, {}


def text(record, tag):
    return " ".join("".join(piece for part in record.findall(tag) for piece in part.itertext()).split())


def named(kind, key, *names, **fields):
    if not (key or names[0]):
        return None
    id = "-".join([kind.__name__.lower(), *re.findall("[a-z0-9]+", ascii(fold(key or names[0])))])[:100]
    known.setdefault(id, (kind, fields, {}))[2].update(dict.fromkeys(filter(None, names)))
    return id


def country(kind, record, tag):
    return named(kind, "".join(part.get("id", "") for part in record.findall(tag)), text(record, tag))


def stay(record, id, cites, **fields):
    when = "/".join(dict.fromkeys(text(record, tag) for tag in ("start-date", "end-date")))
    return tl.Visit(id, when=when, summary=text(record, "remarks") + text(record, "description"), cites=cites, **fields)


def trip(record, *common):
    name, town, land = text(record, "name"), text(record, "locale"), country(tl.Place, record, "country")
    where = named(tl.Place, f"{land} {town}".removeprefix("place-"), town, within=land) if town else land
    post = re.findall(r"\[Visit made as (.+?)\.?\]", text(record, "remarks")) or [record.get("role", "").capitalize()]
    guest = tl.Participation(named(tl.Person, record.get("who"), name), capacity=post[0], on_behalf_of=US)
    return stay(record, *common, title=f"{name} in {town or text(record, 'country')}", where=where, who=guest)


def visit(record, *common):
    visitor, state, guests = text(record, "visitor"), country(tl.State, record, "from"), []
    for post, name in VISITOR.findall(visitor):
        names = (name, f"{post} {name}".strip())[" " not in name :]  # one name is too little to know a king by
        person = named(tl.Person, f"{state or ''} {names[0]}".removeprefix("state-"), *names)
        guests.append(tl.Participation(person, capacity=post, on_behalf_of=state))
    return stay(record, *common, title=f"{visitor or 'A visitor'} in the United States", where=AMERICA, who=guests)


def president(record, id, cites):
    term = f"{text(record, 'took-office-date')}/{text(record, 'left-office-date') or '..'}"
    holder = named(tl.Person, text(record, "id"), text(record, "name"))
    return tl.Tenure(id + record.get("n", ""), holder=holder, post="President", of=US, term=term, cites=cites)


US, AMERICA = (named(kind, "", "United States") for kind in (tl.State, tl.Place))
READERS = {"trip": trip, "visit": visit, "president": president}
for path in sorted(Path("state-department").rglob("*.xml")):
    try:
        found = [record for record in ET.parse(path).iter() if record.tag in READERS]
    except ET.ParseError as error:
        found = []
        print(f"{path}: {error}")
    for record in found:
        id = f"{record.tag}-{text(record, 'id')}"
        try:
            made = READERS[record.tag](record, id.lower(), tl.Citation("historian", locator=f"{path.name}, {id}"))
            if records.setdefault(made.id, made) is not made:
                raise tl.Invalid("the id is used before")
        except tl.TimelineError as error:
            print(f"{path}: {id}: {error}")

bearers = []
for id, (kind, fields, names) in known.items():
    shortest, *others = sorted(names, key=len) or [id]
    bearers.append(kind(id, name=shortest, aliases=others, **fields))
historian = tl.Source("historian", title="Visits and travels", publisher="Office of the Historian, Department of State")
chronology = tl.Chronology([*bearers, historian, *records.values()])
