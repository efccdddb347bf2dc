"""A list whose rows staff may add and change by a hand-written form: plain office data, audited, one transaction."""

from typing import Any

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from peewee import IntegrityError
from wtforms import Form

from admin_app.lists.guarded_view import GuardedView
from admin_app.shell.access import may, now, signed_in_actor
from models.actions.core import audit_trail
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import AlreadyDone, RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import database

_SAVED = "Sudah disimpan."


class EditableView(GuardedView):
    """Adds the routes for adding and changing a row. `edit_permission` says who may; the form says which columns."""

    edit_permission: Permission
    form: type[Form]
    can_add = True
    noun = "data"  # what one row is called
    editing_hint = ""  # one sentence more under the title, for who may change rows

    def scaffold_form(self) -> type[Form]:
        """Return the hand-written form."""
        return self.form

    def may_edit(self) -> bool:
        """Whether who is asking may change rows of this list."""
        return may(self.edit_permission)

    def form_for(self, row: Any) -> type[Form]:
        """Return the form for adding or changing a row."""
        return self.form

    def check(self, row: Any) -> None:
        """Raise RuleBroken with a sentence where a row may not be stored."""

    def waits(self, row: Any) -> str:
        """Keep a changed row for a second person and return a sentence; empty where it is to be stored.

        In the transaction of the change.
        """
        return ""

    def kept(self, row: Any) -> str:
        """Do what must follow from a stored row, in its transaction; return a sentence about it, or nothing."""
        return ""

    def row_actions(self, row: Any) -> list[tuple[str, str]]:
        """Offer to change the row beside its details."""
        change = [("Ubah", self.get_url(".edit_view", id=self.get_pk_value(row)))] if self.may_edit() else []
        return [*super().row_actions(row), *change]

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> ResponseReturnValue:
        """Show the empty form, or add a row."""
        if not (self.may_edit() and self.can_add):
            abort(403)
        return self._form_page(self.model(), f"Tambah {self.noun}", is_new=True)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> ResponseReturnValue:
        """Show the form of a row, or change it."""
        row = self.get_one(request.args.get("id", "")) if self.may_edit() else abort(403)
        if row is None:
            abort(404)
        return self._form_page(row, f"Ubah {self.noun}", is_new=False)

    def _form_page(self, row: object, title: str, is_new: bool, filled: bool = False) -> ResponseReturnValue:
        """Show or store the form; `filled`: a new row with its fields filled in."""
        shown = row if filled or not is_new else None
        form = self.form_for(row)(request.form if request.method == "POST" else None, obj=shown)
        status = 200
        if request.method == "POST":
            done = self._save(form, row, is_new) if form.validate() else ""
            if done:
                flash(done, "success" if done == _SAVED else "warning")
                return redirect(self.get_url(".index_view"))
            status = 409
        return self.render("lists/form.html", form=form, title=title, list_url=self.get_url(".index_view")), status

    def _save(self, form: Form, row: Any, is_new: bool) -> str:
        """Store the row and return what the user is told of it; empty where it was refused."""
        try:
            with database.atomic():
                spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
                before = {} if is_new else {name: str(getattr(row, name)) for name in form.data}
                form.populate_obj(row)
                self.check(row)
                if waiting := self.waits(row):
                    return waiting
                row.save()
                self._trace(row, before, {name: str(getattr(row, name)) for name in form.data})
                followed = self.kept(row)
        except AlreadyDone:
            raise
        except RuleBroken as broken:
            flash(broken.sentence, "error")
            return ""
        except IntegrityError:
            flash("Data yang sama sudah ada. Ubah yang itu, atau beri nama, kode, atau tanggal yang lain.", "error")
            return ""
        if followed:
            flash(followed, "info")
        return _SAVED

    def _trace(self, row: Any, before: dict[str, str], after: dict[str, str]) -> None:
        changed = [name for name in after if before.get(name) != after[name]]
        event = AuditEvent(
            "ubah_data_kantor" if before else "tambah_data_kantor",
            f"{self.model._meta.table_name}:{row.get_id()}",
            "; ".join(f"{name}={before[name][:120]}" for name in changed if name in before),
            "; ".join(f"{name}={after[name][:120]}" for name in changed),
        )
        audit_trail.write(signed_in_actor(), now(), event)
