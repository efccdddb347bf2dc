"""`start.py test` and `check`: what they ask, what they say, and the hook that asks before every commit."""

import os
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

import start_commands
import start_tests
from tests.tools import ROOT


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run, of which mypy fails."""
    found: list[list[str]] = []

    def run(command: list[str], **_more: object) -> SimpleNamespace:
        found.append(command)
        return SimpleNamespace(returncode=int("mypy" in command), stdout="models/x.py:3: error", stderr="")

    monkeypatch.setattr(start_tests, "prepare_venv", lambda locks: None)
    monkeypatch.setattr(start_tests.subprocess, "run", run)
    return found


def test_check_asks_everything_and_shows_only_what_failed(
    asked: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert start_tests.check([]) == 1
    assert len(asked) == len(start_tests.CHECKERS) + 1
    assert "--once" in asked[-1]  # no commit waits for each of the migrations on each database
    said = capsys.readouterr().out
    assert said.count("models/x.py:3: error") == 1
    assert "FAILED  types" in said
    assert "Failed: types" in said
    assert "ok      walls" in said


def test_check_says_when_all_is_well(
    asked: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start_tests, "CHECKERS", start_tests.CHECKERS[:3])
    assert start_tests.check([]) == 0
    assert "All is well" in capsys.readouterr().out


def test_the_tests_check_names_are_there() -> None:
    for name in start_tests.CHECKED:
        file, _, function = name.partition("::")
        assert (ROOT / file).exists()
        assert f"def {function.partition('[')[0]}(" in ((ROOT / file).read_text("utf-8") if function else "def (")


def test_everything_is_said_once_or_in_every_setting_and_pytests_own_words_are_passed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[tuple[list[str], str]] = []

    def call(command: list[str], env: dict[str, str], **_more: object) -> int:
        called.append((command[1:], env["PYTHONDONTWRITEBYTECODE"]))
        return 5

    monkeypatch.setattr(start_tests, "prepare_venv", lambda locks: None)
    monkeypatch.setattr(start_tests.subprocess, "call", call)
    assert start_tests.test(["tests/rules", "-x"]) == 5
    start_tests.test([])
    start_tests.test(["--all"])
    every = ["-m", "pytest", "-n", str((os.cpu_count() or 1) + 2), "--dist", "loadfile", "--no-loadscope-reorder"]
    assert called == [(["-m", "pytest", "tests/rules", "-x"], ""), ([*every, "--once"], ""), (every, "")]
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == "exec python3 start.py test --all"


def test_soak_is_given_its_words_and_ends_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def call(command: list[str], **_more: object) -> int:
        called.append(command[1:])
        return 1

    monkeypatch.setattr(start_tests, "prepare_venv", lambda locks: None)
    monkeypatch.setattr(start_tests.subprocess, "call", call)
    assert start_commands.COMMANDS["soak"](["--hours", "2", "--database", "both"]) == 1
    assert called == [["-m", "tests.soak", "--hours", "2", "--database", "both"]]


@pytest.mark.parametrize("fails", ["releases.building", "tests.releases.keeping", ""])
def test_a_signed_release_leaves_its_office_behind_and_a_failed_one_nothing(
    monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    called: list[list[str]] = []

    def call(command: list[str], **_more: object) -> int:
        called.append(command[1:])
        return int(fails in command)

    monkeypatch.setattr(start_tests, "prepare_venv", lambda locks: None)
    monkeypatch.setattr(start_tests.subprocess, "call", call)
    built, left = ["-m", "releases.building", "--key", "a.key"], ["-m", "tests.releases.keeping"]
    assert start_commands.COMMANDS["release"](["--key", "a.key"]) == int(bool(fails))
    assert called == ([built] if fails == built[1] else [built, left])
    called.clear()
    assert start_commands.COMMANDS["release"](["--key=a.key"]) == int(bool(fails))
    assert called == [["-m", "releases.building", "--key=a.key"], *([] if fails == built[1] else [left])]
    called.clear()
    assert start_commands.COMMANDS["release"](["--help"]) == int(fails == built[1])
    assert called == [["-m", "releases.building", "--help"]]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
@pytest.mark.parametrize("ends", [0, 1])
def test_the_hook_lets_a_commit_through_when_check_does(tmp_path: Path, ends: int) -> None:
    shutil.copytree(ROOT / ".hooks", tmp_path / ".hooks")
    (tmp_path / "start.py").write_text(f"import sys; print('asked', sys.argv[1:]); sys.exit({ends})\n")
    person = ("-c", "user.name=Contoh", "-c", "user.email=contoh@contoh.example", "-c", "core.hooksPath=.hooks")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}

    def git(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *person, *words], cwd=tmp_path, env=kept, capture_output=True, text=True)

    git("init", "-q")
    git("add", "start.py")
    done = git("commit", "-qm", "Try")
    assert (done.returncode, "asked ['check']" in done.stdout + done.stderr) == (ends, True)
    assert git("rev-parse", "HEAD").returncode == (128 if ends else 0)
