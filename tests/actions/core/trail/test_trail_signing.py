"""Each program signs a chain of its own, and goes on where it ended."""

from functools import partial
from pathlib import Path
from typing import Any

from models.actions.core.actor import AGENT, OPERATOR
from models.actions.core.audit_trail import AuditEvent, write
from models.actions.core.trail.trail_signing import key_in_use, own_key, sign_with
from models.rules.core.signed_trail import End
from models.tables import Audit, TrailWriter
from models.tables.core.keys.trail_key import is_signed, new_trail_key, trail_key
from tests.office import NOW


def chain(name: str) -> list[dict[str, Any]]:
    """Return the rows of a chain in their order."""
    return list(Audit.select().where(Audit.chain == name).order_by(Audit.seq).dicts())


def one(event: str) -> AuditEvent:
    """Return an event of the trail."""
    return AuditEvent(event, "outbox:1")


def test_the_last_of_the_rows_written_at_once_is_signed(account: Any) -> None:
    key = new_trail_key()
    sign_with(lambda: key)
    write(AGENT, NOW, one("a"), one("b"))
    write(AGENT, NOW, one("c"))
    first, second, third = chain("agen")[-3:]
    assert first["signature"] == ""
    for row in (second, third):
        assert is_signed(key.public, End("agen", row["seq"], row["hash"]).signed_words, row["signature"])


def test_the_first_key_goes_on_after_unsigned_rows_and_says_from_where(account: Any) -> None:
    write(AGENT, NOW, one("a"), one("b"))
    begun = chain("agen")[-1]["seq"] + 1
    key = new_trail_key()
    sign_with(lambda: key)
    write(AGENT, NOW, one("c"))
    writer = TrailWriter.get()
    assert (writer.chain, writer.kind, writer.public, writer.begun_seq) == ("agen", "agen", key.public, begun)
    assert [row["seq"] for row in chain("agen")] == list(range(1, begun + 1))


def test_another_machine_of_the_same_kind_begins_a_chain_of_its_own(account: Any) -> None:
    keys = [new_trail_key(), new_trail_key()]
    for number, key in enumerate([keys[0], keys[1], keys[0], keys[1]]):
        sign_with(lambda key=key: key)
        write(AGENT, NOW, one(str(number)))
    assert [row["event"] for row in chain("agen")][-2:] == ["0", "2"]
    assert [row["event"] for row in chain("agen-2")] == ["1", "3"]
    assert [row.public for row in TrailWriter.select().order_by(TrailWriter.id)] == [key.public for key in keys]


def test_a_program_of_another_kind_signs_its_own_chain_with_the_same_key(account: Any) -> None:
    key = new_trail_key()
    sign_with(lambda: key)
    write(AGENT, NOW, one("a"))
    write(OPERATOR, NOW, one("b"))
    assert {row.chain: row.public for row in TrailWriter.select()} == {"agen": key.public, "web": key.public}


def test_the_key_is_read_at_the_first_row_and_once(sqlite_account: Any, tmp_path: Path) -> None:
    sign_with(partial(trail_key, tmp_path / "data"))
    assert key_in_use() is None
    assert not (tmp_path / "data").exists()
    write(OPERATOR, NOW, one("a"))
    assert key_in_use() == own_key()
    (tmp_path / "data" / "trail.key").unlink()
    write(OPERATOR, NOW, one("b"))
    assert not (tmp_path / "data" / "trail.key").exists()


def test_without_a_key_nothing_is_signed(sqlite_account: Any) -> None:
    write(OPERATOR, NOW, one("a"))
    assert chain("web")[-1]["signature"] == ""
    assert own_key() is None
    assert TrailWriter.select().count() == 0
