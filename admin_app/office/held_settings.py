"""The entries of the office's profile that wait for a second person, in the words of the profile."""

from typing import Any

from admin_app.office.office_choices import checked_setting, setting_row
from models.actions.core.second.rows import HeldRows, Line
from models.rules.staff.permissions import Permission
from models.tables import OfficeSetting

# Who looks at a protected identity, and for how long: one row more for each further entry that two people change.
HELD = frozenset({"buka_identitas_dua_orang", "buka_identitas_jam"})


def _label(row: Any) -> str:
    known = setting_row(row.key)
    return known.label if known is not None else row.key


def _words(row: Any) -> str:
    known = setting_row(row.key)
    return known.words(row.value) if known is not None else row.value


def _check(row: Any) -> None:
    row.value = checked_setting(row.key, row.value)


HELD_SETTING = HeldRows(
    "isian_profil",
    "Isian profil:",
    Permission.KEEP_OFFICE,
    OfficeSetting,
    {"key": Line("Isian", _label), "value": Line("Isi", _words)},
    _check,
    _label,
)
