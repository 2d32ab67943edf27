import ctypes
import os
import re
import shutil
import subprocess
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from dateline.domain.errors import ChronologyError
from dateline.domain.query import Query, ask
from dateline.printing.report import Report, report
from dateline.printing.typesetter import Figure, Paper, typeset

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="90" viewBox="0 0 600 90">'
    b'<text x="9" y="20" font-family="Inter" font-size="12">\xd0\x9a\xd1\x83\xd1\x80\xd1\x81\xd0\xba drawn</text></svg>'
)
HANGUL = "한국"


@pytest.fixture
def whole(chronology) -> Report:
    return report(chronology, ask(chronology, Query()), Query())


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return " ".join("\n".join(pages).split())


def links_of(document: pypdfium2.PdfDocument) -> tuple[list[tuple[int, float]], set[str]]:
    """Where links lead: (page, depth on it) within the document, and addresses outside."""
    inside, outside = [], set()
    for number in range(len(document)):
        place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(document[number], place, link):
            target = pdfium.FPDFLink_GetDest(document, link)
            if target:
                inside.append(position(pypdfium2.PdfDest(target, document)))
            else:
                action = pdfium.FPDFLink_GetAction(link)
                buffer = ctypes.create_string_buffer(2048)
                pdfium.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
                outside.add(buffer.value.decode())
    return inside, outside


def position(target: pypdfium2.PdfDest) -> tuple[int, float]:
    """(page, depth on it): greater is further on in the document."""
    _, (_, y, *_) = target.get_view()
    return target.get_index(), -y


def test_the_pages_say_all_that_the_report_holds(whole):
    text = text_of(typeset(whole).pdf)

    for said in (
        "Kursk, a test",
        "4 of 4 events",
        "Tuesday, 17 December 2024",
        "exact to the day",
        "Stated as “on Tuesday”. Two pages carry it.",
        "Oleksandr Syrskyi, commander claimed",
        "troops: about 11,000 people",
        "“Moscow has intensified its attacks”",
        "Against it",
        "Undated",
        "Commander-in-Chief on the front",
        "https://www.pravda.com.ua/eng/news/2024/12/17/",
        "Cited in 1, 3 (para. 9)",
        "Not independent: republishes source 1",
        "Dateline",
    ):
        assert said in text, said


def test_pages_are_numbered_and_the_next_ones_carry_the_title(whole):
    with pypdfium2.PdfDocument(typeset(whole).pdf) as document:
        count = len(document)
        last = " ".join(document[count - 1].get_textpage().get_text_range().split())

    assert count > 1
    assert f"{count} of {count}" in last
    assert last.startswith("Kursk, a test")


def test_bookmarks_lead_to_months_events_and_sources(whole):
    with pypdfium2.PdfDocument(typeset(whole).pdf) as document:
        marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]

    assert marks == [
        (0, "October 2024"),
        (1, "Troops emerge"),
        (0, "December 2024"),
        (1, "Moscow: attack repelled"),
        (1, "Syrskyi reports intensified attacks"),
        (0, "Undated"),
        (1, "An undated remark"),
        (0, "Sources"),
    ]


def test_citations_lead_to_sources_and_back_and_only_web_addresses_out(whole):
    with pypdfium2.PdfDocument(typeset(whole).pdf) as document:
        inside, outside = links_of(document)
        (start,) = (position(mark.get_dest()) for mark in document.get_toc() if mark.get_title() == "Sources")

    claims = [claim for entry in whole.entries for claim in entry.claims]
    citations = sum(len(claim.cites) + len(claim.quotes) for claim in claims)
    republished = sum(source.republishes > 0 for source in whole.sources)
    related = sum(event.number > 0 for entry in whole.entries for group in entry.relations for event in group.events)
    cited_in = sum(len(source.cited_in) for source in whole.sources)
    contents = len(whole.chapters) + 1
    assert sum(target >= start for target in inside) == citations + republished + 1
    assert sum(target < start for target in inside) == cited_in + related + contents - 1
    assert outside == {source.url for source in whole.sources if source.url}


def test_the_document_is_tagged_pdf_ua_with_title_and_language(whole):
    pdf = typeset(whole).pdf

    assert re.search(rb"pdfuaid:part>1<|pdfuaid:part=.1", pdf)
    with pypdfium2.PdfDocument(pdf) as document:
        assert pdfium.FPDFCatalog_IsTagged(document)
        assert document.get_metadata_value("Title") == "Kursk, a test"
    assert b"/Lang" in pdf


