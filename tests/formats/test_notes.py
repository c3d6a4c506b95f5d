"""A folder of Markdown notes with front matter: what is understood, what is kept all the same, and what is told of by file, line and column."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import timeline as tl
from timeline import formats
from timeline.checks import check
from timeline.cli import main
from timeline.errors import Invalid, NotWritten, Unreadable

TALKS = """\
---
title: Trump and Zelenskyy talk
Date: 2025-04-26
type: meeting
place: "[[St. Peter's Basilica]]"
participants:
  - "[[people/trump|Donald Trump]]"
  - [[Volodymyr Zelenskyy]]
  - {name: Emmanuel Macron, role: observer, capacity: President}
tags: funeral, Rome; peace
sources:
  - https://www.example.com/talks/15-minutes?x=1
  - {title: A morning paper, link: "https://example.org/a", date: 2025-04-27, outlet: The Paper, page: 3, stars: 5}
  - "[The BBC](https://bbc.example/1)"
  - Reuters: https://reuters.example/x
  - "A wire report: https://wire.example/2."
  - A handbook
confidence: high
aliases: [the basilica, fifteen minutes]
---

# Trump and Zelenskyy talk

They talked for *15 minutes*.

Then they parted.
"""


FOUND = {
    "1142-treaty.md": "---\ndate: 1142-01-01\ntitle: A treaty\n---\n",
    "sub/2025-04-26-talks.md": "---\ntitle: Talks\nsources:\n  - {title: A paper, url: https://example.org/a, date: 2025-04-20}\n---\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Write notes by name, and return the name of their folder, which is relative so that messages are short."""
    monkeypatch.chdir(tmp_path)

    def write(notes):
        for name, text in notes.items():
            path = Path("notes") / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        Path("notes").mkdir(exist_ok=True)
        return "notes"

    return write


def told(folder, **options):
    """What is wrong with a folder, a line for each."""
    with pytest.raises(Unreadable) as caught:
        formats.read(folder, **options)
    return str(caught.value).splitlines()


def passed_over(chronology):
    return [loss.why for loss in chronology.losses if not loss.record]


