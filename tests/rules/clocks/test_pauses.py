"""Pauses: every reason has its row; a proof names something; what is long or back-dated waits to be countersigned."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from models.rules.clocks.pauses import (
    PAUSE_REASONS,
    PauseNotAllowed,
    PauseReason,
    PauseState,
    ProofKind,
    read_proof,
    weigh,
)
from tests.rules.clocks.test_working_time import OFFICE

AT = datetime(2026, 11, 25, 1, 0)  # Wednesday, 08.00 WIB
S = PauseState


@dataclass
class Row:
    """A pause as asked, in minutes after AT."""

    id: int
    begins: int
    ends: int | None
    asked: float | None = None
    countersigned_at: datetime | None = None
    refused: bool = False
    limit_minutes: float | None = 60.0
    counted_before: bool = False
    reason_code: str = "menunggu_instansi"

    @property
    def starts_at(self) -> datetime:
        return AT + timedelta(minutes=self.begins)

    @property
    def ends_at(self) -> datetime | None:
        return None if self.ends is None else AT + timedelta(minutes=self.ends)

    @property
    def asked_at(self) -> datetime:
        return AT + timedelta(minutes=self.begins if self.asked is None else self.asked)


def test_every_reason_has_its_row() -> None:
    assert set(PAUSE_REASONS) == set(PauseReason)
    assert all(row.label and row.proof and row.kinds for row in PAUSE_REASONS.values())
    assert all(bool(row.papers) == (ProofKind.NASKAH in row.kinds) for row in PAUSE_REASONS.values())


@pytest.mark.parametrize("text", ["", "message", "message:", "message:x", "message:٣", "telepon:3", "document:-1"])
def test_a_proof_that_names_nothing_is_none(text: str) -> None:
    with pytest.raises(PauseNotAllowed, match="bukti"):
        read_proof(text)


def test_a_proof_is_a_message_a_paper_or_a_file() -> None:
    assert read_proof("document:12") == (ProofKind.NASKAH, 12)


@pytest.mark.parametrize(
    ("rows", "accepted", "states"),
    [
        ([Row(1, 0, 60)], [60], [S.ACCEPTED]),
        ([Row(1, 0, 61)], [60], [S.ASKED]),
        ([Row(1, 0, None)], [60], [S.ASKED]),  # it goes on
        ([Row(1, 0, 61, countersigned_at=AT)], [61], [S.ACCEPTED]),
        ([Row(1, 0, 61, refused=True, countersigned_at=AT)], [0], [S.REFUSED]),
        ([Row(1, 0, 5, asked=1)], [0], [S.ASKED]),  # back-dated, however short
        ([Row(1, 0, 5, asked=1, countersigned_at=AT)], [5], [S.ACCEPTED]),
        ([Row(1, 0, 40), Row(2, 50, 90)], [40, 20], [S.ACCEPTED, S.ASKED]),  # in all for the step
        ([Row(1, 0, 40, refused=True), Row(2, 50, 90)], [0, 40], [S.REFUSED, S.ACCEPTED]),
        ([Row(1, 0, 40, countersigned_at=AT), Row(2, 50, 90)], [40, 40], [S.ACCEPTED, S.ACCEPTED]),
        ([Row(2, 50, 90), Row(1, 0, 30)], [30, 30], [S.ACCEPTED, S.ASKED]),  # in their order, not the query's
        ([Row(1, 0, 100, reason_code="menunggu_undangan")], [100], [S.ACCEPTED]),
        ([Row(1, 0, 100, counted_before=True)], [100], [S.ACCEPTED]),
        ([Row(1, 0, 100, limit_minutes=None)], [100], [S.ACCEPTED]),  # of an older version, not weighed yet
        ([Row(1, 0, 10, limit_minutes=0.0)], [0], [S.ASKED]),
    ],
)
def test_a_pause_counts_as_far_as_it_is_accepted(
    rows: list[Row], accepted: list[float], states: list[PauseState]
) -> None:
    found = weigh(OFFICE, rows, AT + timedelta(minutes=100))
    assert [row.accepted for row in found] == accepted
    assert [row.state for row in found] == states
    assert all(row.accepted_to == row.pause.starts_at + timedelta(minutes=row.accepted) for row in found)
    assert all(row.waiting == (0 if row.pause.refused else row.minutes - row.accepted) for row in found)


def test_what_is_typed_to_the_minute_is_not_back_dated_by_its_seconds() -> None:
    for asked, state in ((10.9, S.ACCEPTED), (11.0, S.ASKED)):
        typed = Row(1, 10, 20, asked=asked)
        assert weigh(OFFICE, [typed], AT + timedelta(hours=1))[0].state is state


def test_of_a_pause_that_outlasts_its_step_only_what_lies_in_it_counts() -> None:
    (found,) = weigh(OFFICE, [Row(1, 30, 120)], AT + timedelta(minutes=50))
    assert (found.ends, found.minutes, found.accepted, found.state) == (
        AT + timedelta(minutes=50),
        20,
        20,
        S.ACCEPTED,
    )


def test_a_back_dated_pause_waits_also_where_no_working_minute_lies_in_it() -> None:
    for pause in (Row(1, 10, None, asked=12), Row(1, -600, -540, asked=0)):
        (found,) = weigh(OFFICE, [pause], max(pause.starts_at, AT))
        assert (found.minutes, found.state) == (0, S.ASKED)
