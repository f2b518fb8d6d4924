from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.outlets import Outlet
from monitor.agencies import agencies
from monitor.likeness import Link, Verdict, link
from monitor.likeness import judge as weigh
from monitor.prints import Print, make_print
from monitor.stories import Grouper, Weighed, home, representative, stands
from monitor.story_drafts import Teller
from tests.quality.stories import FOLDER, Labelled, everything, grouped, judge, load

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
RECORDS = everything()


def print_of(record: Labelled, number: int = 0, **more: object) -> Print:
    values: dict[str, object] = {"outlet": record.outlet, "at": record.at}
    return make_print(number, record.title, record.text, **(values | more))  # type: ignore[arg-type]


PRINTS = [print_of(record, number) for number, record in enumerate(RECORDS)]


def stories(prints: list[Print]) -> set[frozenset[int]]:
    grouper = Grouper()
    for one in prints:
        grouper.add(one)
    found: dict[int, set[int]] = {}
    for one in prints:
        found.setdefault(grouper.story(one.article), set()).add(one.article)
    return {frozenset(members) for members in found.values()}


def test_the_labelled_articles_are_grouped_as_people_would() -> None:
    total, _, errors = judge(RECORDS, grouped(RECORDS))
    assert total.f1 >= 0.96, "\n".join(errors)


def test_two_events_of_one_town_and_day_are_not_one_story() -> None:
    groups = grouped(RECORDS)
    traps = {record.event for record in RECORDS if record.how == "same people and place, other event"}
    for one in RECORDS:
        for other in RECORDS:
            if one.event in traps and other.event != one.event:
                assert groups[one.id] != groups[other.id], (one.id, other.id)


def told(title: str, text: str, *, outlet: str = "wire", hours: int = 0) -> Print:
    return make_print(hours, title, text, outlet=outlet, at=NOON + timedelta(hours=hours))


def test_what_each_of_two_texts_has_of_figures_alone_speaks_against_one_story() -> None:
    fire = told(
        "Warehouse burns in Orlevo after night fire",
        "A fire broke out in a warehouse in Orlevo at 02:40 on Tuesday and spread over 1,400 square metres, the"
        " rescue service said. Some 64 firefighters with 19 engines were called.",
    )
    same = told(
        "Night blaze destroys Orlevo warehouse",
        "Rescuers fought a warehouse fire in Orlevo during the night. It had spread over 1,400 square metres before"
        " 64 firefighters could stop it, the rescue service said.",
        outlet="gazette",
        hours=2,
    )
    another = told(
        "Night blaze destroys Orlevo warehouse",
        "Rescuers fought a warehouse fire in Orlevo during the night. It had spread over 350 square metres before"
        " 22 firefighters with 7 engines could stop it at 23:15, the rescue service said.",
        outlet="gazette",
        hours=2,
    )
    evidence = [weigh(fire.sketch, other.sketch).evidence for other in (same, another)]
    assert evidence[0] > evidence[1]


def test_a_flash_that_two_outlets_print_alike_is_one_story_and_with_another_figure_it_is_not() -> None:
    flash = told(
        "Ostland raises its key rate to 9 percent", "The central bank of Ostland raised its key rate on Monday."
    )
    same = told(
        "Ostland raises key rate to 9 percent", "The central bank of Ostland raised its key rate on Monday.", outlet="b"
    )
    found = link(flash.sketch, same.sketch)
    assert found is not None
    assert found.kind == "copy"
    first = told("Quake of 4.1 near Halm", "A quake of magnitude 4.1 shook Halm at 03:12.", outlet="c")
    other = told("Quake of 5.6 near Orlevo", "A quake of magnitude 5.6 shook Orlevo at 17:40.", outlet="d")
    assert link(first.sketch, other.sketch) is None


def test_of_two_reports_of_one_hour_it_is_no_matter_which_says_that_the_toll_grew() -> None:
    first = told("Nine dead in Halm fire", "Nine people died in the fire at the Halm mill, the ministry said.")
    grown = told("Toll of Halm fire rises to 11", "The death toll of the fire at the Halm mill rose to 11.", outlet="b")
    assert grown.sketch.grew
    assert not first.sketch.grew
    assert weigh(first.sketch, grown.sketch) == weigh(grown.sketch, first.sketch)


