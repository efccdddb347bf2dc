"""Removing practice data: its audit event, the words typed to agree, and the mark on numbers that stay."""

from models.rules.core.errors import RuleBroken

EVENT = "hapus_contoh"
AGREED = "HAPUS DATA LATIHAN"
CANCELLED = "Data latihan dihapus"
# The holder of a number whose paper or case was practice begins so.
FORMER = "contoh:"


class SampleNotRemovable(RuleBroken):
    """Data latihan belum dapat dihapus."""


def check_agreed(typed: str) -> None:
    """Raise SampleNotRemovable unless the words of agreement were typed (case and spaces do not matter)."""
    if " ".join(typed.split()).upper() != AGREED:
        raise SampleNotRemovable(f"Ketik “{AGREED}” di kotak konfirmasi, lalu tekan lagi.")
