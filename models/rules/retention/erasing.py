"""The orders to rewrite the database's file after a destruction: what asks for them, and why one has to wait."""

from enum import StrEnum

from models.rules.core.errors import RuleBroken


class Why(StrEnum):
    """What asked for the rewriting."""

    PEMUSNAHAN = "pemusnahan"
    VERSI_LAMA = "versi_lama"  # an earlier version of the program overwrote nothing
    PEMULIHAN = "pemulihan"  # a restored backup brought destroyed cases back


class CannotErase(RuleBroken):
    """Berkas basis data belum dapat ditulis ulang."""
