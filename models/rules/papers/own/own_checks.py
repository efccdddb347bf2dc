"""What is refused of an own type before it is kept, each with the sentence that says what to correct."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.own.own_type import LISTING, OFFERED_AT, Form, Numbering, OwnType, Question, QuestionKind
from models.rules.staff.roles import Role

LONGEST_CODE = 20
LONGEST_TITLE = 120
LONGEST_LABEL = 120
LONGEST_HINT = 200
LONGEST_OPTION = 100
LONGEST_WORDS = 2_000
MOST_QUESTIONS = 20
MOST_OPTIONS = 20
MOST_COLUMNS = 6
_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
_NOT_IN_WORD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def faults(own: OwnType, taken: Collection[str]) -> list[str]:
    """Return what is wrong with a type; `taken`: the codes of the office's other types."""
    return [
        *_code_faults(own.code, taken),
        *_head_faults(own),
        *_who_faults(own),
        *_question_faults(own.questions),
        *_sign_faults(own),
    ]


def _sign_faults(own: OwnType) -> Iterator[str]:
    """Yield a fault where words hold what no Word file may hold: every paper of the type would fail to be made."""
    asked = [words for one in own.questions for words in (one.label, one.hint, *one.options)]
    if any(_NOT_IN_WORD.search(words) for words in (own.title, own.opening, own.closing, *asked)):
        yield "Ada tanda kendali yang tidak tercetak di antara kata-katanya. Ketik ulang, jangan salin."


def _code_faults(code: str, taken: Collection[str]) -> Iterator[str]:
    if not may_be_chosen(code):
        yield (
            f"Kode “{code[:LONGEST_CODE]}” tidak sah: 2 sampai {LONGEST_CODE} huruf besar, angka, dan tanda hubung, "
            "mulai dengan huruf. Contoh: BAP, SURAT-TUGAS."
        )
    elif code in DOCUMENTS:
        yield f"Kode “{code}” sudah dipakai jenis bawaan “{DOCUMENTS[code].title}”. Pilih kode lain."
    elif code in taken:
        yield f"Kode “{code}” sudah dipakai jenis naskah lain. Pilih kode lain, atau ubah jenis itu."


def may_be_chosen(code: str) -> bool:
    """Whether an office may call a type so; a built-in type added later has a code that no office may have chosen."""
    return _CODE.fullmatch(code) is not None and 2 <= len(code) <= LONGEST_CODE


def _head_faults(own: OwnType) -> Iterator[str]:
    if not own.title:
        yield "Isi judul naskahnya."
    if len(own.title) > LONGEST_TITLE:
        yield f"Judul paling panjang {LONGEST_TITLE} huruf."
    for name, words in (("Kalimat pembuka", own.opening), ("Kalimat penutup", own.closing)):
        if len(words) > LONGEST_WORDS:
            yield f"{name} paling panjang {LONGEST_WORDS} huruf."
    if own.to_reporter and own.form is not Form.SURAT:
        yield "Hanya surat dinas yang ditujukan kepada pelapor. Pilih bentuk surat, atau hapus centangnya."
    if own.classification and own.numbering is not Numbering.SURAT:
        yield "Kode klasifikasi hanya untuk naskah bernomor surat. Kosongkan, atau pilih nomor surat kantor."


def _who_faults(own: OwnType) -> Iterator[str]:
    if not own.stages:
        yield "Pilih paling sedikit satu tahap SOP tempat naskah ini ditawarkan."
    if any(stage not in OFFERED_AT for stage in own.stages):
        yield "Naskah tidak dapat ditawarkan pada kasus yang sudah ditutup."
    roles = [*own.drafters, *own.paraf, *([own.signer] if own.signer else [])]
    if Role.ADMINISTRATOR in roles:
        yield "Administrator tidak menyusun, memaraf, atau menandatangani naskah."
    if len(set(own.paraf)) != len(own.paraf):
        yield "Satu peran hanya memaraf satu kali. Hapus yang kembar."
    if own.signer in own.paraf:
        yield "Penanda tangan tidak memaraf naskahnya sendiri. Hapus dari pemaraf."
    if Role.PETUGAS_SEKSI in (*own.paraf, own.signer):
        yield "Petugas seksi menyusun naskah, tetapi tidak memaraf atau menandatanganinya."


def _question_faults(questions: Sequence[Question]) -> Iterator[str]:
    if len(questions) > MOST_QUESTIONS:
        yield f"Paling banyak {MOST_QUESTIONS} pertanyaan."
    labels: set[str] = set()
    for place, one in enumerate(questions, 1):
        yield from (f"Pertanyaan {place}: {fault}" for fault in _faults_of(one))
        if one.label.casefold() in labels:
            yield f"Pertanyaan {place}: “{one.label}” sudah ada. Beri nama lain."
        labels.add(one.label.casefold())
    if len({one.key for one in questions}) != len(questions):
        yield "Dua pertanyaan memakai nama isian yang sama. Muat ulang halaman, lalu coba lagi."


def _faults_of(one: Question) -> Iterator[str]:
    if not one.label:
        yield "isi pertanyaannya."
    if len(one.label) > LONGEST_LABEL or len(one.hint) > LONGEST_HINT:
        yield f"pertanyaan paling panjang {LONGEST_LABEL} huruf, petunjuk {LONGEST_HINT}."
    if not _KEY.fullmatch(one.key):
        yield "nama isiannya tidak sah."
    if one.kind in LISTING:
        yield from _option_faults(one)
    elif one.options:
        yield "hanya Pilihan dan Tabel yang memakai daftar. Kosongkan daftarnya, atau ganti jenisnya."


def _option_faults(one: Question) -> Iterator[str]:
    table = one.kind is QuestionKind.TABEL
    what, least, most = ("kolom", 1, MOST_COLUMNS) if table else ("pilihan", 2, MOST_OPTIONS)
    if not least <= len(one.options) <= most:
        yield f"tulis {least} sampai {most} {what}, satu per baris."
    if len({option.casefold() for option in one.options}) != len(one.options):
        yield f"ada {what} yang kembar."
    if any(len(option) > LONGEST_OPTION for option in one.options):
        yield f"{what} paling panjang {LONGEST_OPTION} huruf."


def key_for(label: str, taken: Collection[str]) -> str:
    """Return a key for a new question: its label in small letters, made unlike those there are."""
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode("ascii")
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30].strip("_")
    stem = stem if _KEY.fullmatch(stem) else f"isi_{stem}".strip("_")
    found, place = stem, 2
    while found in taken:
        found, place = f"{stem}_{place}", place + 1
    return found
