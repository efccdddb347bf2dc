"""Putting right what was written: which words, by whom, and what it may not do: move the case to another lane."""

from collections.abc import Collection

from models.rules.cases.sop import STAGES, Output, Stage
from models.rules.core.errors import MoveNotAllowed, RuleBroken
from models.rules.staff.roles import ROLES, SECTION_HEADS, Role, Section
from models.rules.staff.standing_in import standing_in


class CorrectionRefused(RuleBroken):
    """Ini tidak dapat dibetulkan."""


TEXT = "text"
# The words of an output that can be put right: columns of the case, or its one text. The section is not among them:
# another section is a return.
CORRECTABLE: dict[Output, tuple[str, ...]] = {
    Output.IDENTIFIKASI: ("subject", "category", "urgency", "reported_party", "incident_place", "incident_time"),
    Output.IDENTIFIKASI_SEKSI: (TEXT,),
    Output.DISPOSISI: (TEXT,),
    Output.LAPORAN: (TEXT,),
    Output.NASKAH_JAWABAN: (TEXT,),
    # Of a delivery only the officer's own note on it; what went through a channel is what the citizen has read.
    Output.TANGGAPAN_AWAL: (TEXT,),
    Output.JAWABAN: (TEXT,),
    Output.TIDAK_DIHUBUNGI: (TEXT,),
}
_PAPER = "Naskah yang salah ditarik atau dibatalkan pada bagian Naskah, lalu dibuat lagi."
# Every other output, and what is done about a mistake in it instead.
PUT_RIGHT_ELSEWHERE: dict[Output, str] = {
    Output.PESAN: "Kata-kata pelapor tetap seperti ditulisnya.",
    Output.SEKSI_TUJUAN: "Seksi lain adalah pengembalian, bukan pembetulan.",
    Output.NOTA_DINAS_TERUS: _PAPER,
    Output.LAPORAN_TERBIT: _PAPER,
    Output.NOTA_DINAS_JAWAB: _PAPER,
    Output.DOKUMENTASI: _PAPER,
    Output.JAWABAN_TERTULIS: "Kasus ditutup dengannya; batalkan penutupannya dahulu.",
    Output.JAWABAN_GABUNGAN: "Ini terpenuhi dengan sendirinya oleh jawaban kepada pelapor yang digabung.",
}
FIELD_LABELS: dict[str, str] = {
    "subject": "Pokok aduan",
    "category": "Kategori",
    "urgency": "Urgensi",
    "reported_party": "Pihak yang dilaporkan",
    "incident_place": "Tempat kejadian",
    "incident_time": "Waktu kejadian",
}
_ABOVE: dict[Role, Role] = {
    Role.PENGELOLA: Role.KASUBSI_INFOKIM,
    Role.KASUBSI_INFOKIM: Role.KASI_TIKKIM,
    Role.KASI_TIKKIM: Role.KEPALA_KANTOR,
    Role.KASI_LALINTALKIM: Role.KEPALA_KANTOR,
    Role.KASI_INTELDAKIM: Role.KEPALA_KANTOR,
}


def head_above(role: Role, section: Section | None = None) -> Role | None:
    """Return the head next above a role; of a section officer the head of his section, of Kepala Kantor nobody."""
    return SECTION_HEADS[section] if role is Role.PETUGAS_SEKSI and section else _ABOVE.get(role)


def may_correct(
    posts: Collection[Role],
    wrote_it: bool,
    writer: Role | None,
    section: Section | None = None,
    recused: Collection[Role] = (),
) -> bool:
    """Whether a person with these posts may put right what somebody in this role wrote: the writer or his head.

    A head whom the case names is passed over like on every desk.
    """
    head = head_above(writer, section) if writer else None
    return wrote_it or (head is not None and standing_in(head, recused) in posts)


def check_correctable(output: Output, stage: Stage, outputs: Collection[Output], answer_on_its_way: bool) -> None:
    """Raise CorrectionRefused where there is nothing to put right, or where it would come too late."""
    if output not in CORRECTABLE:
        raise CorrectionRefused(f"“{output}” tidak dibetulkan di sini. {PUT_RIGHT_ELSEWHERE[output]}")
    if not STAGES[stage].open:
        raise CorrectionRefused("Kasus ini tidak terbuka, jadi uraiannya tidak dibetulkan lagi.")
    if output not in outputs:
        raise CorrectionRefused(f"“{output}” belum ada, jadi belum ada yang dibetulkan.")
    if output is Output.NASKAH_JAWABAN and (answer_on_its_way or Output.JAWABAN in outputs):
        raise CorrectionRefused(
            "Jawaban ini sudah disampaikan atau sedang dikirim kepada pelapor. Urungkan yang belum terkirim, "
            "atau kirim ralatnya sebagai pesan."
        )


def check_note(output: Output, recorded: bool) -> None:
    """Raise CorrectionRefused where a delivery was not recorded by hand: the citizen has read its words."""
    if not recorded:
        raise CorrectionRefused(
            f"“{output}”: yang terkirim lewat kanal tetap seperti dibaca pelapor. Kirim ralatnya sebagai pesan."
        )


def check_lane(before: bool, after: bool) -> None:
    """Raise MoveNotAllowed where another category would move the case into or out of the lane for conduct."""
    if before is not after:
        raise MoveNotAllowed(
            "Kategori itu berjalan di jalur lain (perilaku pegawai), dan pembetulan tidak memindahkan kasus. "
            "Tandai kasusnya di halaman Kerahasiaan, atau kembalikan kasusnya dahulu."
        )


def who_may(writer: Role | None, section: Section | None) -> str:
    """Return who may put right what this role wrote, for the sentence of a refusal."""
    head = head_above(writer, section) if writer else None
    return "penulisnya" + (f" atau {ROLES[head].label}" if head else "")
