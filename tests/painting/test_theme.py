from itertools import combinations

import pytest

from dateline.domain.claim import Certainty
from dateline.layout.inks import Ink
from dateline.layout.metrics import Lens
from dateline.painting import colour
from dateline.painting.theme import KINDS_LIGHT, MARK_CONTRAST, TEXT_CONTRAST, Theme

CONTRASTED = [Theme.light_contrast(), Theme.dark_contrast()]
THEMES = [Theme.light(), Theme.dark(), Theme.on_paper(), *CONTRASTED]
TOLD_APART = 11.0
"""A difference (CIE 1976) that two marks of 11 units show at a glance."""


def contrast(first: str, second: str) -> float:
    return colour.contrast(colour.parsed(first), colour.parsed(second))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", ["ink", "soft_ink", "accent", "dispute"])
@pytest.mark.parametrize("ground", ["paper", "pane", "surface", "selection", "weekend"])
def test_text_has_contrast_on_every_ground(theme, text, ground):
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", KINDS_LIGHT)
def test_marks_have_contrast_on_every_ground(theme, kind):
    assert all(contrast(theme.kind_colour(kind), ground) >= MARK_CONTRAST for ground in theme.mark_grounds)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("eye", ["", *colour.DEFICIENCIES])
def test_kinds_can_be_told_apart_by_every_eye(theme, eye):
    seen = {kind: colour.parsed(theme.kind_colour(kind)) for kind in KINDS_LIGHT}

    for first, second in combinations(seen, 2):
        assert colour.difference(seen[first], seen[second], eye) >= TOLD_APART, (first, second)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_files_own_colour_is_kept_where_it_can_be_seen(theme):
    visible, faint = ("#2060c0", "#ffff80") if not theme.is_dark else ("#80b0ff", "#101000")

    assert theme.kind_colour("custom", visible) == visible
    moved = theme.kind_colour("custom", faint)
    assert moved != faint
    assert all(contrast(moved, ground) >= MARK_CONTRAST for ground in theme.mark_grounds)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_unknown_kinds_get_colours_of_their_own(theme):
    colours = [theme.kind_colour(f"kind-{number}", index=number) for number in range(8)]

    assert len(set(colours)) == 8
    assert theme.kind_colour("", index=3) == theme.kind_colour("other")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_certainties_and_regions_have_inks_too(theme):
    certainties = [theme.ink_colour(Ink(Lens.CERTAINTY, one.word, one.word)) for one in Certainty]
    regions = [theme.ink_colour(Ink(Lens.REGION, f"R{n}", f"R{n}", index=n)) for n in range(3)]

    assert len(set(certainties)) == 6
    assert len(set(regions)) == 3
    assert theme.ink_qcolor(Ink(Lens.KIND, "aid", "Aid")).name() == theme.kind_colour("aid").lower()


def test_a_tint_lies_between_paper_and_ink():
    theme = Theme.light()

    assert theme.tint("#000000", 0.0).name() == theme.paper.lower()
    assert theme.tint("#000000", 1.0).name() == "#000000"


@pytest.mark.parametrize("theme", CONTRASTED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["paper", "pane", "surface", "selection", "weekend"])
def test_with_more_contrast_text_reaches_seven_to_one_and_lines_three(theme, ground):
    for text in ("ink", "soft_ink", "accent", "dispute"):
        assert contrast(getattr(theme, text), getattr(theme, ground)) >= 7.0, text
    for line in ("hairline", "strong_grid"):
        assert contrast(getattr(theme, line), getattr(theme, ground)) >= MARK_CONTRAST, line
