"""The region tree: its facts, its searches, and what a chronology may add."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dateline import paths
from dateline.domain.errors import ChronologyError
from dateline.domain.folding import fold_name
from dateline.domain.region import Region, RegionTable

TABLE = RegionTable.builtin()
FACTS = Path(__file__).resolve().parents[3] / "shared" / "research" / "kursk-facts.yaml"
any_code = st.sampled_from(TABLE.codes)


# The table that ships


def test_the_builtin_table_is_read_once():
    assert RegionTable.builtin() is TABLE


def test_rows_are_sorted_by_code_and_no_code_comes_twice():
    lines = paths.bundled("data", "regions.tsv").read_text(encoding="utf-8").splitlines()

    codes = [line.split("\t")[0] for line in lines[1:]]

    assert lines[0].startswith("# ")
    assert codes == sorted(set(codes))


def test_there_are_the_249_countries_of_iso_3166_and_kosovo():
    countries = [code for code in TABLE.codes if re.fullmatch("[A-Z]{2}", code)]

    assert len(countries) == 249 + 1
    assert TABLE["XK"].name == "Kosovo"
    assert set(TABLE.children(None)) == set(countries)


@pytest.mark.parametrize(("country", "count"), [("UA", 27), ("RU", 83), ("KP", 13), ("KR", 17), ("US", 57)])
def test_a_country_has_its_iso_subdivisions_and_no_others(country, count):
    expected = {code for code in TABLE.codes if code.startswith(f"{country}-")}

    assert set(TABLE.children(country)) == expected
    assert len(expected) == count


def test_nothing_but_a_country_or_its_subdivision_is_in_the_table():
    subdivided = {TABLE[code].parent for code in TABLE.codes} - {None}

    assert subdivided == {"UA", "RU", "KP", "KR", "US"}
    assert all(TABLE[code].parent == (code[:2] if "-" in code else None) for code in TABLE.codes)


def test_every_region_has_a_name_and_no_spelling_twice():
    for code in TABLE.codes:
        entry = TABLE[code]
        spellings = [fold_name(text) for text in (entry.name, *entry.also)]

        assert all(spellings), code
        assert len(spellings) == len(set(spellings)), code


def test_texts_are_composed_and_free_of_stray_space():
    for code in TABLE.codes:
        for text in (TABLE[code].name, *TABLE[code].also):
            assert text == unicodedata.normalize("NFC", " ".join(text.split())), code


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RU-KRS", "Kursk Oblast"),
        ("RU-MOW", "Moscow"),
        ("RU-MOS", "Moscow Oblast"),
        ("RU-TA", "Tatarstan"),
        ("RU-ALT", "Altai Krai"),
        ("RU-AL", "Altai Republic"),
        ("UA-12", "Dnipropetrovsk Oblast"),
        ("UA-14", "Donetsk Oblast"),
        ("UA-30", "Kyiv"),
        ("UA-32", "Kyiv Oblast"),
        ("UA-40", "Sevastopol"),
        ("UA-43", "Crimea"),
        ("KP-01", "Pyongyang"),
        ("KP-13", "Rason"),
        ("KR-50", "Sejong"),
        ("US-DC", "District of Columbia"),
        ("KP", "North Korea"),
        ("KR", "South Korea"),
        ("MD", "Moldova"),
        ("RU", "Russia"),
        ("SY", "Syria"),
        ("US", "United States"),
    ],
)
def test_a_region_has_the_name_people_search_for(code, name):
    assert TABLE[code].name == name


@pytest.mark.skipif(
    not FACTS.exists(), reason="the researched facts lie beside the checkout only where it is developed"
)
def test_every_region_of_the_researched_facts_is_known():
    facts = yaml.load(FACTS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)

    named = {code for event in facts["events"] for code in event.get("regions") or ()}

    assert len(named) > 20
    assert named <= set(TABLE.codes)


# The tree


@pytest.mark.parametrize(
    ("code", "other", "expected"),
    [
        ("RU-KRS", "RU", True),
        ("RU", "RU-KRS", False),
        ("RU", "RU", True),
        ("RU-KR", "KR", False),
        ("UA-32", "UA-30", False),
        ("US-PR", "US", True),
        ("PR", "US", False),
    ],
)
def test_a_region_lies_in_itself_and_in_what_is_around_it(code, other, expected):
    assert (other in TABLE.parent_chain(code)) is expected
    assert (code in TABLE.below(other)) is expected


def test_the_parent_chain_goes_outward():
    assert TABLE.parent_chain("UA-14") == ("UA-14", "UA")
    assert TABLE.parent_chain("UA") == ("UA",)


def test_children_are_sorted_by_name_whatever_their_accents():
    names = [TABLE[code].name for code in TABLE.children(None)]

    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert names[-1] == "Zimbabwe"


def test_a_region_without_subdivisions_has_no_children():
    assert TABLE.children("RU-KRS") == ()
    assert TABLE.below("RU-KRS") == {"RU-KRS"}


@given(any_code, any_code)
def test_what_lies_in_a_region_is_what_is_below_it(code, other):
    assert (other in TABLE.parent_chain(code)) == (code in TABLE.below(other))


@pytest.mark.parametrize("ask", [TABLE.__getitem__, TABLE.parent_chain, TABLE.children, TABLE.below])
def test_asking_about_an_unknown_code_is_a_key_error(ask):
    with pytest.raises(KeyError, match="XX-1"):
        ask("XX-1")


def test_an_unknown_code_is_not_in_the_table():
    assert "XX-1" not in TABLE
    assert TABLE.get("XX-1") is None
    assert "RU" in TABLE
    assert TABLE.get("RU") is TABLE["RU"]


def test_a_table_iterates_over_its_codes():
    assert tuple(TABLE) == TABLE.codes
    assert len(TABLE) == len(TABLE.codes)


# Search


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiev", ["UA-30", "UA-32"]),
        ("kyiv", ["UA-30", "UA-32"]),
        ("Київ", ["UA-30", "UA-32"]),
        (unicodedata.normalize("NFD", "КИЇВ"), ["UA-30", "UA-32"]),
        ("курская", ["RU-KRS"]),
        ("Курская область", ["RU-KRS"]),
        ("Курщина", ["RU-KRS"]),
        ("Kursk region", ["RU-KRS"]),
        ("ru-krs", ["RU-KRS"]),
        ("zaporozhye", ["UA-23"]),
        ("Zaporizhia", ["UA-23"]),
        ("запоріжжя", ["UA-23"]),
        ("Odessa", ["UA-51"]),
        ("Lugansk", ["UA-09"]),
        ("Donechchyna", ["UA-14"]),
        ("Орёл", ["RU-ORL"]),
        ("орел", ["RU-ORL"]),
        ("Марий", ["RU-ME"]),
        ("Ivano Frankivsk", ["UA-26"]),
        ("Підмосковʼя", ["RU-MOS"]),
        ("Підмосков'я", ["RU-MOS"]),
        ("cote divoire", ["CI"]),
        ("Turkiye", ["TR"]),
        ("CURACAO", ["CW"]),
        ("평양", ["KP-01"]),
        ("서울", ["KR-11"]),
        ("DPRK", ["KP"]),
        ("U.S.S.R.", []),
    ],
)
def test_a_region_is_found_under_its_spellings(text, expected):
    assert TABLE.find(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USA", "US"),
        ("U.S.", "US"),
        ("America", "US"),
        ("UK", "GB"),
        ("Britain", "GB"),
        ("UAE", "AE"),
        ("ROK", "KR"),
        ("PRC", "CN"),
        ("Holland", "NL"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Ivory Coast", "CI"),
        ("Россия", "RU"),
        ("Росія", "RU"),
        ("Украина", "UA"),
        ("США", "US"),
        ("КНДР", "KP"),
        ("Туреччина", "TR"),
        ("Израиль", "IL"),
        ("대한민국", "KR"),
        ("PRK", "KP"),
    ],
)
def test_a_country_comes_first_under_its_usual_names(text, code):
    assert TABLE.find(text)[0] == code


def test_whole_names_come_before_beginnings_of_words_and_those_before_the_rest():
    found = TABLE.find("niger")

    assert found == ["NE", "NG"]
    assert TABLE.find("oman") == ["OM", "RO"]


def test_an_own_name_comes_before_another_spelling_and_a_country_before_a_subdivision():
    assert TABLE.find("georgia")[:2] == ["GE", "US-GA"]
    assert TABLE.find("korea")[:2] == ["KR", "KP"]  # "Korea" alone is a spelling of KR


def test_cyrillic_letters_with_marks_stay_letters():
    assert fold_name("Київ край ЙЇ") == "київ край йї"
    assert TABLE.find("Киів") == []


def test_a_code_that_is_not_in_the_table_is_its_own_name():
    assert (TABLE.name_of("RU-KRS"), TABLE.name_of("XX-1")) == ("Kursk Oblast", "XX-1")


def test_a_blank_text_is_in_every_name():
    assert sorted(TABLE.find("  ")) == list(TABLE.codes)
    assert TABLE.find("")[0] == "AF"


@given(any_code)
def test_a_region_is_among_the_first_two_under_its_own_name(code):
    name = TABLE[code].name

    found = TABLE.find(name)

    assert code in found[:2]
    assert TABLE[found[0]].name == name


@given(any_code, st.data())
def test_every_spelling_finds_its_region_among_the_whole_matches(code, data):
    spelling = data.draw(st.sampled_from((code, TABLE[code].name, *TABLE[code].also)))
    styled = data.draw(st.sampled_from([str.upper, str.lower, lambda text: unicodedata.normalize("NFD", text)]))(
        spelling
    )

    assert code in TABLE.find(styled)[:3]


@given(any_code, st.data())
def test_any_stretch_of_a_name_finds_its_region(code, data):
    name = fold_name(TABLE[code].name)
    start = data.draw(st.integers(0, len(name) - 1))
    stop = data.draw(st.integers(start + 1, len(name)))

    assert code in TABLE.find(name[start:stop])


@given(st.text())
@example("ℂ½´Å й'̆ ǰ")
def test_folding_a_second_time_changes_nothing(text):
    assert fold_name(fold_name(text)) == fold_name(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Kiev", "UA-30"),
        ("UK", "GB"),
        ("UKR", "UA"),
        ("ru-krs", "RU-KRS"),
        ("RU-KRZ", "RU-KRS"),
        ("UA14", "UA-14"),
        ("Donezk", "UA-14"),
        ("Kurks", "RU-KRS"),
        ("Great Britian", "GB"),
        ("Ukrain", "UA"),
        ("EN", None),
        ("XX-123", None),
        ("qqqqqq", None),
        ("", None),
    ],
)
def test_the_nearest_region_is_one_that_may_have_been_meant(written, meant):
    assert TABLE.nearest(written) == meant


# What a chronology adds


def test_a_chronology_adds_regions_in_any_order():
    own = [
        Region("X-SUDZHA-N", "Northern Sudzha district", parent="X-SUDZHA"),
        Region("X-SUDZHA", "Sudzha district", parent="RU-KRS", also=("Суджанский район",)),
    ]

    table = TABLE.extended(own)

    assert table.parent_chain("X-SUDZHA-N") == ("X-SUDZHA-N", "X-SUDZHA", "RU-KRS", "RU")
    assert table.below("RU-KRS") == {"RU-KRS", "X-SUDZHA", "X-SUDZHA-N"}
    assert table.find("суджанский") == ["X-SUDZHA"]
    assert table.codes == tuple(sorted((*TABLE.codes, "X-SUDZHA", "X-SUDZHA-N")))
    assert "X-SUDZHA" not in TABLE


def test_an_added_region_without_a_parent_is_a_root():
    table = TABLE.extended([Region("EU", "European Union")])

    assert "EU" in table.children(None)


def test_an_override_renames_a_region_and_keeps_its_parent_and_spellings():
    table = TABLE.extended([Region("UA-35", "Kropyvnytskyi Oblast", also=("Kropyvnytska oblast",))])

    renamed = table["UA-35"]

    assert renamed.name == "Kropyvnytskyi Oblast"
    assert renamed.parent == "UA"
    assert renamed.also[:2] == ("Kropyvnytska oblast", "Kirovohrad Oblast")
    assert set(TABLE["UA-35"].also) <= set(renamed.also)


def test_an_override_may_take_a_former_spelling_as_the_name():
    table = TABLE.extended([Region("UA-51", "Odessa Oblast")])

    assert table["UA-51"].name == "Odessa Oblast"
    assert "Odessa Oblast" not in table["UA-51"].also
    assert "Odesa Oblast" in table["UA-51"].also


def test_an_override_with_a_blank_name_only_adds_spellings():
    table = TABLE.extended([Region("RU-KRS", "", also=("Kursk front",))])

    assert table["RU-KRS"].name == "Kursk Oblast"
    assert table.find("kursk front") == ["RU-KRS"]


def test_an_override_may_move_a_region():
    table = TABLE.extended([Region("HK", "Hong Kong", parent="CN")])

    assert table.parent_chain("HK") == ("HK", "CN")
    assert table["HK"].also == TABLE["HK"].also


def test_extending_by_nothing_gives_the_same_table():
    assert TABLE.extended([]) is TABLE


def test_tables_with_the_same_regions_are_equal():
    own = [Region("EU", "European Union")]

    assert TABLE.extended(own) == TABLE.extended(own)
    assert hash(TABLE.extended(own)) == hash(TABLE.extended(own))
    assert TABLE.extended(own) != TABLE
    assert TABLE.codes != TABLE


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ([Region("X-1", "One", parent="RU-KRZ")], r"“X-1” lies in “RU-KRZ”, .*; did you mean “RU-KRS”\?$"),
        ([Region("X-1", "One", parent="Russia")], r"“X-1” lies in “Russia”, .*; did you mean “RU”\?$"),
        ([Region("X-1", "One", parent="ZZ-999")], r"“X-1” lies in “ZZ-999”, which is not a known region$"),
        ([Region("X-1", "One", parent="X-1")], r"cannot lie in itself: “X-1” in “X-1”$"),
        (
            [Region("RU", "Russia", parent="RU-KRS")],
            r"cannot lie in itself: “RU” in “RU-KRS” in “RU”$",
        ),
        ([Region("X-1", "One", parent="X-2"), Region("X-2", "Two", parent="X-1")], r"“X-1” in “X-2” in “X-1”$"),
        ([Region("X-1", "One"), Region("X-1", "Uno")], r"“X-1” is given twice"),
        ([Region("X-1", " ")], r"“X-1” is new and has no name"),
    ],
)
def test_a_region_that_cannot_be_placed_is_refused(own, message):
    with pytest.raises(ChronologyError, match=message):
        TABLE.extended(own)


def test_a_region_below_a_cycle_is_not_blamed_for_it():
    own = [Region("A", "Inner", parent="B"), Region("B", "Outer", parent="C"), Region("C", "Outermost", parent="B")]

    with pytest.raises(ChronologyError, match=r"itself: “B” in “C” in “B”$"):
        TABLE.extended(own)
