"""The platforms an archive is built for: a row each."""

from dataclasses import dataclass

# What a library may be built for, so that it runs where glibc is 2.28 or newer (Debian 10, Ubuntu 18.10, RHEL 8).
_OLD_NAMES = ("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64")
_MANYLINUX = (*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)), *_OLD_NAMES)


@dataclass(frozen=True)
class Platform:
    """One archive: the computers it is for, which Pythons its libraries are for, and how it is packed."""

    name: str  # as the installer calls the computer it runs on
    pythons: tuple[str, ...]
    tags: tuple[str, ...]  # platform tags of its wheels (packaging.python.org, platform compatibility tags)
    markers: tuple[tuple[str, str], ...]  # what the conditions of the lock mean there (PEP 508)
    packing: str  # tar.gz or zip
    has_interpreter: bool = False  # whether the archive brings its own Python


_LINUX = {"os_name": "posix", "platform_machine": "x86_64", "platform_system": "Linux", "sys_platform": "linux"}
_WINDOWS = {"os_name": "nt", "platform_machine": "AMD64", "platform_system": "Windows", "sys_platform": "win32"}
PLATFORMS = {
    row.name: row
    for row in (
        Platform("linux-x86_64", ("3.11", "3.12", "3.13", "3.14"), _MANYLINUX, tuple(_LINUX.items()), "tar.gz"),
        Platform("windows-amd64", ("3.13",), ("win_amd64",), tuple(_WINDOWS.items()), "zip", has_interpreter=True),
    )
}


def conditions(platform: Platform, python: str) -> dict[str, str]:
    """Return what each condition of a lock is asked of (PEP 508) on a platform with this Python."""
    of_python = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "platform_python_implementation": "CPython",
    }
    return {**dict(platform.markers), **of_python, "platform_release": "", "platform_version": "", "extra": ""}
