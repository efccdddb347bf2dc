"""Arsip: the paper folders of cases, what is in each, where it stands, its labels, and who has it."""

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import SANDBOX, safe_filename
from admin_app.files.paper_pictures import with_pictures_or_none
from admin_app.forms.finding_case import find_case
from admin_app.retention.typed_day import day_typed
from admin_app.shell.access import may, now, signed_in_actor
from admin_app.shell.button_page import ButtonPage
from admin_app.shell.guarded_page import capped
from admin_app.shell.masking import mask_rows, masked
from docgen.archive.contents import folder_contents
from docgen.archive.labels import labels
from docgen.pdf_pages import PdfUnreadable, page_count
from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.actions.papers.dossier.dossier_files import DossierNotAllowed, check_dossier
from models.actions.retention.folders.contents import folder_items
from models.actions.retention.folders.folder_facts import box_labels, coded, contents_facts, folder_label, kept_words
from models.actions.retention.folders.lend import lend_folder, lent_out, loans_of, overdue, take_back
from models.actions.retention.folders.lists import (
    awaiting_place,
    box_of,
    case_of_number,
    cases_in,
    keeps_paper,
    recent_boxes,
)
from models.actions.retention.folders.place import place_folder, places_of, standing_of
from models.actions.retention.over import schedule
from models.actions.retention.transfer.bring_back import bring_back
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.retention.folders import Place, is_overdue, place_named
from models.rules.staff.permissions import Permission
from models.tables import Complaint, Staff
from models.tables.core.files.store import FileStore
from models.tables.core.prepared import Worded, prepared_by_value

_SHOWN, _IN_A_BOX = 100, 500
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DONE = {
    "tata": "Tempat berkas dicatat.",
    "pinjam": "Peminjaman dicatat.",
    "kembali": "Berkas dicatat kembali di tempatnya.",
    "dari-unit": "Berkas dicatat kembali dari unit kearsipan. Catat tempatnya di rak.",
}


