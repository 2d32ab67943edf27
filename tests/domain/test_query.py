"""Queries: every option, all of them together, the counts beside them, and the filter in words."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import ChronologyError
from dateline.domain.event import Event, Place
from dateline.domain.facets import facets
from dateline.domain.query import NO_KIND, PLACE_UNKNOWN, Query, ask, checked, describe, parts, regions_asked
from dateline.domain.region import Region
from dateline.domain.when import Meeting

CLAIMED, DISPUTED, CONFIRMED = Certainty.CLAIMED, Certainty.DISPUTED, Certainty.CONFIRMED


def event(
    name: str, when: str = "", regions: tuple[str, ...] = (), kind: str = "", certainties: tuple[Certainty, ...] = ()
) -> Event:
    return Event(
        name,
        name.capitalize(),
        when=parse_edtf(when) if when else None,
        kind=kind,
        regions=regions,
        claims=tuple(Claim(certainty=certainty) for certainty in certainties),
    )


EVENTS = (
    event("october", "2024-10", ("RU-KRS",), "combat", (CLAIMED, CONFIRMED)),
    event("incursion", "2024-08-06", ("RU-KRS", "UA-59"), "combat", (CONFIRMED,)),
    event("tray", "", ("UA",), "statement", (DISPUTED,)),
    event("moscow", "2024-12-19", ("RU-MOW",), "statement", (CONFIRMED,)),
    event("country", "2024-08/..", ("RU",), "", (CLAIMED,)),
    event("nowhere", "[2024-10-31,2024-11-02]", (), "aid", ()),
    event("doubted", "2024-10-24?", ("UA-59", "UA-63"), "aid", (DISPUTED, CLAIMED)),
)


@cache
def chronology() -> Chronology:
    return Chronology.from_events(EVENTS, kinds=[Kind("statement", "Statement"), Kind("combat", "Combat"), Kind("aid")])


def names(query: Query) -> list[str]:
    return [chronology().id(row) for row in ask(chronology(), query).rows.tolist()]


def of_regions(*codes: str) -> Query:
    return Query(regions=frozenset(codes))


def test_an_empty_query_shows_all_in_chronological_order_with_undated_last() -> None:
    answer = ask(chronology(), Query())

    assert names(Query()) == ["country", "incursion", "october", "doubted", "nowhere", "moscow", "tray"]
    assert (len(answer), answer.surely, answer.possibly, answer.undated, answer.total) == (7, 6, 0, 1, 7)
    assert not answer.is_possible.any()
    assert not Query()
    assert of_regions("UA")


def test_an_event_lies_in_its_regions_and_in_all_above_them() -> None:
    assert names(of_regions("RU")) == ["country", "incursion", "october", "moscow"]
    assert names(of_regions("RU-KRS")) == ["incursion", "october"]


def test_a_region_alone_leaves_out_what_lies_below_it() -> None:
    assert names(Query(regions_alone=frozenset({"RU"}))) == ["country"]
    assert names(Query(regions=frozenset({"RU-MOW"}), regions_alone=frozenset({"RU"}))) == ["country", "moscow"]


def test_place_unknown_is_a_region_of_its_own() -> None:
    assert names(of_regions(PLACE_UNKNOWN)) == ["nowhere"]
    assert names(of_regions(PLACE_UNKNOWN, "UA-59")) == ["incursion", "doubted", "nowhere"]


def test_kinds_are_alternatives_and_none_is_one_of_them() -> None:
    assert names(Query(kinds=frozenset({"combat", "aid"}))) == ["incursion", "october", "doubted", "nowhere"]
    assert names(Query(kinds=frozenset({NO_KIND}))) == ["country"]


def test_a_certainty_is_that_of_any_claim() -> None:
    assert names(Query(certainties=frozenset({CLAIMED}))) == ["country", "october", "doubted"]
    assert names(Query(certainties=frozenset({Certainty.UNKNOWN}))) == ["nowhere"]


def test_different_options_must_all_hold() -> None:
    query = Query(regions=frozenset({"RU"}), kinds=frozenset({"combat"}), certainties=frozenset({CLAIMED}))

    assert names(query) == ["october"]


def test_a_period_tells_surely_from_possibly_and_counts_undated_apart() -> None:
    answer = ask(chronology(), Query(period=parse_edtf("2024-10")))

    rows = dict(zip(map(chronology().id, answer.rows.tolist()), answer.is_possible.tolist(), strict=True))
    assert rows == {"country": False, "october": False, "doubted": True, "nowhere": True}
    assert (len(answer), answer.surely, answer.possibly, answer.undated, answer.total) == (4, 2, 2, 1, 7)


def test_undated_counts_only_what_passes_the_other_options() -> None:
    assert ask(chronology(), Query(regions=frozenset({"RU"}), period=parse_edtf("2024"))).undated == 0


def test_text_asks_for_all_of_its_words() -> None:
    assert names(Query(text="kursk  COUNTRY")) == []
    assert names(Query(text="kursk incur")) == ["incursion"]
    assert names(Query(text="  ")) == names(Query())


def test_a_region_or_kind_that_nothing_has_shows_nothing() -> None:
    assert names(of_regions("FR")) == []
    assert names(Query(kinds=frozenset({"war"}))) == []


def test_an_empty_chronology_answers_too() -> None:
    empty = Chronology.from_events([])

    answer = ask(empty, Query(regions=frozenset({"RU"}), kinds=frozenset({"a"}), period=parse_edtf("2024"), text="x"))

    assert (len(answer), answer.total) == (0, 0)
    assert facets(empty, Query()).regions == {PLACE_UNKNOWN: 0}


REGIONS = ("RU", "RU-KRS", "RU-MOW", "UA", "UA-59", "FR", PLACE_UNKNOWN)


def subsets(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


queries = st.builds(
    Query,
    regions=subsets(REGIONS),
    regions_alone=subsets(REGIONS),
    kinds=subsets(("statement", "combat", "aid", NO_KIND, "war")),
    certainties=st.frozensets(st.sampled_from(list(Certainty)), max_size=3),
    period=st.none()
    | st.sampled_from(["2024-10", "2024-08-06", "../2024-10-24", "{2024-08-06,2024-12}"]).map(parse_edtf),
    text=st.sampled_from(["", "o", "kursk", "u o"]),
)


def lies_in(candidate: Event, query: Query) -> bool:
    if not candidate.regions:
        return PLACE_UNKNOWN in query.regions | query.regions_alone
    table = chronology().regions
    below = any(wanted in table.parent_chain(code) for code in candidate.regions for wanted in query.regions)
    return below or not query.regions_alone.isdisjoint(candidate.regions)


def naive(candidate: Event, query: Query) -> bool:
    has_region = not (query.regions or query.regions_alone) or lies_in(candidate, query)
    has_kind = not query.kinds or candidate.kind in query.kinds
    found = {claim.certainty for claim in candidate.claims} or {Certainty.UNKNOWN}
    has_certainty = not query.certainties or bool(found & query.certainties)
    place = " ".join(chronology().regions[code].name for code in candidate.regions)
    text = f"{candidate.title} {place}".lower()
    return has_region and has_kind and has_certainty and all(word in text for word in query.text.split())


@given(queries)
def test_asking_agrees_with_looking_at_each_event(query: Query) -> None:
    answer = ask(chronology(), query)

    passing = [row for row, candidate in enumerate(EVENTS) if naive(candidate, query)]
    undated = [row for row in passing if EVENTS[row].when is None]
    meetings = dict.fromkeys(passing, Meeting.SURELY)
    if query.period is not None:
        meetings = {row: when.meets(query.period) for row in passing if (when := EVENTS[row].when) is not None}
    shown = {row for row, meeting in meetings.items() if meeting is not Meeting.NOT}
    possible = {row for row in shown if meetings[row] is Meeting.POSSIBLY}
    assert set(answer.rows.tolist()) == shown
    assert set(answer.rows[answer.is_possible].tolist()) == possible
    assert (answer.possibly, answer.undated) == (len(possible), len(undated))
    assert answer.surely == len(shown) - len(possible) - (len(undated) if query.period is None else 0)


@given(queries)
def test_a_facet_counts_what_its_choice_alone_would_show(query: Query) -> None:
    counted = facets(chronology(), query)

    def count(**option: frozenset[object]) -> int:
        fields = {name: getattr(query, name) for name in Query.__dataclass_fields__}
        return len(ask(chronology(), Query(**(fields | option))))

    for code, number in counted.regions.items():
        assert number == count(regions=frozenset({code}), regions_alone=frozenset())
    for kind, number in counted.kinds.items():
        assert number == count(kinds=frozenset({kind}))
    for certainty, number in counted.certainties.items():
        assert number == count(certainties=frozenset({certainty}))


def test_facets_list_every_region_above_and_each_event_once() -> None:
    counted = facets(chronology(), Query())

    assert counted.regions == {
        "RU": 4, "RU-KRS": 2, "UA-59": 2, "UA": 3, "RU-MOW": 1, "UA-63": 1, PLACE_UNKNOWN: 1,
    }  # fmt: skip
    assert counted.kinds == {"statement": 2, "combat": 2, "aid": 2, NO_KIND: 1}


def test_a_checked_query_has_codes_for_names() -> None:
    query = checked(Query(regions=frozenset({"kursk oblast", "ua", PLACE_UNKNOWN, "RU"})), chronology())

    assert query.regions == {"RU-KRS", "UA", PLACE_UNKNOWN, "RU"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (of_regions("RU-KRX"), "“RU-KRX” is not a known region; did you mean "),
        (Query(regions_alone=frozenset({"qqqq"})), "“qqqq” is not a known region; write an ISO 3166 code or a name"),
        (Query(kinds=frozenset({"combatt"})), "“combatt” is not a kind of this chronology; did you mean “combat”?"),
        (Query(kinds=frozenset({"xyz"})), "“xyz” is not a kind of this chronology; it has statement, combat, aid"),
    ],
)
def test_an_unknown_word_in_a_query_is_refused_with_the_nearest_known(query: Query, message: str) -> None:
    with pytest.raises(ChronologyError) as raised:
        checked(query, chronology())

    assert raised.value.message.startswith(message)


def test_a_kind_is_refused_where_there_are_none() -> None:
    with pytest.raises(ChronologyError, match="it has none"):
        checked(Query(kinds=frozenset({"xyz"})), Chronology.from_events([]))


def test_the_filter_in_words_has_one_part_per_option() -> None:
    query = Query(
        regions=frozenset({"UA", "RU-KRS", PLACE_UNKNOWN}),
        regions_alone=frozenset({"RU"}),
        kinds=frozenset({"aid", "combat", NO_KIND, "war"}),
        certainties=frozenset({DISPUTED, CLAIMED}),
        period=parse_edtf("2024-10"),
        text=" Sudzha ",
    )

    assert parts(query, chronology()) == (
        "Kursk Oblast, Russia as a whole, Ukraine, place unknown",
        "Combat, Aid, war or no kind",
        "claimed or disputed",
        "in October 2024",
        "“Sudzha”",
    )
    assert describe(Query(text="a", certainties=frozenset({DISPUTED})), chronology()) == "disputed; “a”"
    assert describe(Query(), chronology()) == ""


@pytest.mark.parametrize(
    ("period", "said"),
    [("2024-12-17", "on Tuesday, 17 December 2024"), ("2024", "in 2024"), ("2024-08-06/..", "since 6 August 2024")],
)
def test_a_period_reads_as_part_of_a_sentence(period: str, said: str) -> None:
    assert parts(Query(period=parse_edtf(period)), chronology()) == (said,)


def test_a_region_that_the_table_lacks_is_asked_for_and_named_by_its_code() -> None:
    odd = Chronology.from_events([Event("a", "A", regions=("XX-1",), place=Place("Nowhere"))])

    assert len(ask(odd, checked(of_regions("XX-1"), odd))) == 1
    assert parts(of_regions("XX-1"), odd) == ("XX-1",)


def test_a_chronologys_own_region_lies_in_its_parent() -> None:
    own = Region("RU-KRS-SUD", "Sudzha district", "RU-KRS")

    found = Chronology.from_events([Event("a", "A", regions=("RU-KRS-SUD",))], own_regions=[own])

    assert len(ask(found, of_regions("RU"))) == 1
    assert facets(found, Query()).regions == {"RU-KRS-SUD": 1, "RU-KRS": 1, "RU": 1, PLACE_UNKNOWN: 0}


def test_every_claim_of_a_certainty_counts_its_event_once() -> None:
    twice = (Claim(Attribution("A"), certainty=CLAIMED), Claim(Attribution("B"), certainty=CLAIMED))

    found = Chronology.from_events([Event("a", "A", claims=twice)])

    assert facets(found, Query()).certainties[CLAIMED] == 1


def test_regions_asked_are_those_that_events_name_and_the_filter_lets_pass():
    chronology = Chronology.from_events(
        [Event("one", "One", regions=("RU-KRS", "UA")), Event("two", "Two", regions=("RU",)), Event("three", "Three")]
    )

    assert regions_asked(Query(), chronology) == {"RU-KRS", "RU", "UA", PLACE_UNKNOWN}
    assert regions_asked(Query(regions=frozenset({"RU"})), chronology) == {"RU", "RU-KRS"}
    assert regions_asked(Query(regions_alone=frozenset({"RU"})), chronology) == {"RU"}
    assert regions_asked(Query(regions=frozenset({PLACE_UNKNOWN, "no-such"})), chronology) == {PLACE_UNKNOWN}
