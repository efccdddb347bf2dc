"""Every fault of an own type has its sentence, and a type without fault has none."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.cases.sop import Stage
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.own.own_checks import MOST_QUESTIONS, faults, key_for, may_be_chosen
from models.rules.papers.own.own_type import Form, Question, QuestionKind
from models.rules.staff.roles import Role
from tests.own_types import INVITATION, ORDER, RECORD, THREE

K = QuestionKind


def asked(*questions: Question) -> dict[str, Any]:
    return {"questions": questions}


@pytest.mark.parametrize("own", THREE, ids=[own.code for own in THREE])
def test_a_type_as_offices_make_them_has_no_fault(own: Any) -> None:
    assert faults(own, ["LAIN"]) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "b"}, "Kode “b” tidak sah"),
        ({"code": "bap"}, "Kode “bap” tidak sah"),
        ({"code": "B"}, "Kode “B” tidak sah"),
        ({"code": "BAP-"}, "Kode “BAP-” tidak sah"),
        ({"code": "B/P"}, "Kode “B/P” tidak sah"),
        ({"code": "A" * 21}, "tidak sah"),
        ({"code": ""}, "tidak sah"),
        ({"code": "SURAT"}, "sudah dipakai jenis bawaan “Surat Jawaban”"),
        ({"code": "LAIN"}, "Kode “LAIN” sudah dipakai jenis naskah lain"),
        ({"title": ""}, "Isi judul naskahnya."),
        ({"title": "x" * 121}, "Judul paling panjang 120 huruf."),
        ({"opening": "x" * 2001}, "Kalimat pembuka paling panjang 2000 huruf."),
        ({"closing": "x" * 2001}, "Kalimat penutup paling panjang 2000 huruf."),
        ({"classification": "UM.01.01"}, "Kode klasifikasi hanya untuk naskah bernomor surat."),
        ({"to_reporter": True}, "Hanya surat dinas yang ditujukan kepada pelapor."),
        ({"stages": ()}, "Pilih paling sedikit satu tahap SOP"),
        ({"stages": (Stage.SELESAI,)}, "Naskah tidak dapat ditawarkan pada kasus yang sudah ditutup."),
        ({"drafters": (Role.ADMINISTRATOR,)}, "Administrator tidak menyusun"),
        ({"signer": Role.ADMINISTRATOR}, "Administrator tidak menyusun"),
        ({"paraf": (Role.PENGELOLA, Role.PENGELOLA)}, "Satu peran hanya memaraf satu kali."),
        ({"paraf": (Role.KEPALA_KANTOR,), "signer": Role.KEPALA_KANTOR}, "Penanda tangan tidak memaraf"),
        ({"paraf": (Role.PETUGAS_SEKSI,)}, "Petugas seksi menyusun naskah, tetapi tidak memaraf"),
        ({"signer": Role.PETUGAS_SEKSI}, "Petugas seksi menyusun naskah, tetapi tidak memaraf"),
        (asked(Question("a", "")), "Pertanyaan 1: isi pertanyaannya."),
        (asked(Question("a", "x" * 121)), "Pertanyaan 1: pertanyaan paling panjang"),
        (asked(Question("a", "A", hint="x" * 201)), "Pertanyaan 1: pertanyaan paling panjang"),
        (asked(Question("A b", "A")), "Pertanyaan 1: nama isiannya tidak sah."),
        (asked(Question("a", "A"), Question("b", "a")), "Pertanyaan 2: “a” sudah ada."),
        (asked(Question("a", "A"), Question("a", "B")), "memakai nama isian yang sama"),
        (asked(Question("a", "A", options=("x",))), "hanya Pilihan dan Tabel yang memakai daftar"),
        (asked(Question("a", "A", K.PILIHAN, options=("satu",))), "tulis 2 sampai 20 pilihan"),
        (asked(Question("a", "A", K.PILIHAN)), "tulis 2 sampai 20 pilihan"),
        (asked(Question("a", "A", K.PILIHAN, options=("Ya", "ya"))), "ada pilihan yang kembar"),
        (asked(Question("a", "A", K.TABEL)), "tulis 1 sampai 6 kolom"),
        (asked(Question("a", "A", K.TABEL, options=tuple("abcdefg"))), "tulis 1 sampai 6 kolom"),
        (asked(Question("a", "A", K.TABEL, options=("x" * 101,))), "kolom paling panjang 100 huruf"),
        (asked(*(Question(f"a{n}", f"A{n}") for n in range(MOST_QUESTIONS + 1))), "Paling banyak 20 pertanyaan."),
    ],
)
def test_each_fault_is_told_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    found = faults(replace(RECORD, **change), ["LAIN"])
    assert any(sentence in fault for fault in found), found


def test_the_code_of_every_built_in_type_is_taken() -> None:
    for code in DOCUMENTS:
        assert any("jenis bawaan" in fault for fault in faults(replace(ORDER, code=code), []))


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x9f", "\uffff"])
def test_a_sign_that_no_word_file_holds_is_refused_wherever_it_stands(sign: str) -> None:
    one, words = RECORD.questions[0], f"a{sign}b"
    asked = [replace(one, label=words), replace(one, hint=words), replace(RECORD.questions[1], options=("a", words))]
    changes: list[dict[str, Any]] = [{"title": words}, {"opening": words}, {"closing": words}]
    for change in [*changes, *({"questions": (each,)} for each in asked)]:
        assert any("tanda kendali" in fault for fault in faults(replace(RECORD, **change), [])), change


def test_a_letter_to_the_complainant_is_a_letter() -> None:
    assert faults(replace(INVITATION, form=Form.NOTA), []) == [
        "Hanya surat dinas yang ditujukan kepada pelapor. Pilih bentuk surat, atau hapus centangnya."
    ]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Nama yang diperiksa", "nama_yang_diperiksa"),
        ("Pukul (WIB)", "pukul_wib"),
        ("Café", "cafe"),
        ("2 saksi", "isi_2_saksi"),
        ("姓名", "isi"),
        ("!!!", "isi"),
        ("", "isi"),
    ],
)
def test_a_key_is_made_of_the_label(label: str, key: str) -> None:
    assert key_for(label, ()) == key
    assert key_for(label, {key}) == f"{key}_2"


@given(st.text(max_size=60), st.sets(st.sampled_from(["isi", "isi_2", "nama"])))
def test_every_label_has_a_key_that_is_allowed_and_free(label: str, taken: set[str]) -> None:
    key = key_for(label, taken)
    assert key not in taken
    assert not [fault for fault in faults(replace(RECORD, questions=(Question(key, "A"),)), []) if "isian" in fault]


def test_no_built_in_type_comes_under_a_code_that_an_office_may_have_chosen() -> None:
    first = "AGENDA BA-GANGGUAN DISPOSISI KENDALI LAPORAN LEMBAR ND-ESKAL ND-JAWAB ND-REKAP ND-TERUS ND-TERUSJWB"
    later = set(DOCUMENTS) - {*first.split(), "REGISTER", "REKAP", "REKAP-SAMAR", "SURAT"}
    assert [code for code in later if may_be_chosen(code)] == []
    assert may_be_chosen("BAP") and not may_be_chosen("ND_TEGUR")
