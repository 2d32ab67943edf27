"""The legend: only the signs that occur, and each as the timeline draws it."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Relation
from dateline.domain.query import Query
from dateline.models.document import Document
from dateline.painting.theme import Theme
from dateline.widgets.legend_pane import SIGN_HEIGHT, LegendPane, Shape, shape_words, shapes_of, sign_image


def document_of(*dates: str) -> Document:
    claims = (Claim(certainty=Certainty.CLAIMED),)
    events = [
        Event(f"e{n}", "E", when=parse_edtf(date) if date else None, claims=claims) for n, date in enumerate(dates)
    ]
    return Document(Chronology.from_events(events))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-08-06", [Shape.DAY]),
        ("2024-10", [Shape.BRACKET]),
        ("[2024-12-19..2024-12-22]", [Shape.BRACKET]),
        ("2024-10-08/2024-10-13", [Shape.BAR]),
        ("2024-08/2024-10", [Shape.PARTLY]),
        ("2024-08-06/..", [Shape.OPEN]),
        ("2024-08-06/", [Shape.END_UNKNOWN]),
        ("2024-12-15~", [Shape.ABOUT]),
        ("2024-12-24?", [Shape.DAY, Shape.DOUBTED]),
        ("", []),
    ],
)
def test_each_form_of_a_date_has_its_entry(date: str, expected: list[Shape]) -> None:
    document = document_of(date)

    assert list(shapes_of(document.chronology, document.answer)) == expected


def test_only_what_passes_the_filter_is_listed(qtbot: QtBot) -> None:
    document = document_of("2024-08-06", "2024-10")
    legend = LegendPane(document, Theme.light())
    qtbot.addWidget(legend)
    assert [name for name, _ in legend.entries] == ["claimed", "day", "bracket"]

    document.set_query(Query(period=parse_edtf("2024-08-06")))
    assert [name for name, _ in legend.entries] == ["claimed", "day"]

    document.set_query(Query(period=parse_edtf("2024-10-01")))
    assert [name for name, _ in legend.entries] == ["claimed", "bracket", "possibly"]


def test_certainties_of_all_claims_are_listed_surest_first(qtbot: QtBot) -> None:
    event = Event("e", "E", claims=(Claim(certainty=Certainty.DISPUTED), Claim(certainty=Certainty.CONFIRMED)))
    legend = LegendPane(Document(Chronology.from_events([event])), Theme.light())
    qtbot.addWidget(legend)

    assert legend.entries == (("confirmed", "confirmed"), ("disputed", "disputed"))


def test_a_dispute_is_listed_where_one_is_shown() -> None:
    events = [Event("a", "A", relates=(Link("b", Relation.DISPUTES),)), Event("b", "B")]
    document = Document(Chronology.from_events(events))

    assert shapes_of(document.chronology, document.answer) == (Shape.DISPUTE,)


def test_an_empty_legend_is_hidden(qtbot: QtBot) -> None:
    document = document_of("2024-08-06")
    legend = LegendPane(document, Theme.light())
    qtbot.addWidget(legend)
    assert not legend.isHidden()

    document.set_query(Query(text="nothing has this"))

    assert legend.isHidden()


def test_a_wide_legend_stands_in_columns(qtbot: QtBot) -> None:
    legend = LegendPane(document_of("2024-08-06", "2024-10", "2024-10-08/2024-10-13", "2024-12-15~"), Theme.light())
    qtbot.addWidget(legend)

    legend.resize(230, 20)
    narrow = legend.sizeHint().height()
    legend.resize(900, 20)

    assert narrow == 5 * LegendPane.ROW
    assert legend.sizeHint().height() < narrow


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=["light", "dark"])
def test_no_two_signs_look_the_same(qtbot: QtBot, theme: Theme) -> None:
    names = [certainty.word for certainty in Certainty] + [shape.value for shape in Shape if shape is not Shape.DAY]

    images = [sign_image(name, 40, QColor(theme.ink), theme, 2.0) for name in names]

    assert all(image is not None and image.height() == 2 * SIGN_HEIGHT for image in images)
    assert len({bytes(image.constBits()) for image in images if image is not None}) == len(names)


def test_every_form_has_words_of_its_own() -> None:
    assert len({shape_words(shape) for shape in Shape}) == len(Shape)


def test_there_is_no_sign_of_another_name(qtbot: QtBot) -> None:
    assert sign_image("http://example.org/", 18, QColor("black"), Theme.light(), 1.0) is None
