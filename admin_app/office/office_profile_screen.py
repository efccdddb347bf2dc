"""The office's profile and settings, one row each: letterhead, unit code, number mode, reopening days."""

from typing import Any

from peewee import Case
from wtforms import Form, SelectField, TextAreaField
from wtforms.validators import Length

from admin_app.forms.form_fields import OfficeForm
from admin_app.lists.editable_view import EditableView
from admin_app.office.held_settings import HELD, HELD_SETTING
from admin_app.office.office_choices import SETTINGS, checked_setting, setting_row
from admin_app.second.asking import ask_row
from admin_app.shell.columns import Column
from models.rules.staff.permissions import Permission
from models.tables import OfficeSetting

_HIDDEN = frozenset({"metrics_token"})
_TYPED: dict[str, Any] = {"validators": [Length(max=500)], "render_kw": {"rows": 2}}


def _label(row: OfficeSetting) -> str:
    known = setting_row(row.key)
    return known.label if known is not None else row.key


def _value(row: OfficeSetting) -> str:
    if row.key in _HIDDEN and row.value:
        return "(terisi)"
    known = setting_row(row.key)
    return known.words(row.value) if known is not None else row.value


class OfficeSettingForm(OfficeForm):
    """The value of one setting, as the list knows it."""

    value = TextAreaField("Isi", **_TYPED)


class OfficeProfileView(EditableView):
    """The settings by name; none is added or removed here."""

    permission = edit_permission = Permission.KEEP_OFFICE
    form = OfficeSettingForm
    can_add = False
    noun = "isian profil"
    explanation = "Yang tercetak pada naskah, cara penomoran, dan ketentuan kantor: paraf, jeda, eskalasi, kepuasan."
    order = (Case(OfficeSetting.key, tuple(zip(SETTINGS, range(99), strict=False)), 99).asc(),)
    columns = (
        Column("nama", "Isian", _label),
        Column("isi", "Isi", _value),
    )

    def form_for(self, row: OfficeSetting) -> type[Form]:
        """Return the form with the value under the setting's own label: a choice if it has choices, else a text."""
        known = setting_row(row.key)
        options = known.options() if known is not None else []
        kept = row.value in dict(options)
        field = SelectField(_label(row), choices=options) if kept else TextAreaField(_label(row), **_TYPED)
        return type("OneSettingForm", (OfficeForm,), {"value": field})

    def check(self, row: OfficeSetting) -> None:
        """Raise RuleBroken where a setting has a value it may not have."""
        row.value = checked_setting(row.key, row.value or "")

    def waits(self, row: OfficeSetting) -> str:
        """Ask a second person for what opens identities."""
        return ask_row(HELD_SETTING, row) if row.key in HELD else ""
