"""What an agent on another machine may do: the words of the rights, and what nothing of its work may reach."""

import pytest

from models.rules.upkeep.agent_rights import AGENT_RIGHTS, Rights

ALL = Rights(reads=True, inserts=True, updates=True, deletes=True)


def test_rights_are_said_in_the_words_of_the_server() -> None:
    assert list(ALL.words()) == ["SELECT", "UPDATE", "INSERT", "DELETE"]
    some = Rights(reads=("id", "used_at"), updates=("state",))
    assert list(some.words()) == ['SELECT ("id", "used_at")', 'UPDATE ("state")']
    assert not list(Rights().words())


def test_a_column_may_be_changed_where_the_table_or_it_was_named() -> None:
    assert ALL.may_change("anything")
    assert [Rights(updates=("state",)).may_change(column) for column in ("state", "label")] == [True, False]
    assert not Rights().may_change("state")


def test_the_audit_trail_and_the_history_are_only_ever_added_to() -> None:
    for table in ("audit", "history", "step_recount", "register_line"):
        assert list(AGENT_RIGHTS[table].words()) == ["SELECT", "INSERT"]


def test_nothing_by_which_somebody_signs_in_is_read() -> None:
    staff, sessions = AGENT_RIGHTS["staff"], AGENT_RIGHTS["staff_session"]
    assert {"password_hash", "totp_secret"} <= set(staff.hides)
    assert sessions.reads == ("id", "created_at")
    assert "secret" in AGENT_RIGHTS["signing_service"].hides


@pytest.mark.parametrize("column", ["kind", "label", "settings", "enabled", "created_at", "sample"])
def test_an_agent_does_not_send_a_channel_s_secret_elsewhere(column: str) -> None:
    assert not AGENT_RIGHTS["channel_account"].may_change(column)
