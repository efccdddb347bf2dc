"""Salinan tersamar: a sealed picture with boxes drawn over what tells of persons, as a copy to pass on."""

from collections.abc import Iterable

from flask import Response, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from werkzeug.exceptions import NotFound

from admin_app.files.attachment_files import LARGEST_SHOWN, PREVIEW, SANDBOX, drawn_anew
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from docgen.drawing.asking import shared_drawers
from docgen.errors import PictureRefused
from models.actions.core.actor import Actor
from models.actions.privacy.blacken_copy import copies_of, keep_copy, protected_case, protected_cases, remove_copy
from models.actions.privacy.look_at_file import look_at_attachment
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.privacy.blackening import MOST, read_boxes
from models.rules.staff.permissions import Permission
from models.tables import Attachment, BlackenedCopy, Complaint
from models.tables.core.filled import filled
from models.tables.privacy.visible import visible, visible_messages


def picture_of(public_id: str, actor: Actor) -> tuple[Attachment, Complaint]:
    """Return a stored picture and the protected case it is in, if this person sees that case. Raises NotFound."""
    rows = Attachment.select().where((Attachment.public_id == storable(public_id)) & Attachment.sha256.is_null(False))
    found = rows.where(Attachment.message.in_(visible_messages(actor.scope))).get_or_none()
    if found is None or not found.mime.startswith("image/"):
        raise NotFound
    seen = Complaint.select().where(Complaint.id.in_(protected_cases(found)) & visible(actor.scope))
    case = seen.order_by(Complaint.id).first()
    if case is None:
        raise NotFound
    return found, case


class BlackenedPage(GuardedPage):
    """Reached from a sealed picture in its case."""

    permission = Permission.READ_CASES

    def is_visible(self) -> bool:
        """Return False: it is reached from the picture."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Lead to the queue: a copy is always of one picture."""
        return redirect("/meja/")

    @expose("/<public_id>")
    def one(self, public_id: str) -> ResponseReturnValue:
        """Show the copies of a picture, and where the original is open to this person, how to draw another."""
        return self._draw(*picture_of(public_id, signed_in_actor()))

    @expose("/<public_id>/buat", methods=("POST",))
    def make(self, public_id: str) -> ResponseReturnValue:
        """Make a copy with the boxes that were drawn."""
        actor = signed_in_actor()
        picture, case = picture_of(public_id, actor)
        try:
            _make(picture, request.form.getlist("kotak")[: MOST + 1], actor)
        except (NotPermitted, NotVisible):
            raise
        except RuleBroken as broken:
            return self._draw(picture, case, broken.sentence), 409
        flash("Salinan tersamar dibuat; yang melihat kasus ini dapat membukanya tanpa melihat identitas.", "success")
        return redirect(str(self.get_url(".one", public_id=public_id)), 303)

    @expose("/<public_id>/hapus", methods=("POST",))
    def remove(self, public_id: str) -> ResponseReturnValue:
        """Take a copy away."""
        actor = signed_in_actor()
        picture, _ = picture_of(public_id, actor)
        remove_copy(picture, request.form.get("salinan", ""), actor, now(), form_key=_key())
        flash("Salinan tersamar dihapus.", "success")
        return redirect(str(self.get_url(".one", public_id=public_id)), 303)

    @expose("/<public_id>/gambar/<copy>")
    def picture(self, public_id: str, copy: str) -> ResponseReturnValue:
        """Send a copy, to whoever sees its case."""
        found, _ = picture_of(public_id, signed_in_actor())
        row = next((row for row in copies_of(found) if row.public_id == copy), None)
        if row is None:
            raise NotFound
        response: Response = drawn_anew(row.sha256)
        response.headers["Content-Security-Policy"] = SANDBOX
        return response

    def _draw(self, picture: Attachment, case: Complaint, problem: str = "") -> str:
        actor = signed_in_actor()
        words = {"problem": problem, "typed": request.form.getlist("kotak") if problem else [], "most": MOST}
        words |= {"opened": protected_case(picture, actor, now()) is not None, "copies": copies_of(picture)}
        return str(self.render("privacy/blackened.html", picture=picture, case=case, **words))


def _make(picture: Attachment, typed: Iterable[str], actor: Actor) -> BlackenedCopy:
    """Have the copy made and stored; nothing is open of the database meanwhile."""
    boxes = read_boxes(typed)
    look_at_attachment(picture, actor, now())
    files = current_app.config["ADUAN"].files
    sha256 = filled(picture.sha256)
    try:
        content = files.read(sha256) if files.size(sha256) <= LARGEST_SHOWN else b""
        made = shared_drawers().blackened(content, boxes, PREVIEW)
    except FileNotFoundError as err:
        raise NotFound from err
    except PictureRefused as err:
        raise RuleBroken(err.sentence) from err
    return keep_copy(picture, files.keep(made), boxes, actor, now(), form_key=_key())


def _key() -> str:
    key = storable(request.form.get("form_key", ""))
    if not 16 <= len(key) <= 64:
        raise RuleBroken("Formulir ini tidak lengkap. Muat ulang halaman, lalu coba lagi.")
    return key
