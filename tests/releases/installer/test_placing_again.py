"""Installing over what is there: a broken version is made anew, and what the disk lost is told."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from releases.installer import placing
from releases.installer.__main__ import main
from releases.installer.checking import KEY, NOTE
from tests.releases.toy import OTHER_KEY, commit, toy_archive, toy_repository, unpacked


@pytest.fixture(scope="module")
def whole(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An unpacked archive that no test changes."""
    return unpacked(packed, tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def once(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the toy program installed."""
    target = tmp_path_factory.mktemp("opt") / "aduan"
    assert main([str(target)], whole) == 0
    return target


@pytest.fixture
def target(once: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test to break."""
    return Path(shutil.copytree(once, tmp_path / "aduan", symlinks=True))


def starts(target: Path, program: str) -> bool:
    return subprocess.run([target / program, "--version"], capture_output=True, text=True).stdout.startswith(
        "Aduan 1."
    )


def _library_lost(place: Path) -> None:
    next(place.glob(".venv/lib/python*/site-packages/toy_library.py")).unlink()


def _agent_lost(place: Path) -> None:
    (place / "run_agent.py").write_text("")


def _python_gone(place: Path) -> None:
    for path in (place / ".venv" / "bin").glob("python*"):
        path.unlink()
    (place / ".venv" / "bin" / "python").symlink_to("/usr/bin/python2.7-that-was-removed")


@pytest.mark.parametrize("broken", [_library_lost, _agent_lost, _python_gone], ids=["library", "agent", "python"])
def test_a_broken_version_is_made_anew_by_installing_it_again(
    target: Path, whole: Path, broken: object, capsys: pytest.CaptureFixture[str]
) -> None:
    place = placing.in_use(target)
    assert place and callable(broken)
    for time in range(2):  # the second time what was made anew is broken
        broken(placing.in_use(target))
        assert main([str(target)], whole) == 0
        assert (time, starts(target, "run_admin"), starts(target, "run_agent")) == (time, True, True)
        assert len([path for path in target.iterdir() if path.is_dir() and not path.is_symlink()]) == 1
    assert placing.in_use(target) == place
    assert "is installed in" in capsys.readouterr().out


def test_where_it_cannot_be_made_anew_what_is_in_use_stays(
    target: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = placing.in_use(target)
    assert place
    _library_lost(place)

    def fail(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(placing, "_make", fail)
    assert main([str(target)], whole) == 1
    assert (placing.in_use(target), (place / "run_admin.py").exists()) == (place, True)


def test_the_disk_has_all_of_a_version_before_it_says_it_is_whole_and_before_it_is_named(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, seen = tmp_path / "aduan", []

    def sync() -> None:
        seen.append((bool(list(target.glob(f"*/{placing.WHOLE}"))), (target / placing.NOW).exists()))

    monkeypatch.setattr(placing.os, "sync", sync)
    assert main([str(target)], whole) == 0
    assert seen == [(False, False), (True, False), (True, True)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [(NOTE, "", "the disk has lost it"), (NOTE, "[]", "the disk has lost it"),
     (NOTE, '{"version": "baru"}', "the disk has lost it"), (KEY, "", "no public key")],
    ids=["empty note", "other note", "no number", "empty key"],
)  # fmt: skip
def test_a_note_or_key_that_the_disk_lost_is_told_with_what_to_do(
    target: Path, whole: Path, name: str, content: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = placing.in_use(target)
    assert place
    (place / name).write_text(content)
    assert main([str(target)], whole) == 1
    assert said in capsys.readouterr().err
    shutil.rmtree(place)
    (target / placing.NOW).unlink()
    assert main([str(target)], whole) == 0


def test_the_computers_own_configuration_of_pip_is_not_read(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "pip.conf").write_text(f"[install]\ntarget = {tmp_path / 'elsewhere'}\n")
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    assert main([str(tmp_path / "aduan")], whole) == 0
    assert not (tmp_path / "elsewhere").exists()


def test_what_starts_the_programs_is_not_written_through_a_link(target: Path, whole: Path, tmp_path: Path) -> None:
    for name in ("run_admin", ".run_agent-fresh"):
        (target / name).unlink(missing_ok=True)
        (target / name).symlink_to(tmp_path / "somebodys")
    (tmp_path / "somebodys").write_text("words")
    assert main([str(target)], whole) == 0
    assert (tmp_path / "somebodys").read_text() == "words"
    for name in ("run_admin", "run_agent"):
        assert ((target / name).is_symlink(), starts(target, name)) == (False, True)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("schema", "0028", 1), ("made_at", "2025-11-24T16:00:01Z", 1), ("schema", "0026", 0),
     ("made_at", "2025-11-24T15:59:59Z", 0)],
    ids=["newer schema", "made later", "older schema", "made before"],
)  # fmt: skip
def test_of_two_archives_of_one_number_the_older_one_is_refused(
    target: Path, whole: Path, name: str, value: str, code: int
) -> None:
    note = target / placing.NOW / NOTE
    note.write_text(json.dumps(json.loads(note.read_text()) | {name: value}))
    assert main([str(target)], whole) == code


def test_the_next_archive_is_checked_and_installed_by_the_one_that_is_trusted(
    target: Path, toy: Path, tmp_path: Path
) -> None:
    root = toy_repository(tmp_path / "next", "1.0.1")
    evil = "raise SystemExit('code of an archive that was not checked')\n"
    for name in ("install.py", "install.sh", "installer/__main__.py", "installer/checking.py"):
        (root / "releases" / "installer" / name.removeprefix("installer/")).write_text(evil)
    commit(root)
    other = unpacked(toy_archive(root, OTHER_KEY, "other"), tmp_path / "other")
    done = subprocess.run([target / "install", other], capture_output=True, text=True)
    assert (done.returncode, "signed with another key" in done.stderr) == (1, True)
    done = subprocess.run([target / "install", unpacked(toy_archive(root), tmp_path / "ours")], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert placing.version_in(target) == "1.0.1"
    assert starts(target, "run_admin")


@pytest.mark.parametrize("started", ["sh", "python"])
def test_a_module_added_beside_the_installer_does_not_stand_for_pythons_own(
    archive: Path, tmp_path: Path, started: str
) -> None:
    for name in ("hashlib", "argparse", "runpy", "json"):
        (archive / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nraise SystemExit(0)\n")
    command = ["sh", archive / "install.sh"] if started == "sh" else [sys.executable, archive / "install.py"]
    done = subprocess.run([*command, tmp_path / "aduan"], capture_output=True, text=True, cwd=archive)
    assert (done.returncode, "argparse.py is not of it" in done.stderr) == (1, True)
    assert not (tmp_path / "ran").exists()
