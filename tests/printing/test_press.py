import re

import pypdfium2
import pytest

from dateline.domain.chronology import Chronology
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.query import Query, ask
from dateline.printing.figures import MARGIN_Y, figures, kind_colours
from dateline.printing.press import print_pdf
from dateline.printing.typesetter import Paper


@pytest.fixture
def crowded() -> Chronology:
    """60 regions with an event each: more lanes than a page holds."""
    codes = [code for code in Chronology.from_events([]).regions if code.startswith("US-")][:40]
    events = [
        Event(f"e{n}", f"Event {n}", when=parse_edtf("2024-08-06"), regions=(code,)) for n, code in enumerate(codes)
    ]
    return Chronology.from_events(events, title="Crowded")


def drawn(chronology: Chronology, paper: Paper = Paper.A4, query: Query = Query()) -> str:
    found = figures(chronology, ask(chronology, query), query, paper)
    return "".join(figure.svg.decode() for figure in found)


def test_the_figure_shows_the_titles_of_dated_and_undated_events(chronology, qapp):
    svg = drawn(chronology)

    assert {"Moscow: attack repelled", "An undated remark"} <= set(re.findall(r">([^<>]+)</text>", svg))


def test_lanes_that_do_not_fit_on_a_page_go_on_in_the_next_figure(crowded, qapp):
    found = figures(crowded, ask(crowded, Query()), Query(), Paper.A4)

    assert len(found) > 1
    assert all(figure.height <= Paper.A4.size[1] - MARGIN_Y for figure in found)
    titles = re.findall(r">(Event \d+)</text>", "".join(figure.svg.decode() for figure in found))
    assert sorted(titles) == sorted(f"Event {n}" for n in range(40))


def test_a_figure_says_in_words_what_it_shows(chronology, qapp):
    first, *_ = figures(chronology, ask(chronology, Query()), Query(), Paper.A4)

    assert re.match(r"Timeline of \d events? by region, 2024-\d\d-\d\d to 2024-\d\d-\d\d: ", first.alt)


def test_an_answer_without_dates_has_no_figure(chronology, qapp):
    assert drawn(chronology, query=Query(text="undated")) == ""


def test_kinds_have_the_colours_of_the_figure(chronology, qapp):
    colours = kind_colours(chronology)

    assert all(re.fullmatch("#[0-9a-fA-F]{6}", colours[kind]) for kind in ("statement", "combat"))
    assert colours["combat"].lower() in drawn(chronology).lower()


def test_the_same_query_gives_the_same_bytes_and_its_answer(chronology, qapp):
    query = Query(kinds=frozenset({"combat"}))

    printed = print_pdf(chronology, query)

    assert print_pdf(chronology, query).pdf == printed.pdf
    assert (len(printed.answer), printed.answer.total) == (2, 4)
    assert printed.warnings == ()


def test_a_filtered_print_holds_what_the_filter_gives_and_nothing_else(chronology, qapp):
    printed = print_pdf(chronology, Query(kinds=frozenset({"combat"})))

    with pypdfium2.PdfDocument(printed.pdf) as document:
        marks = [mark.get_title() for mark in document.get_toc()]
    assert marks == ["October 2024", "Troops emerge", "December 2024", "Moscow: attack repelled", "Sources"]
