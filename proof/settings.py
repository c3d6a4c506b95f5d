"""The same bytes wherever they are made: whatever the hash seed, zone, language, folder and flags of the process, with and without libyaml, and in other Pythons.

One piece of work is done by a process of its own for each setting, which tells a digest of everything that came out; all have to be those of the first.
Other interpreters, with the library installed, are named as arguments: `python -m proof settings /elsewhere/bin/python3.13`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from proof.record import enter

__all__ = ["SETTINGS", "differences", "digests", "main", "outputs"]

WITHOUT_LIBYAML = "without libyaml"
CHILD = "--child"

BAD = {
    "yaml": "title: [\nevents: {a: &b c}\n",
    "yaml keys": "events:\n- {titel: A, when: 2025-02-30, who: [x, x]}\n- {id: a, title: A, when: 26 April}\n",
    "json": '{"events": {"a": {"title": "A", "title": "B", "when": "2025"}}}',
}

# What is set in the environment, and with which flags Python begins.
SETTINGS: dict[str, tuple[Mapping[str, str], Sequence[str]]] = {
    "as it comes": ({}, ()),
    "hash seed 0": ({"PYTHONHASHSEED": "0"}, ()),
    "hash seed 424242": ({"PYTHONHASHSEED": "424242"}, ()),
    "in New York": ({"TZ": "America/New_York"}, ()),
    "in Kathmandu": ({"TZ": "Asia/Kathmandu"}, ()),
    "no language": ({"LC_ALL": "C", "LANG": "C"}, ()),
    "POSIX, without UTF-8 mode": ({"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, ()),
    "Turkish": ({"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}, ()),
    "a narrow terminal without colours": ({"COLUMNS": "40", "NO_COLOR": "1", "TERM": "dumb"}, ()),
    "without assert statements, -O": ({}, ("-O",)),
    "bytes and texts never mixed, -bb": ({}, ("-bb",)),
    "every warning an error, -W error": ({"PYTHONWARNDEFAULTENCODING": "1"}, ("-W", "error")),
    "development mode, -X dev": ({}, ("-X", "dev")),
    WITHOUT_LIBYAML: ({}, ()),
    f"many of these at once, {WITHOUT_LIBYAML}": (
        {"PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONUTF8": "0", "COLUMNS": "40"},
        ("-O", "-bb", "-W", "error"),
    ),
}


# -- the work ----------------------------------------------------------------------------------------------------------------


def outputs(names: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield everything by a name of its own.

    Args:
        names: Of the packaged dossiers; all where none is named.
    """
    import timeline as tl
    from timeline import checks, formats, rendering

    for name in names or tl.dossiers():
        told = tl.dossier(name)
        for language in rendering.languages():
            yield f"{name} drawn as {language}", tl.render(told, language)
        for language in ("de", "ar", "tr"):
            yield f"{name} in {language}", tl.render(told.headed(language=language), "html")
        for form in formats.writable():
            with contextlib.suppress(tl.errors.TimelineError):
                yield f"{name} written as {form}", told.dumps(form)
        yield f"{name} read again", repr([*tl.loads(told.dumps("yaml"), "yaml")])
        for form in ("text", "json", "sarif"):
            yield f"{name} checked, {form}", checks.report(checks.check(told), form)
        yield f"{name} shown", repr(told) + "".join(map(repr, told.records)) + told.display().__repr__()
    for name, text in BAD.items():
        try:
            tl.loads(text, name.split()[0])
        except tl.errors.TimelineError as error:
            yield f"{name}, refused", str(error)


def _child(names: Collection[str], *, libyaml: bool) -> int:
    """Do the work, and print the digests."""
    if not libyaml:
        sys.modules["yaml._yaml"] = None  # type: ignore[assignment]  # as if it had been built without
    found = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in outputs(names)}
    sys.stdout.buffer.write(json.dumps(found).encode())
    return 0


# -- where it is done --------------------------------------------------------------------------------------------------------


def digests(name: str, *, python: str = sys.executable, dossiers: Collection[str] = ()) -> dict[str, str]:
    """Return the digest of each thing that a process writes, by what it is.

    Args:
        name: Of the setting.
        python: The interpreter.
        dossiers: Which of those that are packaged it works on; all where none is named.

    Raises:
        CalledProcessError: When the process fails.
    """
    environment, flags = SETTINGS[name]
    with tempfile.TemporaryDirectory() as made:
        command = [python, *flags, "-m", "proof", "settings", CHILD, name, *dossiers]
        surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **environment}
        ended = subprocess.run(command, env=surroundings, cwd=made, capture_output=True, check=True)  # noqa: S603
    found: dict[str, str] = json.loads(ended.stdout)
    return found


def differences(expected: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    """Yield what came out otherwise, or only once."""
    yield from sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))


def main(arguments: list[str]) -> int:
    """Compare all settings, and the interpreters that are named, write the figures, and return 1 where anything differs."""
    if arguments[:1] == [CHILD]:
        return _child(arguments[2:], libyaml=WITHOUT_LIBYAML not in arguments[1])
    expected = digests("as it comes")
    figures, wrong = {}, []
    for name, python in [
        *((name, sys.executable) for name in SETTINGS),
        *(("as it comes", each) for each in arguments),
    ]:
        told = name if python == sys.executable else _version(python)
        differing = [*differences(expected, digests(name, python=python))]
        figures[told] = {"outputs": len(expected), "differ": len(differing)}
        wrong += [f"{told}: {each}" for each in differing]
    print(*wrong[:40], sep="\n")  # noqa: T201
    enter("settings", "the same bytes in other surroundings", figures)
    return 1 if wrong else 0


def _version(python: str) -> str:
    told = subprocess.run([python, "--version"], capture_output=True, check=True, encoding="utf-8").stdout  # noqa: S603
    return told.strip()
