"""A paper of an own type of the office: declared by what its facts keep of the type, not by a row of the program.

own is {title, form, numbered, opening, closing, questions: [{key, label, kind, required, hint, options}]}; answers
holds what was written, by the tag of each question. Of opening and closing words […] is filled in from the case.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docgen.cleaning import paragraphs
from docgen.documents.declaring import DocumentKind, Field, Fields, Printed
from docgen.documents.examples import examples
from docgen.documents.letter import HEAD, PAPER, REGISTRATION, letter_date
from docgen.documents.printing import filled_line, line_or_dots, numbered_list, text_or
from docgen.documents.reading import FactsReader
from docgen.wording import BLANK, NOTHING, date_in_words, long_date
from models.rules.core.moments import to_wib
from models.rules.papers.own.own_type import ANSWERS, OWN, Form, Question, QuestionKind, questions_of

_HEAD = {field.tag: field for field in HEAD}
_REGISTRATION = tuple(replace(field, required=False) for field in REGISTRATION)
_IN_HEAD: dict[Form, tuple[str, ...]] = {
    Form.NOTA: ("sifat", "yth", "dari"),
    Form.SURAT: ("sifat", "yth"),
    Form.LEMBAR: (),
}
# What stands in brackets in the opening and closing words, and what it is filled with.
FILLED_IN: dict[str, str] = {
    "[nomor]": "nomor registrasi pengaduan",
    "[tanggal]": "tanggal pengaduan diterima",
    "[pokok]": "pokok aduan",
    "[sarana]": "sarana pengaduan",
    "[hari ini]": "hari dan tanggal naskah dengan huruf",
}


def own_kind(own: Mapping[str, Any]) -> DocumentKind:
    """Return what an own type is declared as. Raises KeyError or ValueError where `own` is none."""
    form, numbered = Form(own["form"]), bool(own["numbered"])
    head = (_HEAD["lampiran"], _HEAD["hal"], _HEAD["tembusan"], _HEAD["paraf"])
    in_head = [_HEAD[tag] for tag in _IN_HEAD[form]]
    fields = (
        *PAPER,
        Field("nomor", "number", _HEAD["nomor"].printed, required=numbered),
        _HEAD["tanggal"],
        *(replace(field, required=False) for field in head),
        *(replace(field, printed=line_or_dots) if field.tag == "yth" else field for field in in_head),
        *([Field("alamat", "address", text_or())] if form is Form.SURAT else []),
        *_REGISTRATION,
        Field("berkas", "attachments", numbered_list),
        Field("kota", "kota", filled_line),
        Field("hari", "date", letter_date(_in_words)),
        Field("judul", f"{OWN}.title", lambda facts, key: facts.filled_line(key).upper()),
        Field("pembuka", f"{OWN}.opening", _filled_in),
        Field("penutup", f"{OWN}.closing", _filled_in),
        *_questions(questions_of(own["questions"])),
    )
    return DocumentKind(fields, f"{own['title']} – ", one_page=form is not Form.LEMBAR)


def _in_words(day: Any) -> str:
    return date_in_words(day) if day else BLANK


def _filled_in(reader: FactsReader, key: str) -> list[str]:
    """Print the office's words with what stands in brackets filled in; they are read beside the whole facts."""
    return [line for line in paragraphs(reader.text(key)) if line.strip()]


def filled_in(words: dict[str, object], facts: FactsReader) -> dict[str, object]:
    """Return the words of a paper of an own type with what the case says in place of its brackets."""
    case = facts.inner("registration")
    said = {
        "[nomor]": case.line("number"),
        "[tanggal]": long_date(to_wib(case.moment("received")).date()),
        "[pokok]": case.line("subject"),
        "[sarana]": case.line("channel"),
        "[hari ini]": str(words["hari"]),
    }
    return words | {name: [_replaced(line, said) for line in _lines(words[name])] for name in ("pembuka", "penutup")}


def _lines(value: object) -> list[str]:
    return [str(line) for line in value] if isinstance(value, list) else []


def _replaced(line: str, said: Mapping[str, str]) -> str:
    """Return a line with each bracket filled in once: what a citizen wrote is not looked through again."""
    found, rest = "", line
    while rest:
        places = [(rest.find(mark), mark) for mark in said if mark in rest]
        if not places:
            return found + rest
        at, mark = min(places)
        found, rest = found + rest[:at] + said[mark], rest[at + len(mark) :]
    return found


def _questions(asked: tuple[Question, ...]) -> Fields:
    return tuple(Field(one.tag, f"{ANSWERS}.{one.tag}", _printed(one), required=one.required) for one in asked)


def _printed(one: Question) -> Printed:
    """Return how an answer is printed; one that is not there is dots where it is asked for, else a dash."""
    otherwise = BLANK if one.required else NOTHING

    def text(facts: FactsReader, key: str) -> object:
        return (facts.line(key) if facts.tells(key) else "") or otherwise

    def long_text(facts: FactsReader, key: str) -> object:
        said = facts.text(key) if facts.tells(key) else ""
        return paragraphs(said) if said.strip() else [otherwise]

    def day(facts: FactsReader, key: str) -> object:
        told = facts.tells(key) and facts.line(key)
        return long_date(facts.day_or_none(key)) if told else otherwise

    def table(facts: FactsReader, key: str) -> object:
        rows = facts.table(key) if facts.tells(key) else ()
        names = [name for name, _heading in one.columns]
        return [
            {"no": str(place), **dict.fromkeys(names, ""), **dict(zip(names, row, strict=False))}
            for place, row in enumerate(rows, 1)
        ]

    printed: dict[QuestionKind, Printed] = {
        QuestionKind.URAIAN: long_text,
        QuestionKind.TANGGAL: day,
        QuestionKind.TABEL: table,
    }
    return printed.get(one.kind, text)


def own_examples(own: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return invented facts of an own type: with every answer, and with none that may be left out."""
    form, asked = Form(own["form"]), questions_of(own["questions"])
    made: list[dict[str, object]] = []
    for facts in examples("SURAT"):
        full = not made
        answers = {one.tag: _example(one) for one in asked if full or one.required}
        head = {"hal": own["title"], "dari": "Kepala Seksi Teknologi Informasi dan Komunikasi Keimigrasian"}
        paraf = ["Pengelola Pengaduan", "Kasubsi Infokim"] if full else []
        to = facts["yth"] if form is Form.SURAT else "Kepala Seksi Intelijen dan Penindakan Keimigrasian"
        made.append(facts | head | {"kota": "Belakang Padang", "paraf": paraf, "yth": to, OWN: own, ANSWERS: answers})
    return made


def _example(one: Question) -> object:
    if one.kind is QuestionKind.TABEL:
        return [[f"contoh {heading.lower()} {row}" for heading in one.options] for row in (1, 2)]
    if one.kind is QuestionKind.TANGGAL:
        return "2026-11-24"
    if one.kind is QuestionKind.PILIHAN:
        return one.options[0]
    words = f"Contoh jawaban untuk “{one.label}”"
    return f"{words}, paragraf pertama.\nParagraf kedua." if one.kind is QuestionKind.URAIAN else words
