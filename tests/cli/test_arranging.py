"""The options that arrange a page, and those that split it into several."""

import pytest

import timeline as tl


@pytest.mark.parametrize(
    ("options", "given"),
    [
        (("--newest-first",), {"newest_first": True}),
        (("--group", "decade"), {"group": "decade"}),
        (("--limit", "3"), {"limit": 3}),
        (("--head", "2", "--tail", "3"), {"head": 2, "tail": 3}),
    ],
)
def test_each_option_does_the_same_on_the_command_line(timeline, options, given):
    rome = tl.dossier("rome-2025")
    assert timeline("render", "rome-2025", "--to", "text", *options).stdout == rome.render("text", **given)
    assert timeline("render", "rome-2025", *options).stdout == rome.render("html", **given)
    shown = timeline("show", "rome-2025", *options).stdout
    assert shown.split() == rome.render("text", **given).split()


def test_a_page_can_do_without_the_script(timeline):
    assert "<script>" in timeline("render", "rome-2025").stdout
    assert "<script>" not in timeline("render", "rome-2025", "--no-script").stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--group", "months"), "no grouping 'months'; did you mean 'month'?"),
        (("--limit", "0"), "limit cannot be 0"),
        (("--limit", "2", "--head", "1"), "leave out head and tail, or limit"),
        (("--split", "month", "--output", "site"), "no split by 'month'; known: year"),
        (("--split", "year"), "--split writes a folder; name it with --output"),
        (("--split", "year", "--output", "site", "--to", "text"), "only HTML is split into pages"),
        (("--split", "year", "--output", "site", "--fragment"), "fragment has no meaning for several pages"),
    ],
)
def test_what_cannot_be_is_refused(folder, timeline, options, message):
    result = timeline("render", "rome-2025", *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert list(folder.iterdir()) == []


def test_a_split_page_is_written_and_written_again(folder, timeline, talks):
    for _ in range(2):
        assert timeline("render", talks, "--split", "year", "--output", "site/").exit_code == 0
    assert sorted(path.name for path in (folder / "site").iterdir()) == [".timeline-pages", "2025.html", "index.html"]


def test_a_folder_with_other_files_wants_force(folder, timeline, talks):
    (folder / "site").mkdir()
    (folder / "site" / "thesis.txt").write_text("mine", "utf-8")
    result = timeline("render", talks, "--split", "year", "--output", "site")
    assert result.exit_code == 2
    assert (
        "site: the folder holds other files, such as 'thesis.txt'; name an empty folder, or add --force"
        in result.stderr
    )
    assert timeline("render", talks, "--split", "year", "--output", "site", "--force").exit_code == 0
    assert "--force goes with --split" in timeline("render", talks, "--output", "talks.html", "--force").stderr
    assert "--force goes with --copy" in timeline("templates", "--force").stderr
    assert (folder / "site" / "thesis.txt").read_text("utf-8") == "mine"
    assert (folder / "site" / "2025.html").is_file()


def test_shells_complete_groupings():
    from timeline.cli import completion

    assert completion.offering(completion.groups)(None, None, "d") == ["day", "decade"]
