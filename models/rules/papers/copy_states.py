"""What a returned copy of a paper is: a row a state, with what is true of it and what is to be done.

The word “sah” stands nowhere here: the program can say what it found, not what the law makes of it.
"""

from dataclasses import dataclass
from enum import StrEnum


class CopyState(StrEnum):
    """The states of a kept copy."""

    BELUM = "belum"
    DIPERCAYA_LENGKAP = "dipercaya_lengkap"
    DIPERCAYA = "dipercaya"
    BEBERAPA = "beberapa"
    WAKTU_DINYATAKAN = "waktu_dinyatakan"
    PENANDA_LAIN = "penanda_lain"
    TEKS_BELUM = "teks_belum"
    KEDALUWARSA = "kedaluwarsa"
    PENERBIT_ASING = "penerbit_asing"
    TANPA_AKAR = "tanpa_akar"
    TEKS_TERTUTUP = "teks_tertutup"
    TEKS_BERBEDA = "teks_berbeda"
    TIDAK_LAYAK = "tidak_layak"
    BUATAN_SENDIRI = "buatan_sendiri"
    DICABUT = "dicabut"
    BERUBAH = "berubah"
    SEBAGIAN = "sebagian"
    RUSAK = "rusak"
    TAK_TERBACA = "tak_terbaca"
    PINDAIAN = "pindaian"
    AKAR_DICABUT = "akar_dicabut"


class Tone(StrEnum):
    """How a state is shown."""

    GOOD = "good"
    PLAIN = ""
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class CopyStateRow:
    """One state: its name on screens and papers, what is true and what to do, and what follows from it."""

    label: str
    sentence: str
    tone: Tone = Tone.PLAIN
    counts: bool = True  # it is a signed copy of this paper as far as is known; the archive asks for one
    rests_on_roots: bool = False  # it holds only while the office trusts the certificates it was judged by


_REPLACE = "Minta PDF yang benar dari penanda tangan, lalu ganti salinan ini."

_COMPARED = (
    "teks yang dapat dibaca program sama dengan naskah yang terbit, selain isian nomor, tanggal, dan tanda tangan; "
    "gambar dan tampilannya tidak dibandingkan"
)

