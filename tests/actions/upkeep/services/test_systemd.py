"""A service installed, looked at and removed: by systemd's own tools over a folder, and by its answers."""

import re
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from models.actions.upkeep.services.systemd import Machine, ServiceRefused, install, look, look_twice, remove
from models.rules.upkeep.units import TURNS, Program, Service, started_by, unit_name
from tests.tools import needs

SETTINGS = {"ADUAN_DATA_DIR": "/var/lib/aduan", "ADUAN_DATABASE_URL": "postgresql://aduan:rahasia@localhost/aduan"}
RUNS = "ActiveState=active\nSubState=running\nUnitFileState=enabled\nNRestarts=0\nActiveEnterTimestamp=Tue 08:00\n"


def service(program: Program = Program.BACK_OFFICE) -> Service:
    return Service(
        program,
        "/usr/bin/python3",
        "/opt/aduan",
        ("/var/lib/aduan",),
        ("/usr/bin",),
        "aduan",
        f"/etc/aduan/{program}.env",
        ("/opt/aduan/run_admin.py", "serve", "--port", "8080"),
        before=("/opt/aduan/run_agent.py", "update", "--by-itself") if program is Program.AGENT else (),
    )


def really(words: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    needs("systemctl")
    return subprocess.run(words, capture_output=True, text=True)


@dataclass
class Systemctl:
    """Answers as systemd does, from a list; keeps what it was asked."""

    answers: list[str] = field(default_factory=list)
    code: int = 0
    asked: list[str] = field(default_factory=list)

    def __call__(self, words: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        self.asked.append(" ".join(words[1:]))
        said = self.answers.pop(0) if words[1] == "show" else ""
        return subprocess.CompletedProcess(words, self.code, said, "Access denied\nat all")


@dataclass(frozen=True)
class Booted(Machine):
    """A machine on which systemd runs, whose files lie in a folder."""

    @property
    def is_running(self) -> bool:
        """Whether systemd runs here."""
        return True

    def ask(self, *words: str) -> str:
        """Ask without naming the folder."""
        return Machine(self.run).ask(*words)


@pytest.mark.parametrize("program", Program)
def test_under_a_folder_systemd_itself_enables_and_disables_it(tmp_path: Path, program: Program) -> None:
    machine = Machine(really, tmp_path)
    install(machine, service(program), SETTINGS)
    target = "timers" if program in TURNS else "multi-user"
    wanted = tmp_path / f"etc/systemd/system/{target}.target.wants" / started_by(program)
    assert wanted.is_symlink()
    assert stat.S_IMODE(machine.settings(program).stat().st_mode) == 0o600
    assert "rahasia" not in machine.unit(program).read_text()
    install(machine, service(program), SETTINGS)  # again changes nothing
    assert remove(machine, program)
    assert [path for path in tmp_path.rglob("*") if path.is_file() or path.is_symlink()] == []
    assert not remove(machine, program)


@pytest.mark.parametrize("program", Program)
def test_systemd_finds_nothing_wrong_and_little_exposed(tmp_path: Path, program: Program) -> None:
    machine, analyze = Machine(really, tmp_path), needs("systemd-analyze")
    install(machine, service(program), SETTINGS)
    unit = str(machine.unit(program))
    timer = [str(machine.timer(program))] if program in TURNS else []
    found = subprocess.run([analyze, "verify", unit, *timer], capture_output=True, text=True)
    wrong = [line for line in found.stderr.splitlines() if f"{program}." in line and "is not executable" not in line]
    assert wrong == []
    judged = subprocess.run([analyze, "security", "--offline=true", unit], capture_output=True, text=True)
    score = re.search(r"exposure level for \S+: ([0-9.]+)", judged.stdout)
    assert score, judged.stdout + judged.stderr
    assert float(score[1]) <= 2.5


def test_on_a_running_machine_it_is_started_anew_and_removed_whole(tmp_path: Path) -> None:
    systemctl = Systemctl()
    machine = Booted(systemctl, tmp_path)
    install(machine, service(), SETTINGS)
    remove(machine, Program.BACK_OFFICE)
    name = unit_name(Program.BACK_OFFICE)
    assert systemctl.asked == [
        "daemon-reload",
        f"enable {name}",
        f"restart {name}",
        f"disable --now {name}",
        "daemon-reload",
    ]


@pytest.mark.parametrize(
    ("answers", "runs"),
    [
        ([RUNS, RUNS], True),
        ([RUNS, RUNS.replace("NRestarts=0", "NRestarts=1")], False),  # ended and begun again meanwhile
        ([RUNS, RUNS.replace("08:00", "08:01")], False),
        ([RUNS, RUNS.replace("active\nSubState=running", "activating\nSubState=auto-restart")], False),
        ([RUNS.replace("running", "exited"), RUNS], False),
        (["", ""], False),
    ],
)
def test_it_runs_where_the_same_run_is_seen_twice(tmp_path: Path, answers: list[str], runs: bool) -> None:
    machine, paused = Booted(Systemctl(answers), tmp_path), list[float]()
    install(machine, service(), SETTINGS)
    assert look_twice(machine, Program.BACK_OFFICE, paused.append).active is runs
    assert paused[0] > 5  # RestartSec


def test_a_timer_that_waits_runs(tmp_path: Path) -> None:
    waits = RUNS.replace("running", "waiting").replace("NRestarts=0\n", "")
    machine = Booted(Systemctl([waits, waits]), tmp_path)
    install(machine, service(Program.BACKUP), SETTINGS)
    assert look_twice(machine, Program.BACKUP, lambda _: None).active
    assert remove(machine, Program.BACKUP) and not machine.timer(Program.BACKUP).exists()


def test_how_it_stands_is_told_in_systemds_words(tmp_path: Path) -> None:
    machine = Booted(
        Systemctl([RUNS.replace("NRestarts=0", "NRestarts=7").replace("=enabled", "=disabled")]), tmp_path
    )
    assert not look(machine, Program.AGENT).installed
    install(machine, service(Program.AGENT), SETTINGS)
    standing = look(machine, Program.AGENT)
    assert (standing.active, standing.enabled) == (True, False)
    assert standing.words == "active (running) since Tue 08:00, begun again 7 times"


def test_what_cannot_be_done_is_said_and_leaves_nothing_half(tmp_path: Path) -> None:
    with pytest.raises(ServiceRefused, match=r"disable --now .* failed: Access denied at all"):
        machine = Booted(Systemctl(), tmp_path)
        install(machine, service(Program.AGENT), SETTINGS)
        remove(replace(machine, run=Systemctl(code=1)), Program.AGENT)
    assert machine.unit(Program.AGENT).exists()
    with pytest.raises(ServiceRefused, match="no systemctl"):
        install(Machine(lambda _: (_ for _ in ()).throw(FileNotFoundError()), tmp_path), service(), SETTINGS)
    with pytest.raises(ServiceRefused, match="does not run here"):
        install(Machine(really, booted=tmp_path / "none"), service(), SETTINGS)
    with pytest.raises(ServiceRefused, match="cannot be told"):
        look(Machine(really, tmp_path), Program.AGENT)
    with pytest.raises(ServiceRefused, match="more than one line"):
        install(Machine(really, tmp_path / "other"), service(), {"ADUAN_HOSTS": "a\nUser=root"})
    assert not (tmp_path / "other").exists()


def test_a_place_that_cannot_be_written_asks_for_sudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_words: object) -> None:
        raise OSError(30, "Read-only file system", str(tmp_path / "unit"))

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(ServiceRefused, match="run this with sudo"):
        install(Machine(Systemctl(), tmp_path), service(), SETTINGS)


def test_a_systemctl_that_does_not_end_is_a_sentence(tmp_path: Path) -> None:
    def hang(words: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        raise subprocess.TimeoutExpired(list(words), 120)

    with pytest.raises(ServiceRefused, match="did not end"):
        install(Machine(hang, tmp_path), service(), SETTINGS)


def test_settings_left_behind_are_removed_though_the_unit_is_gone(tmp_path: Path) -> None:
    machine = Booted(Systemctl(), tmp_path)
    install(machine, service(), SETTINGS)
    machine.unit(Program.BACK_OFFICE).unlink()
    assert remove(machine, Program.BACK_OFFICE)
    assert not machine.settings(Program.BACK_OFFICE).exists()