class TestWhatANoteSays:
    def test_the_usual_keys_are_those_of_an_event(self, folder):
        talks = formats.read(folder({"talks.md": TALKS}))
        (event,) = talks
        assert (event.id, event.kind, event.title, str(event.when)) == (
            "talks",
            "meeting",
            "Trump and Zelenskyy talk",
            "2025-04-26",
        )
        assert talks[event.where].name == "St. Peter's Basilica"
        assert [(talks[part.agent].name, part.role, part.capacity) for part in event.who] == [
            ("Donald Trump", "participant", ""),
            ("Volodymyr Zelenskyy", "participant", ""),
            ("Emmanuel Macron", "observer", "President"),
        ]
        assert event.tags == ("funeral", "Rome", "peace")
        assert event.summary == "They talked for *15 minutes*.\n\nThen they parted."
        assert event.note == "- confidence: high\n- aliases: the basilica, fifteen minutes"
        assert talks.losses == ()

    def test_sources_are_read_however_they_are_written(self, folder):
        talks = formats.read(folder({"talks.md": TALKS}))
        sources = [talks[cited.source] for cited in talks["talks"].cites]
        assert [(source.id, source.title, source.url) for source in sources] == [
            ("example-com-talks-15-minutes", "https://www.example.com/talks/15-minutes?x=1", "https://www.example.com/talks/15-minutes?x=1"),
            ("a-morning-paper", "A morning paper", "https://example.org/a"),
            ("the-bbc", "The BBC", "https://bbc.example/1"),
            ("reuters", "Reuters", "https://reuters.example/x"),
            ("a-wire-report", "A wire report", "https://wire.example/2"),
            ("a-handbook", "A handbook", ""),
        ]  # fmt: skip
        paper = talks["a-morning-paper"]
        assert (str(paper.published), paper.publisher, paper.note) == ("2025-04-27", "The Paper", "stars: 5")
        assert talks["talks"].cites[1].locator == "3"

    def test_a_source_of_several_notes_is_one_record(self, folder):
        notes = {
            "a.md": "---\ndate: 2025\nurl: https://example.org/a\n---\n",
            "b.md": "---\ndate: 2025\nsources: [{title: A paper, url: https://example.org/a, publisher: One}]\n---\n",
            "c.md": "---\ndate: 2025\nlinks: [{title: A paper, url: https://example.org/a, publisher: Other}]\n---\n",
        }
        made = formats.read(folder(notes))
        (source,) = made.sources
        assert (source.title, source.publisher) == ("A paper", "One")
        assert [str(loss) for loss in made.losses] == [
            "example-org-a.publisher: c.md: another publisher of it than in the note before; the first stands"
        ]

    def test_the_name_of_the_file_says_what_the_front_matter_does_not(self, folder):
        notes = {
            "2025-04-26-trump-zelenskyy.md": "---\nplace: Rome\n---\n",
            "2025/04_a-month.md": "---\ndate: 2025-04\n---\n# The heading\n\nText.",
            "2025-04_b-month.md": "---\ntags: [x]\n---\n",
            "1815 Waterloo.md": "---\n---\n",
            "2025-05-01.md": "# A day\n\nWithout any front matter.",
        }
        made = formats.read(folder(notes))
        assert [(event.id, event.title, str(event.when)) for event in made] == [
            ("1815-waterloo", "Waterloo", "1815"),
            ("04-a-month", "The heading", "2025-04"),
            ("2025-04-b-month", "B month", "2025-04"),
            ("2025-04-26-trump-zelenskyy", "Trump zelenskyy", "2025-04-26"),
            ("2025-05-01", "A day", "2025-05-01"),
        ]
        assert made["2025-05-01"].summary == "Without any front matter."

    def test_two_files_of_one_name_are_two_events(self, folder):
        notes = {
            "a/visit.md": "---\ndate: 2024\n---\n",
            "b/visit.md": "---\ndate: 2025\n---\n",
            "c.md": "---\nid: visit\ndate: 2026\n---\n",
        }
        assert [event.id for event in formats.read(folder(notes))] == ["visit-2", "visit-3", "visit"]

    @pytest.mark.parametrize(
        ("keys", "when"),
        [
            ("date: 2025-04-26 14:30:00 +0200", "2025-04-26T14:30:00+02:00"),
            ("date: 2025-04-26\ntime: 9:05", "2025-04-26T09:05"),
            ("start: 2025-04-26\nend: 2025-04-28", "2025-04-26/2025-04-28"),
            ("start_date: 2025-04-26", "2025-04-26"),
            ("date: 2025-04~", "2025-04~"),
            ("date: {said: earlier this week, on: 2025-04-26}", "[2025-04-21..2025-04-26]"),
            ("when: 1985-XX-XX\ndate: 2025", "1985-XX-XX"),
        ],
    )
    def test_dates_may_be_as_vague_as_in_a_dossier(self, folder, keys, when):
        (event,) = formats.read(folder({"a.md": f"---\n{keys}\n---\n"}))
        assert event.when.text == when

    @pytest.mark.parametrize(("word", "status"), [("Held", "held"), ("scheduled", "planned"), ("canceled", "cancelled"), ("called-off", "cancelled"), ("delayed", "postponed")])  # fmt: skip
    def test_status_may_have_its_usual_words(self, folder, word, status):
        (event,) = formats.read(folder({"a.md": f"---\ndate: 2025\nstatus: {word}\n---\n"}))
        assert (event.status.value, event.note) == (status, "")

    def test_another_status_is_kept_in_the_note_and_told(self, folder):
        made = formats.read(folder({"a.md": "---\ndate: 2025\nstatus: draft\n---\n"}))
        assert (made["a"].status.value, made["a"].note) == ("held", "- status: draft")
        assert [str(loss) for loss in made.losses] == [
            "a.status: a.md: 'draft' is no status of an event; it stands in the note"
        ]

    def test_toml_says_the_same(self, folder):
        text = '+++\ntitle = "They meet"\ndate = 2025-04-27T10:00:00Z\ncategories = ["a", "b"]\ndraft = true\n[extra]\nstars = 1\n+++\nText\n'
        (event,) = formats.read(folder({"a.md": text}))
        assert (event.title, str(event.when), event.tags) == ("They meet", "2025-04-27T10:00:00+00:00", ("a", "b"))
        assert (event.summary, event.note) == ("Text", '- draft: true\n- extra: {"stars": "1"}')

    def test_keys_of_a_kind_and_links_between_notes_are_taken(self, folder):
        notes = {
            "talks.md": "---\ndate: 2025-04-26\nkind: meeting\nmode: phone\npart_of: '[[funeral]]'\nlasted: ~15 min\n---\n",
            "funeral.md": "---\ndate: 2025-04-26\nid: funeral\n---\n",
            "later.md": "---\ndate: 2025-04\nafter: [[talks]]\nSummary: Short.\n---\nLong.",
        }
        made = formats.read(folder(notes))
        assert (made["talks"].mode.value, made["talks"].part_of, str(made["talks"].lasted)) == (
            "phone",
            "funeral",
            "~15 min",
        )
        assert (made["later"].after, made["later"].summary) == (("talks",), "Short.\n\nLong.")

    @pytest.mark.parametrize(
        ("commas", "names"),
        [("part", ["Donald Trump", "Volodymyr Zelenskyy"]), ("keep", ["Donald Trump, Volodymyr Zelenskyy"])],
    )
    def test_a_comma_between_people_is_parted_or_kept_as_asked(self, folder, commas, names):
        made = formats.read(
            folder({"a.md": "---\ndate: 2025\npeople: Donald Trump, Volodymyr Zelenskyy\n---\n"}), commas=commas
        )
        assert [made[part.agent].name for part in made["a"].who] == names

    def test_the_chronology_has_the_header_that_is_asked_for(self, folder):
        made = formats.read(
            folder({"a.md": "---\ndate: 2025\n---\n"}), title="Talks", language="de", zone="Europe/Rome"
        )
        assert (made.title, made.language, made.zone) == ("Talks", "de", "Europe/Rome")

    def test_it_reads_back_from_a_dossier(self, folder):
        made = formats.read(folder({"talks.md": TALKS}))
        assert formats.loads(made.dumps("yaml")) == made

    def test_hostile_texts_stay_texts(self, folder):
        text = '---\ndate: 2025\ntitle: "<script>alert(\'x\')</script>"\nconfidence: "<img src=x onerror=alert(1)>"\n---\n<b>bold</b>'
        page = formats.read(folder({"a.md": text})).render("html")
        assert "<script>alert" not in page
        assert "<img src=x" not in page


