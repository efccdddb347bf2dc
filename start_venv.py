"""Makes the .venv beside this file from the hash-locked requirements, and mends it. Standard library only."""

import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections import deque
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "aduan-ready.json"
UNFINISHED = VENV / "aduan-unfinished"  # there while pip works: a library half unpacked looks whole to pip later
WINDOWS = sys.platform == "win32"
PYTHON = str(VENV / ("Scripts/python.exe" if WINDOWS else "bin/python"))
LOCKS = ("requirements.txt", "requirements-dev.txt")
ROOM_MB = {1: 400, 2: 900}  # free disk asked for, by the number of locks to install

# What pip says when the cause lies outside this program -> what to tell the person, in English and Indonesian.
PIP_TROUBLE = (
    (
        r"No space left|not enough space",
        "The disk is full: free some space and start again.",
        "Cakram penuh: kosongkan ruang, lalu mulai lagi.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A downloaded package differs from the locked one and was not installed. Try another network.",
        "Paket yang diunduh tidak sama dengan yang dikunci. Coba jaringan lain.",
    ),
    (
        r"resolution|Connect(ion|Timeout)|unreachable|ProxyError|getaddrinfo|timed out|No matching distribution",
        "No network: the first start must fetch the libraries. Connect (or set HTTPS_PROXY) and start again.",
        "Tidak ada jaringan: mulai pertama harus mengunduh pustaka. Sambungkan, lalu mulai lagi.",
    ),
    (r"", "The libraries could not be installed; pip's own words are above.", "Pustaka tidak dapat dipasang."),
)


class Stop(Exception):
    """Nothing can go on: a sentence in English and one in Indonesian, each saying what to do."""


def say(text: str) -> None:
    """Print at once, also into a pipe; a terminal that was closed must not keep us from stopping the rest."""
    with contextlib.suppress(OSError):
        print(text, flush=True)  # noqa: T201


def environment(settings: bool = True) -> dict[str, str]:
    """Return a child's environment; without settings, so that tests cannot meet an office's database."""
    kept = {name: value for name, value in os.environ.items() if settings or not name.startswith("ADUAN_")}
    kept.update({name: value for name, value in os.environ.items() if name.startswith("ADUAN_TEST_")})
    local = ",".join(filter(None, (os.environ.get("NO_PROXY"), "127.0.0.1,localhost")))
    kept.update(PYTHONUTF8="1", PYTHONUNBUFFERED="1", NO_PROXY=local, no_proxy=local)
    return {name: value for name, value in kept.items() if name not in ("PYTHONHOME", "PYTHONPATH")}


def prepare_venv(locks: tuple[str, ...]) -> None:
    """Bring the .venv to the locks named; costs nothing when they are installed already. Raises Stop."""
    if is_installed(locks):
        return
    with alone():
        if not is_installed(locks):  # another start may have done it while we waited
            bring_up(locks)


def is_installed(locks: tuple[str, ...]) -> bool:
    """Whether the stamp names exactly these locks, this place and this Python."""
    wanted = {name: fingerprint(name) for name in locks}
    return Path(PYTHON).exists() and wanted.items() <= read_stamp().items()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the .venv for this start alone: a second one waits until the first has finished with it."""
    with (ROOT / ".venv.lock").open("w") as lock:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def bring_up(locks: tuple[str, ...]) -> None:
    """Make or mend the .venv, install the locks and stamp it. Raises Stop."""
    stamp = read_stamp()
    check_disk(ROOM_MB[len(locks)])
    if UNFINISHED.exists() or not venv_works():
        make_venv()
        stamp = {}
    UNFINISHED.touch()
    install(locks)
    fresh = STAMP.with_suffix(".part")
    marks = stamp | {name: fingerprint(name) for name in locks}
    fresh.write_text(json.dumps(marks), encoding="utf-8")
    fresh.replace(STAMP)
    UNFINISHED.unlink()


def fingerprint(lock: str) -> str:
    """Name what an installed lock depends on: its text, the place of the .venv, the Python that made it."""
    parts = ((ROOT / lock).read_bytes(), str(VENV).encode(), sys.version.encode(), b"without pip")
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def read_stamp() -> dict[str, str]:
    """Read which locks are installed; an unreadable stamp means none."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def check_disk(asked: int) -> None:
    """Raise Stop when fewer megabytes are free than asked."""
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < asked:
        raise Stop(
            f"Not enough disk: {asked} MB are needed in {ROOT}, {free} MB are free.",
            f"Ruang cakram tidak cukup: perlu {asked} MB, tersisa {free} MB.",
        )


