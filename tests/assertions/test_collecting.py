"""The collector finds what a person is shown in each kind of file, and leaves out what only programs read."""

import ast
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.assertions.collecting import files
from tests.assertions.markup_words import data_words, script_words, template_words, word_file_words
from tests.assertions.python_words import exit_codes, python_words
from tests.assertions.words import is_code


def test_of_a_module_the_strings_are_found_and_its_documentation_and_log_lines_are_not() -> None:
    source = '''
"""A module."""
import logging
log = logging.getLogger(__name__)
KEY, QUERY = "jawaban_sampai", "SELECT 1 FROM message"
def told(name):
    """Tell."""
    log.info("The agent of %s is gone.", name)
    if not name:
        raise ValueError("Nama belum diisi.")
    return f"Jawaban {name} sudah sampai." + ("selesai" if name else "<b>Belum ada</b> jawaban")
'''
    assert sorted(python_words(ast.parse(source))) == [
        ("Belum ada jawaban", ""),
        ("Jawaban {} sudah sampai.", ""),
        ("Nama belum diisi.", "refusal"),
        ("selesai", ""),
    ]


def test_of_a_template_texts_attributes_and_strings_are_found_and_a_mark_with_its_words() -> None:
    source = """<h2>Judul {{ x }}</h2><p title="Petunjuk">Satu <b>kalimat</b> {{ "sudah" if x else "belum ada" }}.</p>
    <button>Kirim jawaban</button><span class="pill{{ ' pill-good' if x }}">terpenuhi {{ y }}</span>
    <script nonce="{{ n }}">const a = "Bukan kalimat";</script>"""
    assert list(template_words(source)) == [
        ("Judul {}", "label"),
        ("Petunjuk", ""),
        ("Satu kalimat {}.", ""),
        ("Kirim jawaban", "button"),
        ("‹pill-good› terpenuhi {}", ""),
        ("sudah", ""),
        ("belum ada", ""),
    ]


def test_of_a_script_the_strings_are_found_and_its_comments_are_not() -> None:
    source = 'const a = "Ketikan tersimpan."; // "tidak dibaca orang"\nconst b = `${n} foto belum di kantor`;'
    assert list(script_words(source)) == [("Ketikan tersimpan.", ""), ("{} foto belum di kantor", "")]


def test_of_a_word_file_the_paragraphs_are_found(tmp_path: Path) -> None:
    paper, kept = Document(), BytesIO()
    paper.add_paragraph("Jawaban disampaikan pada {{ tanggal }}.")
    paper.save(kept)
    (tmp_path / "x.docx").write_bytes(kept.getvalue())
    assert list(word_file_words(tmp_path / "x.docx")) == [("Jawaban disampaikan pada {}.", "")]


def test_of_starting_data_the_values_are_found() -> None:
    text = '[[text]]\ncode = "jawab"\nbody = "Pengaduan {nomor} sudah kami jawab."\n'
    assert list(data_words(text, ".toml")) == [("Pengaduan {} sudah kami jawab.", "")]


def test_a_command_asserts_by_its_exit_code() -> None:
    source = '@click.command("erase")\ndef erase_now():\n    pass\n@user.command()\ndef add(): pass\n'
    assert [words for words, _ in exit_codes(ast.parse(source))] == ["‹exit› erase", "‹exit› add"]


@pytest.mark.parametrize("text", ["pengelola", "/meja/kasus/{}", "(?:salam|shalom) .*", "https://x.y/z a", "{}: {}"])
def test_keys_addresses_and_patterns_are_code(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize("text", ["Selesai", "selesai", "tepat waktu", "✓", "notice notice-good", "{} jawaban"])
def test_what_a_person_reads_is_not(text: str) -> None:
    assert not is_code(text)


def test_every_room_is_looked_through() -> None:
    seen = {name.split("/")[0] for name, _ in files()}
    assert {"admin_app", "docgen", "models", "sync_agent", "run_admin.py", "start_commands.py"} <= seen
    assert {Path(name).suffix for name, _ in files()} == {".py", ".html", ".js", ".docx", ".toml", ".csv"}
