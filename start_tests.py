"""The commands of start.py for who builds on it: test (all of it), check (a minute), bench, soak, release."""

import os
import subprocess
import time

from start_venv import LOCKS, PYTHON, ROOT, environment, prepare_venv, say

# A message comes in by the real agent, is answered and seen, on every channel.
_SMOKE = "tests/journeys/test_five_channels.py::test_one_citizen_on_five_channels_is_heard_within_a_pass_and_answered"
CHECKED = ("tests/rules", "tests/tables", f"{_SMOKE}_where_she_wrote[sqlite]")
CHECKERS = (
    ("walls", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
    ("style", ("-m", "ruff", "check", ".")),
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("types", ("-m", "mypy")),
)


def test(words: list[str]) -> int:
    """Run every test once (--all: in every setting), or what pytest's words choose; every skip is counted."""
    prepare_venv(LOCKS)
    chosen = {(): [*spread(), "--once"], ("--all",): spread()}.get(tuple(words), words)
    return subprocess.call(pytest(chosen), cwd=ROOT, env=surroundings())


def check(words: list[str]) -> int:
    """Ask what no commit may break: walls, style, types, rules, tables, one way through, once; 1 on a failure."""
    prepare_venv(LOCKS)
    asked = [(name, [PYTHON, *command]) for name, command in CHECKERS]
    asked.append(("rules, tables and a message's way in and out", pytest([*spread(), "--once", *CHECKED])))
    failed = [name for name, command in asked if not passes(name, command)]
    say(f"Failed: {', '.join(failed)}" if failed else "All is well. Everything else: start.py test")
    return int(bool(failed))


def bench(words: list[str]) -> int:
    """Run the benchmarks; each figure stands beside a limit measured in the same run."""
    prepare_venv(LOCKS)
    return subprocess.call([PYTHON, "-m", "tests.benchmarks", *words], cwd=ROOT, env=surroundings())


def soak(words: list[str]) -> int:
    """Run the programs for hours under traffic and faults, judged all the time; 1 on any breach."""
    prepare_venv(LOCKS)
    return subprocess.call([PYTHON, "-m", "tests.soak", *words], cwd=ROOT, env=surroundings())


def release(words: list[str]) -> int:
    """Build the archives that offices install (--help says from what); a signed one leaves its office behind."""
    prepare_venv(LOCKS)
    code = subprocess.call([PYTHON, "-m", "releases.building", *words], cwd=ROOT, env=surroundings())
    if code or not any(word.partition("=")[0] == "--key" for word in words):
        return code
    return subprocess.call([PYTHON, "-m", "tests.releases.keeping"], cwd=ROOT, env=surroundings())


def passes(name: str, command: list[str]) -> bool:
    """Run one checker; what it said is shown only where it found something."""
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings(), capture_output=True, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        say(done.stdout + done.stderr)
    say(f"{'FAILED' if done.returncode else 'ok':<8}{name} ({time.monotonic() - began:.0f} s)")
    return done.returncode == 0


def pytest(words: list[str]) -> list[str]:
    """Return the command line of pytest."""
    return [PYTHON, "-m", "pytest", *words]


def spread() -> list[str]:
    """Return pytest's words for two processes more than there are cores: some tests wait. A file stays with one."""
    return ["-n", str((os.cpu_count() or 1) + 2), "--dist", "loadfile", "--no-loadscope-reorder"]


def surroundings() -> dict[str, str]:
    """Return the tests' environment: no office's settings, and what Python compiled is kept for the next process."""
    return environment(settings=False) | {"PYTHONDONTWRITEBYTECODE": ""}