class TestWhatIsPassedOver:
    def test_all_that_is_no_note_is_told(self, folder):
        notes = {
            "README.md": "# About",
            "sub/_index.md": "---\ntitle: Sub\n---\n",
            "loose.md": "Some thoughts",
            "2025-plans.md": "A year is no day.",
            "photo.PNG": b"\x89",
            "sub/data": b"x",
            ".obsidian/app.md": "---\nbroken",
            "a.md": "---\ndate: 2025\n---\n",
        }
        made = formats.read(folder(notes))
        assert [event.id for event in made] == ["a"]
        assert passed_over(made) == [
            "README.md: about the folder, not read",
            "sub/_index.md: about the folder, not read",
            "2 files not in Markdown (.png, without a suffix): not read",
            "2025-plans.md: no front matter and no day in its name, not read",
            "loose.md: no front matter and no day in its name, not read",
        ]

    def test_no_link_is_followed(self, folder, tmp_path):
        name = folder({"a.md": "---\ndate: 2025\n---\n"})
        (tmp_path / "secret.md").write_text("---\ndate: 2024\ntitle: Secret\n---\n")
        Path(name, "out.md").symlink_to(tmp_path / "secret.md")
        Path(name, "loop").symlink_to(name, target_is_directory=True)
        Path(name, "up").symlink_to(tmp_path, target_is_directory=True)
        made = formats.read(name)
        assert [event.id for event in made] == ["a"]
        assert passed_over(made) == [
            "loop: a link, not followed",
            "out.md: a link, not followed",
            "up: a link, not followed",
        ]

    def test_another_date_in_the_name_is_told(self, folder):
        notes = {"2025-04-26-a.md": "---\ndate: 2025-04-27\n---\n", "2025-04-26-b.md": "---\ndate: 2025-04\n---\n"}
        made = formats.read(folder(notes))
        assert [str(loss) for loss in made.losses] == [
            "2025-04-26-a.when: 2025-04-26-a.md: the name of the file has 2025-04-26; 2025-04-27 in the front matter stands"
        ]

    @pytest.mark.parametrize("files", [{}, {"talks.yaml": "title: Talks"}, {"README.md": "About."}])
    def test_a_folder_without_notes_is_no_chronology(self, folder, files):
        """Else a check of the wrong folder would find nothing in it for ever."""
        with pytest.raises(Unreadable, match="no note in this folder; a note is a file such as"):
            formats.read(folder(files))


