"""What each command does with a small dossier."""

import json

import pytest
from click.testing import CliRunner

import timeline as tl
from timeline.cli import main


class TestNew:
    def test_it_writes_a_dossier_that_reads_and_has_nothing_to_find(self, timeline, folder):
        result = timeline("new", "yalta.yaml")
        assert (result.exit_code, result.stdout) == (0, "")
        assert len(tl.read(folder / "yalta.yaml")) > 0
        assert timeline("check", "yalta.yaml").exit_code == 0

    def test_it_explains_itself_in_comments(self, timeline, folder):
        timeline("new")
        assert (folder / "chronology.yaml").read_text("utf-8").count("#") >= 5

    @pytest.mark.parametrize("name", ["foo.json", "foo.txt", "foo"])
    def test_it_refuses_a_suffix_that_is_not_yaml(self, timeline, folder, name):
        """The advice that it ends with would fail: other commands go by the suffix."""
        result = timeline("new", name)
        assert (result.exit_code, result.stdout) == (2, "")
        told = "a starter dossier is YAML, and this is no suffix of YAML; name it foo.yaml"
        assert result.stderr == f"{name}: {told}\n"
        assert not (folder / name).exists()

    def test_it_refuses_to_replace_a_file(self, timeline, talks, folder):
        before = (folder / talks).read_bytes()
        result = timeline("new", talks)
        assert result.exit_code == 2
        assert "--force" in result.stderr
        assert (folder / talks).read_bytes() == before

    def test_it_does_with_force(self, timeline, talks, folder):
        before = (folder / talks).read_bytes()
        assert timeline("new", talks, "--force").exit_code == 0
        assert (folder / talks).read_bytes() != before


class TestShow:
    def test_it_shows_the_dossier_as_text(self, timeline, talks):
        result = timeline("show", talks)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "They talk" in result.stdout
        assert "A truce is announced" in result.stdout
        assert result.stdout.strip() == tl.read(talks).render("text").strip()

    @pytest.mark.parametrize(
        "options",
        [
            ("--involving", "Donald Trump"),
            ("--at", "rome"),
            ("--during", "2025-04"),
            ("--kind", "meeting"),
            ("--kind", "Meeting"),
            ("--kind", "visit", "--kind", "meeting"),
            ("--tagged", "talks"),
            ("--involving", "trump", "--during", "2025", "--kind", "meeting"),
        ],
    )
    def test_options_pick_events(self, timeline, talks, options):
        result = timeline("show", talks, *options)
        assert result.exit_code == 0
        assert "They talk" in result.stdout
        assert "A truce is announced" not in result.stdout

    @pytest.mark.parametrize(("terminal", "width"), [(30, 60), (72, 72), (200, 100), (None, 80)])
    def test_it_is_as_wide_as_the_terminal_within_reason(self, timeline, monkeypatch, terminal, width):
        """In a file or a pipe it is always as wide, so that the same dossier gives the same bytes."""
        monkeypatch.setenv("COLUMNS", str(terminal or 200))
        monkeypatch.setattr("timeline.cli.console.watched", lambda: terminal is not None)
        assert timeline("show", "rome-2025").stdout == tl.dossier("rome-2025").render("text", width=width)

    def test_it_reads_standard_input(self, folder):
        def show(text):
            return CliRunner().invoke(main, ["show", "-"], input=text)

        assert "A truce" in show("events: [{when: 1953-07-27, title: A truce}]").stdout
        wrong = show("events: [{when: 1953-07-32, title: A truce}]")
        assert (wrong.exit_code, wrong.stdout) == (2, "")
        assert wrong.stderr.startswith("<stdin>:1:17: events[0].when: ")
        assert show(b"title: \xff").stderr.startswith("<stdin>:1:8: the byte 0xff")

    def test_it_says_when_nothing_is_picked(self, timeline, talks):
        result = timeline("show", talks, "--during", "1999")
        assert result.exit_code == 0
        assert result.stderr == "none of the 2 events is picked by these options\n"

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (("--involving", "Trumb"), "no agent 'Trumb'; did you mean"),
            (("--at", "Romee"), "no place 'Romee'; did you mean"),
            (("--kind", "meetin"), "no kind 'meetin'; did you mean 'meeting'?"),
            (("--kind", "summit"), "no kind 'summit'; there are: agreement, event, incident, meeting, "),
            (("--during", "2025-02-30"), "2025-02-30"),
        ],
    )
    def test_what_is_unknown_is_refused_with_the_nearest(self, timeline, talks, options, message):
        result = timeline("show", talks, *options)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr


