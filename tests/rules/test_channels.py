"""Channels: one row each; unknown kinds are named with those there are; lengths as the platform counts them."""

import pytest

from models.rules.channels import CHANNELS, Measure, channel, length
from models.rules.errors import UnknownChannel


def test_every_row_is_under_its_own_kind_and_reads_something() -> None:
    for kind, row in CHANNELS.items():
        assert (row.kind, channel(kind)) == (kind, row)
        assert row.reads_dm or row.reads_comment
        assert row.limit > 0


def test_an_unknown_kind_is_refused_with_the_list() -> None:
    with pytest.raises(UnknownChannel, match=r"telegram.*waha"):
        channel("telegram")


def test_length_counts_characters_or_bytes() -> None:
    assert length("é🙂", Measure.CHARACTERS) == 2
    assert length("é🙂", Measure.BYTES) == 6
