"""What a request is told that no page sees: a sentence, with the headers of every other answer."""

from typing import ClassVar, Final

from waitress.task import ErrorTask
from waitress.utilities import Error

# A browser guesses no type, runs and frames nothing (ASVS V3.4.4 to V3.4.6), and keeps nothing.
_HEADERS: Final = (
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
)


class Refusal(Error):
    """A refusal in a sentence for staff."""

    code, reason, sentence = 400, "Bad Request", "Permintaan tidak dapat dibaca. Muat ulang halaman, lalu coba lagi."
    wait: ClassVar[int] = 0  # seconds after which it may be tried again

    def __init__(self) -> None:
        super().__init__(self.sentence)

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Return status, headers and body; `ident` is not told."""
        headers = [("Content-Type", "text/plain; charset=utf-8")]
        headers += [("Retry-After", str(self.wait))] if self.wait else []
        return f"{self.code} {self.reason}", headers, f"{self.sentence}\n".encode()


class TooLarge(Refusal):
    """More bytes than this page takes."""

    code, reason = 413, "Content Too Large"
    sentence = (
        "Kiriman ini lebih besar daripada yang diterima halaman ini: berkas paling besar 16 MB, isian tanpa berkas "
        "paling besar 2 MB."
    )


class SignedOut(Refusal):
    """More bytes than a stranger may send, to a page that takes them of who is signed in."""

    code, reason = 401, "Unauthorized"
    sentence = (
        "Anda belum masuk, atau waktu masuk Anda sudah habis. Masuk dahulu, buka lagi halamannya, lalu kirim lagi."
    )


class TooLate(Refusal):
    """A request that came too slowly."""

    code, reason = 408, "Request Timeout"
    sentence = "Kiriman ini datang terlalu lambat. Periksa sambungan jaringan, lalu coba lagi."


class TooMany(Refusal):
    """So many large bodies are on their way that another has to wait."""

    code, reason, wait = 503, "Service Unavailable", 20
    sentence = "Banyak berkas sedang diunggah. Tunggu sebentar, lalu unggah lagi."


class Busy(Refusal):
    """So many wait for the same work that another has to come again."""

    code, reason, wait = 503, "Service Unavailable", 5
    sentence = "Banyak yang menunggu pekerjaan yang sama. Tunggu beberapa detik, lalu coba lagi."


class Failed(Refusal):
    """The program failed where no page could tell of it."""

    code, reason = 500, "Internal Server Error"
    sentence = "Terjadi gangguan pada program. Coba lagi; bila berulang, hubungi Administrator."


# What waitress itself finds wrong, by its code; anything else of a head is what cannot be read.
_IN_WORDS: Final[dict[int, type[Refusal]]] = {kind.code: kind for kind in (TooLarge, Failed)}


class Refused(ErrorTask):
    """Answers a request that no page sees."""

    def execute(self) -> None:
        """Write the refusal, waitress's own in our words, with the headers of every answer."""
        own = self.request.error
        if not isinstance(own, Refusal):
            told = _IN_WORDS.get(own.code, Refusal)()
            told.code, told.reason = own.code, own.reason
            self.request.error = told
        self.response_headers.extend(_HEADERS)
        super().execute()
