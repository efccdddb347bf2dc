"""Impor percakapan: a WhatsApp chat export is previewed, then imported into its conversation."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from flask import current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files import waiting_uploads
from admin_app.files.uploads import kept_content
from admin_app.forms.onward import SEEN_ABOVE
from admin_app.shell.access import demand, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.case import is_visible
from models.actions.core.office_facts import office_settings
from models.actions.intake.chat_archive import ChatArchive, NoChatExport, open_chat
from models.actions.intake.import_chat import ImportChoice, ImportPlan, import_chat, plan_import
from models.rules.channels.messages import StoredFile
from models.rules.core.errors import AlreadyDone, NotPermitted, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.intake.chat_export import Export, read_export
from models.rules.intake.filing import phone_number
from models.rules.staff.permissions import Permission

# A zip may unpack to a thousand times its size; files beyond this are reported as missing.
MOST_BYTES = 200 * 1024 * 1024
_ORDERS = {"hari": True, "bulan": False}


@dataclass(frozen=True)
class Looked:
    """An export with what was said of it so far, and what importing it would do."""

    waiting: str
    archive: ChatArchive
    export: Export
    choice: ImportChoice
    plan: ImportPlan | None
    problem: str


class ChatImportPage(GuardedPage):
    """Upload, preview, import."""

    permission = Permission.FILE_COMPLAINT

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Ask for the file."""
        return self.render("intake/chat_import.html", looked=None)

    @expose("/periksa", methods=("POST",))
    def preview(self) -> ResponseReturnValue:
        """Show what is in the export and what importing it would do; nothing is changed."""
        demand(Permission.FILE_COMPLAINT)
        upload = request.files.get("berkas")
        waiting = storable(request.form.get("unggahan", ""))
        if upload is not None and upload.filename:
            waiting = waiting_uploads.put_aside(_folder(), _owner(), upload.stream.read())
        elif not waiting:
            raise NoChatExport("Pilih dahulu berkas ekspornya.")
        return self.render("intake/chat_import.html", looked=_look(waiting, upload.filename if upload else ""))

    @expose("/impor", methods=("POST",))
    def run(self) -> ResponseReturnValue:
        """Import what is new and open the case, if there is one."""
        demand(Permission.FILE_COMPLAINT)
        waiting = storable(request.form.get("unggahan", ""))
        looked = _look(waiting)
        if looked.plan is None:
            return self.render("intake/chat_import.html", looked=looked), 409
        files = _kept(looked.archive, looked.plan)
        key = request.form.get("form_key", "")
        done = import_chat(looked.export, looked.choice, files, key, signed_in_actor(), now())
        waiting_uploads.drop(_folder(), _owner(), waiting)
        flash(f"{done.new} pesan diimpor; {done.known} sudah ada sebelumnya.", "success")
        if done.complaint and not is_visible(done.complaint, signed_in_actor()):
            flash(SEEN_ABOVE, "warning")
            return redirect(self.get_url(".index"), 303)
        return redirect(f"/meja/kasus/{done.complaint.public_id}" if done.complaint else self.get_url(".index"), 303)


def _look(waiting: str, filename: str | None = "") -> Looked:
    """Return an upload with the plan of its import. Raises NoChatExport."""
    archive = open_chat(waiting_uploads.take_up(_folder(), _owner(), waiting))
    order = _ORDERS.get(request.form.get("urutan", ""))
    export = read_export(archive.text, to_wib(now()).date(), order)
    if not export.messages:
        raise NoChatExport
    choice = _choice(export, filename or "")
    try:
        plan, problem = plan_import(export, choice, signed_in_actor(), now()), ""
    except (NotPermitted, AlreadyDone):
        raise
    except RuleBroken as broken:
        plan, problem = None, broken.sentence
    return Looked(waiting, archive, export, choice, plan, problem)


def _choice(export: Export, filename: str) -> ImportChoice:
    """Return what the officer chose, or the first guess."""
    form = request.form
    if "kantor" not in form:
        return _guess(export, filename)
    since = None
    with suppress(ValueError):
        since = date.fromisoformat(form.get("sejak", ""))
    return ImportChoice(
        office=storable(form.get("kantor", "")),
        person=storable(form.get("pelapor", "")),
        phone=storable(form.get("nomor", "")).strip(),
        since=since,
        opens=form.get("buka") == "ya",
    )


def _guess(export: Export, filename: str) -> ImportChoice:
    names = list(export.senders)
    own = office_settings().get("nama_kantor", "").lower()
    office = next((name for name in names if "imigrasi" in name.lower() or (own and name.lower() in own)), "")
    others = [name for name in names if name != office]
    person = next((name for name in others if _is_phone(name)), others[0] if others else "")
    office = office or next((name for name in others if name != person), "")
    bare = filename.rsplit(".", 1)[0].removeprefix("Chat WhatsApp dengan ").removeprefix("WhatsApp Chat with ")
    phone = next((text for text in (person, bare) if _is_phone(text)), "")
    return ImportChoice(office, person, phone)


def _is_phone(text: str) -> bool:
    if not text.startswith(("+", "0")):
        return False
    try:
        return bool(phone_number(text))
    except RuleBroken:
        return False


def _kept(archive: ChatArchive, plan: ImportPlan) -> dict[str, StoredFile]:
    """Store the files of the new messages that the export contains."""
    kept, room = {}, MOST_BYTES
    for name in dict.fromkeys(plan.files):
        content = archive.read(name) if name and room > 0 else None
        if content:
            room -= len(content)
            kept[name] = kept_content(name, content, current_app.config["ADUAN"].files)
    return kept


def _owner() -> int:
    return cast(int, signed_in_actor().staff_id)


def _folder() -> Path:
    return cast(Path, current_app.config["ADUAN"].data_dir) / "impor"
