"""The office's calendar: days on which the clock stands still, and the hours in which it runs."""

from peewee import Expression
from wtforms import BooleanField, DateField, SelectField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.editable_view import EditableView
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.columns import Choice, Column, pill
from admin_app.shell.wording import DAYS
from models.actions.clocks.calendar_rows import change_of, counted_twice
from models.actions.clocks.change_calendar import enter_change, would_wait
from models.actions.clocks.recompute_steps import recompute_open_steps
from models.rules.clocks.working_time import NoWorkingTime
from models.rules.core.errors import RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import Holiday, WorkingBlock

HOLIDAY_KINDS = ("libur nasional", "cuti bersama", "libur kantor")


def _years() -> list[tuple[str, str]]:
    days = [row.day.year for row in Holiday.select(Holiday.day)]
    return [(str(year), str(year)) for year in sorted(set(days))]


def _in_year(value: str) -> Expression:
    return Holiday.day.between(f"{value}-01-01", f"{value}-12-31")


class HolidayForm(OfficeForm):
    """A day off."""

    day = DateField("Tanggal", [InputRequired()])
    name = PlainText("Nama hari libur", [InputRequired(), Length(max=200)])
    kind = SelectField("Jenis", choices=[(kind, kind.capitalize()) for kind in HOLIDAY_KINDS])
    active = BooleanField("Berlaku (jam layanan berhenti pada hari ini)", default=True)


class HolidaysView(EditableView):
    """Holidays; one no longer valid is switched off, never deleted."""

    edit_permission = Permission.KEEP_CALENDAR
    form = HolidayForm
    noun = "hari libur"
    explanation = (
        "Pada hari libur jam penyelesaian berhenti. Hari yang akan datang berlaku langsung; hari yang sudah lewat, "
        "bila ada langkah yang berjalan pada hari itu, menunggu paraf pejabat lain di Kalender kerja."
    )
    order = (Holiday.day.desc(),)
    searched = (Holiday.name,)
    columns = (
        Column("hari", "Hari", lambda row: DAYS[row.day.weekday()]),
        Column("tanggal", "Tanggal", lambda row: row.day, Holiday.day),
        Column("nama", "Nama", lambda row: row.name, Holiday.name),
        Column("jenis", "Jenis", lambda row: row.kind.capitalize(), Holiday.kind),
        Column(
            "berlaku", "Berlaku", lambda row: pill("Berlaku", "good") if row.active else pill("Tidak"), Holiday.active
        ),
    )
    choices = (Choice("tahun", "Tahun", _years, _in_year),)

    def waits(self, row: Holiday) -> str:
        """Keep a change for a day that passed, on which steps ran, for a second person."""
        what = "" if row.active else " tidak berlaku lagi"
        return _kept_waiting("hari_libur", f"Hari libur {row.day:%d/%m/%Y} “{row.name}”{what}", row)

    def kept(self, row: Holiday) -> str:
        """Recompute the running steps."""
        return _recomputed()


class WorkingBlockForm(OfficeForm):
    """A stretch of working time."""

    weekday = SelectField("Hari", choices=list(enumerate(DAYS)), coerce=int)
    starts = TimeField("Mulai", [InputRequired()], description="WIB")
    ends = TimeField("Sampai", [InputRequired()], description="WIB")
    valid_from = DateField("Berlaku dari", [Optional()], description="kosongkan untuk jam sehari-hari")
    valid_until = DateField("Berlaku sampai", [Optional()])
    note = PlainText("Keterangan", [Length(max=120)], description="misalnya: Ramadan 1448 H")


class WorkingHoursView(EditableView):
    """Working hours; dated ones replace the everyday ones on the days they cover."""

    edit_permission = Permission.KEEP_CALENDAR
    form = WorkingBlockForm
    noun = "jam kerja"
    explanation = (
        "Jam bertanggal (misalnya Ramadan) menggantikan jam sehari-hari pada tanggal itu; yang mulai lebih baru "
        "menggantikan yang lebih lama. Perubahan untuk waktu yang sudah lewat, bila ada langkah yang berjalan pada "
        "waktu itu, menunggu paraf pejabat lain di Kalender kerja; "
        "jam baru untuk seterusnya diberi “Berlaku dari” hari yang akan datang."
    )
    order = (WorkingBlock.valid_from.asc(), WorkingBlock.weekday.asc(), WorkingBlock.starts.asc())
    columns = (
        Column("hari", "Hari", lambda row: DAYS[row.weekday], WorkingBlock.weekday),
        Column("mulai", "Mulai", lambda row: row.starts),
        Column("sampai", "Sampai", lambda row: row.ends),
        Column("dari", "Berlaku dari", lambda row: row.valid_from, WorkingBlock.valid_from),
        Column("hingga", "Berlaku sampai", lambda row: row.valid_until),
        Column("keterangan", "Keterangan", lambda row: row.note),
    )

    def check(self, row: WorkingBlock) -> None:
        """Raise RuleBroken where the hours run backwards, or overlap others of the same days."""
        if row.ends <= row.starts:
            raise RuleBroken("Jam selesai harus sesudah jam mulai.")
        if row.valid_until and (row.valid_from is None or row.valid_until < row.valid_from):
            raise RuleBroken("Isi tanggal mulai berlaku, dan tanggal akhir tidak boleh sebelum itu.")
        if counted_twice(row):
            raise RuleBroken("Jam ini bertumpuk dengan jam kerja lain pada hari yang sama. Ubah yang sudah ada.")

    def waits(self, row: WorkingBlock) -> str:
        """Keep a change of hours that passed, in which steps ran, for a second person."""
        when = f" mulai {row.valid_from:%d/%m/%Y}" if row.valid_from else ""
        says = f"Jam kerja {DAYS[row.weekday]} {row.starts:%H.%M}–{row.ends:%H.%M}{when}"
        return _kept_waiting("jam_kerja", says, row)

    def kept(self, row: WorkingBlock) -> str:
        """Recompute the running steps."""
        return _recomputed()


WAITS = (
    "Belum berlaku: waktu itu sudah lewat dan ada langkah yang berjalan. "
    "Perubahan ini menunggu paraf pejabat lain di Kalender kerja."
)


def _kept_waiting(kind: str, says: str, row: Holiday | WorkingBlock) -> str:
    changes = [change_of(row)]
    if not would_wait(changes, now()):
        return ""
    enter_change(kind, says, changes, signed_in_actor(), now())
    return WAITS


def _recomputed() -> str:
    """Recompute due times in the transaction of the change. Raises RuleBroken where no hours are left."""
    try:
        changed = recompute_open_steps(signed_in_actor(), now())
    except NoWorkingTime as empty:
        raise RuleBroken("Dengan perubahan ini tidak ada jam kerja tersisa. Tambahkan jam kerja dahulu.") from empty
    return f"{changed} batas waktu yang masih berjalan dihitung ulang." if changed else ""
