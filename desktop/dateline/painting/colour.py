"""Arithmetic of colours: contrast (WCAG 2.2) and how colours look to eyes that lack a cone (Machado et al. 2009)."""

import colorsys
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RGB = tuple[int, int, int]
KEPT = 256
"""Colours found for a contrast, as kinds and themes are few."""

DEFICIENCIES: dict[str, NDArray[np.float64]] = {
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Matrices for linear RGB at full severity."""


def parsed(text: str) -> RGB:
    """Return the components of #rrggbb or #rgb.

    Raises:
        ValueError: the text is no such colour.
    """
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or not text.startswith("#"):
        raise ValueError(f"“{text}” is not a colour; write #rrggbb")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def written(colour: RGB) -> str:
    """Return #rrggbb."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def linear(colour: RGB) -> NDArray[np.float64]:
    """Return linear-light components between 0 and 1."""
    parts = np.array(colour) / 255
    bent: NDArray[np.float64] = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return bent


def luminance(colour: RGB) -> float:
    """Return the relative luminance, 0 to 1."""
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(first: RGB, second: RGB) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=KEPT)
def with_contrast(colour: RGB, grounds: tuple[RGB, ...], least: float) -> RGB:
    """Return the colour, its lightness moved as little as needed to reach a contrast on every ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    is_dark_ground = luminance(grounds[0]) < 0.18
    step = 0.01 if is_dark_ground else -0.01
    found = colour
    while min(contrast(found, ground) for ground in grounds) < least and 0.0 <= lightness + step <= 1.0:
        lightness += step
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        found = round(red * 255), round(green * 255), round(blue * 255)
    return found


def mixed(first: RGB, second: RGB, share: float) -> RGB:
    """Return `share` of the second over the first, as an opaque colour."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def difference(first: RGB, second: RGB, deficiency: str = "") -> float:
    """Return how far apart two colours look (CIE 1976, about 2 is just noticeable), to a deficient eye if named."""
    return float(np.linalg.norm(_lab(first, deficiency) - _lab(second, deficiency)))


def _lab(colour: RGB, deficiency: str) -> NDArray[np.float64]:
    light = linear(colour)
    if deficiency:
        light = np.clip(DEFICIENCIES[deficiency] @ light, 0.0, 1.0)
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    )
    parts = (to_xyz @ light) / np.array([0.95047, 1.0, 1.08883])
    bent = np.where(parts > (6 / 29) ** 3, np.cbrt(parts), parts / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])])
