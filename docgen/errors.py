"""What can go wrong with a paper, named by what the catcher does next; each has a sentence for staff."""


class DocumentError(Exception):
    """Naskah tidak dapat dibuat."""

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.__doc__ or "")

    @property
    def sentence(self) -> str:
        """Return the sentence for the screen."""
        return str(self.args[0])

    @property
    def words(self) -> list[str]:
        """Return the arguments with which another process can raise the same error."""
        return [self.sentence]


class UnknownDocument(DocumentError):
    """Jenis naskah tidak dikenal."""


class FieldMissing(DocumentError):
    """A fact the paper needs is missing; complete it and try again."""

    def __init__(self, field: str) -> None:
        super().__init__(f"Naskah belum dapat dibuat: isian “{_label(field)}” belum ada. Lengkapi, lalu ulangi.")
        self.field = field

    @property
    def words(self) -> list[str]:
        """Return the field."""
        return [self.field]


class FieldWrong(DocumentError):
    """A fact has a wrong value; correct it and try again."""

    def __init__(self, field: str, expected: str) -> None:
        label = _label(field)
        tail = f"harus berupa {expected}. Perbaiki, lalu ulangi."
        super().__init__(f"Naskah belum dapat dibuat: isian “{label}” {tail}")
        self.field, self.expected = field, expected

    @property
    def words(self) -> list[str]:
        """Return the field and what it must be."""
        return [self.field, self.expected]


class TemplateBroken(DocumentError):
    """Templat Word tidak dapat dipakai. Perbaiki templat di Word atau pakai templat bawaan, lalu ulangi."""


class TagBroken(TemplateBroken):
    """Tag pada templat Word tidak dapat dibaca. Perbaiki tag itu di Word, lalu ulangi."""


class EmblemRefused(DocumentError):
    """Lambang ini tidak dapat dipakai. Unggah gambar PNG, JPEG, atau SVG yang lain."""


class PictureRefused(DocumentError):
    """Gambar ini tidak dapat dipratinjau. Unduh berkasnya bila perlu."""


class RenderLimit(DocumentError):
    """Pembuatan naskah dihentikan karena melewati batas waktu atau memori. Persingkat isi atau periksa templat."""


KINDS: dict[str, type[DocumentError]] = {
    kind.__name__: kind
    for kind in (
        *(UnknownDocument, FieldMissing, FieldWrong, TemplateBroken, TagBroken),
        *(EmblemRefused, PictureRefused, RenderLimit),
    )
}

# What staff call the facts they themselves can leave empty; the name in the program stands beside it.
_LABELS = {
    "address": "alamat",
    "annex": "lampiran",
    "answer": "jawaban",
    "dari": "dari",
    "findings": "temuan",
    "hal": "hal",
    "number": "nomor",
    "opinion": "pendapat",
    "proposal": "usul",
    "reason": "alasan",
    "officer": "petugas penerima",
    "reply_to": "tujuan jawaban",
    "running_late": "langkah yang berjalan lewat batas",
    "sifat": "sifat",
    "subject": "pokok aduan",
    "title_lines": "jabatan penanda tangan",
    "yth": "yth.",
}


def _label(field: str) -> str:
    label = _LABELS.get(field.rsplit(".", 1)[-1])
    return f"{label} ({field})" if label else field


def rebuild(kind: str, words: list[str]) -> DocumentError:
    """Return the error another process reported by name and arguments; an unknown one becomes a DocumentError."""
    try:
        return KINDS.get(kind, DocumentError)(*words)
    except TypeError:
        return DocumentError()
