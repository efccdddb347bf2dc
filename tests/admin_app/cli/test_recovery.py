"""The recovery key on the command line: shown once, entered from the paper, and what opens with it."""

import os
from pathlib import Path

import pytest

from models.actions.upkeep.backup.keys import recovery_key
from models.rules.upkeep.age_keys import private_text
from models.tables import Complaint
from models.tables.core.age_file import new_private
from models.tables.upkeep.recovery_key import DRILL, REPLACED
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_offices import opened, with_complaint


def test_a_new_key_is_printed_once_kept_nowhere_and_used_only_when_it_is_entered(
    ready: Office, tmp_path: Path
) -> None:
    with_complaint(ready)
    made = ready.run("recovery-key", "new")
    key = made.out.strip()
    assert (made.code, key.startswith("AGE-SECRET-KEY-1"), key in made.err) == (0, True, False)
    assert ready.run("recovery-key", "new").out != made.out
    assert "NOT encrypted" in ready.run("backup", str(tmp_path / "bare.zip")).out
    done = ready.run("recovery-key", "use", given=f"{key}\n")
    assert (done.code, "opens it: age1" in done.out) == (0, True)
    assert "is at hand is noted" in ready.run("recovery-key", "use", given=key).out
    said = ready.run("backup", str(tmp_path / "b.zip")).out
    assert "Encrypted for the recovery key age1" in said
    for path in ready.folder.rglob("*"):
        assert path.is_dir() or key.encode() not in path.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no terminal that a test can hold")
def test_a_key_that_is_typed_is_not_shown(ready: Office) -> None:
    key = private_text(new_private())
    code, shown = ready.run_typed(["recovery-key", "use"], [key], b"not shown")
    assert (code, b"opens it: age1" in shown, key.encode() in shown) == (0, True, False)


def test_a_slip_of_the_pen_is_refused_and_nothing_is_encrypted_for_it(ready: Office) -> None:
    key = private_text(new_private())
    for given in (key[:-1], key.replace(key[20], "2" if key[20] != "2" else "3", 1), "", "rahasia"):
        assert ready.run("recovery-key", "use", given=given).refused(2, "a letter of it is wrong")
    with opened(ready):  # type: ignore[attr-defined]
        assert recovery_key() is None


def test_the_drill_key_here_opens_it_and_after_a_fire_the_recovery_key(
    ready: Office, bare: Office, tmp_path: Path
) -> None:
    with_complaint(ready)
    key, file = private_text(new_private()), str(tmp_path / "b.zip")
    assert ready.run("recovery-key", "use", given=key).code == 0
    assert ready.run("backup", file).code == 0
    assert ready.run("restore", file, "--replace").code == 0
    (ready.folder / DRILL).unlink()
    assert ready.run("restore", file, "--replace").refused(1, "no drill key", "--key-stdin")
    wrong = private_text(new_private())
    assert ready.run("restore", file, "--replace", "--key-stdin", given=wrong).refused(1, "another key")
    assert ready.run("restore", file, "--replace", "--key-stdin", given="paspor").refused(2, "no recovery key")
    assert ready.run("restore", file, "--replace", "--key-stdin", given=key).code == 0
    with opened(ready):  # type: ignore[attr-defined]
        assert Complaint.select().count() == 1
    assert ready.run("verify").code == 0
    assert ready.run("backup", file).code == 0  # with a drill key of its own again


def test_another_recovery_key_renews_the_drill_key_and_the_one_before_opens_what_was_made_for_it(
    ready: Office, tmp_path: Path
) -> None:
    with_complaint(ready)
    first, second, file = private_text(new_private()), private_text(new_private()), str(tmp_path / "b.zip")
    assert ready.run("recovery-key", "use", given=first).code == 0
    assert ready.run("backup", file).code == 0
    sealed = (ready.folder / DRILL).read_bytes()
    assert ready.run("recovery-key", "use", given=first).code == 0
    assert (ready.folder / DRILL).read_bytes() == sealed  # the same key again renews nothing
    assert "machine's own key was renewed" in ready.run("recovery-key", "use", given=second).out
    assert (ready.folder / DRILL).read_bytes() != sealed == (ready.folder / REPLACED).read_bytes()
    assert ready.run("drill").code == 0  # of the backup made before, whose key is the one set aside
    assert ready.run("restore", file, "--replace").code == 0
    assert ready.run("recovery-key", "use", given=first).refused(1, "was replaced")
    assert ready.run("backup", file).code == 0
    (ready.folder / REPLACED).unlink()
    assert ready.run("drill").code == 0


def test_a_new_secret_key_forgets_the_drill_key_it_cannot_open(ready: Office, tmp_path: Path) -> None:
    assert ready.run("recovery-key", "use", given=private_text(new_private())).code == 0
    (ready.folder / "secret.key").unlink()
    assert ready.run("backup", str(tmp_path / "b.zip")).refused(1, "secret.key")
    assert ready.run("new-key", "--yes").code == 0
    assert ready.run("backup", str(tmp_path / "b.zip")).code == 0
