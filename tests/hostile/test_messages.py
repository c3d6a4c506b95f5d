"""What an error quotes of an input acts on no terminal and forges no line, in every form in which it is told."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import timeline as tl
from timeline.cli import main as timeline

ACTING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)


def told(call, *args: object, **options: object) -> str:
    with pytest.raises(tl.TimelineError) as caught:
        call(*args, **options)
    return str(caught.value)


def test_a_refused_value(error_message, tmp_path):
    value = error_message.value
    if error_message.id == "H0836":
        a_file_name(tmp_path)
        return
    escaped = json.dumps(value)
    messages = [
        told(tl.When.parse, value),
        told(tl.Event, value, title="A", when="2025"),
        told(tl.Source, "s", title="S", url=value),
        told(tl.Place, "a", name="A", zone=value),
        told(tl.dossier("rome-2025").__getitem__, value),
        told(tl.loads, "", value),
        told(tl.loads, f'{{"events": [{{"title": "A", "when": {escaped}, {escaped}: 1}}]}}', "json"),
        told(tl.loads, f"title: A\n? {escaped}\n: 1\n"),
        told(tl.loads, "id,title,when,{0}\na,A,{0},x\n".format('"' + value.replace('"', '""') + '"'), "csv"),
        told(tl.read, tmp_path / f"x{value.replace('/', '')}.yaml"),
    ]
    for message in messages:
        assert ACTING.search(message) is None
        assert all(line.count(" ") or line for line in message.split("\n"))
    assert error_message.expected in messages[0]
    for_programs(value, tmp_path)


def for_programs(value: str, folder: Path) -> None:
    """Hold that the command writes one line to a problem, in which nothing acts, for people and for GitHub."""
    path = folder / "a.yaml"
    path.write_text(f"events:\n- title: A\n  when: {json.dumps(value)}\n", "utf-8")
    done = CliRunner().invoke(timeline, ["check", str(path), "--format", "github"])
    printed = done.output
    assert done.exit_code == 1 or isinstance(done.exception, SystemExit)
    assert "a.yaml" in printed
    assert ACTING.search(printed) is None
    commands = [line for line in printed.split("\n") if line.startswith("::")]
    assert all(
        line.startswith(("::error file=", "::warning file=", "::notice file=")) and "a.yaml" in line
        for line in commands
    )


def a_file_name(folder: Path) -> None:
    name = os.fsencode(folder) + b"/caf\xe9.yaml"
    with open(name, "wb") as stream:  # noqa: PTH123  (a name of bytes)
        stream.write(b"title: [")
    message = told(tl.read, os.fsdecode(name))
    assert "caf\\xe9.yaml" in message or "caf\\udce9.yaml" in message
    message.encode("utf-8")
    done = subprocess.run([sys.executable, "-m", "timeline", "check", name], capture_output=True, check=False)
    assert b"Traceback" not in done.stdout + done.stderr
