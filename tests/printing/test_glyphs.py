from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from dateline.paths import bundled
from dateline.printing import glyphs
from dateline.printing.glyphs import Face, fonts_for, having, in_words, lacking, visible

REGULAR = Face(bundled("resources", "fonts", "Inter-Regular.otf"))
HANGUL = frozenset("한국")


def test_a_font_has_what_fonttools_finds_in_its_cmap():
    mapped = set(TTFont(REGULAR.path).getBestCmap())
    asked = frozenset(map(chr, range(0x20, 0x3000))) | frozenset("😀한\U0010ffff")

    assert having(REGULAR, asked) == {c for c in asked if ord(c) in mapped}


def test_the_bundled_font_has_latin_and_cyrillic_and_no_korean():
    assert lacking("Kursk Курск ї “–” é".replace(" ", ""), [REGULAR]) == frozenset()
    assert lacking(HANGUL | {"K"}, [REGULAR]) == HANGUL


def test_a_file_that_is_no_font_has_no_characters(tmp_path):
    files = {"empty.ttf": b"", "text.ttf": b"this is not a font at all", "cut.otf": REGULAR.path.read_bytes()[:300]}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    assert [having(Face(tmp_path / name), {"a"}) for name in (*files, "absent.ttf")] == [frozenset()] * 4


def test_spaces_controls_and_invisible_marks_need_no_glyph():
    assert visible("a \u00a0\n\u200b\u200d\ufe0f\u00adб") == {"a", "б"}


def test_fonts_of_the_system_fill_a_gap_and_the_rest_is_named(monkeypatch, tmp_path):
    class Info:
        def __init__(self, path: Path, family: str, style: str = "normal") -> None:
            self.path, self.family, self.style = str(path), family, style
            self.index, self.weight, self.stretch = 0, 400, 1.0

    class Fonts:
        def __init__(self, **_: object) -> None:
            pass

        def fonts(self) -> list[Info]:
            return [Info(tmp_path / "none.ttf", "Noto Sans"), Info(REGULAR.path, "Other"), Info(REGULAR.path, "Zed")]

    monkeypatch.setattr(glyphs.typst, "Fonts", Fonts)

    assert fonts_for(frozenset("Ж한")) == ((REGULAR.path,), frozenset("한"))
    assert fonts_for(frozenset()) == ((), frozenset())


@pytest.mark.parametrize(
    ("characters", "words"),
    [
        ("한국", "Hangul 국 U+AD6D, 한 U+D55C"),
        ("한א", "Hebrew א U+05D0; Hangul 한 U+D55C"),
        ("가각간갇갈", "Hangul 가 U+AC00, 각 U+AC01, 간 U+AC04 and 2 more"),
    ],
)
def test_missing_characters_are_named_by_script_and_code(characters, words):
    assert in_words(frozenset(characters), at_most=3) == words


def test_characters_without_a_glyph_can_be_named_without_showing_them():
    assert in_words(HANGUL, is_shown=False) == "Hangul U+AD6D, U+D55C"
