"""RuleBroken and its kinds: refusals whose Indonesian sentence tells staff what to do next."""


class RuleBroken(Exception):
    """Permintaan ini tidak dapat dilakukan."""

    asks = ""  # the field of the form by which a person says that it shall be done all the same

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.__doc__ or "")

    @property
    def sentence(self) -> str:
        """The sentence for the screen."""
        return str(self.args[0])


class MoveNotAllowed(RuleBroken):
    """Langkah ini tidak terbuka bagi Anda pada tahap sekarang."""


class OutputMissing(RuleBroken):
    """Langkah belum dapat diakhiri karena keluarannya belum ada."""


class ReasonMissing(RuleBroken):
    """Tuliskan alasannya lebih dahulu."""


class StaleCase(RuleBroken):
    """Kasus ini baru saja diubah petugas lain. Muat ulang halaman, lalu periksa sebelum mencoba lagi."""


class NotVisible(RuleBroken):
    """Data ini tidak ada atau bukan untuk peran Anda."""


class NotPermitted(RuleBroken):
    """Peran Anda tidak berwenang melakukan tindakan ini."""


class TextTooLong(RuleBroken):
    """Teks melebihi batas kanal. Persingkat lebih dahulu."""


class TextEmpty(RuleBroken):
    """Teks masih kosong. Tuliskan isinya lebih dahulu."""


class BlankLeft(RuleBroken):
    """Masih ada isian kosong dalam teks. Lengkapi atau hapus dulu."""


class UnknownSecret(RuleBroken):
    """Kanal ini tidak memakai kunci bernama demikian."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Kanal {kind} tidak memakai kunci “{name}”. Yang dipakai: {', '.join(known)}.")


class ReplyNotAllowed(RuleBroken):
    """Jawaban tidak dapat dikirim lewat kanal ini."""


class NotTheAnswer(ReplyNotAllowed):
    """Balasan ini tidak mirip jawaban yang sudah diputuskan. Muat jawabannya, atau pastikan lebih dahulu."""

    asks = "yakin"


class SaidBefore(ReplyNotAllowed):
    """Teks yang sama baru saja dikirim ke percakapan ini. Belum dikirim lagi; tekan lagi bila memang perlu."""

    asks = "sama"


class RefusedAlike(SaidBefore):
    """Kanal ini menolak kata-kata yang pernah ditulis kantor. Ubah kata-katanya; tekan lagi hanya untuk mencoba."""


class UnreadNews(RuleBroken):
    """Belum dilakukan: ada kabar pelapor yang belum dibaca. Baca dahulu, lalu tekan lagi bila tetap."""

    asks = "ditanya"


class FileNotAllowed(RuleBroken):
    """Berkas ini tidak dapat dilampirkan pada jawaban."""


class ReplyNotHeld(RuleBroken):
    """Jawaban ini sudah selesai (terkirim, ditolak kanal, atau dibatalkan): tidak ada lagi yang ditetapkan."""


class NumberNotAllowed(RuleBroken):
    """Nomor naskah tidak sah atau sudah dipakai."""


class MonthNotAllowed(RuleBroken):
    """Bulan ini belum dapat ditutup atau tidak dikenal."""


class DocumentNotAllowed(RuleBroken):
    """Naskah ini tidak dapat dibuat pada tahap sekarang."""


class AlreadyDone(RuleBroken):
    """Tindakan ini sudah dilakukan."""


class UnknownChannel(RuleBroken):
    """Jenis kanal tidak dikenal."""

    def __init__(self, kind: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Jenis kanal '{kind}' tidak dikenal. Yang tersedia: {', '.join(known)}.")


class UnknownRole(RuleBroken):
    """Peran tidak dikenal."""

    def __init__(self, role: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Peran '{role}' tidak dikenal. Yang tersedia: {', '.join(known)}.")
