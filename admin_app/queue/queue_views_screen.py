"""Tampilan antrean: save, order, choose and delete the views of the queue, one's own and the shared ones."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.queue.queue_asking import TABS, Asked, asked_of
from admin_app.queue.queue_filters import FILTERS
from admin_app.shell.access import may, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.staff.own_desk import choose_first_view, drop_view, first_view, move_view, save_view, views_of
from models.rules.core.errors import NotVisible
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import SavedView


class ViewsPage(GuardedPage):
    """Reached from the queue."""

    permission = Permission.READ_CASES

    def is_visible(self) -> bool:
        """Return False: it is reached from the queue."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the views this person may choose, in order."""
        actor = signed_in_actor()
        begun, rows = first_view(actor), views_of(actor)
        said = {row.id: said_of(asked_of(row.query)) for row in rows}
        roles = [(str(role), row.label) for role, row in ROLES.items() if role is not Role.ADMINISTRATOR]
        shown = {"begun": begun.id if begun else None, "may_share": may(Permission.KEEP_MACROS), "roles": roles}
        return str(self.render("queue/queue_views.html", views=rows, said=said, address=_address, **shown))

    @expose("/simpan", methods=("POST",))
    def keep(self) -> ResponseReturnValue:
        """Save a view of the queue under a name, for oneself or shared."""
        actor, asked = signed_in_actor(), asked_of(request.form.get("isi", ""))
        shared = ",".join(request.form.getlist("peran")) if request.form.get("bersama") == "ya" else None
        key = request.form.get("form_key") or None
        name, query = request.form.get("nama", ""), asked.address(page=1)
        view = save_view(name, query, actor, now(), shared_with=shared, form_key=key)
        flash(f"Tampilan “{view.name}” tersimpan.", "success")
        return redirect(f"/meja/{query}", 303)

    @expose("/urutkan", methods=("POST",))
    def move(self) -> ResponseReturnValue:
        """Move a view up or down."""
        move_view(_wanted(), request.form.get("ke") == "naik", signed_in_actor(), now())
        return redirect(self.get_url(".index"), 303)

    @expose("/hapus", methods=("POST",))
    def drop(self) -> ResponseReturnValue:
        """Delete a view."""
        drop_view(_wanted(), signed_in_actor(), now(), form_key=request.form.get("form_key") or None)
        flash("Tampilan dihapus.", "success")
        return redirect(self.get_url(".index"), 303)

    @expose("/awal", methods=("POST",))
    def begin(self) -> ResponseReturnValue:
        """Choose with which view the queue opens."""
        choose_first_view(_wanted() if request.form.get("tampilan") else None, signed_in_actor())
        flash("Pilihan tampilan awal tersimpan.", "success")
        return redirect(self.get_url(".index"), 303)


def said_of(asked: Asked) -> str:
    """Return in words what a view shows."""
    parts = [TABS[asked.tab]]
    for row in FILTERS:
        if value := asked.chosen(row.name):
            parts.append(f"{row.label}: {dict(row.options()).get(value, value)}")
    return " · ".join([*parts, *([f"mencari “{asked.text}”"] if asked.text else [])])


def _address(view: SavedView) -> str:
    return f"/meja/{asked_of(view.query).address()}"


def _wanted() -> int:
    typed = request.form.get("tampilan", "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise NotVisible
    return int(typed)