def test_a_comment_beside_its_subject_speaks_against_one_story() -> None:
    text = "Narvia signed a contract for six Merlin radars with Ostland on Monday, the ministry in Halm said."
    news = told("Narvia buys six Merlin radars from Ostland", text)
    other = (
        "The contract for six Merlin radars that Narvia signed with Ostland will change little on the border at Halm."
    )
    plain = told("Narvia signs for Merlin radars", other, outlet="review", hours=5)
    comment = told("Why Narvia signs for Merlin radars", other, outlet="review", hours=5)
    assert weigh(news.sketch, plain.sketch).evidence > weigh(news.sketch, comment.sketch).evidence


def test_templates_follow_ups_and_round_ups_stay_apart() -> None:
    records = load()
    by_event = {record.event: record for record in records if record.how in {"template", "round-up", "follow-up"}}
    assert len(by_event) >= 20
    groups = grouped(records)
    for one in by_event.values():
        for other in by_event.values():
            assert one.event == other.event or groups[one.id] != groups[other.id], (one.id, other.id)


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(len(PRINTS))))
def test_copies_are_one_story_in_whatever_order_they_come(order: list[int]) -> None:
    grouper = Grouper()
    for number in order:
        grouper.add(PRINTS[number])
    number_of = {record.id: number for number, record in enumerate(RECORDS)}
    for name, number in number_of.items():
        original = number_of.get(name.removesuffix("+cut"))
        if name.endswith("+cut") and original is not None and link(PRINTS[number].sketch, PRINTS[original].sketch):
            assert grouper.story(number) == grouper.story(original), name


def test_a_chain_of_texts_that_are_each_a_little_alike_is_no_story() -> None:
    apart = {1: {2}, 2: {1, 3}, 3: {2, 4}, 4: {3}}
    weighed = Weighed({})
    for one, near in apart.items():
        for other in apart:
            evidence = 1.0 if other in near else -5.0
            weighed.settle(one, other, Verdict(evidence, Link("rewrite", 0.7) if evidence > 0 else None))
    assert home(4, set(), {1: [1, 2, 3]}, weighed) == []
    assert home(4, set(), {3: [3]}, weighed) == [3]
    assert home(4, {1}, {1: [1, 2, 3]}, weighed) == [1]
    assert home(2, set(), {1: [1], 3: [3]}, weighed) == [1]


def test_an_update_that_goes_on_from_the_last_report_joins_though_the_first_ones_are_unlike_it() -> None:
    def weighed(first: float, second: float, last: float) -> Weighed:
        verdicts = Weighed({})
        for article, evidence in enumerate((first, second, last), start=1):
            verdicts.settle(article, 4, Verdict(evidence, Link("rewrite", 0.9) if evidence > 0 else None))
        return verdicts

    assert home(4, set(), {1: [1, 2, 3]}, weighed(-2.0, -1.4, 3.0)) == [1]
    assert home(4, set(), {1: [1, 2, 3]}, weighed(-5.0, -5.0, 3.0)) == []


