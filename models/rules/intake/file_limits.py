"""How many files of a person, case and channel are fetched by themselves; what is beyond waits to be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MB: Final = 1024 * 1024
# Keys of the office's settings, with what holds where a setting is missing or no number. 0: no limit.
FILES_OF_PERSON, SIZE_OF_PERSON = "batas_berkas_pelapor", "batas_mb_pelapor"
SIZE_OF_CASE, SIZE_OF_CHANNEL = "batas_mb_kasus", "batas_mb_kanal"
LIMITS: Final[Mapping[str, int]] = {
    FILES_OF_PERSON: 100,
    SIZE_OF_PERSON: 300,
    SIZE_OF_CASE: 1_000,
    SIZE_OF_CHANNEL: 5_000,
}


@dataclass(frozen=True)
class Kept:
    """What is stored already: of the person and the channel on the day of the message, of its cases altogether."""

    files_of_person: int = 0
    of_person: int = 0
    of_case: int = 0
    of_channel: int = 0


def limit(settings: Mapping[str, str], key: str) -> int:
    """Return a limit as the office set it."""
    typed = settings.get(key, "")
    return int(typed) if typed.isascii() and typed.isdigit() else LIMITS[key]


def why_held(kept: Kept, size: int, settings: Mapping[str, str]) -> str:
    """Return why a file of this size is not fetched by itself, for staff; empty where it is."""
    most = limit(settings, FILES_OF_PERSON)
    if most and kept.files_of_person >= most:
        return f"pelapor ini mengirim lebih dari {most} berkas pada hari itu"
    for key, stored, words in (
        (SIZE_OF_PERSON, kept.of_person, "berkas pelapor ini pada hari itu melewati"),
        (SIZE_OF_CASE, kept.of_case, "berkas kasus ini melewati"),
        (SIZE_OF_CHANNEL, kept.of_channel, "berkas kanal ini pada hari itu melewati"),
    ):
        most = limit(settings, key)
        if most and stored + size > most * MB:
            return f"{words} {most} MB"
    return ""
