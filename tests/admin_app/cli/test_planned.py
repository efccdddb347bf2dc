"""Backups that run by themselves, by the commands."""

from pathlib import Path

import pytest

from models.tables import BackupPlan
from models.tables.upkeep.backup_plan import MARK
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_offices import opened, with_complaint
from tests.tools import needs


def test_a_plan_is_set_carried_out_shown_and_ended(ready: Office, bare: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    share = tmp_path / "share"
    share.mkdir()
    assert "no plan" in ready.run("backup", "--planned").out
    assert ready.run("backup-plan", "show").refused(1, "no plan")
    done = ready.run("backup-plan", "set", "--at", "02:00", "--to", str(share), "--monthly", "2")
    assert (done.code, "every day at 02.00 WIB" in done.out, "after 62 days" in done.out) == (0, True, True)
    assert "on the disk of the data" in done.err
    made = ready.run("backup", "--planned")
    assert (made.code, "Backed up to" in made.out) == (0, True)
    assert (ready.run("backup", "--planned").code, ready.run("backup", "--planned").out) == (0, "")
    (share / "catatan.txt").touch()
    shown = ready.run("backup-plan", "show")
    assert (shown.code, "whole, read" in shown.out, "2 monthly" in shown.out) == (0, True, True)
    assert shown.err == "Note: catatan.txt is not known to the plan, which leaves it alone.\n"
    said = ready.run("doctor").out
    assert "backup plan: Backups are made every day at 02.00 WIB" in said
    (file,) = (path for path in share.iterdir() if path.suffix == ".zip")
    assert ready.run("restore", str(file), "--replace").code == 0  # a planned copy is a backup
    assert ready.run("verify").code == 0
    assert ready.run("backup-plan", "off").code == 0
    assert ready.run("backup-plan", "off").refused(1, "no plan")
    assert file.exists()


def test_a_share_that_is_away_is_said_with_its_place_and_exits_with_1(here: Office, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    assert here.run("backup-plan", "set", "--at", "02:00", "--to", str(share)).code == 0
    (share / MARK).unlink()
    assert here.run("backup", "--planned").refused(1, str(share), "mounted")
    assert list(share.iterdir()) == []
    assert here.run("backup-plan", "show").refused(1, "are not made", str(share))
    assert "not made" in here.run("doctor").out
    with opened(here):  # type: ignore[attr-defined]
        BackupPlan.update(host="server-lain").execute()
    assert "server-lain; nothing is done" in here.run("backup", "--planned").out


def test_its_timer_is_installed_under_a_folder_and_removed(
    here: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("systemctl")
    monkeypatch.setattr(Path, "owner", lambda _path: "aduan")
    share, root = tmp_path / "share", tmp_path / "root"
    share.mkdir()
    command = ("backup-plan", "service")
    assert here.run(*command, "install", "--root", str(root)).refused(1, "no plan of backups yet")
    assert here.run("backup-plan", "set", "--at", "02:00", "--to", str(share)).code == 0
    done = here.run(*command, "install", "--root", str(root))
    assert (done.code, "aduan-backup.timer" in done.out) == (0, True)
    unit = (root / "etc/systemd/system/aduan-backup.service").read_text()
    assert '"backup" "--planned"' in unit and f'"-{share}"' in unit
    assert here.run(*command, "status", "--root", str(root)).refused(1, "cannot be told")
    assert "data stay" in here.run(*command, "remove", "--root", str(root)).out


def test_a_second_place_is_named_shown_and_may_be_written_by_the_timer(
    here: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("systemctl")
    monkeypatch.setattr(Path, "owner", lambda _path: "aduan")
    first, second, root = tmp_path / "share", tmp_path / "usb", tmp_path / "root"
    first.mkdir()
    second.mkdir()
    assert here.run("backup-plan", "set", "--at", "02:00", "--to", str(first), "--second", str(second)).code == 0
    assert f"Carried to {second}" in here.run("backup", "--planned").out
    shown = here.run("backup-plan", "show")
    assert (shown.code, f"carried to {second}, too" in shown.out) == (0, True)
    assert f"{first} and {second}" in here.run("doctor").out
    assert here.run("backup-plan", "service", "install", "--root", str(root)).code == 0
    assert f'"-{first}" "-{second}"' in (root / "etc/systemd/system/aduan-backup.service").read_text()
    (second / MARK).unlink()
    assert here.run("backup", "--planned").refused(1, str(second), "mounted")
    (file,) = second.glob("*.zip")
    assert here.run("restore", str(file), "--replace").code == 0  # what was carried is a backup


def test_words_that_make_no_plan_are_refused(here: Office, tmp_path: Path) -> None:
    share = str(tmp_path)
    plan = ("backup-plan", "set", "--at")
    assert here.run(*plan, "malam", "--to", share).refused(2, "like 02:00")
    assert here.run(*plan, "02:00", "--to", share, "--daily", "0").refused(2, "--daily takes 1 to")
    assert here.run(*plan, "02:00", "--to", str(here.folder)).refused(1, "lies in the data folder")
    assert here.run(*plan, "02:00", "--to", str(tmp_path / "none")).refused(1, "no folder")
    assert here.run("backup").refused(2, "FILE, or --planned")
    assert here.run("backup", "--planned", str(tmp_path / "b.zip")).refused(2, "FILE, or --planned")
    assert here.run("backup", "--planned", "--with-key").refused(2, "FILE, or --planned")