class TestWhatIsRefused:
    def test_every_problem_of_every_file_is_told_at_its_place(self, folder):
        notes = {
            "2025-02-31-a.md": "x",
            "b.md": "---\ntitle: Foo: bar\n---\n",
            "c.md": "---\nid: same\ndate: 2025-02-30\nparticipants: Donald Trump, Volodymyr Zelenskyy\nplace: [Rome, Paris]\n---\nx",
            "d.md": "---\ndate: 2025\n",
            "e.md": "\n\n---\ndate: 2025\n---\n",
            "f.md": "---\ntitle: No date\n---\n",
            "g.md": "---\n- a\n---\n",
            "h.md": b"---\ndate: 2025\ntitle: \xff\n---\n",
            "i.md": '---\r\ndate: 2025-04\r\nkind: meeting\r\nmode: foo\r\nsources: [{url: "ftp://x", date: 2025-99}]\r\nwho: [{name: A B, rol: x}]\r\n---\r\n\r\n# I\r\n\r\nBody\x07\r\n',
            "j.md": "---\ndate: 04/26/2025\ndate: 2025\npart_of: [[nothing]]\nlasted: &a 1 h\n---\n",
            "k.md": "---\nid: Bad Id\ndate: 2025\n---\n",
            "l.md": '+++\ndate = "2025-04-31"\n+++\n',
            "m.md": "+++\ntags = [1\n+++\n",
            "n.md": '{\n"date": "2025"\n}\n',
            "sub/c.md": "---\nid: same\ndate: 2025\nkind: meeting\nmode: foo\n---\n",
        }
        assert told(folder(notes)) == [
            "notes/2025-02-31-a.md:1:1: when: '2025-02-31': February 2025 has 28 days (character 9)",
            "notes/b.md:2:11: ': ' where no key can stand; put quotation marks around a text that has ': ' in it, and check the indentation",
            "notes/c.md:3:7: date: '2025-02-30': February 2025 has 28 days (character 9)",
            "notes/c.md:4:15: participants: 'Donald Trump, Volodymyr Zelenskyy' may be several names or one; write a list, or choose the option commas: part or keep",
            "notes/c.md:5:8: place: one place is wanted, not a list",
            "notes/d.md:1:1: the front matter has no end; a line --- ends it",
            "notes/e.md:3:1: empty lines before the front matter; begin the file with the line `---`",
            "notes/f.md:1:1: 'date' is missing; write `date: 2025-04-26`, or begin the name of the file with it: 2025-04-26-talks.md",
            "notes/g.md:2:1: front matter is made of keys and values; such as `date: 2025-04-26`",
            "notes/h.md:3:8: the byte 0xff at offset 22 is not UTF-8; save the file as UTF-8",
            "notes/i.md:4:7: mode: no mode 'foo'; allowed: in-person, phone, video, written",
            "notes/i.md:5:17: sources[0].url: 'ftp://x' is no http or https address; write a whole http or https address",
            "notes/i.md:5:34: sources[0].date: '2025-99': there is no season 99; seasons are 21 to 41 (character 6)",
            "notes/i.md:6:24: who[0].rol: unknown key 'rol'; did you mean 'role'?",
            "notes/i.md:11:1: summary: the character U+0007 in 'Body\\\\x07'; remove it: it is no text",
            "notes/j.md:2:7: date: '04/26/2025': an interval has one slash (character 6); day or month first? write 2025-05-31",
            "notes/j.md:3:1: the key 'date' a second time; first used in line 2",
            "notes/j.md:4:10: part_of: no event 'nothing'; enter it under events",
            "notes/j.md:5:9: an anchor '&a'; write the value out where it is used",
            "notes/k.md:2:5: id: 'Bad Id' is no id; an id is made of a-z, 0-9 and '-', and begins with a letter or digit",
            "notes/l.md:2:8: date: '2025-04-31': April 2025 has 30 days (character 9)",
            "notes/m.md:3:1: unclosed array",
            "notes/n.md:1:1: front matter in JSON; YAML and TOML are read",
            "notes/sub/c.md:2:5: id: the id 'same' is used before; first used in notes/c.md, line 2",
            "notes/sub/c.md:5:7: mode: no mode 'foo'; allowed: in-person, phone, video, written",
        ]

    def test_limits_are_kept(self, folder, monkeypatch):
        name = folder({f"{letter}.md": "---\ndate: 2025\n---\n" for letter in "abc"})
        monkeypatch.setattr("timeline.formats.foreign.note_files.MOST_FILES", 2)
        assert told(name) == ["notes: more than 2 files"]
        deep = Path(name, *"d" * 45)
        deep.mkdir(parents=True)
        assert told(name)[-1] == f"notes/{'/'.join('d' * 41)}: folders nested more than 40 deep"

    def test_a_pipe_is_not_read(self, folder):
        name = folder({})
        os.mkfifo(Path(name, "a.md"))
        assert told(name) == ["notes/a.md: this is a pipe; name a file"]

    def test_deep_front_matter_is_refused(self, folder):
        notes = {"a.md": f"---\ndate: {'[' * 99}{']' * 99}\n---\n", "b.md": f"+++\na = {'[' * 99}{']' * 99}\n+++\n"}
        assert [line.partition(": ")[2] for line in told(folder(notes))] == ["nested more than 40 deep"] * 2

    def test_a_file_is_no_folder_and_a_folder_no_text(self, tmp_path):
        path = tmp_path / "a.md"
        path.write_text("---\ndate: 2025\n---\n")
        with pytest.raises(Unreadable, match="this is no folder"):
            formats.read(path, format="notes")
        with pytest.raises(Unreadable, match="from a folder"):
            formats.loads("", "notes")
        with pytest.raises(NotWritten, match="notes is not written here"):
            tl.Chronology([]).write(tmp_path / "x", "notes")

    def test_options_have_their_values(self, folder):
        name = folder({"a.md": "---\ndate: 2025\n---\n# Talks\n"})
        with pytest.raises(Invalid, match="allowed: ask, part, keep"):
            formats.read(name, commas="guess")
        assert told(name, zone="Rome", language="?") == [
            "notes: language: '?' is no language tag; write one such as 'en' or 'uk'",
            "notes: zone: no zone 'Rome'",
        ]


