"""The Python that a Windows archive brings: python.org's embeddable package, told where to look for modules."""

import re
import zipfile
from pathlib import Path

from releases.locked import Unbuildable
from releases.packing import Member
from releases.platforms import Platform

_PATHS = re.compile(r"python(\d)(\d+)\._pth")


def read_interpreter(package: Path | None, platform: Platform) -> dict[str, Member]:
    """Return the files of the interpreter a platform brings, none where it brings none. Raises Unbuildable.

    `package`: the zip file that python.org publishes as "Windows embeddable package", checked by who downloaded it.
    """
    if not platform.has_interpreter:
        return {}
    wanted = platform.pythons[0]
    asked = f"{platform.name} needs --interpreter, python.org's embeddable package of Python {wanted} for AMD64"
    if package is None:
        raise Unbuildable(f"{asked}.")
    try:
        with zipfile.ZipFile(package) as packed:
            files = {name: packed.read(name) for name in packed.namelist() if not name.endswith("/")}
    except (OSError, zipfile.BadZipFile) as err:
        raise Unbuildable(f"{asked}; {package} is no such zip file.") from err
    found = [match for name in files if (match := _PATHS.fullmatch(name))]
    if not found or f"{found[0][1]}.{found[0][2]}" != wanted or "python.exe" not in files:
        raise Unbuildable(f"{asked}; {package} is another one.")
    name = found[0].group()
    # Its own zip of the standard library, its own folder, the program above it, and where pip puts libraries.
    files[name] = f"{name.removesuffix('._pth')}.zip\r\n.\r\n..\r\nLib\\site-packages\r\n".encode()
    return {name: Member(content) for name, content in files.items()}
