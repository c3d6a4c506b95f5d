"""Help is help: every command says what it does and shows it, every option is explained, shells complete."""

import os
import subprocess
import sys

import click
import pytest

from timeline.cli import COMMANDS, main

NAMES = [
    "new",
    "check",
    "rules",
    "explain",
    "show",
    "network",
    "corpora",
    "render",
    "serve",
    "convert",
    "formats",
    "diff",
    "merge",
    "templates",
    "assets",
    "schema",
    "doctor",
]


def test_the_commands_are_these():
    assert [command.name for command in COMMANDS] == NAMES


def test_the_first_help_names_every_command_and_how_it_ends(timeline):
    for arguments in (["--help"], ["-h"]):
        result = timeline(*arguments)
        assert result.exit_code == 0
        for word in (*NAMES, "Exit statuses", "Completion", "timeline render rome-2025 --output rome.html"):
            assert word in result.stdout


@pytest.mark.parametrize("name", NAMES)
def test_every_command_says_what_it_does_and_shows_it(timeline, name):
    result = timeline(name, "--help")
    assert result.exit_code == 0
    assert f"timeline {name}" in result.stdout.partition("Examples:")[2]
    assert str(main.commands[name].help).partition("\n")[0].endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_explained(name):
    options = [option for option in main.commands[name].params if option.param_type_name == "option"]
    assert [option.name for option in options if not option.help] == []


def test_the_version_is_told(timeline):
    import timeline as tl

    assert timeline("--version").stdout == f"timeline, version {tl.__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell):
    environment = {**os.environ, "_TIMELINE_COMPLETE": f"{shell}_source"}
    program = "from timeline.__main__ import main; main()"
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert "_TIMELINE_COMPLETE" in run.stdout


def test_shells_complete_packaged_names():
    from timeline.cli.dossier import DOSSIER

    items = DOSSIER.shell_complete(None, None, "ro")
    assert [(item.value, item.type) for item in items] == [("rome-2025", "plain"), ("ro", "file")]


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_of_the_help_system_is_seen(timeline, name):
    shown = timeline(name, "--help").stdout
    assert "\b" not in shown
    assert "\\b" not in shown


@pytest.mark.parametrize(
    ("command", "option", "typed", "expected"),
    [
        ("render", "language", "mark", ["markdown", "markwhen"]),
        ("render", "kind", "m", ["meeting", "mission"]),
        ("show", "kind", "st", ["statement"]),
        ("check", "wanted", "unas", ["unasserted-claim"]),
        ("check", "silence", "unas", ["unasserted-claim"]),
        ("network", "modes", "ph", ["phone"]),
        ("convert", "to", "gr", ["graphml"]),
        ("explain", "words", "alia", ["alias-collision", "alias"]),
        ("templates", "wanted", "html/me", ["html/meeting.html.jinja"]),
    ],
)
def test_shells_complete_the_values_of_options(command, option, typed, expected):
    (parameter,) = [one for one in main.commands[command].params if one.name == option]
    context = click.Context(main.commands[command])
    assert [item.value for item in parameter.shell_complete(context, typed)] == expected


@pytest.mark.parametrize(
    ("option", "rewritten"),
    [("--debug", "timeline --debug check ..."), ("--load", "timeline --load FILE.py|MODULE check ...")],
)
def test_an_option_of_the_group_behind_the_command_is_told_its_place(timeline, option, rewritten):
    result = timeline("check", "rome-2025", option)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: {option} stands before the command: {rewritten}\n")


def test_any_other_option_is_refused_as_ever(timeline):
    assert "Did you mean" in timeline("check", "rome-2025", "--formt").stderr
