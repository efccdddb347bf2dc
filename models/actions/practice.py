"""Prepares practice mode: an account per role with a known password, sample officials, own numbers, the simulator."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from models.actions import audit_trail
from models.actions.actor import OPERATOR
from models.actions.keep_channel import add_channel, change_channel
from models.actions.keep_staff import add_staff, change_password
from models.actions.passwords import matches
from models.rules.errors import RuleBroken
from models.rules.numbering import NumberMode
from models.rules.roles import ROLES, SECTION_LABELS, Role, Section
from models.tables import ChannelAccount, OfficeHolder, OfficeSetting, Official, Staff, database
from models.tables.secrets import seal, unseal


class PracticeRefused(RuleBroken):
    """Basis data ini dipakai kantor yang sebenarnya; akun latihan tidak dibuat di sini."""


@dataclass(frozen=True)
class SamplePerson:
    """One account of practice mode and the official behind it. Names and numbers are samples."""

    username: str
    role: Role
    name: str
    rank: str
    nip: str
    section: Section | None = None

    @property
    def password(self) -> str:
        """A password one can type while learning; never for real work."""
        return f"latihan-{self.username}"

    @property
    def label(self) -> str:
        """What the role is called, with the section of a section officer."""
        return ROLES[self.role].label + (f" {SECTION_LABELS[self.section].split()[-1]}" if self.section else "")


_R, _S = Role, Section
# fmt: off
PEOPLE: tuple[SamplePerson, ...] = (
    SamplePerson("rani", _R.PENGELOLA, "Rani Contoh", "Penata Muda / III.a", "199805122020122001"),
    SamplePerson("dewi", _R.KASUBSI_INFOKIM, "Dewi Contoh", "Penata / III.c", "199003042014042002"),
    SamplePerson("agus", _R.KASI_TIKKIM, "Agus Contoh", "Penata Tk. I / III.d", "198507212009121003"),
    SamplePerson("budi", _R.KASI_LALINTALKIM, "Budi Contoh", "Penata Tk. I / III.d", "198409152008111004"),
    SamplePerson("citra", _R.KASI_INTELDAKIM, "Citra Contoh", "Penata Tk. I / III.d", "198601302010122005"),
    SamplePerson("lina", _R.PETUGAS_SEKSI, "Lina Contoh", "Pengatur / II.c", "199902282022032006", _S.LALINTALKIM),
    SamplePerson("eko", _R.PETUGAS_SEKSI, "Eko Contoh", "Pengatur / II.c", "199711072021121007", _S.INTELDAKIM),
    SamplePerson("hadi", _R.KEPALA_KANTOR, "Hadi Contoh", "Pembina / IV.a", "197604112001121008"),
    SamplePerson("admin", _R.ADMINISTRATOR, "Administrator Latihan", "", ""),
)
# fmt: on
# Whoever signs papers holds his post from before the SOP came into force.
_SINCE = date(2025, 1, 1)
_WITHOUT_POST = (Role.ADMINISTRATOR, Role.PETUGAS_SEKSI)
SESSION = "default"


def prepare_practice(
    simulator_url: str, api_key: str, key: bytes, practice_folder: bool, now: datetime
) -> list[dict[str, str]]:
    """Make what practice mode needs, or put it right again; give the logins to print. Raises PracticeRefused.

    Only where the folder is marked for practice, or nobody has an account yet.
    """
    if not practice_folder and Staff.select().exists():
        raise PracticeRefused
    for person in PEOPLE:
        _keep_person(person, now)
    with database.atomic():
        mode = {"key": "mode_nomor", "value": str(NumberMode.MANDIRI)}
        OfficeSetting.insert(mode).on_conflict(
            conflict_target=(OfficeSetting.key,), update={OfficeSetting.value: mode["value"]}
        ).execute()
    _keep_simulator(f"{simulator_url.rstrip('/')}/waha", api_key, key, now)
    return [{"role": str(p.role), "label": p.label, "username": p.username, "password": p.password} for p in PEOPLE]


def _keep_person(person: SamplePerson, now: datetime) -> None:
    staff = Staff.get_or_none(Staff.username == person.username)
    if staff is None:
        staff = add_staff(person.username, person.role, person.section, person.password, person.name, OPERATOR, now)
    elif not matches(staff.password_hash, person.password):
        change_password(staff.id, person.password, OPERATOR, now)
    if person.role is Role.ADMINISTRATOR or staff.official_id:
        return
    with database.atomic():
        official = Official.create(name=person.name, nip=person.nip, rank=person.rank)
        Staff.update(official=official.id).where(Staff.id == staff.id).execute()
        if person.role not in _WITHOUT_POST:
            OfficeHolder.create(post=str(person.role), official=official, valid_from=_SINCE)
        audit_trail.write(OPERATOR, now, audit_trail.Deed("pejabat_latihan", f"staff:{staff.id}"))


def _keep_simulator(base_url: str, api_key: str, key: bytes, now: datetime) -> None:
    settings = {"base_url": base_url, "session": SESSION}
    account = ChannelAccount.get_or_none(ChannelAccount.kind == "waha")
    if account is None:
        add_channel("waha", "WhatsApp latihan", settings, api_key, key, OPERATOR, now)
    elif json.loads(account.settings) != settings or unseal(key, account.secret) != api_key or not account.enabled:
        sealed = seal(key, api_key)
        change_channel(account.id, OPERATOR, now, settings=settings, sealed_secret=sealed, enabled=True)
