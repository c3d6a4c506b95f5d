"""Sourced chronologies of diplomacy.

Meetings, envoys and statements as typed, frozen events; dates exactly as vague as the record; every side's version of a
contested fact; checks that find what cannot be true; pages through templates.

Importing this package loads nothing else: each name loads the module that defines it when it is first used (PEP 562).
"""

from __future__ import annotations

TYPE_CHECKING = (
    False  # type checkers take the name for true; importing `typing` for it would take longer than all the rest
)
if TYPE_CHECKING:
    from timeline import corpora
    from timeline.checks import Finding, Severity, check
    from timeline.chronology import Chronology, difference
    from timeline.errors import (
        Ambiguous,
        BadTemplate,
        Invalid,
        Loss,
        Lossy,
        MissingPackage,
        NotFound,
        NotWritten,
        Problem,
        TimelineError,
        Unreadable,
        Unresolved,
    )
    from timeline.formats import dossier, dossiers, dumps, loads, read, schema, write
    from timeline.records import (
        Act,
        Agent,
        Agreement,
        Citation,
        Claim,
        Event,
        Incident,
        Meeting,
        Mission,
        Mode,
        Organization,
        OtherEvent,
        Participation,
        Person,
        Place,
        Protocol,
        Quantity,
        Record,
        Source,
        Stance,
        State,
        Statement,
        Status,
        Tenure,
        Visit,
        kinds,
    )
    from timeline.rendering import render, save
    from timeline.when import Answer, Duration, Edge, Grain, Reading, Relation, Shape, When

# Each module and the names that it gives.
_HOMES = {
    "timeline.checks": ("Finding", "Severity", "check"),
    "timeline.chronology": ("Chronology", "difference"),
    "timeline.errors": (
        "Ambiguous",
        "BadTemplate",
        "Invalid",
        "Loss",
        "Lossy",
        "MissingPackage",
        "NotFound",
        "NotWritten",
        "Problem",
        "TimelineError",
        "Unreadable",
        "Unresolved",
    ),
    "timeline.formats": ("dossier", "dossiers", "dumps", "loads", "read", "schema", "write"),
    "timeline.records": (
        "Act",
        "Agent",
        "Agreement",
        "Citation",
        "Claim",
        "Event",
        "Incident",
        "Meeting",
        "Mission",
        "Mode",
        "Organization",
        "OtherEvent",
        "Participation",
        "Person",
        "Place",
        "Protocol",
        "Quantity",
        "Record",
        "Source",
        "Stance",
        "State",
        "Statement",
        "Status",
        "Tenure",
        "Visit",
        "kinds",
    ),
    "timeline.rendering": ("render", "save"),
    "timeline.when": ("Answer", "Duration", "Edge", "Grain", "Reading", "Relation", "Shape", "When"),
}
_ROOMS = ("corpora",)  # packages that are named whole: tl.corpora.gdelt(...)
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # noqa: PLE0604  (the names are the table above, held equal to the imports by a test)
    "__version__",
    *_HOME,
]


def other_owner() -> str | None:
    """Return the name and version of another distribution that installs a package of our name, or None."""
    from importlib import metadata

    try:
        return f"timeline {metadata.version('timeline')}"
    except metadata.PackageNotFoundError:
        return None


def _warn_of_other_owner() -> None:
    """Say once that another distribution writes into the same folder, and what to do."""
    import warnings

    if owner := other_owner():
        warnings.warn(
            f"the distribution {owner!r} also installs a package named 'timeline' and may overwrite this one: "
            "run `pip uninstall timeline` and then `pip install --force-reinstall timeline-diplomacy`",
            UserWarning,
            stacklevel=4,
        )


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib import metadata

        return metadata.version("timeline-diplomacy")
    if name in _ROOMS:
        from importlib import import_module

        return import_module(f"timeline.{name}")
    if name not in _HOME:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    if "_checked" not in globals():
        globals()["_checked"] = True
        _warn_of_other_owner()
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted((*__all__, *_ROOMS))