class FoldersPage(ButtonPage):
    """Paper folders."""

    permission = Permission.PRINT_DOSSIER
    done = _DONE

    def waiting(self) -> int | Worded:
        """Return the query for how many lent folders should have come back, for who keeps the folders."""
        if not may(Permission.KEEP_FOLDERS):
            return 0
        return _overdue.worded(signed_in_actor(), to_wib(now()).date())

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show loans, boxes and what waits to be put away; a number leads to its folder, a box to its list."""
        if number := request.args.get("nomor", "").strip():
            if box := place_named(number):
                return redirect(self.get_url(".index", ruang=box.room, rak=box.rack, boks=box.box))
            case = case_of_number(number, signed_in_actor())
            if case is not None:
                return redirect(self.get_url(".one", public_id=case.public_id))
            return self._list("Tidak ada pengaduan bernomor itu. Salin nomornya dari halaman kasus.")
        return self._list()

    @expose("/berkas/<public_id>")
    def one(self, public_id: str) -> ResponseReturnValue:
        """Show one folder: what is in it, where it stands, who has it."""
        return self._folder(public_id)

    @expose("/berkas/<public_id>/daftar-isi")
    def contents(self, public_id: str) -> ResponseReturnValue:
        """Send the folder's list of items as a Word file."""
        case, store = _opened(public_id), current_app.config["ADUAN"].files
        facts = contents_facts(case, lambda sha256: pages_in(store, sha256), now())
        facts = with_pictures_or_none(facts, store)
        return _word(folder_contents(facts), f"Daftar isi berkas {case.number}.docx")

    @expose("/berkas/<public_id>/label")
    def label(self, public_id: str) -> ResponseReturnValue:
        """Send the folder's label as a Word file."""
        case = find_case(public_id, signed_in_actor())
        return _word(labels({"folders": [folder_label(case)]}), f"Label berkas {case.number}.docx")

    @expose("/boks/<int:place_id>/label")
    def box(self, place_id: int) -> ResponseReturnValue:
        """Send the labels of the box in which this folder stands, and of its folders, as a Word file."""
        place, seen = box_of(place_id if place_id < 2**31 else 0, signed_in_actor())
        facts = box_labels(place, seen)
        return _word(labels(facts), f"Label {place.words}.docx")

    def act(self, button: str) -> None:
        """Record a place, a loan, or that a folder came back from a borrower or from the records centre."""
        actor, form, key = signed_in_actor(), request.form, request.form.get("form_key")
        case = find_case(form.get("kasus", ""), actor)
        if button == "tata":
            typed = (form.get("ruang", ""), form.get("rak", ""), form.get("boks", ""), form.get("lembar", "").strip())
            place_folder(case.id, typed, actor, now(), seen=_seen("tempat"), form_key=key)
        elif button == "pinjam":
            _lend(case, form, actor, key)
        elif button == "dari-unit":
            bring_back(case.id, actor, now(), form_key=key)
        else:
            take_back(case.id, actor, now(), seen=_seen("pinjaman"), form_key=key)

    def draw(self, problem: str = "") -> str:
        """Return the folder's page with what is wrong."""
        return self._folder(request.form.get("kasus", ""), problem)

    def after(self, _button: str) -> str:
        """Return to the list where the button stands there, else to the folder."""
        if request.form.get("dari") == "daftar":
            return str(self.get_url(".index"))
        return str(self.get_url(".one", public_id=request.form["kasus"]))

    def _list(self, problem: str = "") -> str:
        actor, place = signed_in_actor(), _place_asked()
        lent, waiting = lent_out(actor, _SHOWN), awaiting_place(actor, _SHOWN)
        inside = cases_in(place, actor, _IN_A_BOX) if place.box else []
        mask_rows([*waiting, *inside])
        mask_rows(lent, "complaint_id")
        return self.render(
            "retention/folders.html",
            problem=problem,
            asked=request.args.get("nomor", ""),
            lent=[(row, is_overdue(row.due, to_wib(now()).date())) for row in lent],
            boxes=recent_boxes(actor),
            place=place,
            inside=inside,
            awaiting=waiting,
            keeps_paper=keeps_paper(),
            most=_SHOWN,
            most_inside=_IN_A_BOX,
            may_keep=may(Permission.KEEP_FOLDERS),
        )

    def _folder(self, public_id: str, problem: str = "") -> str:
        case = find_case(public_id, signed_in_actor())
        kept, today, stands = schedule(), to_wib(now()).date(), standing_of(case)
        store, mask = current_app.config["ADUAN"].files, mask_of(case)
        code, meaning = coded(case, kept.codes)
        items = [(one, pages_in(store, one.pages_of)) for one in folder_items(case)] if _may_open(case) else None
        return self.render(
            "retention/folder.html",
            problem=problem,
            typed=request.form if problem else {},
            case=masked(case, mask),
            code=" ".join(part for part in (code, meaning) if part),
            **kept_words(case, kept),
            items=[(masked(one, mask), pages) for one, pages in items] if items is not None else None,
            stands=stands,
            late=stands.loan is not None and is_overdue(stands.loan.due, today),
            places=list(places_of(case)),
            loans=[masked(row, mask) for row in loans_of(case)],
            names={row.id: row.name or row.username for row in Staff.select(Staff.id, Staff.name, Staff.username)},
            today=today,
            may_keep=may(Permission.KEEP_FOLDERS),
        )


def pages_in(store: FileStore, sha256: str) -> int:
    """Return how many pages a stored PDF has; 0 where there is none, or it cannot be read."""
    try:
        return page_count(store.read(sha256)) if sha256 else 0
    except (PdfUnreadable, OSError):
        return 0


@prepared_by_value
def _overdue(actor: Actor, today: Any) -> Any:
    return capped(overdue(actor, today))


def _opened(public_id: str) -> Complaint:
    """Return a case whose folder this reader may open. Raises NotVisible, DossierNotAllowed."""
    actor = signed_in_actor()
    case = find_case(public_id, actor)
    check_dossier(case, actor)
    return case


def _may_open(case: Complaint) -> bool:
    """Whether this reader may see what is in a folder; where it stands is told to whoever sees the case."""
    try:
        check_dossier(case, signed_in_actor())
    except DossierNotAllowed:
        return False
    return True


def _seen(name: str) -> int:
    """Return the row that the form showed, 0 for none."""
    told = request.form.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def _lend(case: Complaint, form: Mapping[str, str], actor: Actor, key: str | None) -> None:
    try:
        due = day_typed(form.get("kembali", ""))
    except RuleBroken as err:
        raise RuleBroken("Isi tanggal berkasnya harus kembali.") from err
    lend_folder(case.id, form.get("peminjam", ""), form.get("keperluan", ""), due, actor, now(), form_key=key)


def _place_asked() -> Place:
    asked = request.args
    return Place(*(" ".join(asked.get(name, "").split()) for name in ("ruang", "rak", "boks")))


def _word(content: bytes, name: str) -> Response:
    response = Response(content, mimetype=_WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="{safe_filename(name)}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
