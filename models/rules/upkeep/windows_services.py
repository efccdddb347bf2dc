"""A program's service on Windows, as the commands of NSSM, sc and icacls that register it; nothing is run here.

It begins with the machine, comes back five seconds after it ended by a fault, has an account of its own without a
password, and no account but that, SYSTEM and the administrators reads the data folder.
"""

from dataclasses import dataclass

from models.rules.upkeep.units import STOP_SECONDS, WORDS, Program

_BACK_AFTER_MS = 5000
_SYSTEM, _ADMINISTRATORS = "*S-1-5-18", "*S-1-5-32-544"  # by number: their names are in Windows' own language


@dataclass(frozen=True)
class WindowsService:
    """One program as a Windows machine runs it; all paths are absolute.

    `settings`: names whose values the console has; they are taken from there, so that no secret is printed.
    """

    program: Program
    python: str
    folder: str  # where the program lies, and aduan.toml
    data: str
    beside: tuple[str, ...]  # folders of a database that lies elsewhere
    settings: tuple[str, ...]
    words: tuple[str, ...]  # what stands after the Python: the file, then its words


def account(program: Program) -> str:
    """Return the account of a service: Windows makes it with the service, and nobody signs in by it."""
    return f"NT SERVICE\\{program}"


def commands(service: WindowsService) -> list[str]:
    """Return the commands in their order, for an administrator's console. Raises ValueError."""
    for word in (service.python, service.folder, service.data, *service.beside, *service.words):
        if not word.isprintable() or set(word) & set('"%^!'):
            raise ValueError(f'{word!r} cannot stand in a command: choose a folder without ", %, ^ and !')
    name, file, *rest = service.program, *service.words
    kept = (f'"ADUAN_DATA_DIR={service.data}"', *(f'"{one}=%{one}%"' for one in service.settings))
    return [
        f'nssm install {name} "{service.python}"',
        f'nssm set {name} AppParameters "{" ".join((_inner(file), *rest))}"',
        f'nssm set {name} AppDirectory "{service.folder}"',
        f'nssm set {name} DisplayName "{WORDS[name]}"',
        f"nssm set {name} AppEnvironmentExtra {' '.join(kept)}",
        f'nssm set {name} ObjectName "{account(name)}"',
        f"nssm set {name} Start SERVICE_AUTO_START",
        f"nssm set {name} AppExit Default Restart",
        f"nssm set {name} AppExit 0 Exit",
        f"nssm set {name} AppRestartDelay {_BACK_AFTER_MS}",
        f"nssm set {name} AppStopMethodConsole {STOP_SECONDS * 1000}",
        f"sc.exe failure {name} reset= 86400 actions= {'/'.join(['restart', str(_BACK_AFTER_MS)] * 3)}",
        *_rights(service),
        f"nssm start {name}",
    ]


def _rights(service: WindowsService) -> list[str]:
    """Return who may read: the data folder takes no right over from the folder it lies in."""
    own = f'"{account(service.program)}:(OI)(CI)M"'
    kept = f'"{_SYSTEM}:(OI)(CI)F" "{_ADMINISTRATORS}:(OI)(CI)F"'
    return [
        f'icacls "{service.data}" /inheritance:r /grant:r {kept} {own}',
        *(f'icacls "{folder}" /grant:r {own}' for folder in service.beside),
        f'icacls "{service.folder}" /grant:r "{account(service.program)}:(OI)(CI)RX"',
    ]


def _inner(word: str) -> str:
    """Return a word with quotation marks that stay when the console has read the whole in its own."""
    return f'\\"{word}\\"'
