import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

import timeline as tl
from timeline.chronology import fold

TITLE = r"(?:\w+ )??(?:President|Minister|Premier|Chancellor|Chairman|King|Queen|Emperor|[AE]mir|Sultan|Shah|Prince)"
VISITOR = re.compile(rf"(?:({TITLE}(?:-elect)?(?: (?:and|&) {TITLE})?) (?!of ))?(.+?)(?:(?:,| and| &) (?={TITLE})|$)")
US = {"trip": "from", "visit": "country", "president": "from"}  # where "United States" goes without saying
records, spellings = {}, defaultdict(list)


def named(kind, key, name, **fields):
    id = "-".join([kind.__name__.lower(), *re.findall("[a-z0-9]+", ascii(fold(key or name)))])[:100]
    names = sorted(dict.fromkeys([*spellings[id], name]), key=len)
    records[id], spellings[id] = kind(id, name=names[0], aliases=names[1:], **fields), names
    return id


def guest(row, post, name, state):
    return tl.Participation(named(tl.Person, f"{row['from#']} {name}", name), capacity=post, on_behalf_of=state)


def read(tag, row, **fields):
    start, end = row["start-date"] or row["took-office-date"], row["end-date"] or row["left-office-date"]
    when = start if start == end else f"{start}/{end}"
    state = named(tl.State, row["from#"], row["from"]) if row["from"] else None
    made_as = re.findall(r"\[Visit made as (.+?)\.?\]", row["remarks"]) or [row["role"].capitalize()]
    guests = VISITOR.findall(row["visitor"]) if tag == "visit" else [(made_as[0], row["name"])]
    who = [guest(row, post, f"{post} {name}" if name and " " not in name else name, state) for post, name in guests]
    if tag == "president":
        return tl.Tenure(holder=who[0].agent, post="President", of=state, term=when, **fields)
    town, land = row["locale"], named(tl.Place, row["country#"], row["country"]) if row["country"] else None
    where = named(tl.Place, f"{row['country#']} {town}", town, within=land) if fold(town) else land
    title = f"{row['visitor'] or row['name'] or 'Someone'} in {town or row['country'].replace('United', 'the United')}"
    return tl.Visit(title=title, when=when, where=where, who=who, summary=row["remarks"] + row["description"], **fields)


for path in sorted(Path("state-department").rglob("*.xml")):
    try:
        for record in [el for el in ET.parse(path).iter() if el.tag in US]:
            row = defaultdict(str, record.attrib | {el.tag: " ".join("".join(el.itertext()).split()) for el in record})
            row |= {US[record.tag]: "United States"} | {f"{el.tag}#": el.get("id") or row[el.tag] for el in record}
            id = f"{record.tag}-{row['id']}{row['n']}".lower()
            try:
                if id in records:
                    raise tl.Invalid("the id is used before")
                records[id] = read(record.tag, row, id=id, cites=tl.Citation("historian", locator=f"{path.name}, {id}"))
            except tl.TimelineError as error:
                print(f"{path}: {id}: {error}")
    except ET.ParseError as error:
        print(f"{path}: {error}")
chronology = tl.Chronology([tl.Source("historian", title="Records of the Office of the Historian"), *records.values()])
