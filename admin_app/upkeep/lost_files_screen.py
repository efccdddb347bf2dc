"""Berkas hilang: stored files that a backup or a restore could not have, and the record of two people about them."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request

from admin_app.shell.access import may, now, signed_in_actor
from admin_app.shell.button_page import ButtonPage
from admin_app.shell.guarded_page import capped
from models.actions.core.actor import Actor
from models.actions.upkeep.lost_files import (
    agree_losses,
    cases_naming,
    column_name,
    look_again,
    report_losses,
    return_losses,
    uses_of,
)
from models.rules.core.errors import RuleBroken
from models.rules.staff.permissions import Permission
from models.rules.upkeep.losses import FAULT_WORDS, Fault
from models.tables import Complaint, LostFile, Staff
from models.tables.core.files.store import FileStore
from models.tables.core.prepared import Worded, prepared_by_value
from models.tables.privacy.visible import visible

_SHOWN = 200
# What a file is, by the column that names it.
KINDS: dict[str, str] = {
    "attachment.sha256": "lampiran pesan",
    "blackened_copy.sha256": "salinan tersamar sebuah gambar",
    "report_photo.sha256": "foto penelitian lapangan",
    "reply_file.sha256": "lampiran jawaban",
    "waiting_file.sha256": "lampiran jawaban yang belum dikirim",
    "delivery_proof.sha256": "bukti penyampaian",
    "template_version.sha256": "templat naskah",
    "letterhead_version.emblem": "lambang pada kop surat",
    "document.sha256": "naskah terbit",
    "document.signed_copy": "salinan bertanda tangan",
    "replaced_copy.sha256": "salinan bertanda tangan yang diganti",
    "sent_paper.sha256": "PDF yang kembali dari SRIKANDI atau layanan tanda tangan",
    "sent_paper.pdf": "PDF yang dikirim ke layanan tanda tangan",
    "sent_paper.word": "naskah Word yang diserahkan ke SRIKANDI",
    "sent_paper.template_sha256": "templat naskah yang diserahkan ke SRIKANDI",
    "pdf_copy.sha256": "PDF sebuah naskah",
    "destruction_list.consent_scan": "surat persetujuan pemusnahan",
}
_DONE = {
    "periksa": "Berkas di daftar ini diperiksa lagi.",
    "catat": "Kehilangan dicatat. Pejabat lain menyetujuinya.",
    "setuju": "Kehilangan disetujui dan tercatat; tetap disebut, tetapi bukan lagi kegagalan cadangan.",
    "kembalikan": "Catatannya ditarik; kehilangan ini terbuka lagi.",
}


@dataclass(frozen=True)
class Shown:
    """One file that lacks, as this reader may see it."""

    row: LostFile
    fault: str
    kinds: str
    cases: list[Complaint]
    hidden: int
    back: bool  # something lies there again


class LostFilesPage(ButtonPage):
    """Stored files that lack, and their record."""

    permission = Permission.RECORD_LOSS
    done = _DONE

    def waiting(self) -> Worded:
        """Return the query for how many losses wait for this person: to be recorded, or to be agreed to."""
        return _waiting_for.worded(signed_in_actor())

    def act(self, button: str) -> None:
        """Do what a button of this page says; every one of them looks at the files again first."""
        look_again(current_app.config["ADUAN"].files, now(), signed_in_actor())
        actor, form, key = signed_in_actor(), request.form, request.form.get("form_key")
        chosen = [int(one) for one in form.getlist("berkas") if one.isascii() and one.isdigit() and len(one) < 10]
        if button == "periksa":
            return
        if not chosen:
            raise RuleBroken("Pilih paling sedikit satu berkas.")
        if button == "catat":
            report_losses(chosen, form.get("alasan", ""), actor, now(), form_key=key)
        elif button == "setuju":
            agree_losses(chosen, actor, now(), form_key=key)
        else:
            return_losses(chosen, form.get("alasan", ""), actor, now(), form_key=key)

    def draw(self, problem: str = "") -> str:
        """Show the files that lack."""
        rows = list(LostFile.select().order_by(LostFile.id.desc()).limit(_SHOWN))
        shown = _shown(rows, signed_in_actor(), current_app.config["ADUAN"].files)
        return self.render(
            "upkeep/lost_files.html",
            problem=problem,
            reason=request.form.get("alasan", ""),
            fresh=[one for one in shown if one.row.reported_at is None],
            reported=[one for one in shown if one.row.reported_at and not one.row.agreed_at],
            agreed=[one for one in shown if one.row.agreed_at],
            most=_SHOWN if len(rows) == _SHOWN else 0,
            names={row.id: row.name or row.username for row in Staff.select(Staff.id, Staff.name, Staff.username)},
            may_agree=may(Permission.AGREE_LOSS),
            own_id=signed_in_actor().staff_id,
        )


def waits_for(actor: Actor) -> object:
    """Return the condition of losses that wait for this person."""
    fresh = LostFile.reported_at.is_null()
    if not actor.may(Permission.AGREE_LOSS):
        return fresh
    others = LostFile.reported_at.is_null(False) & LostFile.agreed_at.is_null()
    return fresh | (others & (LostFile.reported_by != actor.staff_id))


@prepared_by_value
def _waiting_for(actor: Actor) -> Any:
    return capped(LostFile.select().where(waits_for(actor)))


def _shown(rows: list[LostFile], actor: Actor, store: FileStore) -> list[Shown]:
    uses = list(uses_of([row.sha256 for row in rows]))
    named = {
        row.sha256: sorted({KINDS[column_name(column)] for sha, column, _ in uses if sha == row.sha256})
        for row in rows
    }
    cases = cases_naming(uses)
    every = {key for keys in cases.values() for key in keys}
    open_here = {row.id: row for row in Complaint.select().where(Complaint.id.in_(every) & visible(actor.scope))}
    return [
        Shown(
            row,
            FAULT_WORDS[Fault(row.fault)],
            ", ".join(named[row.sha256]) or "tidak dipakai lagi",
            [open_here[key] for key in sorted(cases[row.sha256]) if key in open_here],
            sum(key not in open_here for key in cases[row.sha256]),
            row.fault == str(Fault.MISSING) and store.has(row.sha256),
        )
        for row in rows
    ]
