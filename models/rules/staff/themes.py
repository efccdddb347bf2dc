"""The colours an officer may choose for his screens."""

from enum import StrEnum

from models.rules.core.errors import RuleBroken


class Theme(StrEnum):
    """Light, dark, or as the computer is set."""

    SISTEM = "sistem"
    TERANG = "terang"
    GELAP = "gelap"


THEME_LABELS = {
    Theme.SISTEM: "Mengikuti komputer atau telepon ini",
    Theme.TERANG: "Selalu terang",
    Theme.GELAP: "Selalu gelap",
}


class ThemeUnknown(RuleBroken):
    """Pilih salah satu: mengikuti komputer, selalu terang, atau selalu gelap."""


def read_theme(typed: str) -> Theme:
    """Return the theme chosen. Raises ThemeUnknown for anything else."""
    try:
        return Theme(typed)
    except ValueError:
        raise ThemeUnknown from None
