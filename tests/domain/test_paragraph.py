"""An event in words: its notes, figures and addresses, and the paragraph that is copied."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Attribution, Certainty, Claim, Figure
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Place, Relation
from dateline.domain.paragraph import (
    authors,
    coordinate_words,
    figure_words,
    independent,
    locator_words,
    marks,
    notes,
    other_actors,
    paragraph,
    paragraph_html,
    related,
    visible,
    web_address,
)
from dateline.domain.source import Citation, Name, Source

SOURCES = (
    Source(
        "report",
        title="Heavy casualties in Kursk",
        container_title="Mahalsa",
        issued=parse_edtf("[2024-12-19..2024-12-22]"),
        url="https://mahalsa.co.uk/report",
    ),
    Source("copy", container_title="Straits Times", url="https://example.org/copy", republishes="agency"),
    Source("agency", container_title="Reuters", issued=parse_edtf("2024-12-17")),
    Source("other-copy", container_title="The News", republishes="agency"),
)


def cite(source: str, **locators: str) -> Citation:
    return Citation(source, tuple(locators.items()))


def chronology(*events: Event, sources: tuple[Source, ...] = SOURCES) -> Chronology:
    return Chronology.from_events(events, sources=sources)


SYRSKYI = Event(
    "syrskyi",
    "Syrskyi reports intensified attacks",
    summary="Russian forces stepped up their attacks.",
    when=parse_edtf("2024-12-17"),
    stated="on Tuesday",
    claims=(
        Claim(
            Attribution("Oleksandr Syrskyi", parse_edtf("2024-12-17")),
            certainty=Certainty.CLAIMED,
            figures=(Figure("North Korean troops", Decimal(11000), unit="people", qualifier="about"),),
            cites=(cite("report", paragraph="9"), cite("agency")),
        ),
    ),
)


def test_the_paragraph_says_what_when_who_how_surely_and_where_it_is_written() -> None:
    text = paragraph(chronology(SYRSKYI), 0)

    assert text == (
        "Syrskyi reports intensified attacks. Tuesday, 17 December 2024, stated as “on Tuesday”. "
        "Oleksandr Syrskyi (claimed, Tuesday, 17 December 2024): Russian forces stepped up their attacks. "
        "North Korean troops: about 11,000 people. [1] [2]\n\n"
        "[1] Mahalsa, between 19 and 22 December 2024, para. 9. “Heavy casualties in Kursk”. "
        "https://mahalsa.co.uk/report\n"
        "[2] Reuters, Tuesday, 17 December 2024."
    )


def test_an_undated_event_without_claims_is_still_a_paragraph() -> None:
    text = paragraph(chronology(Event("bare", "Something happened")), 0)

    assert text == "Something happened. Undated."


def test_the_pasted_form_escapes_the_file_and_links_only_web_addresses() -> None:
    sources = (
        Source("a", title="<script>alert(1)</script>", url='https://example.org/?q="><b>'),
        Source("b", title="Two", url="javascript:alert(1)"),
    )
    event = Event("x", '<img src="http://example.org/x.png">', claims=(Claim(cites=(cite("a"), cite("b"))),))

    text = paragraph_html(chronology(event, sources=sources), 0)

    assert "<img" not in text
    assert "<script" not in text
    assert text.count("<a ") == 1
    assert 'href="https://example.org/?q=&quot;&gt;&lt;b&gt;"' in text


def test_sources_are_numbered_by_first_citation_with_all_their_places() -> None:
    event = Event(
        "x",
        "X",
        claims=(
            Claim(cites=(cite("agency"), cite("report", paragraph="9"))),
            Claim(cites=(cite("report", paragraph="12"), cite("agency"))),
        ),
    )

    found = notes(chronology(event), event)

    assert [(note.number, note.source.id, note.locators) for note in found] == [
        (1, "agency", ()),
        (2, "report", ("para. 9", "para. 12")),
    ]
    assert marks(event.claims[0], found) == ((1, ""), (2, "para. 9"))
    assert marks(event.claims[1], found) == ((1, ""), (2, "para. 12"))


def test_a_source_that_the_file_does_not_list_is_named_by_its_id() -> None:
    event = Event("x", "X", claims=(Claim(cites=(cite("lost"),)),))

    assert "[1] lost." in paragraph(chronology(event), 0)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("report", "agency"), 2),
        (("report", "agency", "copy"), 2),
        (("copy", "other-copy"), 1),
        (("copy",), 1),
        ((), 0),
    ],
)
def test_sources_that_go_back_to_the_same_one_count_once(ids: tuple[str, ...], expected: int) -> None:
    assert independent(chronology(SYRSKYI), ids) == expected


def test_sources_that_republish_each_other_count_once() -> None:
    ring = (Source("a", republishes="b"), Source("b", republishes="a"), Source("c", republishes="a"))

    assert independent(chronology(SYRSKYI, sources=ring), ("a", "b", "c")) == 1


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure("troops", Decimal(11000), unit="people", qualifier="about"), ("troops", "about 11,000 people")),
        (Figure("troops", low=Decimal(8000), high=Decimal(12000)), ("troops", "8,000–12,000")),
        (Figure("killed", low=Decimal(30), unit="people"), ("killed", "at least 30 people")),
        (Figure("killed", high=Decimal(5)), ("killed", "at most 5")),
        (Figure("casualties", qualifier="several hundred"), ("casualties", "several hundred")),
        (Figure("people evacuated", Decimal(6000), unit="people"), ("people evacuated", "6,000")),
        (Figure("share", Decimal("0.50"), unit="%"), ("share", "0.50 %")),
        (Figure("killed", low=Decimal(30), qualifier="more than"), ("killed", "more than 30")),
        (Figure("shells", Decimal("1E+6")), ("shells", "1,000,000")),
        (Figure("losses"), ("losses", "")),
    ],
)
def test_figures_in_words(figure: Figure, expected: tuple[str, str]) -> None:
    assert figure_words(figure) == expected


def test_locators_in_words() -> None:
    assert locator_words(Citation("s", (("page", "3-5"), ("paragraph", "9")))) == "pp. 3–5, para. 9"
    assert locator_words(Citation("s", (("timestamp", "00:01-00:02"),))) == "at 00:01-00:02"
    assert locator_words(Citation("s", (("sub-verbo", "war"),))) == "sub verbo war"


def test_authors_in_words() -> None:
    names = tuple(Name(literal=letter) for letter in "ABCDEFGH")

    assert authors(()) == ""
    assert authors((Name(family="Goncharova", given="Olena"),)) == "Olena Goncharova"
    assert authors(names[:3]) == "A, B and C"
    assert authors(names) == "A, B, C, D, E, F and others"


def test_who_speaks_with_an_office_is_not_named_again_as_taking_part() -> None:
    claims = (Claim(Attribution("Alexei Smirnov, acting governor of Kursk")),)

    others = other_actors(Event("e", "E", actors=("Alexei Smirnov", "Vladimir Putin"), claims=claims))

    assert others == ("Vladimir Putin",)


def test_coordinates_in_words() -> None:
    assert coordinate_words(Place("Sudzha", 51.19, 35.27)) == "51.19° N, 35.27° E"
    assert coordinate_words(Place("Ushuaia", -54.8, -68.3)) == "54.8° S, 68.3° W"
    assert coordinate_words(Place("Somewhere")) == ""


def test_relations_are_found_from_both_sides() -> None:
    first = Event("first", "First", relates=(Link("second", Relation.DISPUTES), Link("lost", Relation.UPDATES)))
    second = Event("second", "Second", relates=(Link("first", Relation.CONFIRMS),))
    both = chronology(first, second)

    found = [(each.id, each.row, each.how, each.is_incoming) for each in related(both, first)]

    assert found == [
        ("second", 1, Relation.DISPUTES, False),
        ("lost", None, Relation.UPDATES, False),
        ("second", 1, Relation.CONFIRMS, True),
    ]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://Example.ORG:443/A", "http://example.org:443/A"),
        ("https://uk.wikipedia.org/wiki/Курськ", "https://uk.wikipedia.org/wiki/Курськ"),
        ("https://аpple.com/", "https://xn--pple-43d.com/"),
        ("https://example.org/\u202egpj.exe", "https://example.org/%E2%80%AEgpj.exe"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://s", "https://s"),
        ("https://good.com@evil.com/", ""),
        ("https://good.com\\@evil.com/", ""),
        ("https://exa mple.org/", ""),
        (" https://example.org/", ""),
        ("https://example.org/\x1b", ""),
        ("https://example.org:port/", ""),
        ("https://[::1/", ""),
        ("https://", ""),
        ("https:example.org", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("ftp://example.org/", ""),
        ("", ""),
    ],
)
def test_only_plain_web_addresses_lead_to_a_browser(url: str, expected: str) -> None:
    assert web_address(url) == expected


@given(st.text())
def test_an_address_that_is_opened_is_stable_and_of_the_web(url: str) -> None:
    for address in (web_address(url), web_address(f"https://{url}")):
        assert address == "" or address.startswith(("http://", "https://"))
        assert address == "" or web_address(address) == address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  plain  ", "plain"),
        ("two\n lines\u2028and", "two lines and"),
        ("evil\u202etxt", "evil⟨U+202E⟩txt"),
        ("\ufdd0\ufffc", "⟨U+FDD0⟩⟨U+FFFC⟩"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("soft\u00adhyphen", "softhyphen"),
        ("left over \u00ad", "left over"),
        ("bell\x07", "bell⟨U+0007⟩"),
    ],
)
def test_what_hides_or_turns_text_is_made_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text())
def test_visible_text_has_one_line_and_no_turning(text: str) -> None:
    shown = visible(text)

    assert not set(shown) & set("\n\r\t\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
    assert visible(shown) == shown
