"""One own type of paper as its rows declare it: form, number, who, where in the SOP, and its questions.

A type becomes a `DocumentRow` like the built-in ones, so that whatever reads rows of types takes it as it is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from models.rules.cases.sop import STAGES, Stage
from models.rules.papers.documents import DocumentRow
from models.rules.staff.roles import Role


class Form(StrEnum):
    """What a paper of the type looks like: its head, and what stands above its words."""

    NOTA = "nota"
    SURAT = "surat"
    LEMBAR = "lembar"


FORM_LABELS: dict[Form, str] = {
    Form.NOTA: "Nota dinas (di dalam kantor)",
    Form.SURAT: "Surat dinas (keluar, dengan alamat tujuan)",
    Form.LEMBAR: "Lembar berjudul: berita acara, surat tugas, keterangan",
}


class Numbering(StrEnum):
    """From which series a paper of the type has its number."""

    SURAT = "surat"
    SERI = "seri"
    TANPA = "tanpa"


NUMBERING_LABELS: dict[Numbering, str] = {
    Numbering.SURAT: "Nomor surat kantor (register Tata Usaha)",
    Numbering.SERI: "Seri sendiri jenis ini: 1/2026, 2/2026, …",
    Numbering.TANPA: "Tanpa nomor",
}


class QuestionKind(StrEnum):
    """What an answer is."""

    TEKS = "teks"
    URAIAN = "uraian"
    TANGGAL = "tanggal"
    PILIHAN = "pilihan"
    TABEL = "tabel"


KIND_LABELS: dict[QuestionKind, str] = {
    QuestionKind.TEKS: "Teks satu baris",
    QuestionKind.URAIAN: "Uraian panjang",
    QuestionKind.TANGGAL: "Tanggal",
    QuestionKind.PILIHAN: "Pilihan",
    QuestionKind.TABEL: "Tabel",
}
# The kinds whose rows say more: what can be chosen, or what the columns are called.
LISTING = (QuestionKind.PILIHAN, QuestionKind.TABEL)
# Where a paper of an own type can be offered: wherever a case is still worked on.
OFFERED_AT: tuple[Stage, ...] = tuple(stage for stage, row in STAGES.items() if row.open)


@dataclass(frozen=True)
class Question:
    """One question. Its key never changes, so that the template and older answers find it under a new label."""

    key: str
    label: str
    kind: QuestionKind = QuestionKind.TEKS
    required: bool = False
    hint: str = ""
    options: tuple[str, ...] = ()  # what can be chosen, or what the columns of a table are called

    @property
    def tag(self) -> str:
        """Return the name by which a template prints the answer."""
        return f"isian_{self.key}"

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Return the columns of a table: the name a template prints each by, and its heading."""
        return tuple((f"kolom{place}", label) for place, label in enumerate(self.options, 1))


def series_of(code: str) -> str:
    """Return the name of a yearly series that belongs to one own type."""
    return f"naskah {code}"


@dataclass(frozen=True)
class OwnType:
    """One version of an own type. With `signer` None, whoever has the case on the desk signs."""

    code: str
    title: str
    form: Form
    numbering: Numbering
    stages: tuple[Stage, ...]
    drafters: tuple[Role, ...] = ()
    paraf: tuple[Role, ...] = ()
    signer: Role | None = None
    classification: str = ""  # empty: the archive code of the office's letters
    to_reporter: bool = False  # a letter to the complainant: addressed to him, and his when he asks for his data
    opening: str = ""  # what stands above the answers, a paragraph a line
    closing: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def series(self) -> str:
        """Return the name of its own yearly series, empty where it has none."""
        return series_of(self.code) if self.numbering is Numbering.SERI else ""

    def row(self, version: int, *, in_use: bool = True) -> DocumentRow:
        """Return the type in the form of the built-in ones; `version`: its id."""
        return DocumentRow(
            code=self.code,
            title=self.title,
            stages=self.stages,
            signer=self.signer,
            numbered=self.numbering is Numbering.SURAT,
            agenda=self.series,
            classification="",  # it has one of each day: archive_codes
            drafters=self.drafters,
            paraf=self.paraf,
            own_version=version,
            in_use=in_use,
        )

    def declared(self) -> dict[str, object]:
        """Return what a paper made from this version keeps of it, so that it can be printed without its rows."""
        return {
            "title": self.title,
            "form": str(self.form),
            "numbered": self.numbering is not Numbering.TANPA,
            "opening": self.opening,
            "closing": self.closing,
            "questions": question_rows(self.questions),
        }


def unreadable_row(code: str, title: str, numbering: str, version: int) -> DocumentRow:
    """Return the row of a type that cannot be read: nobody drafts such a paper, and those there are count on."""
    series = series_of(code) if numbering == Numbering.SERI else ""
    numbered = numbering == Numbering.SURAT
    row = DocumentRow(code, title, OFFERED_AT, numbered=numbered, agenda=series, own_version=version, in_use=False)
    return replace(row, classification="")


def prints_alike(was: OwnType, now: OwnType) -> bool:
    """Whether a template written for one version prints another right: its words beside the same answers."""

    def printed(own: OwnType) -> object:
        asked = [
            (one.key, one.label, one.kind, one.columns if one.kind is QuestionKind.TABEL else ())
            for one in own.questions
        ]
        return own.form, own.numbering, asked, bool(own.opening), bool(own.closing)

    return printed(was) == printed(now)


def question_rows(questions: Sequence[Question]) -> list[dict[str, object]]:
    """Return questions as plain rows, as they are stored and kept by papers."""
    return [
        {
            **{"key": one.key, "label": one.label, "kind": str(one.kind), "required": one.required},
            **{"hint": one.hint, "options": list(one.options)},
        }
        for one in questions
    ]


def questions_of(rows: Any) -> tuple[Question, ...]:
    """Return the questions of such rows. Raises KeyError or ValueError where they are none."""
    return tuple(
        Question(
            str(row["key"]),
            str(row["label"]),
            QuestionKind(row["kind"]),
            bool(row["required"]),
            str(row["hint"]),
            tuple(map(str, row["options"])),
        )
        for row in rows
    )


def stored_questions(questions: Sequence[Question]) -> str:
    """Return questions as they are stored."""
    return json.dumps(question_rows(questions), ensure_ascii=False)


def declared_in(facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what a paper's facts keep of its own type; None where it is a built-in one."""
    found = facts.get(OWN)
    return found if isinstance(found, Mapping) else None


def unprinted_in(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return which words of a letter a paper has no place for: a sheet of an own type has a title and no subject."""
    declared = declared_in(facts)
    return ("hal",) if declared is not None and declared.get("form") == Form.LEMBAR else ()


def asked_in(facts: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return the questions a paper was made with; none for a built-in type."""
    declared = declared_in(facts)
    return questions_of(declared["questions"]) if declared is not None else ()


# Under which names the facts of a paper keep its type and its answers.
OWN, ANSWERS = "own", "answers"
# Under which name a letter to the complainant keeps which of `yth` and `address` its drafter wrote otherwise.
READDRESSED = "readdressed"
# Under which name a draft keeps the tags of answers that were sent back unchanged with words put right since.
OLD_ANSWERS = "old_answers"
