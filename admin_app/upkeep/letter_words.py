"""The words of the screen Surat pengawas: what a letter told, by which way, and why it did not leave."""

from models.tables.upkeep.watcher_letters import LetterLine

WAYS: dict[str, str] = {"mail": "Surel", "webhook": "Webhook", "outside": "Pengawas luar"}
# Each begins the reason that the watcher notes; the more exact comes first.
_WHY: dict[str, str] = {
    "ConnectionRefusedError": "servernya menolak sambungan",
    "gaierror": "nama servernya tidak ditemukan",
    "TimeoutError": "servernya tidak menjawab",
    "SMTPAuthenticationError": "nama pengguna atau kata sandinya ditolak",
    "SMTPRecipientsRefused": "alamat penerimanya ditolak",
    "SMTPSenderRefused": "alamat pengirimnya ditolak",
    "SMTPNotSupportedError": "servernya tidak menawarkan enkripsi atau cara masuk itu",
    "SMTPServerDisconnected": "servernya memutus sambungan",
    "SSLCertVerificationError": "sertifikat servernya tidak dipercaya",
    "OutcomeUnknown": "sambungannya putus; mungkin sampai, mungkin tidak",
    "TryLater": "servernya tidak dapat dihubungi",
    "HTTP 200": "layanannya menjawab bahwa alamat itu tidak diterimanya",
    "HTTP": "servernya menjawab dengan galat",
    "secret.key": "kunci kantor tidak membuka alamatnya; masukkan lagi alamatnya",
    "the address of the outside watcher is of another account": "alamatnya milik akun lain; masukkan lagi",
    "The outside watcher was entered on another machine": "alamatnya dimasukkan di komputer lain; masukkan lagi",
}
_SENTENCE = 40  # a reason so long is a sentence for operators, not a name to look up


def gist(line: LetterLine) -> str:
    """Return in a few words what a letter told."""
    if line.trial:
        return "Percobaan"
    if line.begun:
        return "Baru terjadi"
    if line.still:
        return "Masih berlangsung"
    if line.over:
        return "Sudah pulih"
    return "Semua baik" if line.way == "outside" else "Titik periksa jejak audit"


def why_words(why_not: str) -> str:
    """Return why a letter did not leave, with the name by which an operator finds it."""
    words = next((says for begins, says in _WHY.items() if why_not.startswith(begins)), "")
    if not words:
        return why_not
    return words if len(why_not) > _SENTENCE else f"{words} ({why_not})"
