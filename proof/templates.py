"""Every template of a stranger that the catalogue has, each in a process of its own, under the limits that hold where none is given.

The cases and what must come of them are those of `tests/hostile/test_templates.py`, run whole.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from proof.record import enter

TESTS = Path(__file__).parent.parent / "tests" / "hostile" / "test_templates.py"


def main(_arguments: list[str]) -> int:
    """Run them, write the figures, and return 1 where one has another outcome than it must."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n0", str(TESTS), "-k", "catalogue", f"--junitxml={report}"]
        subprocess.run(command, env={**os.environ, "TIMELINE_THOROUGH": "1"}, check=False)  # noqa: S603  (our own tests)
        cases = ET.parse(report).findall(".//testcase")  # noqa: S314  (what pytest has just written)
    wrong = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    measured = {
        "templates": len(cases),
        "escaped or with another outcome": len(wrong),
        "longest, seconds": max(round(float(case.get("time", 0)), 1) for case in cases),
    }
    enter("templates", "templates of strangers, each in a process with limits", measured, versions=("jinja2",))
    return 1 if wrong else 0
