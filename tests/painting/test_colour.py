import pytest

from dateline.painting import colour


def test_contrast_of_black_on_white_is_21():
    assert colour.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert colour.contrast((10, 20, 30), (10, 20, 30)) == pytest.approx(1.0)


@pytest.mark.parametrize(("text", "parts"), [("#ff8000", (255, 128, 0)), ("#fff", (255, 255, 255))])
def test_colours_are_read_and_written(text, parts):
    assert colour.parsed(text) == parts
    assert colour.parsed(colour.written(parts)) == parts


@pytest.mark.parametrize("text", ["red", "ff8000", "#ff80", "#gggggg"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        colour.parsed(text)


@pytest.mark.parametrize("given", [(255, 255, 0), (250, 250, 250), (0, 0, 0), (181, 67, 44)])
@pytest.mark.parametrize("ground", [(252, 251, 248), (22, 24, 27)])
def test_a_colour_is_moved_until_it_can_be_seen(given, ground):
    moved = colour.with_contrast(given, (ground,), 3.0)

    assert colour.contrast(moved, ground) >= 3.0
    if colour.contrast(given, ground) >= 3.0:
        assert moved == given


def test_red_and_green_come_close_for_an_eye_without_green_cones():
    red, green = (170, 60, 40), (110, 110, 30)

    assert colour.difference(red, green, "deuteranopia") < colour.difference(red, green) / 2


def test_mixing_goes_from_one_to_the_other():
    assert colour.mixed((0, 0, 0), (100, 200, 50), 0.5) == (50, 100, 25)
