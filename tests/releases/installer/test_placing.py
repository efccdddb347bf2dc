"""Installing: with each Python of this machine and without network, killed on the way, and what is refused."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from releases.installer import placing
from releases.installer.__main__ import main
from releases.installer.checking import KEY, NOTE, SIGNATURE, Refused, read_archive
from releases.installer.placing import check_computer, version_in
from releases.signing import public_pem
from tests.releases.no_network import without_network
from tests.releases.toy import OTHER_KEY, commit, toy_archive, toy_repository, unpacked
from tests.tools import ROOT

TOLD = "Aduan 1.0.0, schema 0027, toy library\n"
HERE = "{}.{}".format(*sys.version_info)


@pytest.fixture(scope="module")
def whole(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An unpacked archive that no test changes."""
    return unpacked(packed, tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def installed(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the toy program installed, by the command, without network, by a Python without ensurepip."""
    target, bare = tmp_path_factory.mktemp("opt") / "aduan", tmp_path_factory.mktemp("bare")
    (bare / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = sys.modules['pip'] = None\n")
    done = run(without_network("sh", str(whole / "install.sh"), str(target)), umask=0o077, PYTHONPATH=str(bare))
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def run(command: Sequence[str], umask: int = 0o022, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run a command with a Python of this suite's version found first."""
    env = os.environ | {"ADUAN_PYTHON": sys.executable} | environ
    return subprocess.run(command, capture_output=True, text=True, env=env, umask=umask)


def copied(installed: Path, tmp_path: Path, version: str = "1.0.0") -> Path:
    """A copy of an installed program that says it is of a version."""
    target = Path(shutil.copytree(installed, tmp_path / "aduan", symlinks=True))
    note = placing.in_use(target)
    assert note
    found = json.loads((note / NOTE).read_text())
    (note / NOTE).write_text(json.dumps(found | {"version": version}))
    return target


def test_one_command_installs_and_the_program_runs_from_anywhere(installed: Path, tmp_path: Path) -> None:
    for program in ("run_admin", "run_agent"):
        done = subprocess.run([installed / program, "--version"], cwd=tmp_path, capture_output=True, text=True)
        assert (done.stdout, done.stderr) == (TOLD, "")
    link = tmp_path / "aduan-admin"
    link.symlink_to(installed / "run_admin")
    assert subprocess.run([link], capture_output=True, text=True).stdout == TOLD
    assert version_in(installed) == "1.0.0"


def test_whoever_runs_the_services_may_read_it_whatever_the_umask_was(installed: Path) -> None:
    place = placing.in_use(installed)
    assert place
    shut = [path for path in place.rglob("*") if not path.is_symlink() and path.stat().st_mode & 0o044 != 0o044]
    shut += [
        path for path in (installed, place, *place.rglob("*")) if path.is_dir() and path.stat().st_mode & 0o11 != 0o11
    ]
    assert shut == []
    assert list(place.glob("models/tables/upkeep/__pycache__/release.*.pyc"))  # which that account could not write
    assert {path.name for path in place.iterdir() if path.is_file()} >= {NOTE, KEY, "run_admin.py", "LICENSE"}


def test_the_archive_is_as_it_was_after_it_was_installed(installed: Path, whole: Path) -> None:
    assert read_archive(whole).mark in str(placing.in_use(installed))


def test_installing_again_changes_nothing(installed: Path, whole: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in placing.in_use(installed).rglob("*.py")}  # type: ignore[union-attr]
    assert main([str(installed)], whole) == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_killed_on_the_way_nothing_is_in_use_and_the_next_one_makes_it_whole(whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "aduan"
    half = target / f"1.0.0-{read_archive(whole).mark}"
    shutil.copytree(whole / "program", half)
    (half / "models" / "half.py").write_text("")
    assert (version_in(target), main([str(target)], whole)) == ("", 0)
    assert (version_in(target), (half / "models" / "half.py").exists()) == ("1.0.0", False)


def test_a_program_that_does_not_start_is_not_put_into_use(
    installed: Path, toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = toy_repository(tmp_path / "next", "1.0.1")
    (root / "run_admin.py").write_text("raise SystemExit('it does not start')\n")
    commit(root)
    target = copied(installed, tmp_path)
    assert main([str(target)], unpacked(toy_archive(root), tmp_path / "unpacked")) == 1
    assert "it does not start" in capsys.readouterr().err
    assert version_in(target) == "1.0.0"
    assert len([path for path in target.iterdir() if path.is_dir() and not path.is_symlink()]) == 1


def test_an_older_version_is_refused_over_a_newer_one_until_it_is_said(
    installed: Path, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = copied(installed, tmp_path, "1.10.0")
    assert main([str(target)], whole) == 1
    said = capsys.readouterr().err
    assert "holds Aduan 1.10.0 (schema 0027, of 2025-11-24T16:00:00Z), newer than this 1.0.0 (schema 0027" in said
    assert "restore the backup that was made before the newer one" in said
    assert "--older" in said
    assert (version_in(target), main([str(target), "--older"], whole)) == ("1.10.0", 0)


def test_another_key_or_none_is_refused_where_a_signed_one_is_installed(
    installed: Path, toy: Path, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = copied(installed, tmp_path)
    other = unpacked(toy_archive(toy, OTHER_KEY, "other"), tmp_path / "other")
    for words in ([], ["--unsigned"]):
        assert main([str(target), *words], other) == 1
        assert "signed with another key" in capsys.readouterr().err
    (archive / SIGNATURE).unlink()
    assert main([str(target), "--unsigned"], archive) == 1
    assert "has lost its signature" in capsys.readouterr().err
    assert main([str(target), "--unsigned"], unpacked(toy_archive(toy, None, "bare"), tmp_path / "bare")) == 1
    assert "no signature" in capsys.readouterr().err


def test_a_key_had_by_another_way_is_asked_at_the_first_installation(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "published.pub").write_bytes(public_pem(OTHER_KEY))
    assert main([str(tmp_path / "aduan"), "--public-key", str(tmp_path / "published.pub")], whole) == 1
    assert "signed with another key" in capsys.readouterr().err
    assert not (tmp_path / "aduan").exists()


def test_a_changed_archive_installs_nothing(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (archive / "program" / "run_admin.py").write_text("print('evil')")
    assert main([str(tmp_path / "aduan")], archive) == 1
    said = capsys.readouterr().err
    assert "program/run_admin.py has another content" in said
    assert "Arsip ini berubah" in said
    assert not (tmp_path / "aduan").exists()


def test_a_folder_of_something_else_is_left_alone(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "surat.docx").write_text("")
    assert main([str(tmp_path)], whole) == 1
    assert "is not empty and holds no Aduan" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["surat.docx"]


@pytest.mark.parametrize(
    ("named", "found", "said"),
    [
        ("machine", "aarch64", "for linux-x86_64; this computer is linux-aarch64"),
        ("system", "Windows", "this computer is windows-x86_64"),
        ("python_implementation", "PyPy", "CPython"),
        ("libc_ver", ("glibc", "2.17"), "glibc 2.28 or newer; here is glibc 2.17"),
        ("libc_ver", ("", ""), "glibc 2.28"),
    ],
    ids=["machine", "system", "implementation", "old glibc", "musl"],
)
def test_a_computer_it_is_not_for_is_told_which_it_is_for(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, found: object, said: str
) -> None:
    monkeypatch.setattr(placing.platform, named, lambda: found)
    with pytest.raises(Refused, match=said):
        check_computer(read_archive(whole), tmp_path / "aduan")


def test_a_python_or_a_disk_that_will_not_do_is_told(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read_archive(whole)
    monkeypatch.setattr(placing.sys, "version_info", (3, 15, 0))
    with pytest.raises(Refused, match=f"This is Python 3.15; the libraries in this archive are for CPython {HERE}"):
        check_computer(found, tmp_path / "aduan")
    monkeypatch.undo()
    monkeypatch.setattr(placing, "_ROOM_MB", 999_999_999)
    with pytest.raises(Refused, match=r"999999999 MB are needed in .*aduan, \d+ MB are free"):
        check_computer(found, tmp_path / "aduan")


def test_a_machine_without_a_fitting_python_is_told_so(whole: Path, tmp_path: Path) -> None:
    done = run(["sh", str(whole / "install.sh"), str(tmp_path / "aduan")], ADUAN_PYTHON="python2.7 no-python")
    assert (done.returncode, "none was found" in done.stderr, "tidak satu pun ditemukan" in done.stderr) == (
        1,
        True,
        True,
    )


def test_who_may_not_write_there_is_told_to_use_sudo(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied", "/opt/aduan")

    monkeypatch.setattr(placing.shutil, "copytree", refuse)
    assert main([str(tmp_path / "aduan")], whole) == 1
    assert "use sudo" in capsys.readouterr().err


@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device", "/opt/aduan"), shutil.Error([("a", "b", "no space")])],
    ids=["one", "of a copy"],
)
def test_another_failure_is_told_as_it_is_and_not_as_lacking_rights(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: OSError
) -> None:
    def fail(*_given: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(placing.shutil, "copytree", fail)
    assert main([str(tmp_path / "aduan")], whole) == 1
    said = capsys.readouterr().err
    assert "no space" in said.lower()
    assert "sudo" not in said


def test_on_windows_a_file_names_the_version_in_use_and_commands_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "WINDOWS", True)
    monkeypatch.setattr(placing, "NOW", "now.txt")
    for name in ("1.0.0-aaaaaaaa", "1.0.1-bbbbbbbb"):
        (tmp_path / name).mkdir()
        (tmp_path / name / placing.WHOLE).touch()
        placing.name_as_used(tmp_path, name)
        assert placing.in_use(tmp_path) == tmp_path / name
        assert (tmp_path / "now.txt").read_bytes() == f"{name}\r\n".encode()  # a whole line, which cmd reads
    started = (tmp_path / "run_admin.cmd").read_bytes().decode().split("\r\n")
    assert started[1] == 'set /p now=<"%~dp0now.txt"'
    assert started[2] == '"%~dp0%now%\\python\\python.exe" -X utf8 "%~dp0%now%\\run_admin.py" %*'
    assert placing.python_of(tmp_path).endswith("python.exe")


def test_the_installer_asks_nothing_that_the_embeddable_python_of_windows_lacks() -> None:
    lacks = ("venv", "ensurepip", "pip", "tkinter", "idlelib", "lib2to3")  # its layout leaves them out (PC/layout)
    code = f"import sys; sys.modules.update(dict.fromkeys({lacks})); import releases.installer.__main__"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
