import json
from decimal import Decimal

import pytest

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty, Claim, Figure
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.query import Query, ask
from dateline.domain.source import Citation, Source
from dateline.printing.bibliography import CitedIn
from dateline.printing.entry import Entry
from dateline.printing.report import Report, breakable, clean, count_in_words, report


def reported(chronology: Chronology, query: Query = Query()) -> Report:
    return report(chronology, ask(chronology, query), query, {"combat": "#b5432c"})


def entry(chronology: Chronology, title: str) -> Entry:
    return next(entry for entry in reported(chronology).entries if entry.title.startswith(title))


def test_entries_stand_in_the_order_of_time_under_their_months_and_undated_ones_last(chronology):
    found = reported(chronology)

    assert [(chapter.heading, [entry.title for entry in chapter.entries]) for chapter in found.chapters] == [
        ("October 2024", ["Troops emerge"]),
        ("December 2024", ["Moscow: attack repelled", "Syrskyi reports intensified attacks"]),
        ("Undated", ["An undated remark"]),
    ]
    assert [entry.number for entry in found.entries] == [1, 2, 3, 4]


def test_an_entry_says_when_how_exactly_why_where_and_of_what_kind(chronology):
    found = entry(chronology, "Syrskyi")

    assert (found.date, found.precision) == ("Tuesday, 17 December 2024", "exact to the day")
    assert (found.stated, found.basis) == ("on Tuesday", "Two pages carry it.")
    assert (found.kind, found.regions, found.place) == ("Statement", "Russia, Ukraine", "Sudzha")
    assert found.certainty == "claimed"


def test_an_event_without_a_date_or_a_region_says_so(chronology):
    found = entry(chronology, "An undated")

    assert (found.date, found.precision, found.regions) == ("No date", "", "place unknown")


def test_a_claim_names_who_says_it_when_its_figures_and_its_sources(chronology):
    (found,) = entry(chronology, "Syrskyi").claims

    assert (found.by, found.certainty) == ("Oleksandr Syrskyi, commander", "claimed")
    assert found.said == "17 Dec 2024"
    assert found.figures == ("troops: about 11,000 people",)
    assert found.cites == (1, 2)
    assert [(quote.text, quote.source) for quote in found.quotes] == [("Moscow has intensified its attacks", 2)]


def test_who_speaks_is_not_named_again_among_those_concerned(chronology):
    assert entry(chronology, "Syrskyi").actors == ("Vladimir Putin",)


def test_a_dispute_is_told_from_both_sides_and_comes_first(chronology):
    one, other = entry(chronology, "Syrskyi"), entry(chronology, "Moscow")

    assert [(group.heading, [event.number for event in group.events]) for group in one.relations] == [
        ("Against it", [2]),
        ("Updates", [1]),
    ]
    assert one.relations[0].is_dispute
    assert [(group.heading, [event.number for event in group.events]) for group in other.relations] == [
        ("Against it", [3])
    ]


def test_a_related_event_that_is_filtered_out_keeps_its_title_and_has_no_number(chronology):
    found = reported(chronology, Query(kinds=frozenset({"statement"})))

    (dispute, _) = found.entries[0].relations
    assert [(event.number, event.title, event.date) for event in dispute.events] == [
        (0, "Moscow: attack repelled", "16 Dec 2024")
    ]


def test_sources_are_numbered_in_the_order_of_their_first_citation_and_know_who_cites_them(chronology):
    found = reported(chronology).sources

    assert [(source.number, source.title or source.outlet) for source in found] == [
        (1, "North Korean troops"),
        (2, "Commander-in-Chief on the front"),
        (3, "Copyist"),
    ]
    assert found[0].cited_in == (CitedIn(1, ""), CitedIn(3, "para. 9"))
    assert found[1].author == "Anna Kovalenko and Staff"


def test_a_source_that_republishes_another_points_to_it(chronology):
    assert [source.republishes for source in reported(chronology).sources] == [0, 0, 1]


def test_only_web_addresses_become_links(chronology):
    found = reported(chronology).sources

    assert [source.url for source in found] == [
        "https://mahalsa.co.uk/report",
        "https://www.pravda.com.ua/eng/news/2024/12/17/",
        "",
    ]
    assert "javascript:alert(1)" in found[2].details


def test_a_filter_is_told_in_words_with_how_many_of_how_many(chronology):
    query = Query(period=parse_edtf("2024-10-05"), kinds=frozenset({"combat"}))

    found = reported(chronology, query)

    assert found.count == "1 of 4 events, 1 of them possibly"
    assert found.filters == ("Combat", "on Saturday, 5 October 2024")
    assert [entry.is_possible for entry in found.entries] == [True]


def test_a_filter_that_nothing_passes_gives_a_report_without_chapters_and_sources(chronology):
    found = reported(chronology, Query(text="nobody wrote this"))

    assert (found.chapters, found.sources, found.count) == ((), (), "0 of 4 events")


def test_the_same_chronology_gives_the_same_json(chronology):
    assert reported(chronology).json() == reported(chronology).json()
    assert json.loads(reported(chronology).json())["chapters"][0]["entries"][0]["title"] == "Troops emerge"


def test_text_is_composed_and_free_of_controls_and_keeps_its_lines():
    assert clean("и\u0306\x07 one\r\ntwo") == "й  one\ntwo"


def test_a_long_word_may_be_broken():
    assert breakable(f"a {'x' * 45} b") == f"a {'x' * 20}\u200b{'x' * 20}\u200b{'x' * 5} b"


def test_an_address_keeps_its_letters_and_is_read_with_places_to_break_it():
    url = f"https://example.org/{'x' * 45}"
    event = Event("one", "One", claims=(Claim(cites=(Citation("long"),)),))
    found = reported(Chronology.from_events([event], sources=[Source("long", url=url)]))

    (source,) = json.loads(found.json())["sources"]

    assert source["url"] == url
    assert source["address"].replace("\u200b", "") == url != source["address"]


@pytest.mark.parametrize(
    ("shown", "total", "possibly", "words"),
    [
        (118, 166, 3, "118 of 166 events, 3 of them possibly"),
        (166, 166, 0, "166 of 166 events"),
        (1, 1, 0, "1 of 1 event"),
        (1200, 20000, 0, "1,200 of 20,000 events"),
    ],
)
def test_counts_are_told_as_n_of_n(shown, total, possibly, words):
    assert count_in_words(shown, total, possibly) == words


def test_figures_are_told_in_the_words_of_the_pane():
    figures = (Figure("troops", Decimal("11000"), unit="people", qualifier="about"), Figure("depth"))
    event = Event("one", "One", claims=(Claim(figures=figures),))

    (printed,) = reported(Chronology.from_events([event])).entries

    assert printed.claims[0].figures == ("troops: about 11,000 people", "depth")


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://good.com@evil.com/", ""),
        ("https://example.org/\u202egpj.exe", "https://example.org/%E2%80%AEgpj.exe"),
    ],
)
def test_only_an_address_that_reads_as_it_leads_is_a_link(url, linked):
    event = Event("one", "One", claims=(Claim(cites=(Citation("s"),)),))

    (source,) = reported(Chronology.from_events([event], sources=[Source("s", title="S", url=url)])).sources

    assert (source.url, source.address) == (linked, linked)
    assert source.details == (() if linked else (url,))


def test_an_event_without_claims_is_of_unknown_certainty_and_cites_nothing():
    found = reported(Chronology.from_events([Event("bare", "Bare", when=parse_edtf("2024"))]))

    assert [entry.certainty for entry in found.entries] == [Certainty.UNKNOWN.word]
    assert (found.sources, found.title) == ((), "Untitled chronology")
