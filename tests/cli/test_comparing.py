"""diff and merge on the command line: what they write where, and how they end."""

import json
import os
import shutil
import subprocess
import sys
import threading

import pytest

import timeline as tl

ROME = """\
title: Talks
zone: Europe/Rome
people: {witkoff: Steve Witkoff, bush: George H. W. Bush}
places: {rome: Rome}
sources: {article: Article datelined Rome}
events:
  talks: {kind: meeting, when: 2025-04, title: Witkoff meets Putin, where: rome, who: [witkoff, Vladimir Putin], cites: [article]}
"""
MOSCOW = """\
title: Talks
zone: Europe/Rome
people: {steve: Steve Witkoff, bush: George W. Bush}
places: {moscow: Moscow}
sources: {reuters: Report from Moscow}
events:
  talks: {kind: meeting, when: 2025-04-25, title: Witkoff meets Putin, where: moscow, who: [steve, Vladimir Putin], cites: [reuters]}
"""


@pytest.fixture
def rome(folder):
    (folder / "rome.yaml").write_text(ROME, "utf-8")
    return "rome.yaml"


@pytest.fixture
def moscow(folder):
    (folder / "moscow.yaml").write_text(MOSCOW, "utf-8")
    return "moscow.yaml"


class TestDiff:
    def test_changes_are_sentences_and_the_status_is_one(self, timeline, rome, folder):
        (folder / "new.yaml").write_text(ROME.replace("when: 2025-04,", "when: 2025-04-25,"), "utf-8")
        result = timeline("diff", rome, "new.yaml")
        assert (result.exit_code, result.stderr) == (1, "")
        assert result.stdout == "'talks' is more precise: when was April 2025, is 25 April 2025\n"

    def test_the_same_however_it_is_written_is_no_difference(self, timeline, rome):
        timeline("convert", rome, "--output", "rome.json")
        result = timeline("diff", rome, "rome.json")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")

    @pytest.mark.parametrize(
        "names", [("rome.yaml", "nowhere.yaml"), ("broken.yaml", "rome.yaml"), ("-", "-"), ("rome.yaml",)]
    )
    def test_trouble_is_two(self, timeline, rome, folder, names):
        (folder / "broken.yaml").write_text("events: [{when: 2025-02-30, title: Never}]", "utf-8")
        result = timeline("diff", *names)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr

    def test_json_has_the_values_as_a_file_writes_them(self, timeline, rome, moscow):
        result = timeline("diff", rome, moscow, "--format", "json")
        tree = json.loads(result.stdout)
        assert result.exit_code == 1
        assert (tree["old"], tree["new"]) == (rome, moscow)
        (found,) = [each for each in tree["changes"] if each["change"] == "more-precise"]
        assert found == {
            "change": "more-precise",
            "section": "events",
            "record": "talks",
            "field": "when",
            "before": "2025-04",
            "after": "2025-04-25",
            "sentence": "'talks' is more precise: when was April 2025, is 25 April 2025",
        }

    def test_json_of_no_difference_is_json(self, timeline, rome):
        assert json.loads(timeline("diff", rome, rome, "--format", "json").stdout)["changes"] == []

    def test_one_of_them_may_be_piped_in(self, timeline, rome, folder):
        command = [sys.executable, "-m", "timeline", "diff", "-", rome]
        done = subprocess.run(command, input=ROME.encode(), capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")

    def test_a_pipe_may_stand_in_for_a_file(self, timeline, rome, folder):
        """As the shell does it with `<(...)`."""
        os.mkfifo("pipe")
        writer = threading.Thread(target=lambda: (folder / "pipe").write_text(ROME, "utf-8"))
        writer.start()
        result = timeline("diff", "pipe", rome)
        writer.join()
        assert (result.exit_code, result.stdout) == (0, "")

    def test_the_null_device_is_an_empty_dossier(self, timeline, rome):
        """Version control gives it for a file that was added or removed."""
        result = timeline("diff", os.devnull, rome)
        assert result.exit_code == 1
        assert "'talks' is new: Witkoff meets Putin, April 2025\n" in result.stdout
        assert "'talks' is withdrawn" in timeline("diff", rome, os.devnull).stdout

    @pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
    def test_it_serves_as_the_tool_of_git(self, timeline, rome, folder):
        def git(*arguments):
            names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
            done = subprocess.run(["git", *names, *arguments], capture_output=True, text=True, check=False)
            assert done.returncode in {0, 1}, done.stderr
            return done.stdout

        git("init", "--quiet")
        git("add", ".")
        git("commit", "--quiet", "--message", "first")
        (folder / "rome.yaml").write_text(ROME.replace("where: rome", "where: rome, mode: phone"), "utf-8")
        tool = f"'{sys.executable}' -m timeline diff"
        shown = git("difftool", "--no-prompt", "--extcmd", tool)
        assert shown == "'talks' changed: mode was not given, is phone\n"


class TestMerge:
    def test_the_dossier_goes_to_standard_output_and_the_report_to_standard_error(self, timeline, rome, moscow):
        result = timeline("merge", rome, moscow)
        assert result.exit_code == 0
        merged = tl.loads(result.stdout)
        assert merged["talks"].where == "rome"
        assert [claim.value for claim in merged.rivals("talks")["where"]] == ["moscow"]
        assert result.stderr.splitlines() == [
            "moscow.yaml:",
            "  in both: 3 records",
            "  matched by name: 'steve' is 'witkoff', Steve Witkoff",
            "  another thing under the same id: 'bush' is called 'bush-2', George W. Bush",
            "  rival value: 'talks-when-2025-04-25', when of “Witkoff meets Putin” may be 25 April 2025",
            "  rival value: 'talks-where-moscow', where of “Witkoff meets Putin” may be Moscow",
        ]

    def test_into_a_file_of_either_format(self, timeline, rome, moscow, folder):
        for name in ("both.yaml", "both.json"):
            assert timeline("merge", rome, moscow, "-o", name).exit_code == 0
        assert tl.read("both.yaml") == tl.read("both.json")
        assert timeline("merge", rome, moscow, "--to", "json").stdout == (folder / "both.json").read_text("utf-8")
        timeline("merge", rome, moscow, "--to", "json", "-o", "both.txt")
        assert (folder / "both.txt").read_text("utf-8") == (folder / "both.json").read_text("utf-8")

    def test_a_file_is_replaced_only_where_it_is_asked_for(self, timeline, rome, moscow, folder):
        before = (folder / rome).read_bytes()
        result = timeline("merge", rome, moscow, "--output", rome)
        assert result.exit_code == 2
        assert result.stderr.endswith("rome.yaml: the file exists; --force replaces it\n")
        assert (folder / rome).read_bytes() == before
        assert timeline("merge", rome, moscow, "--output", rome, "--force").exit_code == 0
        assert tl.read(rome) == tl.loads(timeline("merge", rome, moscow).stdout)

    def test_several_one_after_the_other(self, timeline, rome, moscow, folder):
        (folder / "third.yaml").write_text("events: [{when: 1945-02, title: Yalta}]", "utf-8")
        result = timeline("merge", rome, moscow, "third.yaml", moscow)
        assert len(tl.loads(result.stdout)) == 2
        assert [line for line in result.stderr.splitlines() if line[0] != " "] == [
            "moscow.yaml:",
            "third.yaml:",
            "moscow.yaml:",
        ]
        assert result.stderr.count("rival value") == 2  # what is known already is not told again

    @pytest.mark.parametrize(
        ("names", "told"),
        [
            (("rome.yaml",), "Missing argument 'SECOND...'"),
            (("-", "-"), "standard input can be read only once"),
            (("rome.yaml", "nowhere"), "no file 'nowhere'"),
        ],
    )
    def test_trouble_is_two(self, timeline, rome, names, told):
        result = timeline("merge", *names)
        assert (result.exit_code, result.stdout) == (2, "")
        assert told in result.stderr
