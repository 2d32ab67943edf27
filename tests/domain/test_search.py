"""Search: folding, which events contain all words, and where a text matches."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import bulk_folding, search
from dateline.domain.bulk_folding import fold_many
from dateline.domain.chronology import Chronology
from dateline.domain.claim import Attribution, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Place
from dateline.domain.search import blocks, find, fold, spans, text_mask

EVENTS = (
    Event("late", "Zelensky’s plan", when=parse_edtf("2024-10"), summary="Für Kyïv; a ﬁne plan"),
    Event("early", "Bridge", when=parse_edtf("2024-08"), regions=("RU-KRS", "XX"), place=Place("Glushkovo")),
    Event(
        "undated",
        "Report",
        actors=("Vladimir Putin",),
        claims=(Claim(Attribution("Pentagon"), text="Some 11,000 troops"), Claim()),
    ),
)


def found(text: str) -> list[str]:
    chronology = Chronology.from_events(EVENTS)
    return [chronology.id(row) for row in find(chronology, text).tolist()]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("zelensky's PLAN", ["late"]),
        ("kyiv fur", ["late"]),
        ("fine", ["late"]),
        ("kursk", ["early"]),
        ("glushkovo bridge", ["early"]),
        ("putin pentagon 11,000", ["undated"]),
        ("plan bridge", []),
        ("r", ["early", "late", "undated"]),
        ("", ["early", "late", "undated"]),
    ],
)
def test_an_event_is_found_by_all_words_anywhere_in_it(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "strasse"),
        ("Kyïv", "kyiv"),
        ("ÉTÉ", "ete"),
        ("it’s", "its"),
        ("it`s", "its"),
        ("Øst Łódź", "ost lodz"),
        ("Zelenskyy’s F–16", "zelenskyys f-16"),
        ("Елёна", "елена"),
        ("Київ, край", "київ, край"),
        ("Dec. 14–15", "dec. 14-15"),
        ("Курская ОБЛАСТЬ", "курская область"),
    ],
)
def test_folding_drops_case_marks_and_typography(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("The plan, the plans", "plan", ["plan", "plan"]),
        ("Kyïv and KYIV", "kyiv", ["Kyïv", "KYIV"]),
        ("Kyi\u0308v stands", "kyiv", ["Kyi\u0308v"]),
        ("Kyi\u0308", "kyi", ["Kyi\u0308"]),
        ("Straße", "ss", ["ß"]),
        ("a ﬁne day", "fine", ["ﬁne"]),
        ("Sudzha", "sud udz", ["Sudz"]),
        ("abcd", "ab cd", ["abcd"]),
        ("Zelensky’s", "y's", ["y’s"]),
        ("Zelensky’s", "zelensky", ["Zelensky"]),
        ("весь кра\u0438\u0306, край", "край", ["кра\u0438\u0306", "край"]),
        ("nothing", "x", []),
        ("nothing", "", []),
    ],
)
def test_spans_mark_the_hits_in_the_original(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, query)] == marked


@given(st.text(max_size=30), st.text(max_size=6))
def test_spans_are_apart_in_order_and_inside_the_text(text: str, query: str) -> None:
    ends = [0]
    for start, end in spans(text, query):
        assert ends[-1] <= start < end <= len(text)
        assert start > ends[-1] or len(ends) == 1
        ends.append(end)


def test_blocks_are_the_whole_search_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "BLOCK", 2)
    chronology = Chronology.from_events(EVENTS)

    found = [(start, mask.tolist()) for start, mask in blocks(chronology, "r")]

    assert found == [(0, [True, True]), (2, [True])]


def test_an_answer_is_kept_until_other_words_are_sought() -> None:
    chronology = Chronology.from_events(EVENTS)
    plan = text_mask(chronology, "plan")

    assert text_mask(chronology, " PLAN ") is plan
    assert text_mask(chronology, "bridge").tolist() == [False, True, False]
    assert not plan.flags.writeable


def test_an_answer_is_not_kept_for_another_chronology() -> None:
    text_mask(Chronology.from_events(EVENTS), "plan")

    assert text_mask(Chronology.from_events(EVENTS[1:]), "plan").tolist() == [False, False]


@given(st.text())
def test_folding_many_texts_at_once_is_folding_each_letter(text: str) -> None:
    text = text.encode(errors="replace").decode()

    folded = fold_many(text.encode()).decode()

    assert folded == "".join(map(fold, unicodedata.normalize("NFC", text)))


@pytest.mark.parametrize("text", ["It’s Kyïv", "Straße ÉTÉ", "Елёна и\u0306", "plain 'ASCII' `text`", "한국 ½ ﬁ"])
def test_folding_many_texts_at_once_is_folding_each(text: str) -> None:
    assert fold_many(f"{text}\n{text}".encode()).decode() == f"{fold(text)}\n{fold(text)}"


def test_two_readings_at_once_learn_no_letter_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    both_are_learning, met = Barrier(2, timeout=0.2), []

    def slow_fold(letter: str) -> str:
        try:
            both_are_learning.wait()
            met.append(letter)
        except BrokenBarrierError:
            pass  # the other waits for its turn, or has had it
        return fold(letter)

    table = bulk_folding._FoldedLetters()
    monkeypatch.setattr(bulk_folding, "_folded_letters", lambda: table)
    monkeypatch.setattr(bulk_folding, "fold", slow_fold)
    texts = ["ДА", "ЙО"]
    with ThreadPoolExecutor(2) as readings:
        folded = [each.decode() for each in readings.map(fold_many, [text.encode() for text in texts])]

    assert met == []
    assert folded == [fold(text) for text in texts]


def test_a_region_name_counts_as_text_of_its_events_only() -> None:
    chronology = Chronology.from_events(EVENTS)

    assert np.flatnonzero(text_mask(chronology, "oblast")).tolist() == [1]


def test_texts_in_memory_are_folded_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "BLOCK", 2)
    chronology = Chronology.from_events(EVENTS)
    folded = chronology.records._texts  # type: ignore[attr-defined]

    parts = blocks(chronology, "bridge")
    next(parts)
    after_one = [text is not None for text in folded]
    list(parts)

    assert after_one == [True, True, False]
    assert all(text is not None for text in folded)


def test_a_rare_long_word_spares_the_search_for_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    chronology, sought = Chronology.from_events(EVENTS), []
    inner = chronology.records.holding
    monkeypatch.setattr(chronology.records, "holding", lambda word, *rows: sought.append(word) or inner(word, *rows))

    assert not len(find(chronology, "a plan unheard-of"))
    assert sought == ["unheard-of"]