@pytest.mark.parametrize(
    ("wave", "least", "precision"),
    [
        *(("first", 0.95, 0.95), ("second", 0.97, 1), ("third", 0.99, 1), ("fourth", 0.97, 0.96)),
        *(("fifth", 0.93, 1), ("sixth", 0.93, 1), ("seventh", 0.99, 1), ("eighth", 0.99, 1)),
        *(("ninth", 0.99, 1), ("tenth", 0.98, 0.98), ("eleventh", 0.99, 1), ("twelfth", 0.99, 1)),
        *(("thirteenth", 0.7, 0.84), ("fourteenth", 0.85, 1), ("fifteenth", 0.79, 0.89)),
        *(("sixteenth", 0.67, 0.9), ("seventeenth", 0.76, 1), ("eighteenth", 0.86, 0.96)),
        *(("nineteenth", 0.97, 1), ("twentieth", 0.98, 1), ("twentyfirst", 0.91, 0.87)),
        *(("twentysecond", 0.95, 1), ("twentythird", 0.92, 0.88), ("twentyfourth", 0.94, 0.89)),
        *(("twentyfifth", 0.86, 0.76), ("twentysixth", 0.99, 1), ("twentyseventh", 0.97, 1)),
        *(("twentyeighth", 0.99, 1), ("twentyninth", 0.97, 1), ("thirtieth", 0.97, 1)),
        *(("thirtyfirst", 0.98, 1), ("thirtysecond", 0.99, 1), ("thirtythird", 0.94, 1)),
        *(("thirtyfourth", 0.97, 1), ("thirtyfifth", 0.95, 1), ("thirtysixth", 0.98, 0.96)),
        *(("thirtyseventh", 0.97, 1), ("thirtyeighth", 0.98, 0.96)),
    ],
)
def test_articles_written_before_the_code_was_looked_at_are_grouped(wave: str, least: float, precision: float) -> None:
    records = load(FOLDER / "unseen", wave) or load(FOLDER / "later", wave)
    total, _, errors = judge(records, grouped(records))
    assert total.f1 >= least, "\n".join(errors)
    assert total.precision >= precision, "\n".join(errors)


@given(st.sampled_from(PRINTS), st.sampled_from(PRINTS))
def test_a_link_is_symmetric(one: Print, other: Print) -> None:
    assert link(one.sketch, other.sketch) == link(other.sketch, one.sketch)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_has_a_print_and_is_a_copy_of_itself(text: str, title: str) -> None:
    one = make_print(1, title, text, outlet="a", at=NOON)
    other = make_print(2, title, text, outlet="b", at=NOON)
    assert one.keys == other.keys
    assert all(-(1 << 63) <= key < 1 << 63 for key in one.keys)
    if len(one.sketch.shingles) >= 12:
        found = link(one.sketch, other.sketch)
        assert found is not None
        assert (found.kind, found.similarity) == ("copy", 1.0)


def test_keys_are_the_same_in_every_process() -> None:
    code = (
        "from datetime import datetime, UTC; from monitor.prints import make_print\n"
        "at = datetime(2026, 3, 1, tzinfo=UTC)\n"
        "texts = ['Iran and Russia signed a plan in Rasht on 10 March.', 'Танкер вышел из порта Оля в Амирабад.']\n"
        "print([make_print(1, text, text * 9, outlet='a', at=at).keys for text in texts])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1 and answers != {b""}


def test_an_endless_stream_is_forgotten_after_the_window() -> None:
    grouper = Grouper(kept=10)
    for number in range(60):
        text = f"Report {number} tells of harbour {number} and captain Orlov{number} who sailed to port {number}. " * 3
        grouper.add(make_print(number, f"Report {number}", text, outlet="a", at=NOON + timedelta(days=number)))
    assert len(grouper._prints) <= 21


def test_the_representative_is_the_earliest_full_text_unless_a_wire_is_the_original() -> None:
    short = Teller(1, NOON, 50, "a", "")
    full = Teller(2, NOON + timedelta(hours=1), 200, "b", "Reuters")
    later = Teller(3, NOON + timedelta(hours=2), 220, "c", "")
    wire = Teller(4, NOON + timedelta(hours=3), 150, "reuters", "")
    assert representative([short, full, later]) == full
    assert representative([short, full, later, wire]) == full
    assert representative([short, full, later, wire], {"reuters": {"reuters"}}) == wire


_TOLD = st.builds(
    Teller,
    st.integers(1, 50),
    st.integers(0, 9).map(lambda hours: NOON + timedelta(hours=hours)),
    st.integers(80, 130),
    st.sampled_from(["a", "b", "reuters"]),
    st.sampled_from(["", "Reuters", "Nobody"]),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_TOLD, min_size=1, max_size=4, unique_by=lambda told: told.article),
    st.lists(_TOLD, min_size=1, max_size=2, unique_by=lambda told: told.article),
    st.sampled_from([{}, {"reuters": frozenset({"reuters"})}]),
)
def test_a_representative_that_stands_is_the_one_that_would_be_chosen_again(
    members: list[Teller], joined: list[Teller], wires: dict[str, frozenset[str]]
) -> None:
    joined = [told._replace(article=told.article + 50) for told in joined]
    chosen = representative(members, wires)
    if stands(chosen, joined, wires):
        assert representative(members + joined, wires) == chosen


