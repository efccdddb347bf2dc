"""Files of answers: what each channel takes, and the sentence for what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import StoredFile
from models.rules.channels.reply_files import (
    ENDINGS,
    JPEG,
    LABELS,
    MB,
    MOST_BYTES,
    PDF,
    PICTURES,
    PNG,
    Files,
    check_files,
    size_words,
    told_apart,
)
from models.rules.core.errors import FileNotAllowed

FILES = Files({JPEG: 5 * MB, PDF: 10 * MB}, count=2)


def file(mime: str = PDF, size: int = 1000, name: str = "surat.pdf") -> StoredFile:
    return StoredFile("a" * 64, mime, name, size)


def test_the_table_of_kinds_is_whole() -> None:
    assert set(LABELS) == set(ENDINGS) == {JPEG, PNG, PDF}
    assert {JPEG, PNG} == PICTURES


@pytest.mark.parametrize("kind", CHANNELS)
def test_every_row_takes_files_within_the_agent_s_memory_or_says_why_not(kind: str) -> None:
    row = CHANNELS[kind]
    for reach in (row.dm, row.comment, row.private_reply):
        if reach is None:
            continue
        if reach.files is None:
            assert reach.no_files.endswith(".")
        else:
            assert set(reach.files.limits) <= set(LABELS)
            assert all(0 < most <= MOST_BYTES for most in reach.files.limits.values())
            assert reach.files.count >= 1


def test_nothing_goes_out_under_a_comment() -> None:
    assert not any(row.comment.files for row in CHANNELS.values() if row.comment)


def test_what_may_be_attached_is_said_before_it_is_picked() -> None:
    assert FILES.sentence == "JPG sampai 5 MB; PDF sampai 10 MB; paling banyak 2 berkas."
    assert Files({JPEG: 5 * MB, PNG: 5 * MB}).sentence == "JPG, PNG sampai 5 MB; paling banyak 5 berkas."
    assert FILES.accept == "image/jpeg,.jpg,.jpeg,application/pdf,.pdf"


def test_files_that_fit_and_no_files_are_no_trouble() -> None:
    check_files(FILES, "", [file(), file(JPEG, 5 * MB, "foto.jpg")])
    check_files(None, "Tidak bisa.", [])


@pytest.mark.parametrize(
    ("files", "wanted", "says"),
    [
        (None, [file()], "Tidak bisa. Hapus lampirannya"),
        (FILES, [file()] * 3, "paling banyak 2 berkas"),
        (FILES, [file(PNG, 10, "gambar.png")], "“gambar.png” bukan JPG atau PDF"),
        (FILES, [file(JPEG, 5 * MB + 1, "foto.jpg")], "“foto.jpg” 5 MB, batas kanal ini 5 MB"),
        (FILES, [file(JPEG, 6 * MB + MB // 2, "foto.jpg")], "“foto.jpg” 6,5 MB, batas kanal ini 5 MB"),
    ],
)
def test_what_does_not_go_is_told_with_what_to_do(files: Files | None, wanted: list[StoredFile], says: str) -> None:
    with pytest.raises(FileNotAllowed, match=says):
        check_files(files, "Tidak bisa.", wanted)


@given(st.lists(st.sampled_from(["surat.pdf", "surat (2).pdf", "foto.jpg", "tanpa"]), max_size=6))
def test_names_of_one_answer_are_told_apart_and_the_first_stays(names: list[str]) -> None:
    given_names = told_apart(names)
    assert len(set(given_names)) == len(names) == len(given_names)
    assert given_names[:1] == names[:1]


def test_a_doubled_name_keeps_its_ending() -> None:
    assert told_apart(["surat.pdf", "surat.pdf", "tanpa", "tanpa"]) == [
        "surat.pdf",
        "surat (2).pdf",
        "tanpa",
        "tanpa (2)",
    ]


@pytest.mark.parametrize(
    ("size", "words"), [(0, "1 KB"), (2048, "2 KB"), (MB, "1 MB"), (MB + MB // 2, "1,5 MB"), (10 * MB, "10 MB")]
)
def test_sizes_are_written_as_staff_read_them(size: int, words: str) -> None:
    assert size_words(size) == words
