"""What `service install` would register, said and not done: on Linux by a rehearsal of it, on Windows for NSSM."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.actions.upkeep.services.arranging import program_folder, service_of, settings_now
from models.actions.upkeep.services.systemd import Machine, ServiceRefused, install
from models.actions.upkeep.services.telling import Told, machine_at
from models.rules.upkeep.units import Program, started_by
from models.rules.upkeep.windows_services import WindowsService, account, commands
from models.tables.core.settings import DEFAULTS, Settings

_NOTHING = "Nothing was written or registered."
_SHOWN = ("ADUAN_DATA_DIR",)  # any other value may be a secret


def tell_dry(root: Path, program: Program, settings: Settings, words: tuple[str, ...]) -> Told:
    """Say what `service install` would write and run. Raises ServiceRefused where it would be refused."""
    if sys.platform == "win32":
        return _for_windows(program, settings, words), 0
    machine = machine_at(root)
    return "\n".join(rehearsed(machine, program, settings, words)), 0


@dataclass(frozen=True)
class _Rehearsal(Machine):
    """A machine in a folder that is thrown away: it notes what would be asked of systemctl, and asks nothing."""

    stands_for: Machine | None = None
    asked: list[str] = field(default_factory=list)

    @property
    def is_running(self) -> bool:
        """Whether the machine it stands for runs."""
        return self.stands_for is not None and self.stands_for.is_running

    def ask(self, *words: str) -> str:
        """Note what would be asked."""
        there = self.stands_for.root if self.stands_for else Path("/")
        self.asked.append(" ".join(("systemctl", *([f"--root={there}"] if there != Path("/") else []), *words)))
        return ""


def rehearsed(machine: Machine, program: Program, settings: Settings, words: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines: each file with its mode and content, then each command. Raises ServiceRefused."""
    service = service_of(machine, program, settings, words)
    with tempfile.TemporaryDirectory() as folder:
        there = _Rehearsal(machine.run, Path(folder).resolve(), stands_for=machine)
        install(there, service, settings_now(machine, program, settings))
        yield f"{_NOTHING} 'service install' writes and runs, for {started_by(program)} as {service.account}:"
        for path in sorted(one for one in there.root.rglob("*") if one.is_file()):
            yield ""
            yield f"{machine.root / path.relative_to(there.root)} (mode {path.stat().st_mode & 0o777:04o})"
            yield from (f"  {_covered(line)}" for line in path.read_text("utf-8").splitlines())
    yield ""
    yield from there.asked
    if machine.root == Path("/") and not machine.is_running:
        yield "But systemd does not run here: without --root it is refused."


def _covered(line: str) -> str:
    """Return a line of what would be written without the value of a setting."""
    name, equals, _value = line.partition("=")
    return f"{name}=…" if equals and name in DEFAULTS and name not in _SHOWN else line


def _for_windows(
    program: Program, settings: Settings, words: tuple[str, ...], environ: Mapping[str, str] = os.environ
) -> str:
    here, there = Path.cwd(), program_folder()
    database = settings.database_url.removeprefix("sqlite:///")
    data = str(settings.data_dir.absolute())
    beside = str(Path(database).absolute().parent) if database != settings.database_url else data
    service = WindowsService(
        program,
        sys.executable,
        str(here if (here / "aduan.toml").exists() else there),
        data,
        () if beside == data else (beside,),
        tuple(name for name in DEFAULTS if environ.get(name) and name not in _SHOWN),
        (str(there / words[0]), *words[1:]),
    )
    try:
        lines = commands(service)
    except ValueError as err:
        raise ServiceRefused(f"{err}.") from err
    return "\n".join(
        (
            f"{_NOTHING} On Windows NSSM (nssm.cc) would keep {program} running, as {account(program)}.",
            "In a console of an administrator, with this one's settings, also after another version is installed:",
            "",
            *lines,
        )
    )