@pytest.mark.parametrize(
    ("credit", "outlet"),
    [("Reuters", "reuters"), ("ТАСС", "tass-ru"), ("ITAR-TASS", "tass-en"), ("ایرنا", "irna-fa"), ("AP", "ap")],
)
def test_a_credit_names_the_original_in_whatever_script_it_is_written(credit: str, outlet: str) -> None:
    wires = [
        Outlet(id=id, name=name, language=language, country="XX", tags=["wire"], feeds=["https://wire.example/feed"])
        for id, name, language in (
            ("reuters", "Reuters", "en"),
            ("ap", "The Associated Press", "en"),
            ("tass-en", "TASS", "en"),
            ("tass-ru", "ТАСС", "ru"),
            ("irna-fa", "ایرنا", "fa"),
        )
    ]
    copy = Teller(1, NOON, 200, "paper", credit)
    original = Teller(2, NOON + timedelta(hours=1), 150, outlet, "")
    assert representative([copy, original], agencies(wires)) == original
    assert representative([copy, original]) == copy


def test_names_numbers_and_dates_are_read_as_facts() -> None:
    text = (
        "On March 10 the minister met Ali Akbar Ahmadian in Tabriz. He bought 4 700 rifles, 1,200 S-300 missiles and "
        "two ships for 3.5 million. In 2024 it was less."
    )
    found = make_print(1, "Talks", text, outlet="a", at=NOON)
    assert found.numbers == {"4700", "1200", "2", "3.5"}
    assert {"ahmadi", "tabris", "s300"} <= found.names
    assert "ali" not in found.names
    assert found.dates == {"3-10"}


def test_times_and_telephone_numbers_are_no_figures_and_thousands_are_read_as_figures() -> None:
    text = "At 14:30 he sold 6 thousand tickets; call 8-800-555-35-35. Он продал 6 тысяч билетов к 2026-03-10."
    assert make_print(1, "Tickets", text, outlet="a", at=NOON).numbers == {"6000"}


def test_latin_spellings_of_one_name_are_one() -> None:
    english = "On Monday the governor Oleh Syniehubov met Masoud Pezeshkian in Kharkiv and Bushehr."
    german = "Am Montag traf Gouverneur Oleh Syniehubow in Charkiw und Buschehr auf Massud Peseschkian."
    one, other = (make_print(n, "", text, outlet="a", at=NOON).names for n, text in enumerate((english, german)))
    assert one <= other


@pytest.mark.parametrize(
    ("later", "same"),
    [
        ("The death toll of the fire in the Brenholm warehouse rose to nine, the mayor Ada Lund said.", True),
        ("Four firemen died in Brenholm when a wall of a warehouse fell, the mayor Ada Lund said.", False),
    ],
)
def test_a_toll_that_is_said_to_have_grown_is_the_same_story_on_the_next_day(later: str, same: bool) -> None:
    first = "Three people died in a fire in the Brenholm warehouse on Monday, the mayor Ada Lund said."
    one = make_print(1, "Three dead in Brenholm warehouse fire", first, outlet="a", at=NOON)
    title = "Toll of Brenholm warehouse fire rises to nine" if same else "Four firemen killed in Brenholm"
    other = make_print(2, title, later, outlet="b", at=NOON + timedelta(hours=20))
    assert (link(one.sketch, other.sketch) is not None) == same


BACKGROUND = (
    "Brenholm and Corvale signed a treaty on the Alder railway in January 2025. The paper of 47 articles, in force "
    "since October of that year, covers tracks, tariffs and police, and obliges both to keep their stations open.\n\n"
    "The railway still runs locomotives bought before 1979. In November 2023 the deputy minister Ada Lund said that "
    "orders for 24 engines of the type R-35 had been concluded; only the drivers' simulators are known to have arrived."
)


