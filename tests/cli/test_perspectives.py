"""A dossier is shown as of a moment, as one side tells it, and with what checks remark."""


def test_show_tells_what_was_known_by_a_day(timeline):
    shown = timeline("show", "rome-2025", "--as-of", "2025-04-25", "--kind", "mission")
    assert "As it was known by 25 April 2025." in shown.output
    assert "Trump sends Witkoff to Putin" not in shown.output


def test_show_tells_a_side_by_any_name(timeline):
    shown = timeline("show", "rome-2025", "--according-to", "Dmitri Peskow", "--involving", "Witkoff")
    assert "As Russia tells it" in shown.output
    assert "Kremlin, Moscow, Russia" in shown.output


def test_render_notes_findings_in_the_margin_when_asked(timeline):
    asked = timeline("render", "rome-2025", "--to", "markdown", "--findings").output
    assert "two-places-at-once" in asked
    assert "two-places-at-once" not in timeline("render", "rome-2025", "--to", "markdown").output


def test_a_moment_that_is_none_is_told(timeline):
    result = timeline("show", "rome-2025", "--as-of", "yesterday")
    assert (result.exit_code, "this is not a date" in result.stderr) == (2, True)


def test_a_side_that_nobody_is_is_told(timeline):
    result = timeline("show", "rome-2025", "--according-to", "Molotov")
    assert (result.exit_code, result.stderr) == (2, "error: no agent 'Molotov'\n")
