"""Files an answer may carry: kinds, sizes and number per channel, and the sentence that refuses any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.rules.channels.messages import StoredFile
from models.rules.core.errors import FileNotAllowed

MB = 1024 * 1024
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
PICTURES = frozenset({JPEG, PNG})
# What an officer calls a kind, and the endings by which a browser offers it.
LABELS: dict[str, str] = {JPEG: "JPG", PNG: "PNG", PDF: "PDF"}
ENDINGS: dict[str, tuple[str, ...]] = {JPEG: (".jpg", ".jpeg"), PNG: (".png",), PDF: (".pdf",)}
# Beyond this the agent would not fit its memory (design §10); no platform's own limit for documents is lower.
MOST_BYTES = 10 * MB
NAME_LIMIT = 60


@dataclass(frozen=True)
class Files:
    """Which files may be sent in one sort of conversation: the most bytes per type, and how many with one answer."""

    limits: Mapping[str, int] = field(hash=False)
    count: int = 5

    @property
    def accept(self) -> str:
        """Return the value of the file input's `accept` attribute."""
        return ",".join(name for mime in self.limits for name in (mime, *ENDINGS[mime]))

    @property
    def sentence(self) -> str:
        """Return the sentence that says what may be attached."""
        by_size: dict[int, list[str]] = {}
        for mime, most in self.limits.items():
            by_size.setdefault(most, []).append(LABELS[mime])
        kinds = [f"{', '.join(labels)} sampai {size_words(most)}" for most, labels in by_size.items()]
        return f"{'; '.join(kinds)}; paling banyak {self.count} berkas."


def check_files(files: Files | None, why_not: str, wanted: Sequence[StoredFile]) -> None:
    """Raise FileNotAllowed where one of these files may not be sent; `why_not` is shown where no file may be."""
    if not wanted:
        return
    if files is None:
        raise FileNotAllowed(f"{why_not} Hapus lampirannya, atau pilih cara lain.")
    if len(wanted) > files.count:
        raise FileNotAllowed(f"Satu jawaban membawa paling banyak {files.count} berkas. Hapus yang lain.")
    for one in wanted:
        most = files.limits.get(one.mime)
        if most is None:
            kinds = " atau ".join(LABELS[mime] for mime in files.limits)
            raise FileNotAllowed(f"“{one.filename}” bukan {kinds}. Ubah jenis berkasnya, atau pilih berkas lain.")
        if one.size > most:
            raise FileNotAllowed(
                f"“{one.filename}” {size_words(one.size)}, batas kanal ini {size_words(most)}. Kecilkan berkasnya."
            )


def told_apart(names: Sequence[str]) -> list[str]:
    """Return the names, repeated ones numbered: a read-back finds a file at the platform by its name."""
    given: list[str] = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        tries = (
            name,
            *(f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})" for number in range(2, 99)),
        )
        given.append(next(one for one in tries if one not in given))
    return given


def size_words(size: int) -> str:
    """Return a size as staff read it."""
    return f"{size / MB:.1f} MB".replace(".", ",").replace(",0 ", " ") if size >= MB else f"{max(1, size // 1024)} KB"