class TestRender:
    def test_it_writes_the_page(self, timeline, talks, folder):
        result = timeline("render", talks, "--output", "page.html")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
        assert (folder / "page.html").read_text("utf-8") == tl.read(talks).render("html")

    def test_it_replaces_an_older_page(self, timeline, talks, folder):
        (folder / "page.html").write_text("old", "utf-8")
        assert timeline("render", talks, "--output", "page.html").exit_code == 0
        assert (folder / "page.html").read_text("utf-8") != "old"

    @pytest.mark.parametrize(
        ("suffix", "language"), [("html", "html"), ("htm", "html"), ("md", "markdown"), ("txt", "text")]
    )
    def test_the_suffix_names_the_language(self, timeline, talks, folder, suffix, language):
        assert timeline("render", talks, "--output", f"page.{suffix}").exit_code == 0
        assert (folder / f"page.{suffix}").read_text("utf-8") == tl.read(talks).render(language)

    def test_an_unknown_suffix_asks_for_the_language(self, timeline, talks, folder):
        assert timeline("render", talks, "--output", "page.out").exit_code == 2
        assert timeline("render", talks, "--output", "page.out", "--to", "text").exit_code == 0
        assert "They talk" in (folder / "page.out").read_text("utf-8")

    def test_without_output_it_goes_to_standard_output(self, timeline, talks):
        assert timeline("render", talks).stdout.strip() == tl.read(talks).render("html").strip()
        assert "They talk" in timeline("render", talks, "--to", "markdown").stdout

    def test_a_fragment_is_no_page(self, timeline, talks):
        fragment = timeline("render", talks, "--fragment").stdout
        assert fragment.strip() == tl.read(talks).render("html", fragment=True).strip()
        assert "<html" not in fragment

    def test_it_picks_events(self, timeline, talks):
        assert "A truce is announced" not in timeline("render", talks, "--kind", "meeting").stdout

    def test_it_can_name_title_and_day_of_compilation(self, timeline, talks):
        page = timeline("render", talks, "--title", "Five <days>", "--compiled", "2025-05-01").stdout
        assert "Five &lt;days&gt;" in page
        assert "1 May 2025" in page

    def test_templates_of_your_own_come_first(self, timeline, talks, folder):
        mine = folder / "mine" / "text"
        mine.mkdir(parents=True)
        (mine / "meeting.txt.jinja").write_text("MINE\n", "utf-8")
        assert "MINE" in timeline("render", talks, "--to", "text", "--templates", "mine").stdout

    def test_a_template_that_no_page_asks_for_is_told(self, timeline, talks, folder):
        (folder / "mine" / "html").mkdir(parents=True)
        (folder / "mine" / "html" / "meting.html.jinja").write_text("MINE\n", "utf-8")
        result = timeline("render", talks, "--templates", "mine", "--output", "page.html")
        assert result.exit_code == 0
        place, _, told = result.stderr.partition(": ")
        assert place.endswith("meting.html.jinja")
        assert told == "warning: no page asks for this template; did you mean 'html/meeting.html.jinja'?\n"

    @pytest.mark.parametrize("command", [("render", "rome-2025"), ("templates",)])
    def test_a_missing_folder_is_told_in_one_line(self, timeline, command):
        result = timeline(*command, "--templates", "nowhere")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "error: no folder 'nowhere'; a folder of templates is wanted\n"

    def test_a_template_that_asks_for_what_is_not_there_is_told(self, timeline, talks, folder):
        mine = folder / "mine" / "text"
        mine.mkdir(parents=True)
        (mine / "meeting.txt.jinja").write_text("{{ entry.colour }}\n", "utf-8")
        result = timeline("render", talks, "--to", "text", "--templates", "mine", "--output", "page.txt")
        assert result.exit_code == 2
        assert "colour" in result.stderr
        assert "Traceback" not in result.stderr
        assert not (folder / "page.txt").exists()

    def test_the_same_dossier_gives_the_same_bytes(self, timeline, talks):
        assert timeline("render", talks).stdout_bytes == timeline("render", talks).stdout_bytes


class TestConvert:
    def test_there_and_back_nothing_is_lost(self, timeline, talks, folder):
        assert timeline("convert", talks, "--output", "talks.json").exit_code == 0
        assert timeline("convert", "talks.json", "--output", "again.yaml").exit_code == 0
        assert tl.read("talks.json") == tl.read(talks) == tl.read("again.yaml")

    def test_it_refuses_to_replace_a_file(self, timeline, talks, folder):
        before = (folder / talks).read_bytes()
        result = timeline("convert", "rome-2025", "--output", talks)
        assert result.exit_code == 2
        assert "--force" in result.stderr
        assert (folder / talks).read_bytes() == before
        assert timeline("convert", "rome-2025", "--output", talks, "--force").exit_code == 0

    def test_without_output_it_goes_to_standard_output(self, timeline, talks):
        assert json.loads(timeline("convert", talks, "--to", "json").stdout)["title"] == "Talks"
        assert timeline("convert", talks).stdout == tl.read(talks).dumps("yaml")

    def test_the_format_can_differ_from_the_suffix(self, timeline, talks, folder):
        assert timeline("convert", talks, "--output", "talks.txt", "--to", "json").exit_code == 0
        assert json.loads((folder / "talks.txt").read_text("utf-8"))["title"] == "Talks"