class TestWhatTheChecksFind:
    def test_a_placeholder_and_an_early_source_are_found_in_their_files(self, folder):
        findings = check(formats.read(folder(FOUND)))
        assert [(finding.rule, finding.ids, finding.file, finding.line, finding.certain) for finding in findings] == [
            ("source-before-event", ("2025-04-26-talks", "a-paper"), "notes/sub/2025-04-26-talks.md", 1, True),
            ("false-precision", ("1142-treaty",), "notes/1142-treaty.md", 1, False),
        ]

    def test_records_have_the_lines_of_their_own_files(self, folder):
        made = formats.read(folder(FOUND))
        ids = ["1142-treaty", "a-paper"]
        assert made.lines(ids) == {"1142-treaty": 1, "a-paper": 4}
        assert made.files(ids) == {"1142-treaty": "notes/1142-treaty.md", "a-paper": "notes/sub/2025-04-26-talks.md"}

    def test_a_record_of_another_file_has_no_line_in_this_one(self, folder):
        notes = {
            "a.md": "---\ndate: 2025-04-27\nsources: [https://example.org/x, {title: Old, url: https://example.org/a, date: 2025-04-20}]\n---\n",
            "b.md": "---\ndate: 2025-04-26\nsources: https://example.org/a\n---\n",
        }
        found = {finding.ids: finding.lines for finding in check(formats.read(folder(notes)), ["source-before-event"])}
        assert found == {("a", "old"): (1, 3), ("b", "old"): (1, None)}


class TestTheCommandLine:
    def test_a_folder_is_shown_checked_and_converted(self, folder):
        name = folder({**FOUND, "README.md": "x"})
        run = CliRunner().invoke
        assert "A treaty" in run(main, ["show", f"{name}/"]).stdout
        lines = run(main, ["check", name]).stdout.splitlines()
        assert [line.partition(": ")[0] for line in lines] == [
            "notes/sub/2025-04-26-talks.md:1",
            "notes/1142-treaty.md:1",
        ]
        done = run(main, ["convert", name, "--output", "all.yaml", "--losses", "--option", "title=Talks"])
        assert (done.exit_code, "README.md: about the folder, not read" in done.stderr) == (0, True)
        assert tl.read("all.yaml") == formats.read(name, title="Talks")
