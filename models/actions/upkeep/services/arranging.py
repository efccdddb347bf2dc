"""What a service of this machine is made of: the program as it stands, its account, and the settings of today."""

import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from models.actions.upkeep.services.systemd import Machine, ServiceRefused
from models.actions.upkeep.updating.places import installed_here
from models.rules.upkeep.units import Program, Service
from models.tables.core.settings import DEFAULTS, Settings
from models.tables.upkeep.known_office import known_office


def _folder_of_program() -> Path:
    """Return where run_admin.py and run_agent.py lie, by the name they were started by.

    `now` of an installed archive stays right when a newer version is installed. Python has followed that link in the
    names of modules (sys.path[0], using/cmdline), not in that of the script.
    """
    here, started = Path(__file__).absolute().parents[4], Path(sys.argv[0]).absolute().parent
    return started if started.resolve() == here.resolve() else here


_PROGRAM = _folder_of_program()


def program_folder() -> Path:
    """Return where run_admin.py and run_agent.py lie, by the name they were started by."""
    return _PROGRAM


def service_of(machine: Machine, program: Program, settings: Settings, words: tuple[str, ...]) -> Service:
    """Return the service of a program: its file and the words after it, run with the Python that runs now.

    It runs as whoever owns the data folder, in the folder whose aduan.toml holds now. Raises ServiceRefused where
    that is nobody or root.
    """
    here = Path.cwd()
    database = settings.database_url.removeprefix("sqlite:///")
    beside = [str(Path(database).resolve().parent)] if database != settings.database_url else []
    needed = (sys.executable, sys.base_prefix, _PROGRAM)
    return Service(
        program,
        sys.executable,
        str(here if (here / "aduan.toml").exists() else _PROGRAM),
        tuple(dict.fromkeys([str(settings.data_dir.resolve()), *beside])),
        tuple(os.path.realpath(path) for path in needed),
        account_of(settings.data_dir),
        str(Path("/") / machine.settings(program).relative_to(machine.root)),
        (str(_PROGRAM / words[0]), *words[1:]),
        before=_update_before(program, settings),
    )


def _update_before(program: Program, settings: Settings) -> tuple[str, ...]:
    """Return the command by which an agent that enrolled takes the office's version before it starts."""
    fetches = (
        program is Program.AGENT and installed_here() is not None and known_office(settings.data_dir) is not None
    )
    return (str(_PROGRAM / "run_agent.py"), "update", "--by-itself") if fetches else ()


def account_of(data_dir: Path) -> str:
    """Return the account that owns a data folder. Raises ServiceRefused where there is none but root."""
    advice = f"sudo useradd --system aduan; sudo chown -R aduan: {data_dir}"
    if not data_dir.is_dir():
        raise ServiceRefused(f"There is no data folder {data_dir} yet: run 'run_admin.py migrate' first.")
    try:
        owner = data_dir.owner()
    except KeyError as err:
        raise ServiceRefused(f"{data_dir} belongs to no account of this machine: {advice}") from err
    if owner == "root":
        raise ServiceRefused(f"{data_dir} belongs to root, and no program that faces citizens runs as root: {advice}")
    return owner


def settings_now(
    machine: Machine, program: Program, settings: Settings, environ: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return the settings with which the service runs: those of the environment, and where the data lie.

    What an earlier install kept and the environment does not name stays: sudo takes most of an environment away, and
    an office must not wake up on another database. Raises ServiceRefused where it cannot be read.
    """
    found = {name: environ[name] for name in DEFAULTS if environ.get(name)}
    return _kept(machine.settings(program)) | found | {"ADUAN_DATA_DIR": str(settings.data_dir)}


def _kept(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
    except OSError as err:
        raise ServiceRefused(f"{path} cannot be read: run this with sudo.") from err
    words = [shlex.split(line)[0].partition("=") for line in lines if line.strip()]
    return {name: value for name, _, value in words if name in DEFAULTS}