class TestTemplates:
    def test_it_lists_where_each_comes_from(self, timeline):
        result = timeline("templates")
        assert result.exit_code == 0
        assert "html/meeting.html.jinja" in result.stdout

    def test_your_own_are_marked(self, timeline, folder):
        mine = folder / "mine" / "html"
        mine.mkdir(parents=True)
        (mine / "meeting.html.jinja").write_text("MINE\n", "utf-8")
        (line,) = [
            line
            for line in timeline("templates", "--templates", "mine").stdout.splitlines()
            if "html/meeting.html.jinja" in line
        ]
        assert "mine" in line.replace("html/meeting.html.jinja", "", 1)

    def test_one_that_no_page_asks_for_is_marked(self, timeline, folder):
        (folder / "mine").mkdir()
        (folder / "mine" / "meeting.html.jinja").write_text("MINE\n", "utf-8")
        last = timeline("templates", "--templates", "mine").stdout.splitlines()[-1]
        assert last.startswith("meeting.html.jinja ")
        assert last.endswith("(no page asks for it; did you mean 'html/meeting.html.jinja'?)")

    def test_one_is_copied_out(self, timeline, folder):
        result = timeline("templates", "--copy", "html/meeting.html.jinja", "--into", "mine")
        assert result.exit_code == 0
        copied = (folder / "mine" / "html" / "meeting.html.jinja").read_text("utf-8")
        assert copied.startswith("{#-")

    def test_a_copy_is_not_replaced(self, timeline, folder):
        timeline("templates", "--copy", "html/meeting.html.jinja", "--into", "mine")
        (folder / "mine" / "html" / "meeting.html.jinja").write_text("MINE\n", "utf-8")
        result = timeline("templates", "--copy", "html/meeting.html.jinja", "--into", "mine")
        assert result.exit_code == 2
        assert "--force" in result.stderr
        assert (folder / "mine" / "html" / "meeting.html.jinja").read_text("utf-8") == "MINE\n"

    def test_an_unknown_one_is_refused_with_the_nearest(self, timeline):
        result = timeline("templates", "--copy", "html/meetin.html.jinja", "--into", "mine")
        assert result.exit_code == 2
        assert "did you mean 'html/meeting.html.jinja'?" in result.stderr

    def test_a_copy_needs_to_know_where(self, timeline):
        assert timeline("templates", "--copy", "html/meeting.html.jinja").exit_code == 2
        assert timeline("templates", "--into", "mine").exit_code == 2


class TestSchema:
    def test_it_is_the_schema_of_the_format(self, timeline):
        assert json.loads(timeline("schema").stdout) == tl.schema()

    def test_it_is_written_to_a_file(self, timeline, folder):
        assert timeline("schema", "--output", "dossier.schema.json").exit_code == 0
        assert json.loads((folder / "dossier.schema.json").read_text("utf-8")) == tl.schema()
        assert timeline("schema", "--output", "dossier.schema.json").exit_code == 2


class TestDoctor:
    def test_here_all_is_well(self, timeline):
        result = timeline("doctor")
        assert result.exit_code == 0, result.stdout
        assert "WRONG" not in result.stdout
        for word in ("Python", "timeline-diplomacy", "import name", "pendulum", "jinja2", "YAML parser", "zone data"):
            assert word in result.stdout

    def test_what_is_missing_is_told_with_what_to_do(self, timeline, monkeypatch):
        import importlib.metadata

        real = importlib.metadata.version

        def version(name):
            if name in {"jinja2", "babel"}:
                raise importlib.metadata.PackageNotFoundError(name)
            return real(name) if name != "click" else "8.0.1"

        monkeypatch.setattr(importlib.metadata, "version", version)
        result = timeline("doctor")
        assert result.exit_code == 1
        lines = {line.split()[1]: line for line in result.stdout.splitlines()}
        assert lines["jinja2"].startswith("WRONG")
        assert "pip install timeline-diplomacy" in lines["jinja2"]
        assert lines["click"].startswith("WRONG")
        assert lines["babel"].startswith("-")
        assert "'timeline-diplomacy[i18n]'" in lines["babel"]

    def test_a_bare_folder_of_modules_is_not_an_installation(self, timeline, monkeypatch):
        """As with the source folder on the path and nothing installed."""
        import importlib.metadata

        def absent(name):
            raise importlib.metadata.PackageNotFoundError(name)

        monkeypatch.setattr(importlib.metadata, "version", absent)
        monkeypatch.setattr(importlib.metadata, "requires", absent)
        result = timeline("doctor")
        assert result.exit_code == 1
        assert "run: pip install timeline-diplomacy" in result.stdout


def test_a_page_in_a_language_without_words_is_drawn_and_that_is_told(timeline, talks, folder):
    text = (folder / talks).read_text("utf-8")
    (folder / "norsk.yaml").write_text(f"language: 'no'\n{text}", "utf-8")
    result = timeline("render", "norsk.yaml", "--to", "text")
    assert (result.exit_code, "2 events" in result.stdout) == (0, True)
    assert "no words for pages in 'no', so theirs are English; there are: ar, de, en" in result.stderr
    (folder / "fransk.yaml").write_text(f"language: fr\n{text}", "utf-8")
    assert timeline("render", "fransk.yaml", "--to", "text").stderr == ""
