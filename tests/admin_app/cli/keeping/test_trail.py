"""run_admin.py trail: who signs, whose key is accepted, and verify with what was carried off the machine."""

from pathlib import Path

from peewee import fn

from models.actions.core.trail.trail_signing import sign_with
from models.rules.upkeep.trail_proof import fingerprint
from models.tables import Audit
from models.tables.core.keys.trail_key import new_trail_key, public_here
from tests.actions.upkeep.trails import acted
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_offices import opened, with_complaint

PASSWORD = "Rahasia-Panjang-123\n"


def test_who_signs_is_shown_with_the_checkpoint_to_be_kept(ready: Office) -> None:
    assert ready.run("trail").out.endswith("no checkpoint yet\n")
    with_complaint(ready)
    shown = ready.run("trail").out
    key = fingerprint(public_here(ready.folder))
    assert f"this machine's key: {key}" in shown
    assert f"rows, signed with {key}, accepted" in shown
    assert shown.splitlines()[-1] == (ready.folder / "checkpoint.latest").read_text().strip()


def test_verify_tells_what_was_taken_from_the_end_and_what_a_carried_checkpoint_knows(
    ready: Office, tmp_path: Path
) -> None:
    with_complaint(ready)
    letter = tmp_path / "letter.txt"
    letter.write_text(ready.run("trail").out.splitlines()[-1])
    done = ready.run("verify", "--checkpoints", str(letter))
    assert (done.code, "Note: of the audit trail no letter of this machine is known" in done.err) == (0, True)
    letter.write_text(f"Kepada Kepala Kantor,\n\n{letter.read_text()}\n")
    assert ready.run("verify", "--checkpoints", str(letter)).code == 0
    (tmp_path / "empty.txt").write_text("Kepada Kepala Kantor\n")
    assert "empty.txt holds no checkpoint" in ready.run("verify", "--checkpoints", str(tmp_path / "empty.txt")).out
    assert ready.run("user", "add", "sari", "--role", "pengelola", "--password-stdin", given=PASSWORD).code == 0
    with opened(ready):  # type: ignore[attr-defined]
        Audit.delete().where(Audit.id == Audit.select(fn.MAX(Audit.id)).scalar()).execute()
    done = ready.run("verify")
    assert (done.code, "the chain was shortened" in done.out) == (1, True)
    assert ready.run("trail", "restored", given="y\n").code == 0
    assert ready.run("verify").code == 0


def test_the_key_of_another_machine_is_accepted_by_its_fingerprint(ready: Office) -> None:
    with_complaint(ready)
    key = new_trail_key()
    with opened(ready):  # type: ignore[attr-defined]
        sign_with(lambda: key)
        acted("a")
    done = ready.run("verify")
    assert (done.code, fingerprint(key.public) in done.out) == (1, True)
    assert f"agen-2: 1 rows, signed with {fingerprint(key.public)}, NOT accepted" in ready.run("trail").out
    assert ready.run("trail", "accept", "agen-2", "1234").refused(1, "is not signed with the key 1234")
    for chain in ("agen-2", "web-2"):
        assert ready.run("trail", "accept", chain, fingerprint(key.public)).code == 0
    assert ready.run("verify").code == 0


def test_a_broken_key_ends_a_command_that_would_write_with_a_sentence(ready: Office) -> None:
    (ready.folder / "trail.key").write_bytes(b"half")
    done = ready.run("user", "add", "baru", "--role", "pengelola", "--password-stdin", given=PASSWORD)
    assert done.refused(1, "trail.key holds no key")