def test_the_same_report_gives_the_same_bytes_whatever_the_zone_and_folder(whole, tmp_path, monkeypatch):
    first = typeset(whole).pdf
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.chdir(tmp_path)

    assert typeset(whole).pdf == first
    assert b"CreationDate" not in first
    assert os.fsencode(tmp_path) not in first


def test_a_figure_keeps_its_text_as_text(whole):
    figure = Figure(SVG, "A timeline", 600, 90)

    assert "Курск drawn" in text_of(typeset(whole, [figure]).pdf)


@pytest.mark.parametrize(
    ("paper", "is_landscape", "size"),
    [
        (Paper.A4, False, (595, 842)),
        (Paper.A4, True, (842, 595)),
        (Paper.LETTER, False, (612, 792)),
        (Paper.A3, True, (1191, 842)),
    ],
)
def test_pages_have_the_asked_size(whole, paper, is_landscape, size):
    with pypdfium2.PdfDocument(typeset(whole, paper=paper, is_landscape=is_landscape).pdf) as document:
        found = {tuple(round(side) for side in document[number].get_size()) for number in range(len(document))}

    assert found == {size}


def test_nothing_in_a_file_is_read_as_markup(whole):
    trap = '#panic("run") $x$ *bold* #image("/etc/passwd") <label> @ref \\ // `raw` "] #['

    assert f"{trap}" in text_of(typeset(replace(whole, title="Trap", description=trap)).pdf)


def test_cyrillic_is_set_with_the_bundled_font_and_without_a_warning(whole):
    done = typeset(replace(whole, title="Курская область, Київ і Ґданськ"))

    assert done.warnings == ()
    assert "Курская область, Київ і Ґданськ" in text_of(done.pdf)


def test_characters_that_no_font_has_are_named_in_a_warning_and_on_the_page(whole, monkeypatch):
    monkeypatch.setattr("dateline.printing.glyphs.fonts_for", lambda characters: ((), characters))

    done = typeset(replace(whole, title=HANGUL))

    (warning,) = done.warnings
    assert warning.startswith("2 characters have no glyph in any font of this system")
    assert "Hangul 국 U+AD6D, 한 U+D55C" in warning
    assert "Hangul U+AD6D, U+D55C" in text_of(done.pdf)
    assert b"pdfuaid" not in done.pdf


def test_a_font_of_the_system_fills_the_gap_and_keeps_the_standard(whole):
    if shutil.which("fc-list") is None:
        pytest.skip("needs fc-list, to know which fonts the system has")
    hebrew = subprocess.run(["fc-list", ":lang=he:slant=0", "file"], capture_output=True, text=True, check=True).stdout
    if "DejaVuSans.ttf" not in hebrew:
        pytest.skip("needs a font with Hebrew; DejaVu Sans is not installed")

    done = typeset(replace(whole, title="אב"))

    assert done.warnings == ()
    assert b"pdfuaid" in done.pdf
    assert b"DejaVuSans" in done.pdf


def test_a_language_that_is_none_does_not_stop_the_press(whole):
    assert [typeset(replace(whole, language=tag)).warnings for tag in ("", "pt-BR", "zh-Hant-TW", "klingon!")] == [
        ()
    ] * 4


def test_what_typst_minds_about_the_standard_is_a_warning_and_what_it_cannot_set_an_error(whole):
    unexplained = Figure(SVG, "", 600, 90)

    (warning,) = typeset(whole, [unexplained]).warnings

    assert warning.startswith("the document is tagged, but not PDF/UA: PDF/UA-1 error: missing alt text")
    with pytest.raises(ChronologyError, match="the pages cannot be set: "):
        typeset(whole, [Figure(b"<svg", "broken", 600, 90)])


def test_an_empty_report_says_that_nothing_matches_and_under_what_filter(chronology):
    query = Query(text="nobody wrote this")

    text = text_of(typeset(report(chronology, ask(chronology, query), query)).pdf)

    assert "0 of 4 events" in text
    assert "No event matches." in text
    assert "“nobody wrote this”" in text


def test_an_entry_longer_than_a_page_goes_on_over_the_next(whole):
    chapter = whole.chapters[0]
    entry = replace(chapter.entries[0], summary="word " * 3000, claims=chapter.entries[0].claims * 60)

    text = text_of(typeset(replace(whole, chapters=(replace(chapter, entries=(entry,)), *whole.chapters[1:]))).pdf)

    assert text.count("word") == 3000


def test_qpdf_finds_nothing_wrong(whole, tmp_path):
    if shutil.which("qpdf") is None:
        pytest.skip("needs qpdf, which is not installed")
    path = tmp_path / "report.pdf"
    path.write_bytes(typeset(whole, [Figure(SVG, "A timeline", 600, 90)]).pdf)

    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr
