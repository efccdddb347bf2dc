"""One row per document type: its title, the stages that offer it, who drafts and signs it, and its output."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from models.rules.cases.sop import STAGES, Output, Stage, Step
from models.rules.cases.workflow import holder_of
from models.rules.staff.roles import SECTION_HEADS, Role, Section


class DocumentState(StrEnum):
    """The states of a paper; only a signed one has a number, and a cancelled or withdrawn one keeps it."""

    KONSEP = "konsep"
    DIPARAF = "diparaf"
    DITANDATANGANI = "ditandatangani"
    BATAL = "batal"
    DITARIK = "ditarik"  # handed over, then taken back by its signer


STATE_LABELS: dict[DocumentState, str] = {
    DocumentState.KONSEP: "Konsep",
    DocumentState.DIPARAF: "Diparaf",
    DocumentState.DITANDATANGANI: "Ditandatangani",
    DocumentState.BATAL: "Batal",
    DocumentState.DITARIK: "Ditarik",
}

# No longer in force; with its number, its reason, and who ended it, it stays in the register.
ENDED = (DocumentState.BATAL, DocumentState.DITARIK)
ENDED_WORDS: dict[str, str] = {str(DocumentState.BATAL): "dibatalkan", str(DocumentState.DITARIK): "ditarik"}


class Sifat(StrEnum):
    """How urgent a paper is; its security class is separate."""

    BIASA = "Biasa"
    SEGERA = "Segera"
    SANGAT_SEGERA = "Sangat Segera"


class SecurityClass(StrEnum):
    """Security class of a paper (notadinas §2): B nothing printed, R red when the complaint is about an employee."""

    BIASA = "B"
    TERBATAS = "T"
    RAHASIA = "R"
    SANGAT_RAHASIA = "SR"


class Annex(StrEnum):
    """Which recap goes with ND-REKAP: the full one names complainants and stays inside, the masked one names none."""

    SAMAR = "samar"
    LENGKAP = "lengkap"


ANNEX_LABELS: dict[Annex, str] = {
    Annex.SAMAR: "Rekapitulasi dengan identitas disamarkan (B)",
    Annex.LENGKAP: "Rekapitulasi lengkap, untuk kalangan sendiri (T)",
}


@dataclass(frozen=True)
class DocumentRow:
    """One document type. With `signer` None, whoever has the case on the desk signs."""

    code: str
    title: str
    stages: tuple[Stage, ...] = ()  # empty: a paper of the office itself, of a month or an event
    output: Output | None = None  # what it counts as on the case; None: no step waits for it
    signer: Role | None = None
    numbered: bool = True  # a letter, numbered by the office's register
    agenda: str = ""  # the own yearly series of a paper that has an agenda number instead
    classification: str = "UM.01.01"  # Persuratan in both sets of codes (notadinas §4.2)
    drafters: tuple[Role, ...] = ()  # beside the signer
    paraf: tuple[Role, ...] = ()  # who puts initials to it before it is signed, in this order
    needs: Output | None = None  # what must be on the case before it can be drafted
    witness: Role | None = None  # who stands beside the signer under “Mengetahui,”
    encloses: tuple[str, ...] = ()  # types that go with it where the case has them: they are issued first
    desk: Stage | None = None  # whose holder signs it wherever the case is by then
    late: tuple[Stage, ...] = ()  # stages after its own at which it can still be issued where that was missed
    outside: bool = False  # leaves the house as masked: whatever is typed into it passes the gate too
    own_version: int | None = None  # of a type the office made itself: the id of its newest version
    in_use: bool = True  # one switched off is not drafted anew; what was begun goes on

    @property
    def of_case(self) -> bool:
        """Whether the paper belongs to a case."""
        return bool(self.stages)

    @property
    def own(self) -> bool:
        """Whether the office made the type itself."""
        return self.own_version is not None


# The sheet is drawn up after Kepala Kantor decided, wherever that brought the case.
_AFTER_DISPOSITION = tuple(
    stage for stage, row in STAGES.items() if row.open and row.step >= Step.ANALISA and stage is not Stage.DISPOSISI
)
# Cases of older versions are past step 6, some archived, with a report that was never issued.
_AFTER_REPORT = (*(stage for stage, row in STAGES.items() if row.open and row.step > Step.PENELITIAN), Stage.SELESAI)

DOCUMENTS: dict[str, DocumentRow] = {
    row.code: row
    for row in (
        DocumentRow(
            code="ND-TERUS",
            title="Nota Dinas Pengoordinasian",
            stages=(Stage.PENERUSAN_PENGELOLA, Stage.PENERUSAN_KASUBSI),
            output=Output.NOTA_DINAS_TERUS,
            signer=Role.KASUBSI_INFOKIM,
            drafters=(Role.PENGELOLA,),
            paraf=(Role.PENGELOLA, Role.KASUBSI_INFOKIM),
        ),
        DocumentRow(
            code="ND-JAWAB",
            title="Nota Dinas Jawaban",
            stages=(Stage.JAWABAN_SEKSI, Stage.JAWABAN_KEPALA),
            output=Output.NOTA_DINAS_JAWAB,
            signer=None,
            encloses=("LAPORAN",),
        ),
        DocumentRow(
            code="ND-ESKAL",
            title="Nota Dinas Eskalasi",
            stages=(Stage.ANALISA_SEKSI,),
            drafters=(Role.PETUGAS_SEKSI,),
        ),
        DocumentRow(
            code="ND-TERUSJWB",
            title="Nota Dinas Penerusan Jawaban",
            stages=(Stage.JAWABAN_KASI_TIKKIM,),
            signer=Role.KASI_TIKKIM,
        ),
        DocumentRow(
            code="ND-REKAP",
            title="Nota Dinas Rekapitulasi Bulanan",
            signer=Role.KASUBSI_INFOKIM,
            drafters=(Role.PENGELOLA,),
            paraf=(Role.PENGELOLA,),
        ),
        DocumentRow(
            code="DISPOSISI",
            title="Lembar Disposisi",
            stages=_AFTER_DISPOSITION,
            signer=Role.KEPALA_KANTOR,
            numbered=False,
            agenda="disposisi",
            drafters=(Role.PENGELOLA, Role.KASUBSI_INFOKIM),
            needs=Output.DISPOSISI,
        ),
        DocumentRow(
            code="SURAT",
            title="Surat Jawaban",
            stages=(Stage.PENYAMPAIAN, Stage.DOKUMENTASI),
            signer=Role.KEPALA_KANTOR,
            drafters=(Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM),
            paraf=(Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM),
            needs=Output.NASKAH_JAWABAN,
        ),
        DocumentRow(
            code="LAPORAN",
            title="Laporan Hasil Penelitian Lapangan",
            stages=(Stage.PENELITIAN, Stage.JAWABAN_SEKSI),
            output=Output.LAPORAN_TERBIT,
            numbered=False,
            drafters=(Role.PETUGAS_SEKSI, *SECTION_HEADS.values()),
            needs=Output.LAPORAN,
            desk=Stage.PENELITIAN,
            late=_AFTER_REPORT,
        ),
        DocumentRow(
            code="KENDALI",
            title="Lembar Kendali Waktu",
            stages=(Stage.DOKUMENTASI,),
            signer=Role.PENGELOLA,
            numbered=False,
            witness=Role.KASUBSI_INFOKIM,
        ),
        DocumentRow(
            code="LEMBAR",
            title="Lembar Pengaduan Masyarakat",
            stages=(Stage.DOKUMENTASI,),
            output=Output.DOKUMENTASI,
            signer=Role.PENGELOLA,
            numbered=False,
        ),
        DocumentRow(
            code="REKAP",
            title="Rekapitulasi Pengaduan Masyarakat",
            signer=Role.KASUBSI_INFOKIM,
            numbered=False,
            drafters=(Role.PENGELOLA,),
            witness=Role.KASI_TIKKIM,
        ),
        DocumentRow(
            code="REKAP-SAMAR",
            title="Rekapitulasi Pengaduan Masyarakat (Identitas Disamarkan)",
            signer=Role.KASUBSI_INFOKIM,
            numbered=False,
            drafters=(Role.PENGELOLA,),
            witness=Role.KASI_TIKKIM,
            outside=True,
        ),
        DocumentRow(
            code="REGISTER",
            title="Buku Register Pengaduan",
            signer=Role.KASUBSI_INFOKIM,
            numbered=False,
            drafters=(Role.PENGELOLA,),
            witness=Role.KASI_TIKKIM,
        ),
        DocumentRow(
            code="AGENDA",
            title="Buku Agenda Naskah Dinas",
            signer=Role.KASUBSI_INFOKIM,
            numbered=False,
            drafters=(Role.PENGELOLA,),
            witness=Role.KASI_TIKKIM,
        ),
        DocumentRow(
            code="BA-GANGGUAN",
            title="Berita Acara Gangguan Kanal",
            signer=Role.KASUBSI_INFOKIM,
            numbered=False,
            agenda="berita acara gangguan",
            drafters=(Role.PENGELOLA,),
            witness=Role.KASI_TIKKIM,
        ),
    )
}


class Titled(Protocol):
    """A paper as far as its title goes; `own_title` is what the version of its own type calls it."""

    @property
    def type(self) -> str:
        """Return the code of its type."""

    @property
    def own_title(self) -> str:
        """Return its own type's title, empty for a built-in one."""


