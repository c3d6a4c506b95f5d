"""Where Ibis is not installed, the room loads, and says what to install when it is asked."""

import subprocess
import sys

import pytest

WITHOUT = "import sys; sys.modules['ibis'] = None; import timeline as tl; "


def run(program):
    return subprocess.run([sys.executable, "-c", WITHOUT + program], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("call", ["gdelt('a.CSV')", "polecat('a.txt')", "icews('a.tab')", "parquet('a')"])
def test_what_is_missing_is_named_with_the_line_that_installs_it(call):
    told = run(f"tl.corpora.{call}").stderr
    assert 'corpora need ibis, which is not installed; pip install "timeline-diplomacy[corpora]"' in told


def test_codes_and_states_need_no_engine():
    assert (
        run("print(tl.corpora.coding_of('cameo', '046').kind, tl.corpora.country('ru').name)").stdout
        == "meeting Russia\n"
    )


def test_the_name_is_there_without_being_loaded():
    assert run("print('corpora' in dir(tl), 'timeline.corpora' in sys.modules)").stdout == "True False\n"
