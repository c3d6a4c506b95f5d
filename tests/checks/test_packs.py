"""Rules of installed packages: found by their entry point, and told of where they cannot be loaded."""

import json
import os
import re
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from timeline.checks import registry, rules

SUMMITS = """\
'''Rules on summits.'''

from timeline.checks import Finding, rule


@rule("summit-without-place", severity="hint")
def summit_without_place(chronology):
    '''A summit stands somewhere.'''
    for event in chronology.of("meeting"):
        if "summit" in event.tags and not event.where:
            yield Finding(message=f"{event.id!r} has no place", ids=event)
"""
YALTA = "events: {yalta: {kind: meeting, when: 1945-02, title: Three men by the sea, tags: [summit]}}\n"
CLASH = """\
from timeline.checks import rule


@rule("house-style")
def house_style(chronology):
    '''It is registered, and goes again with the rest of its module.'''
    return ()


@rule("alias-collision")
def alias_collision(chronology):
    '''Not ours.'''
    return ()
"""


@pytest.fixture
def installed(tmp_path):
    """Install packages into a folder as pip does, and give a fresh interpreter that has them."""

    def install(**modules):
        for name, (code, value) in modules.items():
            (tmp_path / f"{name}.py").write_text(code, "utf-8")
            record = tmp_path / f"{name}-1.2.dist-info"
            record.mkdir()
            (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", "utf-8")
            (record / "entry_points.txt").write_text(f"[timeline.checks]\n{name} = {value}\n", "utf-8")

        def run(*arguments, status=0, text=YALTA):
            (tmp_path / "yalta.yaml").write_text(text, "utf-8")
            environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
            command = [sys.executable, *arguments]
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
            assert done.returncode == status, done.stderr
            return done

        return run

    return install


def test_in_a_running_program_they_are_loaded_once_and_failures_told_as_a_warning(tmp_path, monkeypatch):
    """What other tests see in an interpreter of its own."""
    for name, code in (("acme_broken", "1/0"), ("acme_summits", SUMMITS)):
        (tmp_path / f"{name}.py").write_text(code, "utf-8")
        record = tmp_path / f"{name}-1.2.dist-info"
        record.mkdir()
        (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", "utf-8")
        (record / "entry_points.txt").write_text(f"[timeline.checks]\n{name} = {name}\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))
    registry.unloaded.cache_clear()
    try:
        told = "the rules of 'acme_broken 1.2' are not applied: 'acme_broken' cannot be imported (ZeroDivisionError: division by zero); "
        with pytest.warns(UserWarning, match=re.escape(told)) as warned:
            assert "summit-without-place" in rules()
        assert len(warned) == 1
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert "summit-without-place" in rules()
    finally:
        registry.unloaded.cache_clear()
        sys.modules.pop("acme_summits", None)


PROGRAM = "import timeline as tl; print([(each.rule, each.ids) for each in tl.check(tl.read('yalta.yaml'))])"


@pytest.mark.parametrize("value", ["acme_summits", "acme_summits:summit_without_place"])
def test_a_rule_is_one_function_and_one_entry_point(installed, value):
    run = installed(acme_summits=(SUMMITS, value))
    assert run("-c", PROGRAM).stdout == "[('summit-without-place', ('yalta',))]\n"
    told = "yalta.yaml:1: hint: 'yalta' has no place [summit-without-place]\n"
    assert run("-m", "timeline", "check", "yalta.yaml").stdout == told
    assert "summit-without-place" in run("-m", "timeline", "rules").stdout
    silence = "silence: {summit-without-place: It was by the sea}\n"
    assert run("-c", PROGRAM, text=silence + YALTA).stdout == "[]\n"


def test_nothing_is_imported_before_a_rule_is_wanted(installed):
    run = installed(acme_summits=("print('imported')\n", "acme_summits"))
    assert run("-c", "import timeline.checks; import timeline as tl; tl.read('yalta.yaml')").stdout == ""
    program = "import timeline.checks as c; c.rules(); c.rules(); c.unloaded()"
    assert run("-c", program).stdout == "imported\n"


BROKEN = [
    ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
    ("1/0", "ZeroDivisionError: division by zero"),
    ("raise SystemExit(3)", "SystemExit: 3"),
    ("def (", "SyntaxError: "),
]


@pytest.mark.parametrize(("code", "why"), BROKEN)
def test_one_that_cannot_be_imported_is_told_and_the_others_are_applied(installed, code, why):
    run = installed(acme_broken=(code, "acme_broken"), acme_summits=(SUMMITS, "acme_summits"))
    done = run("-c", PROGRAM)
    assert done.stdout == "[('summit-without-place', ('yalta',))]\n"
    told = "the rules of 'acme_broken 1.2' are not applied: 'acme_broken' cannot be imported"
    assert done.stderr.count(told) == 1
    assert f"UserWarning: {told} ({why}" in done.stderr


def test_on_the_command_line_the_exit_status_is_2_and_every_form_has_it(installed):
    run = installed(acme_broken=("1/0", "acme_broken"), acme_summits=(SUMMITS, "acme_summits"))
    done = run("-m", "timeline", "check", "yalta.yaml", status=2)
    told = (
        "the rules of 'acme_broken 1.2' are not applied: 'acme_broken' cannot be imported (ZeroDivisionError: division by zero); "
        "mend the package, or uninstall it\n"
    )
    assert done.stderr == f"{told}1 hint in 1 dossier\n"
    assert "summit-without-place" in done.stdout
    tree = json.loads(run("-m", "timeline", "check", "yalta.yaml", "--format", "json", status=2).stdout)
    assert [(problem["code"], problem["file"]) for problem in tree["problems"]] == [("bad-rules", None)]
    assert [finding["rule"] for finding in tree["findings"]] == ["summit-without-place"]
    annotated = run("-m", "timeline", "check", "yalta.yaml", "--format", "github", status=2)
    assert annotated.stdout.startswith("::error title=bad-rules::the rules of 'acme_broken 1.2'")
    assert annotated.stderr == ""
    assert run("-m", "timeline", "rules").stderr == told


def test_a_name_that_is_ours_is_refused_with_both_named(installed):
    """All or nothing: a module that fails adds no rule."""
    run = installed(acme_clash=(CLASH, "acme_clash"))
    done = run("-m", "timeline", "check", "yalta.yaml", status=2)
    assert (
        "the rule 'alias-collision' of acme_clash is registered before, by timeline.checks.rulebook.naming"
        in done.stderr
    )
    program = "import timeline.checks as c; c.unloaded(); print('house-style' in c.rules(), c.rules()['alias-collision'].home)"
    assert run("-c", program).stdout == "False timeline.checks.rulebook.naming\n"


def test_shells_complete_their_names_and_are_told_of_no_failure(installed, monkeypatch):
    monkeypatch.setenv("_TIMELINE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "timeline explain summ")
    monkeypatch.setenv("COMP_CWORD", "2")
    run = installed(acme_broken=("1/0", "acme_broken"), acme_summits=(SUMMITS, "acme_summits"))
    done = run("-c", "from timeline.__main__ import main; main()")
    assert (done.stdout, done.stderr) == ("plain,summit-without-place\n", "")


def test_a_module_that_asks_for_the_rules_as_it_is_imported_does_no_harm(installed):
    code = f"import timeline.checks as c\nc.rules()\n{SUMMITS}"
    run = installed(acme_summits=(code, "acme_summits"))
    assert run("-c", PROGRAM).stdout == "[('summit-without-place', ('yalta',))]\n"


def test_a_wheel_that_pip_installs_brings_its_rules(tmp_path):
    """Truly installed, from a wheel, by pip, into a folder of its own."""
    wheel = tmp_path / "acme_summits-1.2-py3-none-any.whl"
    record = "acme_summits-1.2.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("acme_summits.py", SUMMITS)
        archive.writestr(f"{record}/METADATA", "Metadata-Version: 2.1\nName: acme-summits\nVersion: 1.2\n")
        archive.writestr(f"{record}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{record}/entry_points.txt", "[timeline.checks]\nsummits = acme_summits\n")
        archive.writestr(f"{record}/RECORD", "")
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", target, wheel]
    subprocess.run(pip, check=True, capture_output=True)
    (tmp_path / "yalta.yaml").write_text(YALTA, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "timeline", "check", "yalta.yaml"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target)},
    )
    assert Path(target, "acme_summits.py").is_file()
    assert done.stdout == "yalta.yaml:1: hint: 'yalta' has no place [summit-without-place]\n"
