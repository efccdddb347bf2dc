"""Channels: one row each; unknown kinds are named with those there are; lengths as platforms count."""

from datetime import timedelta

import pytest

from models.rules.channels.channels import (
    CHANNELS,
    NUMBERS,
    Inbox,
    Measure,
    Proof,
    Reach,
    channel,
    length,
    limit_of,
    reads_dm,
)
from models.rules.channels.messages import Kind
from models.rules.core.errors import UnknownChannel


def test_every_row_is_under_its_own_kind_and_reads_something() -> None:
    for kind, row in CHANNELS.items():
        assert (row.kind, channel(kind)) == (kind, row)
        assert row.dm or row.comment
        assert not row.private_reply or row.comment
        assert len({secret.name for secret in row.secrets}) == len(row.secrets)
        assert not set(row.required) & set(row.optional)


def test_an_inbox_that_shows_nothing_twice_proves_no_answer_by_a_list() -> None:
    rows = [row for row in CHANNELS.values() if row.inbox is not Inbox.HISTORY]
    reaches = [reach for row in rows for reach in (row.dm, row.comment, row.private_reply) if reach]
    assert {Proof.BLIND} <= {reach.proof for reach in reaches} <= {Proof.SAME_ID, Proof.BLIND}


def _reaches() -> list[tuple[str, Reach]]:
    return [
        (kind, reach) for kind, row in CHANNELS.items() for reach in (row.dm, row.comment, row.private_reply) if reach
    ]


@pytest.mark.parametrize(("kind", "reach"), _reaches())
def test_every_reach_is_whole_and_its_settings_are_ones_an_account_may_have(kind: str, reach: Reach) -> None:
    row = CHANNELS[kind]
    assert reach.limit > 0
    for setting in (reach.limit_setting, reach.longer_setting):
        assert not setting or setting in (*row.required, *row.optional)
    assert bool(reach.longer_window) == bool(reach.longer_setting)
    assert not reach.longer_window or (reach.window and reach.longer_window > reach.window)


def test_the_five_channels_of_the_sop_are_read_and_answered_in_messages_and_comments() -> None:
    for kind in ("facebook", "instagram", "x", "tiktok"):
        row = CHANNELS[kind]
        assert row.dm, kind
        assert row.comment, kind
        assert row.dm.replies, kind
        assert row.comment.replies, kind
    assert CHANNELS["waha"].dm


def test_limits_and_windows_are_those_of_the_fact_sheet() -> None:
    day, week = timedelta(hours=24), timedelta(days=7)
    instagram, facebook = CHANNELS["instagram"].dm, CHANNELS["facebook"].dm
    assert instagram and facebook
    assert (instagram.limit, instagram.measure, instagram.window) == (1000, Measure.BYTES, day)
    assert (facebook.limit, facebook.window, facebook.longer_window) == (2000, day, week)
    comment, dm = CHANNELS["tiktok"].comment, CHANNELS["tiktok"].dm
    assert comment and dm
    assert (comment.limit, dm.limit, dm.window) == (150, 6000, timedelta(hours=48))
    x = CHANNELS["x"].comment
    assert x
    assert (x.limit, x.measure) == (280, Measure.WEIGHTED)


def test_a_private_answer_has_a_reach_of_its_own() -> None:
    row = CHANNELS["facebook"]
    assert row.reach(Kind.COMMENT) is row.comment
    assert row.reach(Kind.DM) is row.dm
    assert row.reach(Kind.COMMENT, private=True) is row.private_reply
    assert CHANNELS["x"].reach(Kind.COMMENT, private=True) is None


def test_an_unknown_kind_is_refused_with_the_list() -> None:
    with pytest.raises(UnknownChannel, match=r"telegram.*waha"):
        channel("telegram")


def test_length_counts_characters_bytes_or_weights() -> None:
    assert length("é🙂", Measure.CHARACTERS) == 2
    assert length("é🙂", Measure.BYTES) == 6
    assert length("é🙂", Measure.WEIGHTED) == 3


@pytest.mark.parametrize(
    ("stated", "limit"), [("", 300), ("2200", 2200), ("0", 300), ("-5", 300), ("dua", 300), ("²", 300)]
)
def test_a_limit_nobody_documents_is_the_offices_to_set(stated: str, limit: int) -> None:
    reach = CHANNELS["instagram"].comment
    assert reach
    assert limit_of(reach, {"comment_limit": stated}) == limit


@pytest.mark.parametrize(
    ("stated", "reads"), [("", True), ("ya", True), ("tidak", False), (" Tidak ", False), ("no", False), ("0", False)]
)
def test_messages_are_read_unless_the_office_says_no(stated: str, reads: bool) -> None:
    assert reads_dm({"reads_dm": stated}) is reads
    assert reads_dm({}) is True


def test_whole_numbers_are_settings_of_some_channel() -> None:
    assert {name for row in CHANNELS.values() for name in row.optional} >= NUMBERS
