"""What each paper says (text snapshots), and that a missing or wrong fact is named."""

import copy
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.documents import DOCUMENTS, content_of
from docgen.documents.examples import examples
from docgen.errors import DocumentError, FieldMissing, FieldWrong, UnknownDocument
from docgen.render import render, shipped_template
from models.rules.papers.documents import DOCUMENTS as ROWS
from tests.docgen.papers import CODES, lines

EXPECTED = Path(__file__).resolve().parent / "expected"
WRITE = os.environ.get("ADUAN_TEST_WRITE_SNAPSHOTS") == "1"


def test_every_row_of_the_rules_has_its_module_template_and_examples() -> None:
    assert set(ROWS) == set(DOCUMENTS) == set(CODES)
    for code in ROWS:
        assert shipped_template(code)
        assert len(examples(code)) == 2


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("which", [0, 1], ids=["full", "sparse"])
def test_a_paper_says_what_was_agreed(code: str, which: int) -> None:
    text = "\n".join(lines(render(code, examples(code)[which]))) + "\n"
    snapshot = EXPECTED / f"{code}-{('lengkap', 'kosong')[which]}.txt"
    if WRITE:
        snapshot.write_text(text, "utf-8")
    assert text == snapshot.read_text("utf-8")


def paths(facts: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Yield the way to every field of a mapping, inside lists too."""
    if isinstance(facts, dict):
        for key, value in facts.items():
            yield (*path, key)
            yield from paths(value, (*path, key))
    elif isinstance(facts, list):
        for place, item in enumerate(facts):
            yield from paths(item, (*path, place))


def named(path: tuple[object, ...]) -> str:
    """Write a way as the errors do, e.g. steps[1].title."""
    return "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")


def at(facts: object, path: tuple[object, ...]) -> dict[object, object]:
    """Return what holds the last key of a way."""
    for key in path[:-1]:
        facts = facts[key]
    assert isinstance(facts, dict)
    return facts


@pytest.mark.parametrize("code", CODES)
def test_every_field_that_is_missing_is_named(code: str) -> None:
    whole = examples(code)[0]
    for path in paths(whole):
        facts = copy.deepcopy(whole)
        del at(facts, path)[path[-1]]
        with pytest.raises(FieldMissing) as error:
            content_of(code, facts)
        assert error.value.field == named(path)
        assert named(path) in error.value.sentence


@pytest.mark.parametrize("code", CODES)
def test_every_field_of_a_wrong_kind_is_named(code: str) -> None:
    whole = examples(code)[0]
    for path in paths(whole):
        facts = copy.deepcopy(whole)
        at(facts, path)[path[-1]] = 1.5
        with pytest.raises(FieldWrong) as error:
            content_of(code, facts)
        assert error.value.field == named(path)


@pytest.mark.parametrize(
    ("code", "change", "said"),
    [
        ("ND-TERUS", {"date": "24-03-2025"}, "“date” harus berupa tanggal"),
        ("ND-TERUS", {"first_response": "kemarin"}, "“first_response” harus berupa waktu"),
        ("ND-TERUS", {"keamanan": "X"}, "“keamanan” harus berupa salah satu dari B, T, R, SR"),
        ("ND-TERUS", {"sifat": "Cepat"}, "salah satu dari Biasa, Segera, Sangat Segera"),
        ("ND-TERUS", {"lampiran": -1}, "bilangan bulat"),
        ("ND-TERUS", {"lampiran": True}, "bilangan bulat"),
        ("ND-TERUS", {"to_head": "ya"}, "ya atau tidak"),
        ("ND-TERUS", {"yth": "  \n "}, "“yth. (yth)” belum ada"),
        ("ND-TERUS", {"tembusan": [1]}, "“tembusan” harus berupa daftar teks"),
        ("ND-TERUS", {"kop": {"lines": []}}, "“kop.lines” belum ada"),
        ("ND-JAWAB", {"answer": "\n "}, "“jawaban (answer)” belum ada"),
        ("LEMBAR", {"steps": []}, "“steps langkah 1” belum ada"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_with_what_it_must_be(
    code: str, change: dict[str, object], said: str
) -> None:
    with pytest.raises(DocumentError) as error:
        content_of(code, examples(code)[0] | change)
    assert said in error.value.sentence


def test_the_sheet_wants_all_nine_steps() -> None:
    facts = examples("LEMBAR")[0]
    steps = facts["steps"]
    assert isinstance(steps, list)
    with pytest.raises(FieldMissing, match="langkah 7"):
        content_of("LEMBAR", facts | {"steps": [step for step in steps if step["step"] != 7]})


@pytest.mark.parametrize("section", ["receipt", "reporter", "reported", "incident"])
def test_the_sheet_prints_every_fact_of_who_told_and_what(section: str) -> None:
    facts = copy.deepcopy(examples("LEMBAR")[0])
    told = facts[section]
    assert isinstance(told, dict)
    words = {key: f"kata {key}" for key, value in told.items() if isinstance(value, str) and key != "received"}
    said = " ".join(lines(render("LEMBAR", facts | {section: told | words})))
    assert not [word for word in words.values() if word not in said]


def test_a_second_round_of_a_step_is_a_row_of_its_own() -> None:
    facts = examples("LEMBAR")[0]
    steps = facts["steps"]
    assert isinstance(steps, list)
    words = content_of("LEMBAR", facts | {"steps": [*steps[:5], steps[3], *steps[4:]]}).words
    assert [row["no"] for row in words["langkah"]] == ["1", "2", "3", "4", "5", "4", "5", "6", "7", "8", "9"]


def test_an_unknown_document_type_is_refused_naming_those_there_are() -> None:
    with pytest.raises(UnknownDocument, match="Yang tersedia: ND-TERUS, ND-JAWAB, ND-ESKAL"):
        content_of("ND-LAIN", {})
    with pytest.raises(UnknownDocument):
        render("ND-LAIN", {})


def test_facts_that_are_no_mapping_are_refused() -> None:
    with pytest.raises(FieldWrong):
        content_of("LEMBAR", [])


@pytest.mark.parametrize(
    ("titles", "printed"),
    [
        (["Kepala Seksi X"], ["Kepala Seksi X,"]),
        (["a.n. Kepala Kantor", "Kepala Seksi X,"], ["a.n. Kepala Kantor", "Kepala Seksi X,"]),
        (["a.n. Kepala Kantor", "Kepala Seksi X", "u.b.", "Kepala Subseksi Y"],
         ["a.n. Kepala Kantor", "Kepala Seksi X", "u.b.", "Kepala Subseksi Y,"]),
    ],
)  # fmt: skip
def test_only_the_signers_own_title_ends_with_a_comma(titles: list[str], printed: list[str]) -> None:
    signer = {"title_lines": titles, "name": "Nama", "nip": ""}
    words = content_of("ND-TERUS", examples("ND-TERUS")[0] | {"signer": signer}).words
    assert words["ttd"]["jabatan"] == printed


def test_a_draft_shows_dots_for_number_and_date_or_the_anchors_of_srikandi() -> None:
    draft = examples("ND-TERUS")[0] | {"number": None, "date": None}
    wet, anchored = (content_of("ND-TERUS", draft | {"mode": mode}).words for mode in ("basah", "srikandi"))
    assert (wet["nomor"], wet["tanggal"]) == ("……", "……")
    assert (anchored["nomor"], anchored["tanggal"]) == ("${nomor_naskah}", "${tanggal_naskah}")


def test_a_letter_of_the_own_service_has_our_number_and_name_and_one_mark_to_sign_at() -> None:
    letter = examples("ND-TERUS")[0] | {"mode": "layanan", "anchor": "#", "paraf": ["Kasubsi"]}
    words = content_of("ND-TERUS", letter).words
    assert (words["ttd"]["jangkar"], words["nomor"], words["paraf"]) == ("#", letter["number"], [])
    draft = content_of("ND-TERUS", letter | {"number": None, "date": None}).words
    assert (draft["nomor"], draft["tanggal"]) == ("……", "……")


@pytest.mark.parametrize(
    ("annex", "keamanan", "ends"),
    [("lengkap", "T", "Bulan Maret 2025."), ("samar", "", "Bulan Maret 2025 (identitas disamarkan).")],
)
def test_the_months_memo_carries_the_full_recap_inside_and_the_masked_one_anywhere(
    annex: str, keamanan: str, ends: str
) -> None:
    words = content_of("ND-REKAP", examples("ND-REKAP")[0] | {"annex": annex}).words
    assert words["keamanan"] == {"merah": "", "hitam": keamanan}
    assert words["berkas"][0].endswith(ends)


@pytest.mark.parametrize("code", ["REKAP", "REKAP-SAMAR", "ND-REKAP"])
def test_a_recap_says_what_its_figures_are_with_what_was_corrected_since(code: str) -> None:
    said = "Selesai semula 4, kini 3"
    assert said in str(content_of(code, examples(code)[0] | {"corrected": f"{said}.\nkarena: salah tulis"}).words)
    assert said not in str(content_of(code, examples(code)[0]).words)


@pytest.mark.parametrize("code", ["KENDALI", "LEMBAR"])
def test_a_paper_that_judges_steps_says_as_of_when(code: str) -> None:
    said = "Keadaan per 25 November 2026 pukul 10.05 WIB."
    told = examples(code)[0] | {"as_of": "2026-11-25T03:05:00+00:00"}
    assert "\n".join(lines(render(code, told))).count(said) == 1
    assert "Keadaan per" not in str(content_of(code, examples(code)[0]).words)  # drafted before that was told