def test_background_that_a_beat_repeats_word_for_word_makes_no_story_of_two() -> None:
    strike = (
        "Signalmen in Corvale walked out at noon on Monday and stopped 31 trains for five hours, their union said. "
        "They want 38 hours a week instead of 41. Passengers slept in the station hall; buses to the coast were full. "
        "The union's leader, Tom Bexley, threatened to come back on Friday."
    )
    tunnel = (
        "Water broke into the Harrow tunnel on Monday evening and washed away 200 metres of track, engineers said. "
        "Pumps were brought from Brenholm by road. Nobody was in the tunnel, but a goods train with timber had left it "
        "eleven minutes before. Priya Nair, who runs the line, spoke of months."
    )
    one = make_print(1, "Corvale signalmen strike over shifts", f"{strike}\n\n{BACKGROUND}", outlet="a", at=NOON)
    other = make_print(
        2, "Harrow tunnel flooded", f"{tunnel}\n\n{BACKGROUND}", outlet="b", at=NOON + timedelta(hours=6)
    )
    copy = make_print(
        3,
        "Trains stand still",
        f"{strike}\n\nNo talks are planned.\n\n{BACKGROUND}",
        outlet="c",
        at=NOON + timedelta(hours=1),
    )
    assert stories([one, other, copy]) == {frozenset({1, 3}), frozenset({2})}


def test_a_copy_under_an_opening_of_its_own_is_still_one() -> None:
    body = BACKGROUND.replace("\n\n", " ")
    own = (
        "It was the last thing anybody in the valley had expected to read on a wet morning over coffee and rolls. " * 2
    )
    one = make_print(1, "Treaty on the Alder railway", body, outlet="a", at=NOON)
    other = make_print(2, "What the valley reads", f"{own}\n\n{body}", outlet="b", at=NOON + timedelta(hours=1))
    found = link(one.sketch, other.sketch)
    assert found is not None
    assert found.kind == "copy"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (
            "The bridge in Brenholm that fell on Monday had not been looked at since 1974, the mayor Ada Lund said.",
            True,
        ),
        ("The bridge in Brenholm will open again on 30 November, the mayor Ada Lund said after a long meeting.", False),
        (
            f"{'The mayor Ada Lund of Brenholm spoke at length about bridges and the people who use them. ' * 3}"
            "On Monday one of them fell.",
            False,
        ),
    ],
)
def test_only_a_past_day_named_in_the_opening_is_that_of_the_news(text: str, same: bool) -> None:
    first = make_print(1, "Bridge falls", "A bridge fell in Brenholm on Monday.", outlet="a", at=NOON).sketch
    later = make_print(2, "Bridge of Brenholm", text, outlet="b", at=NOON + timedelta(days=1)).sketch
    assert first.days.isdisjoint(later.days) != same


def test_texts_of_the_same_places_and_figures_under_headlines_that_share_nothing_are_two_stories() -> None:
    bridge = (
        "The narrow bridge at Alderwick will cost 45 million crowns more, engineers from Corvale said on Monday.\n\n"
        "Nobody in Brenholm had looked at its 212 piers since 1974. The mayor of Brenholm told engineers that "
        "trains from Alderwick to Corvale would be 17 minutes slower, and that 45 million crowns is what Corvale has."
    )
    school = (
        "Engineers from Corvale said on Monday that trains to Alderwick would be 17 minutes slower.\n\n"
        "The choir school of Brenholm has 212 pupils and was last painted in 1974; 45 million crowns from Corvale will "
        "pay for it, the mayor of Brenholm told engineers on Monday. Alderwick has no school of its own."
    )
    one = make_print(1, "Storm mops up a harbour market", bridge, outlet="a", at=NOON)
    other = make_print(2, "Violinists refuse new contracts", school, outlet="b", at=NOON + timedelta(hours=1))
    assert len(stories([one, other])) == 2
