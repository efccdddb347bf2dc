"""SRIKANDI's form in its order, filled from a paper's facts, in either of its lists of Sifat."""

import pytest

from models.rules.papers.documents import DOCUMENTS, SecurityClass, Sifat
from models.rules.papers.srikandi_form import FormFacts, SifatList, form_fields, word_name

FACTS: dict[str, object] = {
    "keamanan": "B",
    "sifat": "Segera",
    "hal": "Penerusan Pengaduan",
    "yth": "Kepala Seksi",
    "tembusan": ["Kepala Kantor", "Kasi"],
    "signer": {"title_lines": ["a.n. Kepala Kantor", "Kepala Subseksi,"], "name": "Contoh, S.H.", "nip": "19"},
}
KNOWN = FormFacts("ND-TERUS", "Nota Dinas Pengoordinasian", FACTS, "UM.01.01 Persuratan", initials=("Kasi – Ani",))


def filled(known: FormFacts) -> dict[str, str]:
    return {each.label: each.value for each in form_fields(known)}


def test_the_fields_stand_in_the_order_of_the_form() -> None:
    labels = [each.label for each in form_fields(KNOWN)]
    assert labels[:8] == [
        *(
            "Tipe Form",
            "Dikirimkan melalui",
            "Jenis Naskah",
            "Sifat",
            "Tingkat Urgensi",
            "Klasifikasi",
            "Nomor",
            "Hal",
        )
    ]
    assert labels[8:] == [
        *("Isi Ringkas", "Tanggal", "File Naskah", "Lampiran", "Tujuan Utama", "Tembusan", "Verifikator"),
        *("Penandatangan", "Tanda Tangan"),
    ]


def test_a_papers_facts_fill_it() -> None:
    found = filled(KNOWN)
    assert (found["Jenis Naskah"], found["Hal"], found["Tujuan Utama"]) == (
        *("Nota Dinas", "Penerusan Pengaduan", "Kepala Seksi"),
    )
    assert found["Tembusan"] == "Kepala Kantor; Kasi"
    assert found["Penandatangan"] == "Contoh, S.H., NIP 19, a.n. Kepala Kantor Kepala Subseksi"
    assert (found["Nomor"], found["Lampiran"], found["Verifikator"]) == ("Ambil Nomor", "–", "Kasi – Ani")


@pytest.mark.parametrize(
    ("security", "urgency", "by_security", "mixed"),
    [
        (SecurityClass.BIASA, Sifat.BIASA, "Biasa", "Biasa"),
        (SecurityClass.BIASA, Sifat.SEGERA, "Biasa", "Penting"),
        (SecurityClass.TERBATAS, Sifat.BIASA, "Terbatas", "Penting"),
        (SecurityClass.RAHASIA, Sifat.BIASA, "Rahasia", "Rahasia"),
        (SecurityClass.SANGAT_RAHASIA, Sifat.SEGERA, "Sangat Rahasia", "Rahasia"),
    ],
)
def test_sifat_follows_the_offices_list(
    security: SecurityClass, urgency: Sifat, by_security: str, mixed: str
) -> None:
    facts = FACTS | {"keamanan": str(security), "sifat": str(urgency)}
    for which, expected in ((SifatList.KEAMANAN, by_security), (SifatList.CAMPURAN, mixed)):
        known = FormFacts("SURAT", "Surat Jawaban", facts, "", sifat_list=which)
        assert filled(known)["Sifat"] == expected


@pytest.mark.parametrize("code", [code for code, row in DOCUMENTS.items() if row.numbered])
def test_the_files_name_has_neither_digits_nor_signs(code: str) -> None:
    name = word_name(DOCUMENTS[code].title)
    assert name.endswith(".docx")
    assert all(sign.isalpha() or sign == " " for sign in name.removesuffix(".docx"))
