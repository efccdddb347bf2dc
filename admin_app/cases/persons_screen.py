"""Satukan pelapor: which handles and conversations belong to one person, joined and parted by the front desk."""

from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from peewee import JOIN

from admin_app.cases.person import read_person
from admin_app.forms.finding_case import find_case
from admin_app.forms.row_ids import row_id
from admin_app.shell.access import demand, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.intake.join_contacts import join_contacts, part_contact
from models.actions.privacy.check_masked import check_identity_open
from models.rules.core.errors import NotVisible
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import Complaint, Contact, Handle

_MOST = 20


class PersonsPage(GuardedPage):
    """Reached from a case, not from the menu."""

    permission = Permission.JOIN_CONTACTS

    def is_visible(self) -> bool:
        """Return False: a person is reached from a case of his."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the person of a case, and whom a search finds."""
        if "kasus" not in request.args:
            return redirect("/meja/")
        case = _case(request.args["kasus"])
        person = read_person(case, signed_in_actor(), identity_open=True)
        asked = storable(" ".join(request.args.get("cari", "").split()))[:100]
        found = _search(asked, person.contacts) if asked else []
        return self.render("cases/persons.html", case=case, person=person, asked=asked, found=found)

    @expose("/satukan", methods=("POST",))
    def join(self) -> ResponseReturnValue:
        """Join the chosen contact to the case's person."""
        demand(Permission.JOIN_CONTACTS)
        case = _case(request.form.get("kasus", ""))
        join_contacts(case.contact_id, _findable(), signed_in_actor(), now(), request.form.get("form_key"))
        flash("Disatukan. Pengaduan dan percakapannya kini tampak bersama.", "success")
        return redirect(self.get_url(".index", kasus=case.public_id), 303)

    @expose("/pisahkan", methods=("POST",))
    def part(self) -> ResponseReturnValue:
        """Part a contact from the case's person."""
        demand(Permission.JOIN_CONTACTS)
        case, contact = _case(request.form.get("kasus", "")), _contact()
        if contact not in read_person(case, signed_in_actor(), identity_open=True).contacts:
            raise NotVisible
        part_contact(contact, signed_in_actor(), now(), request.form.get("form_key"))
        flash("Dipisahkan lagi.", "success")
        return redirect(self.get_url(".index", kasus=case.public_id), 303)


def _case(public_id: str) -> Complaint:
    """Return the case whose person is shown; a protected one only with an open look at the identity."""
    actor = signed_in_actor()
    case = find_case(public_id, actor)
    check_identity_open(case, actor, now())
    return case


def _contact() -> int:
    found = request.form.get("pelapor", 0, type=row_id)
    if not 0 < found < 2**31:
        raise NotVisible
    return found


def _findable() -> int:
    """Return the contact asked for; one a search does not find, because he is protected, is as if there were none."""
    contact = _contact()
    if not Handle.select().join(Contact).where((Contact.id == contact) & _unprotected()).exists():
        raise NotVisible
    return contact


def _unprotected() -> Any:
    hidden = Complaint.select(Complaint.contact).where(Complaint.identity_protected)
    return Handle.contact.not_in(hidden) & ~Contact.identity_protected


def _search(asked: str, own: list[int]) -> list[Handle]:
    """Return other people's handles found by name or handle, newest first, without people protected in a case."""
    bare = asked.lstrip("@")
    named = Handle.value.contains(bare) | Handle.display_name.contains(asked) | Contact.name.contains(asked)
    query = Handle.select(Handle, Contact).join(Contact, JOIN.INNER)
    others = Handle.contact.not_in(own) & _unprotected()
    return list(query.where(named & others).order_by(Handle.id.desc()).limit(_MOST))