def paper_title(paper: Titled) -> str:
    """Return what a paper is called: as its own type did when it was begun, else the built-in type's title."""
    return paper.own_title or (DOCUMENTS[paper.type].title if paper.type in DOCUMENTS else paper.type)


def signer_of(row: DocumentRow, stage: Stage, section: Section | None, setting: Role | None = None) -> Role:
    """Return who signs: the office's setting, else the row, else whoever holds the paper's desk or the stage."""
    return setting or row.signer or holder_of(row.desk or stage, section)


def may_draft(
    row: DocumentRow, role: Role, stage: Stage | None, signer: Role, delegates: Collection[Role] = ()
) -> bool:
    """Whether this role may draft this paper at this stage; `stage` is None for a paper of the office itself."""
    return _belongs(row, stage) and (role is signer or role in row.drafters or role in delegates)


def may_sign(
    row: DocumentRow, role: Role, stage: Stage | None, signer: Role, delegates: Collection[Role] = ()
) -> bool:
    """Whether this role may sign this paper at this stage: the signer, or a role delegated in writing."""
    return _belongs(row, stage) and (role is signer or role in delegates)


def asks_signer(row: DocumentRow, stage: Stage, signer: Role, holder: Role) -> bool:
    """Whether a draft waits for its signer: offered at this stage, on his desk where a move needs it; or late."""
    return stage in row.late or (stage in row.stages and (row.output is None or holder is signer))


def may_file_copy(row: DocumentRow, role: Role | None, signs: bool, files: bool = False) -> bool:
    """Whether this role may file the signed copy: it signs, drafts or initials such papers, or files the case."""
    return signs or files or (role is not None and role in (*row.drafters, *row.paraf))


def _belongs(row: DocumentRow, stage: Stage | None) -> bool:
    return stage in (*row.stages, *row.late) if row.of_case else stage is None


def paraf_chain(row: DocumentRow, signer: Role) -> tuple[Role, ...]:
    """Return the roles that initial a paper before its signer, in order."""
    return row.paraf[: row.paraf.index(signer)] if signer in row.paraf else row.paraf