COPY_STATES: dict[CopyState, CopyStateRow] = {
    CopyState.BELUM: CopyStateRow(
        "belum diperiksa", "Salinan ini tersimpan sebelum ada pemeriksaan tanda tangan. Tekan “Periksa lagi”."
    ),
    CopyState.DIPERCAYA_LENGKAP: CopyStateRow(
        "utuh, dipercaya, pencabutan diperiksa",
        "Tanda tangan mencakup seluruh PDF dan tidak berubah sejak itu; sertifikatnya berujung pada akar yang "
        "dipercaya kantor dan berlaku pada waktu stempel waktu; bukti di dalam PDF menyatakan tidak dicabut; "
        f"{_COMPARED}.",
        Tone.GOOD,
        rests_on_roots=True,
    ),
    CopyState.DIPERCAYA: CopyStateRow(
        "utuh dan dipercaya",
        "Tanda tangan mencakup seluruh PDF dan tidak berubah sejak itu; sertifikatnya berujung pada akar yang "
        "dipercaya kantor dan berlaku pada waktu stempel waktu. Pencabutan tidak diperiksa (luring). "
        f"Isinya: {_COMPARED}.",
        Tone.GOOD,
        rests_on_roots=True,
    ),
    CopyState.BEBERAPA: CopyStateRow(
        "utuh dan dipercaya, lebih dari satu penanda tangan",
        "Setiap tanda tangan utuh dan dipercaya pada waktu stempel waktunya; sesudah yang terakhir tidak ada yang "
        f"berubah; {_COMPARED}. Selain penanda tangan naskah ini ada nama lain padanya. Pastikan ia berwenang; bila "
        "tidak, ganti salinan ini.",
        Tone.WARN,
        rests_on_roots=True,
    ),
    CopyState.WAKTU_DINYATAKAN: CopyStateRow(
        "utuh, penanda tangan dipercaya, waktu hanya dinyatakan",
        "Tanda tangan utuh, sertifikatnya dipercaya dan berlaku ketika diperiksa. Waktunya hanya kata jam penanda "
        "tangan, tanpa stempel waktu tepercaya. Bila waktu itu penting, minta PDF berstempel waktu. "
        f"Isinya: {_COMPARED}.",
        rests_on_roots=True,
    ),
    CopyState.PENANDA_LAIN: CopyStateRow(
        "utuh, tetapi penanda tangannya lain",
        "Tanda tangan utuh, sertifikatnya dipercaya, tetapi ada nama padanya yang bukan nama penanda tangan "
        "naskah ini. Pastikan ia berwenang; bila tidak, ganti salinan ini.",
        Tone.WARN,
        rests_on_roots=True,
    ),
    CopyState.TEKS_BELUM: CopyStateRow(
        "utuh, teks belum dibandingkan",
        "Tanda tangan utuh, tetapi PDF naskah yang terbit belum ada untuk dibandingkan. Tekan “Periksa lagi” "
        "beberapa menit lagi. Sebelum itu salinan ini tidak dihitung.",
        Tone.WARN,
        counts=False,
        rests_on_roots=True,
    ),
    CopyState.KEDALUWARSA: CopyStateRow(
        "utuh, sertifikat di luar masa berlaku",
        "Sertifikat penanda tangan atau penerbitnya tidak berlaku pada waktu stempel waktu; tanpa stempel tepercaya, "
        "tidak berlaku ketika diperiksa. Minta PDF dengan stempel waktu tepercaya atau tanda tangan baru.",
        Tone.WARN,
    ),
    CopyState.PENERBIT_ASING: CopyStateRow(
        "utuh, penerbit belum dikenal",
        "PDF tidak berubah sejak ditandatangani, tetapi sertifikatnya tidak berujung pada akar yang dipercaya "
        "kantor. Siapa pun dapat membuat yang seperti ini. Minta Administrator memeriksa sertifikat akarnya.",
        Tone.WARN,
    ),
    CopyState.TANPA_AKAR: CopyStateRow(
        "utuh, penanda tangan tidak dapat diperiksa",
        "PDF tidak berubah sejak ditandatangani, tetapi kantor belum mengunggah sertifikat akar, jadi penanda "
        "tangannya tidak dapat diperiksa. Minta Administrator mengunggahnya, lalu tekan “Periksa lagi”.",
        Tone.WARN,
    ),
    CopyState.TEKS_TERTUTUP: CopyStateRow(
        "utuh, isinya tidak dapat dibandingkan",
        "Tanda tangan utuh, tetapi halamannya memuat gambar besar, sesuatu yang tersembunyi atau tembus pandang, "
        "atau ditempeli sesuatu, jadi isinya tidak dapat dibandingkan. Baca PDF itu dan cocokkan sendiri dengan "
        "naskahnya.",
        Tone.WARN,
    ),
    CopyState.TEKS_BERBEDA: CopyStateRow(
        "teks berbeda dari naskah",
        f"Teks yang ditandatangani bukan teks naskah yang terbit. {_REPLACE}",
        Tone.BAD,
        counts=False,
    ),
    CopyState.TIDAK_LAYAK: CopyStateRow(
        "sertifikat bukan untuk menandatangani",
        f"Sertifikatnya tidak boleh dipakai untuk menandatangani naskah, atau caranya sudah lemah. {_REPLACE}",
        Tone.BAD,
        counts=False,
    ),
    CopyState.BUATAN_SENDIRI: CopyStateRow(
        "sertifikat buatan sendiri",
        f"Sertifikatnya dibuat oleh pemegangnya sendiri, jadi tidak membuktikan siapa ia. {_REPLACE}",
        Tone.BAD,
        counts=False,
    ),
    CopyState.DICABUT: CopyStateRow(
        "sertifikat dicabut",
        f"Menurut bukti di dalam PDF sertifikatnya sudah dicabut ketika dipakai. {_REPLACE}",
        Tone.BAD,
        counts=False,
    ),
    CopyState.BERUBAH: CopyStateRow(
        "berubah sesudah ditandatangani",
        f"PDF ini diubah sesudah ditandatangani. {_REPLACE}",
        Tone.BAD,
        counts=False,
    ),
    CopyState.SEBAGIAN: CopyStateRow(
        "hanya sebagian ditandatangani",
        f"Tanda tangannya tidak mencakup seluruh PDF, jadi sisanya dapat berasal dari siapa saja. {_REPLACE}",
        Tone.BAD,
        counts=False,
    ),
    CopyState.RUSAK: CopyStateRow(
        "tanda tangan tidak cocok dengan isi",
        f"Isi PDF bukan yang ditandatangani. {_REPLACE}",
        Tone.BAD,
        counts=False,
    ),
    CopyState.TAK_TERBACA: CopyStateRow(
        "tanda tangan tidak terbaca",
        f"PDF ini memuat tanda tangan elektronik yang tidak dapat dibaca, jadi tidak membuktikan apa pun. {_REPLACE}",
        Tone.BAD,
        counts=False,
    ),
    CopyState.PINDAIAN: CopyStateRow(
        "pindaian, tidak diperiksa",
        "Salinan ini gambar lembar bertanda tangan basah. Aduan tidak dapat memeriksanya; lembar aslinya disimpan.",
    ),
    CopyState.AKAR_DICABUT: CopyStateRow(
        "perlu diperiksa lagi",
        "Sertifikat akar yang dipakai memeriksa salinan ini tidak lagi dipercaya kantor. Tekan “Periksa lagi”. "
        "Sebelum itu salinan ini tidak dihitung.",
        Tone.WARN,
        counts=False,
    ),
}


def state_of(stored: str) -> CopyState:
    """Return a stored state; a copy kept before there was a check, or by a later release, is not checked."""
    return CopyState(stored) if stored in frozenset(CopyState) else CopyState.BELUM


def counts_as_copy(sha256: str | None, stored: str) -> bool:
    """Whether a paper has a signed copy, as far as is known; one known to be false is none."""
    return bool(sha256) and COPY_STATES[state_of(stored)].counts


# Those that a root's removal takes back.
RESTING_ON_ROOTS = tuple(str(state) for state, row in COPY_STATES.items() if row.rests_on_roots)
NO_COPY = tuple(str(state) for state, row in COPY_STATES.items() if not row.counts)
