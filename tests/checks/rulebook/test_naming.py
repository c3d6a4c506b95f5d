"""Rules on names: what is nearly one name is found, and what only looks like it is not."""

import itertools

import pytest

import timeline as tl
from timeline.checks import check
from timeline.checks.rulebook import spelling

ZELENSKYY = tl.Person("zelenskyy", name="Volodymyr Zelenskyy", aliases=["Zelenskiy"])


def similar(*records):
    return check(tl.Chronology(records), ["similar-names"])


class TestSimilarNames:
    @pytest.mark.parametrize(
        "name",
        [
            "Volodymr Zelenskyy",
            "Volodymr Zelensky",
            "Volodmyyr Zelenskyy",
            "Volodymyr Zelenskyj",
            "VOLODYMIR ZELENSKYY",
            "VolodymyrZelenskyy",
            "Zelensky",
        ],
    )
    def test_a_slip_of_the_pen_is_found(self, name):
        (finding,) = similar(ZELENSKYY, tl.Agent("slip", name=name))
        assert finding.ids == ("slip", "zelenskyy")
        assert finding.severity.value == "hint"
        assert finding.message == (
            f"{name!r} is spelled nearly like 'Volodymyr Zelenskyy' ('zelenskyy'); "
            "if they are one, write that name, or give this one as its alias"
        )

    def test_in_the_short_form_both_are_made_on_the_spot_and_found_once(self):
        talks = """
        title: Talks
        events:
          - {when: 2025-04-26, title: A talk, who: [Donald Trump, Volodymyr Zelensky]}
          - {when: 2025-04-27, title: A call, who: [Donald Trump, Volodymr Zelensky]}
        """
        assert len(check(tl.loads(talks), ["similar-names"])) == 1

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Kim Jong Il", "Kim Jong Un"),
            ("George H. W. Bush", "George W. Bush"),
            ("27th brigade", "28th brigade"),
            ("Division 1234567", "Division 1234568"),
            ("Louis XVI", "Louis XVII"),
            ("Louis XXXVII", "Louis XXXVIII"),
            ("Iran", "Iraq"),
            ("Niger", "Nigeria"),
            ("Gambia", "Zambia"),
            ("Austria", "Australia"),
            ("Slovakia", "Slovenia"),
            ("North Korea", "South Korea"),
            ("Ukrainian official", "Ukrainian officials"),
            ("Nikolai Petrov", "Nikolai Petrova"),
            ("Army Group A", "Army Group B"),
            ("Zelenskyy", "Olena Zelenska"),
            ("Emmanuel Macron", "Emmanuel Macron"),
            ("Ан", "Ян"),
        ],
    )
    def test_what_tells_two_apart_is_no_slip(self, one, other):
        assert similar(tl.Agent("one", name=one), tl.Agent("other", name=other)) == ()

    def test_people_are_told_apart_on_purpose(self):
        father, son = tl.Person("father", name="George Busch Walker"), tl.Person("son", name="George Busch Walkes")
        assert similar(father, son) == ()
        assert len(similar(father, tl.Agent("son", name="George Busch Walkes"))) == 1

    def test_a_script_without_capitals_will_do(self):
        assert (
            len(similar(tl.Person("z", name="Володимир Зеленський"), tl.Agent("slip", name="Володимир Зеленский"))) == 1
        )

    def test_many_names_are_not_compared_each_with_each(self, monkeypatch):
        compared = []
        monkeypatch.setattr(spelling, "slip", lambda one, other: compared.append((one, other)))
        ends = ("".join(letters) * 3 for letters in itertools.product("abcdefghijklmnop", repeat=3))
        agents = [tl.Agent(f"a{number}", name=f"Ministry of {end}") for number, end in enumerate(ends)]
        similar(*agents)
        assert len(agents) == 16**3
        assert len(agents) <= len(compared) <= 50 * len(agents)

    def test_names_without_a_letter_and_very_long_ones_do_no_harm(self):
        odd = ["?", "!", "x" * 10_000, " ".join(["abcdef"] * 2_000), " ".join(["abcdeg"] * 2_000)]
        assert similar(*(tl.Agent(f"a{i}", name=name) for i, name in enumerate(odd))) == ()


class TestAliasCollision:
    def test_several_names_of_the_same_two_are_one_finding(self):
        turkey = tl.Person("turkey-erdogan", name="Recep Tayyip Erdoğan", aliases=["President Erdoğan"])
        turkiye = tl.Person("turkiye-erdogan", name="Recep Tayyip Erdogan", aliases=["President Erdogan", "Erdogan"])
        (finding,) = check(tl.Chronology([turkey, turkiye]), ["alias-collision"])
        assert finding.message == (
            "'Recep Tayyip Erdoğan' and 'President Erdoğan' are names of 'turkey-erdogan' and 'turkiye-erdogan'"
        )


class TestLookAlikeLetters:
    @pytest.mark.parametrize("name", ["K\u0443iv", "M\u03bfscow", "\u041f\u0430r\u0438\u0436", "the \u0421IA"])
    def test_a_word_of_two_alphabets_is_found(self, name):
        for record in (tl.Place("a", name=name), tl.Person("a", name="A", aliases=[name]), tl.Source("a", title=name)):
            (found,) = check(tl.Chronology([record]), ["look-alike-letters"])
            assert (found.ids, "U+" in found.message) == (("a",), True)

    @pytest.mark.parametrize(
        "name", ["Київ (Kyiv)", "王毅 Wang Yi", "Łódź", "東京Tokyo", "S-300ПМУ", "Αθήνα-Athens", "5\u00b5m"]
    )
    def test_words_side_by_side_are_fine(self, name):
        assert check(tl.Chronology([tl.Place("a", name=name)]), ["look-alike-letters"]) == ()

    def test_a_name_that_looks_like_another_in_another_alphabet_is_found(self):
        """All of it is Cyrillic, so no word mixes alphabets; one record may bear both spellings."""
        people = [
            tl.Person("a", name="Cop"),
            tl.Person("b", name="\u0421\u043e\u0440"),
            tl.Person("c", name="Max", aliases=["\u041c\u0430\u0445"]),
            tl.Person("d", name="\u0421\u0435\u0440\u0433\u0435\u0439"),
        ]
        (found,) = check(tl.Chronology([*people, tl.Place("e", name="\u0421\u043e\u0440")]), ["look-alike-letters"])
        assert found.ids == ("a", "b")
        assert found.message == "'\u0421\u043e\u0440' ('b') looks like 'Cop' ('a'), and is written in another alphabet"
