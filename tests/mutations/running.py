"""Runs tests in a copy until the first red one, and says which that was; what stands still is ended."""

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_ROW = re.compile(r"^(tests/.+?) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)\b.*$")
_COLLECTING = re.compile(r"^ERROR (tests/\S+)", re.MULTILINE)
_NOT_FOUND = 4  # pytest's exit code where a test named is not there
_PATIENCE = 30.0  # seconds a stopped run may take to end its servers
_OPTIONS = (
    *("-o", "addopts=--strict-markers", "-v", "--tb=no", "-rE", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning", "--hypothesis-seed=0"),
)
STILL = 150.0  # seconds without a test ending: it hangs


@dataclass(frozen=True)
class Outcome:
    """What a run came to: the first red test, or the one it stood still in; how many passed; whether time was up."""

    red: str = ""
    stands_in: str = ""
    passed: int = 0
    out_of_time: bool = False
    broken: str = ""  # pytest itself could not run


def run(tests: Sequence[str], copy: Path, until: float, still: float = STILL) -> Outcome:
    """Run tests in their order up to the first red one; `until` is by time.monotonic()."""
    if not tests:
        return Outcome()
    with tempfile.TemporaryDirectory(prefix="aduan-mutation-") as folder:
        listed, told = Path(folder, "tests"), Path(folder, "told")
        listed.write_text("\n".join(tests) + "\n", "utf-8")
        with told.open("wb") as out:
            ended, code = _watched([f"@{listed}"], copy, out.fileno(), told, until, still)
        text = told.read_text("utf-8", "replace")
    if code == _NOT_FOUND:
        files = list(
            dict.fromkeys(test.partition("::")[0] for test in tests if (copy / test.partition("::")[0]).exists())
        )
        return run(files, copy, until, still) if files and files != list(tests) else Outcome(broken=_last(text))
    return _read(text, ended, code)


def _watched(
    words: list[str], copy: Path, out: int, told: Path, until: float, still: float
) -> tuple[str, int | None]:
    python = str(copy / ".venv" / "bin" / "python")
    command = [python, "-m", "pytest", "-x", *_OPTIONS, *words]
    process = subprocess.Popen(
        command, cwd=copy, stdout=out, stderr=subprocess.STDOUT, start_new_session=True, env=_environment(copy)
    )
    size, moved = 0, time.monotonic()
    try:
        while process.poll() is None:
            time.sleep(0.2)
            now = time.monotonic()
            if told.stat().st_size != size:
                size, moved = told.stat().st_size, now
            if now > until or now - moved > still:
                return ("time" if now > until else "still"), None
        return "", process.returncode
    finally:
        _end(process)


def _environment(copy: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ADUAN_", "COV_", "COVERAGE_"))}
    return kept | {"PYTHONPATH": str(copy)}


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a run: asked first, so that its fixtures stop what they started, then with all of its group."""
    for sign, patience in ((signal.SIGINT, _PATIENCE), (signal.SIGKILL, _PATIENCE)):
        if process.poll() is not None:
            return
        try:
            (os.kill if sign is signal.SIGINT else os.killpg)(process.pid, sign)
            process.wait(patience)
        except (subprocess.TimeoutExpired, ProcessLookupError):
            continue


def _read(text: str, ended: str, code: int | None) -> Outcome:
    rows = [found for line in text.split("\n") if (found := _ROW.match(line))]
    passed = sum(found[2] == "PASSED" for found in rows)
    red = next((found[1] for found in rows if found[2] in ("FAILED", "ERROR")), "")
    if not red and (collecting := _COLLECTING.search(text)):
        red = collecting[1]
    if red:
        return Outcome(red=red, passed=passed)
    if ended == "still":
        pending = _pending(text)
        return Outcome(stands_in=pending, passed=passed, broken="" if pending else "stands still outside every test")
    if ended == "time":
        return Outcome(passed=passed, out_of_time=True)
    return Outcome(passed=passed, broken="" if code in (0, 5) else f"{code}: {_last(text)}")


def _pending(text: str) -> str:
    """Return the test that had begun when the run was ended; what was begun and not ended stands without a word."""
    begun = [line.strip() for line in text.split("\n") if line.startswith("tests/") and not _ROW.match(line)]
    return next((line for line in reversed(begun) if "::" in line), "")


def _last(text: str) -> str:
    return next((line.strip() for line in reversed(text.split("\n")) if line.strip()), "")
