"""start.py as a person meets it: real processes, a toy lock and toy programs in a folder of its own."""

import ast
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.releases.toy import locked, toy_wheel
from tests.running.ports import free_port
from tests.tools import ROOT

TOY = ROOT / "tests" / "toy_office"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a clone has it, with an empty lock, no .venv, and toy programs."""
    folder = tmp_path_factory.mktemp("office")
    for path in [*ROOT.glob("start*.py"), *TOY.iterdir()]:
        if path.is_file():
            shutil.copy(path, folder)
    (folder / "requirements.txt").write_text("# nothing\n")
    (folder / "requirements-dev.txt").write_text("# nothing\n")
    return folder


@pytest.fixture
def ready(office: Path) -> Path:
    """The same folder with its .venv made."""
    assert "Ready" in run(office, "setup")
    return office


def run(office: Path, *words: str, expected: int = 0, **environ: str) -> str:
    """Run start.py to its end and return what it printed."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("ADUAN_", "PIP_"))} | environ
    command = [sys.executable, "start.py", *words]
    done = subprocess.run(command, cwd=office, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == expected, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout + done.stderr


class Practice:
    """A running start.py, with what it printed so far."""

    def __init__(self, office: Path, **environ: str) -> None:
        self.port, simulator = str(free_port()), str(free_port())
        command = [sys.executable, "start.py", "--port", self.port, "--simulator-port", simulator]
        env = {k: v for k, v in os.environ.items() if not k.startswith("ADUAN_")} | environ
        self.process = subprocess.Popen(
            command, cwd=office, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.printed = ""

    def read_until(self, words: str) -> str:
        """Read on until a line with the words; fails when the program ends before."""
        for line in self.process.stdout or ():
            self.printed += line
            if words in line:
                return self.printed
        raise AssertionError(f"ended without {words!r}:\n{self.printed}")

    def children(self) -> list[int]:
        """Return the process ids of the programs it started."""
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True)
        return [int(word) for word in found.stdout.split()]

    def end(self) -> tuple[int, str]:
        """Wait for the end; gives the exit code and everything printed."""
        rest, _ = self.process.communicate(timeout=30)
        return self.process.returncode, self.printed + rest


@pytest.fixture
def practice(ready: Path) -> Iterator[Practice]:
    """Practice mode of the toy office, running."""
    shutil.rmtree(ready / "data", ignore_errors=True)
    (ready / "die").unlink(missing_ok=True)
    running = Practice(ready)
    yield running
    running.process.terminate()
    running.process.wait(20)


def gone(pid: int) -> bool:
    """Whether a process has ended, waiting up to ten seconds for it."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.02)
    return False


def test_an_old_python_can_read_the_file_and_meets_a_sentence() -> None:
    source = (ROOT / "start.py").read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.FunctionDef)]
    pretend = f"import sys; sys.version_info = (3, 9, 2, 'final', 0); exec({source!r})"
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; this is Python 3.9" in done.stderr
    assert "memerlukan Python 3.11" in done.stderr


def test_the_files_of_start_need_the_standard_library_only() -> None:
    names = set()
    for path in ROOT.glob("start*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(str(node.module).split(".")[0])
    assert names - sys.stdlib_module_names == {"start_venv", "start_commands", "start_tests"}


def test_two_first_starts_at_once_make_one_venv_beside_the_file_and_a_later_one_touches_nothing(office: Path) -> None:
    command = [sys.executable, "start.py", "setup"]
    both = [subprocess.Popen(command, cwd=office, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    printed = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("Making" in text for text in printed) == 1
    before = (office / ".venv" / "aduan-ready.json").stat().st_mtime_ns
    assert "Installing" not in run(office, "setup")
    assert (office / ".venv" / "aduan-ready.json").stat().st_mtime_ns == before


LOCAL = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}


def test_a_changed_lock_is_installed_and_a_wrong_hash_is_refused(ready: Path, tmp_path: Path) -> None:
    local, wheel = LOCAL | {"PIP_FIND_LINKS": str(tmp_path)}, toy_wheel(tmp_path)
    lock = ready / "requirements.txt"
    try:
        lock.write_text(f"toy-library==1.0 --hash=sha256:{'0' * 64}\n")
        assert "differs from the locked one" in run(ready, "setup", expected=1, **local)
        lock.write_text(locked(wheel))
        assert "Installing 1 locked" in run(ready, "setup", **local)
        assert list((ready / ".venv").rglob("toy_library.py"))
    finally:
        lock.write_text("# nothing\n")


def test_a_newer_library_than_the_locked_one_changes_nothing(ready: Path, tmp_path: Path) -> None:
    """pip 23 takes the newest of what another library wants with an extra, and then finds it unlocked."""
    first = toy_wheel(tmp_path, name="toyfirst", wants="toywanted[extra]>=1.0")
    wanted, local = toy_wheel(tmp_path, name="toywanted"), LOCAL | {"PIP_FIND_LINKS": str(tmp_path)}
    toy_wheel(tmp_path, name="toywanted", version="2.0")
    lock = ready / "requirements.txt"
    try:
        lock.write_text(locked(first) + locked(wanted))
        run(ready, "setup", **local)
        assert [path.name for path in (ready / ".venv").rglob("toywanted-*")] == ["toywanted-1.0.dist-info"]
    finally:
        lock.write_text("# nothing\n")


def test_without_network_the_first_start_says_so(ready: Path) -> None:
    lock = ready / "requirements.txt"
    closed = {"PIP_INDEX_URL": f"http://127.0.0.1:{free_port()}/simple", "PIP_CONFIG_FILE": os.devnull}
    try:
        lock.write_text(f"toylib==2.0 --hash=sha256:{'0' * 64}\n")
        printed = run(ready, "setup", expected=1, **closed)
    finally:
        lock.write_text("# nothing\n")
    assert "No network" in printed
    assert "Tidak ada jaringan" in printed


# What Python's own venv does over the rest of an old one, it does once; then this stands in for it, four seconds
# quicker: `python -m venv` looks beside start.py first.
STAND_IN = """import pathlib, shutil, sys
*options, folder = sys.argv[1:]
folder = pathlib.Path(folder)
assert options == ["--without-pip", "--clear"] and not folder.is_file() and not folder.is_symlink()
shutil.rmtree(folder, ignore_errors=True)
shutil.copytree("whole", folder, symlinks=True)
"""


@contextmanager
def quick_venv(office: Path) -> Iterator[None]:
    """Let a .venv be made by copying this one as it is now."""
    shutil.copytree(office / ".venv", office / "whole", symlinks=True)
    (office / "venv.py").write_text(STAND_IN)
    yield
    (office / "venv.py").unlink()
    shutil.rmtree(office / "whole")


def test_a_venv_without_its_python_is_made_anew_over_the_rest(ready: Path) -> None:
    venv = ready / ".venv"
    (venv / "aduan-ready.json").unlink()
    (venv / "bin" / "python").unlink()
    (venv / "left-over").touch()
    assert "Making" in run(ready, "setup")
    assert not (venv / "left-over").exists()
    assert "Making" not in run(ready, "setup")


def test_no_installer_stays_behind_in_the_venv(ready: Path) -> None:
    left = {
        path.name.lower() for place in ("lib/*/site-packages/*", "bin/*") for path in (ready / ".venv").glob(place)
    }
    assert not [name for name in left if name.startswith(("pip", "setuptools", "wheel", "pkg_resources"))]


@pytest.mark.parametrize("harm", ["killed while installing", "a file in its place", "pip left in it"])
def test_a_half_made_venv_is_mended(ready: Path, harm: str) -> None:
    venv = ready / ".venv"
    (venv / "aduan-ready.json").unlink()
    with quick_venv(ready):
        spoil(venv, harm)
        assert "Making" in run(ready, "setup")
    assert "Making" not in run(ready, "setup")


def spoil(venv: Path, harm: str) -> None:
    """Leave a .venv as a start leaves it that went wrong."""
    if harm == "killed while installing":
        (venv / "aduan-unfinished").touch()
    elif harm == "pip left in it":  # as earlier versions did
        (next(venv.glob("lib/*/site-packages")) / "pip").mkdir()
    else:
        shutil.rmtree(venv)
        venv.touch()


@pytest.mark.parametrize("option", ["--port", "--simulator-port"])
def test_a_taken_port_is_named_with_the_option_that_chooses_another(office: Path, option: str) -> None:
    ports = dict(zip(("--port", "--simulator-port"), (str(free_port()), str(free_port())), strict=True))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(ports[option])))
        taken.listen()
        printed = run(office, *(word for pair in ports.items() for word in pair), expected=1)
    assert f"Port {ports[option]} for the" in printed
    assert f"{option} {int(ports[option]) + 1}" in printed


def test_practice_prints_the_addresses_and_one_login_per_role(practice: Practice) -> None:
    printed = practice.read_until("Running")
    assert f"http://127.0.0.1:{practice.port}/" in printed
    assert "rani" in printed
    assert "rahasia-1" in printed
    assert len(practice.children()) == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_all_programs(practice: Practice, number: signal.Signals) -> None:
    practice.read_until("Running")
    children = practice.children()
    practice.process.send_signal(number)
    code, printed = practice.end()
    assert (code, "Traceback" in printed) == (0, False)
    assert "Stopped" in printed
    assert all(gone(pid) for pid in children)


def test_a_program_that_dies_is_named_with_its_last_words_and_the_others_stop(
    practice: Practice, ready: Path
) -> None:
    practice.read_until("Running")
    children = practice.children()
    (ready / "die").touch()
    code, printed = practice.end()
    assert code == 1
    assert "the toy agent was told to die" in printed
    assert "The agent ended by itself (exit 1)" in printed
    assert all(gone(pid) for pid in children)


def test_practice_keeps_its_hands_off_an_offices_real_data(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "aduan.db").touch()
    port, simulator = str(free_port()), str(free_port())
    words = ("--port", port, "--simulator-port", simulator)
    assert "real data" in run(ready, *words, expected=1, ADUAN_DATA_DIR=str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["aduan.db"]
