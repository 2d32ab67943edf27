"""Setting a report: Typst, the templates in resources/print, and the fonts that have every character of it."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import typst

from dateline.domain.errors import ChronologyError
from dateline.domain.value import dataclass
from dateline.paths import bundled
from dateline.printing import glyphs
from dateline.printing.report import Report, clean

FAMILY = "Inter"
"""The bundled fonts' family, for text and for figures."""

STANDARD: "typst.PDFStandard" = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, and a missing glyph or a missing alternative text is an error."""

NO_TIME = 0
"""The time that Typst is told: the same input gives the same bytes. The documents carry no date."""

LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-|$)")
"""BCP 47, as far as Typst takes it: language and region."""


class Paper(StrEnum):
    """A paper size, by the word that the command line uses."""

    A4 = "A4"
    LETTER = "Letter"
    A3 = "A3"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in portrait, in layout units of 1/96 inch."""
        return {Paper.A4: (793.70, 1122.52), Paper.LETTER: (816.0, 1056.0), Paper.A3: (1122.52, 1587.40)}[self]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: SVG, what it shows in words (for those who do not see it), and its size in layout units."""

    svg: bytes
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Typeset:
    """A set document, and what the reader of it should be told, one sentence each."""

    pdf: bytes
    warnings: tuple[str, ...] = ()


def typeset(
    report: Report, figures: Sequence[Figure] = (), paper: Paper = Paper.A4, *, is_landscape: bool = False
) -> Typeset:
    """Return the report as PDF/UA-1; the same arguments and fonts give the same bytes.

    A character that neither the bundled fonts nor the system's have is printed as an empty box; the document then
    says so on its last page, is not PDF/UA, and comes with a warning.

    Raises:
        ChronologyError: Typst cannot set it at all.
    """
    data = report.json()
    pictures = json.dumps([_picture(figure) for figure in figures], ensure_ascii=False)
    inputs = {"report": data, "figures": pictures, "paper": paper.lower(), "family": FAMILY}
    inputs |= _language(report.language) | {"landscape": "yes" if is_landscape else ""}
    with _fonts(glyphs.visible(data + pictures)) as (fonts, lost):
        inputs["missing"] = glyphs.in_words(lost, at_most=len(lost), is_shown=False)
        try:
            return _set(inputs, fonts, lost)
        except typst.TypstError as error:
            raise ChronologyError(f"the pages cannot be set: {error.message}") from error


def _set(inputs: dict[str, str], fonts: typst.Fonts, lost: frozenset[str]) -> Typeset:
    if lost:
        return Typeset(_compiled(inputs, fonts, []), (missing_warning(lost),))
    try:
        return Typeset(_compiled(inputs, fonts, [STANDARD]))
    except typst.TypstError as error:
        # Typst's checks of the standard reach further than ours: print, and say what it minds.
        return Typeset(_compiled(inputs, fonts, []), (f"the document is tagged, but not PDF/UA: {error.message}",))


def _compiled(inputs: dict[str, str], fonts: typst.Fonts, standards: "list[typst.PDFStandard]") -> bytes:
    return typst.compile(
        bundled("resources", "print", "report.typ"),
        root=bundled("resources", "print"),
        font_paths=fonts,
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=NO_TIME,
    )


def missing_warning(lost: frozenset[str]) -> str:
    """Say which characters cannot be printed and what can be done about it."""
    noun = "character has" if len(lost) == 1 else "characters have"
    return (
        f"{len(lost)} {noun} no glyph in any font of this system and are printed as empty boxes: "
        f"{glyphs.in_words(lost)}. Install a font for {_scripts(lost)}, for instance from the Noto fonts; "
        "without it the document is tagged, but not PDF/UA"
    )


def _scripts(lost: frozenset[str]) -> str:
    return " and ".join(sorted({glyphs.script(character) for character in lost}))


def _picture(figure: Figure) -> dict[str, str | float]:
    svg = clean(figure.svg.decode("utf-8"))
    return {"svg": svg, "alt": clean(figure.alt), "width": figure.width, "height": figure.height}


def _language(tag: str) -> dict[str, str]:
    match = LANGUAGE.match(tag)
    return {"lang": match[1].lower() if match else "en", "region": (match[2] or "").upper() if match else ""}


@contextmanager
def _fonts(characters: frozenset[str]) -> Iterator[tuple[typst.Fonts, frozenset[str]]]:
    """Yield the fonts to set these characters with, and the characters that no font has.

    The system's fonts are looked at only where the bundled ones lack something, and only those needed take part, so
    that a document which the bundled ones can set looks the same everywhere.
    """
    folder = bundled("resources", "fonts")
    bundle = [glyphs.Face(path) for path in sorted(folder.glob("*.otf"))]
    lacking = frozenset().union(*(glyphs.lacking(characters, [face]) for face in bundle))
    if not lacking:
        yield _collection([folder]), frozenset()
        return
    files, lost = glyphs.fonts_for(lacking)
    # What the regular face has is not lost: Typst takes it where the bold one lacks it.
    lost = glyphs.lacking(lost, bundle)
    with tempfile.TemporaryDirectory(prefix="dateline-fonts-") as further:
        for number, file in enumerate(files):
            shutil.copyfile(file, Path(further) / f"{number:03d}-{file.name}")
        yield _collection([folder, Path(further)]), lost


def _collection(folders: Iterable[Path]) -> typst.Fonts:
    paths = [str(folder) for folder in folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
