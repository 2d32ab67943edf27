"""Which characters a font has a glyph for, read from its file; and which fonts of the system fill a gap."""

import mmap
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import typst

from dateline.domain.value import dataclass

IGNORABLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | frozenset(
    chr(point) for low, high in ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF)) for point in range(low, high + 1)
)
"""Characters outside the category Cf that Unicode lets a renderer leave out (Default_Ignorable_Code_Point)."""

UNICODE_ENCODINGS = {(0, 3): 1, (3, 1): 1, (0, 4): 2, (0, 6): 2, (3, 10): 2}
"""(platform, encoding) of the cmap subtables that map Unicode; 2: beyond the first 65,536 code points too."""

FAVOURED = ("noto sans", "source han sans", "malgun", "apple sd gothic", "hiragino sans", "segoe ui", "dejavu sans")
"""Families that go well with the bundled sans, best first; the others follow by name."""

WEIGHTS = (400, 500, 600, 700)


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a font file; `index` counts the faces of a collection."""

    path: Path
    index: int = 0
    family: str = ""


def visible(text: str) -> frozenset[str]:
    """The characters of a text that need a glyph: not spaces, controls or invisible marks."""
    unseen = ("Cc", "Cf", "Zs", "Zl", "Zp")
    return frozenset(c for c in set(text) - IGNORABLE if unicodedata.category(c) not in unseen)


def lacking(characters: Iterable[str], faces: Iterable[Face]) -> frozenset[str]:
    """Those of the characters that none of the faces has."""
    left = frozenset(characters)
    for face in faces:
        if not left:
            break
        left -= having(face, left)
    return left


def having(face: Face, characters: Iterable[str]) -> frozenset[str]:
    """Those of the characters that a face has a glyph for; none where its file cannot be read as a font."""
    try:
        with face.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as font:
            table = _best_subtable(font, _table(font, face.index, b"cmap"))
            return frozenset(c for c in characters if _has_glyph(font, table, ord(c)))
    except (OSError, struct.error, ValueError, IndexError):
        return frozenset()


def fonts_for(characters: frozenset[str]) -> tuple[tuple[Path, ...], frozenset[str]]:
    """Return font files of the system that together have the characters, and the characters that no font has."""
    families: dict[str, list[Face]] = {}
    for info in typst.Fonts(include_embedded_fonts=False).fonts():
        if info.path and info.style == "normal" and info.stretch == 1.0 and info.weight in WEIGHTS:
            families.setdefault(info.family, []).append(Face(Path(info.path), info.index, info.family))
    chosen: list[Path] = []
    for family in sorted(families, key=_rank):
        if not characters:
            break
        faces = sorted(families[family], key=lambda face: (str(face.path), face.index))
        found = frozenset().union(*(having(face, characters) for face in faces))
        if found:
            chosen += [face.path for face in faces]
            characters -= found
    return tuple(dict.fromkeys(chosen)), characters


def in_words(characters: frozenset[str], at_most: int = 8, *, is_shown: bool = True) -> str:
    """Name characters by script, each with its code: "Hangul 국 U+AD6D, 한 U+D55C"; "and 3 more" beyond `at_most`.

    Without `is_shown` only the codes, for where the characters themselves have no glyph.
    """
    scripts: dict[str, list[str]] = {}
    for character in sorted(characters):
        scripts.setdefault(script(character), []).append(character)
    return "; ".join(f"{name} {_listed(found, at_most, is_shown)}" for name, found in scripts.items())


def script(character: str) -> str:
    """The script of a character after the first word of its Unicode name, e.g. "Hangul"; "Other" without a name."""
    return unicodedata.name(character, "OTHER").split()[0].split("-")[0].capitalize()


def _listed(found: Sequence[str], at_most: int, is_shown: bool) -> str:
    shown = ", ".join((f"{c} " if is_shown else "") + f"U+{ord(c):04X}" for c in found[:at_most])
    return f"{shown} and {len(found) - at_most} more" if len(found) > at_most else shown


def _rank(family: str) -> tuple[int, str]:
    lower = family.lower()
    return next((place for place, name in enumerate(FAVOURED) if lower.startswith(name)), len(FAVOURED)), lower


def _table(font: mmap.mmap, index: int, tag: bytes) -> int:
    """The offset of a table of a face. OpenType 1.9, "Organization of an OpenType Font"."""
    start = struct.unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    for record in range(struct.unpack_from(">H", font, start + 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, start + 12 + 16 * record)
        if name == tag:
            return int(offset)
    raise ValueError(f"no table {tag!r}")


def _best_subtable(font: mmap.mmap, cmap: int) -> int:
    return max(_subtables(font, cmap))[1]  # ValueError without any


def _subtables(font: mmap.mmap, cmap: int) -> Iterator[tuple[int, int]]:
    for record in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * record)
        if (platform, encoding) in UNICODE_ENCODINGS:
            yield UNICODE_ENCODINGS[platform, encoding], cmap + offset


def _has_glyph(font: mmap.mmap, table: int, point: int) -> bool:
    match struct.unpack_from(">H", font, table)[0]:
        case 4:
            return point <= 0xFFFF and _has_glyph_4(font, table, point)
        case 12:
            return _has_glyph_12(font, table, point)
        case _:
            return False


def _has_glyph_4(font: mmap.mmap, table: int, point: int) -> bool:
    """Format 4, "segment mapping to delta values"."""
    length = struct.unpack_from(">H", font, table + 6)[0]
    ends = table + 14
    starts, deltas, offsets = (ends + 2 + length * part for part in (1, 2, 3))
    for segment in range(0, length, 2):
        if point <= struct.unpack_from(">H", font, ends + segment)[0]:
            start = struct.unpack_from(">H", font, starts + segment)[0]
            if point < start:
                return False
            offset = struct.unpack_from(">H", font, offsets + segment)[0]
            if offset == 0:
                delta = struct.unpack_from(">H", font, deltas + segment)[0]
                return bool((point + delta) % 0x10000)
            return bool(struct.unpack_from(">H", font, offsets + segment + offset + 2 * (point - start))[0])
    return False


def _has_glyph_12(font: mmap.mmap, table: int, point: int) -> bool:
    """Format 12, "segmented coverage": groups sorted by their first character, halved until the right one is met."""
    low, high = 0, struct.unpack_from(">I", font, table + 12)[0]
    while low < high:
        middle = (low + high) // 2
        start, end, glyph = struct.unpack_from(">III", font, table + 16 + 12 * middle)
        if point < start:
            high = middle
        elif point > end:
            low = middle + 1
        else:
            return bool(glyph + point - start)
    return False