def venv_works() -> bool:
    """Whether the .venv is whole: its own Python runs and is new enough, and no installer is left in it."""
    check = (
        "import sys, importlib.util as found; sys.exit(sys.version_info < (3, 11) or sys.prefix == sys.base_prefix"
        " or any(map(found.find_spec, ('pip', 'setuptools'))))"
    )
    try:
        done = subprocess.run([PYTHON, "-c", check], capture_output=True, timeout=60, env=environment())
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def missing_venv() -> Stop:
    """Return what to do where this Python lacks what makes a .venv."""
    package = f"python3-venv (or python3.{sys.version_info[1]}-venv)"
    return Stop(
        f"This Python cannot make a virtual environment. On Debian or Ubuntu: apt install {package}.",
        f"Python ini tidak dapat membuat lingkungan virtual. Pada Debian atau Ubuntu: apt install {package}.",
    )


def make_venv() -> None:
    """Make the .venv anew, over whatever half of one lies there. Raises Stop."""
    if importlib.util.find_spec("venv") is None or pip_wheel() is None:
        raise missing_venv()
    say(f"Making {VENV} ...")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    command = [sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment())
    if made.returncode:
        raise Stop(f"Could not make {VENV}: {made.stderr or made.stdout}", "Lingkungan virtual tidak dapat dibuat.")


def pip_wheel() -> Path | None:
    """Return the wheel of pip that this Python brings along, which runs out of it; None where it has none."""
    found = importlib.util.find_spec("ensurepip")
    beside = [Path(place) / "_bundled" for place in (found and found.submodule_search_locations) or ()]
    named = sysconfig.get_config_var("WHEEL_PKG_DIR")  # where a distribution keeps them
    folders = [*beside, *([Path(named)] if named else []), Path("/usr/share/python-wheels")]
    wheels = (wheel for folder in folders if found for wheel in sorted(folder.glob("pip-*.whl")))
    return next(wheels, None)


def pip_command() -> list[str]:
    """Return what starts pip out of its wheel, with the .venv's Python: nothing of it stays in the .venv."""
    wheel = pip_wheel()
    if wheel is None:
        raise missing_venv()
    return [PYTHON, str(wheel / "pip")]


def install(locks: tuple[str, ...]) -> None:
    """Install the locked libraries, every hash checked, showing how far it is. Raises Stop."""
    total = sum(len(re.findall(r"(?m)^[\w.\[\]-]+==", (ROOT / lock).read_text(encoding="utf-8"))) for lock in locks)
    # The locks name every library, so pip looks for no other: searching, it takes newer ones than the locked.
    command = [*pip_command(), "install", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-input"]
    command += ["--progress-bar", "off", "--retries", "2", "--disable-pip-version-check"]
    command += [f"-r{ROOT / lock}" for lock in locks]
    say(f"Installing {total} locked libraries into {VENV} (a minute or so, this once) ...")
    pip = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment()
    )
    try:
        tail = show_progress(pip, total)
    finally:
        if pip.poll() is None:
            pip.kill()
    if pip.returncode:
        row = next(row for row in PIP_TROUBLE if re.search(row[0], tail))
        raise Stop(f"{tail}\n{row[1]}", row[2])


def show_progress(pip: "subprocess.Popen[str]", total: int) -> str:
    """Follow pip to its end, printing a line of ours every ten libraries; gives its last words."""
    done, tail = 0, deque[str](maxlen=40)
    for line in pip.stdout or ():
        tail.append(line)
        done += line.startswith(("Collecting ", "Requirement already satisfied: "))
        if line.startswith("Collecting ") and done % 10 == 0:
            say(f"  {min(done, total)} of {total}")
        elif line.startswith("Installing collected packages"):
            say("  unpacking ...")
    pip.wait()
    return "".join(tail)
