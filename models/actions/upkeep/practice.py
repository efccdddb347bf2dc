"""Prepares practice mode: a login per role with a known password, sample officials, a number series, the channels."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from models.actions.channels.channel_secrets import open_secrets
from models.actions.channels.keep_channel import Entered, add_channel, change_channel
from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.staff.keep_staff import store_account, store_password
from models.actions.staff.passwords import hashed, matches
from models.rules.channels.channels import channel
from models.rules.core.errors import RuleBroken
from models.rules.papers.numbering import NumberMode
from models.rules.staff.roles import ROLES, SECTION_LABELS, Role, Section
from models.tables import ChannelAccount, OfficeHolder, OfficeSetting, Official, Staff, database


class PracticeRefused(RuleBroken):
    """Basis data ini dipakai kantor yang sebenarnya; akun latihan tidak dibuat di sini."""


@dataclass(frozen=True)
class SamplePerson:
    """One account of practice mode and its official, both invented."""

    username: str
    role: Role
    name: str
    rank: str
    nip: str
    section: Section | None = None

    @property
    def password(self) -> str:
        """Return an easily typed password; never for real work."""
        return f"latihan-{self.username}"

    @property
    def label(self) -> str:
        """Return the label of the role, with the section of a section officer."""
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
_ALWAYS = datetime(2000, 1, 1)
_WITHOUT_POST = (Role.ADMINISTRATOR, Role.PETUGAS_SEKSI)
DESK = "Loket dan telepon"
OF_PRACTICE = " latihan"  # how the label of a simulated channel ends


@dataclass(frozen=True)
class PracticeChannel:
    """One channel of practice mode as the simulator offers it; its `secrets` guard sample data only."""

    kind: str
    label: str
    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)


def simulated_waha(simulator_url: str, api_key: str) -> PracticeChannel:
    """Return WhatsApp alone, for a simulator that was not asked for its accounts."""
    settings = {"base_url": f"{simulator_url.rstrip('/')}/waha", "session": "default"}
    return PracticeChannel("waha", "WhatsApp", settings, {"api_key": api_key})


def prepare_practice(
    channels: Sequence[PracticeChannel], key: bytes, practice_folder: bool, now: datetime
) -> list[dict[str, str]]:
    """Create or repair what practice mode needs; return the logins to print. Raises PracticeRefused.

    Only where no account exists yet, or folder and database are both of practice.
    """
    if Staff.select().exists() and not (practice_folder and _is_of_practice()):
        raise PracticeRefused
    for person in PEOPLE:
        _keep_person(person, now)
    with database.atomic():
        mode = {"key": "mode_nomor", "value": str(NumberMode.MANDIRI)}
        OfficeSetting.insert(mode).on_conflict(
            conflict_target=(OfficeSetting.key,), update={OfficeSetting.value: mode["value"]}
        ).execute()
    # Messages that are pushed come by a webhook, which is off until somebody opens it.
    polled = [one for one in channels if channel(one.kind).polled]
    for one in (*polled, PracticeChannel("manual", DESK)):
        _keep_channel(one, key, now)
    _mark()
    return [{"role": str(p.role), "label": p.label, "username": p.username, "password": p.password} for p in PEOPLE]


def _is_of_practice() -> bool:
    """Whether this database is one of practice: the folder's mark tells nothing of a database elsewhere.

    A preparation that was killed has made some of the sample accounts, and marked none.
    """
    names = [person.username for person in PEOPLE]
    sample = Staff.select().where(Staff.sample == True)  # noqa: E712
    return sample.exists() or not Staff.select().where(Staff.username.not_in(names)).exists()


def _keep_person(person: SamplePerson, now: datetime) -> None:
    staff = Staff.get_or_none(Staff.username == person.username)
    if staff is None:
        known = hashed(person.password)  # to everybody, so no rule judges it; doctor refuses practice data
        staff = store_account(person.username, person.role, person.section, known, person.name, OPERATOR, now)
    elif not matches(staff.password_hash, person.password):
        store_password(staff, hashed(person.password), OPERATOR, now)
    if person.role is Role.ADMINISTRATOR or staff.official_id:
        return
    with database.atomic():
        official = Official.create(name=person.name, nip=person.nip, rank=person.rank)
        Staff.update(official=official.id).where(Staff.id == staff.id).execute()
        if person.role not in _WITHOUT_POST:
            OfficeHolder.create(post=str(person.role), official=official, valid_from=_SINCE)
        audit_trail.write(OPERATOR, now, AuditEvent("pejabat_latihan", f"staff:{staff.id}"))


def _mark() -> None:
    """Mark practice rows so that they can be removed (upkeep/sample_data); the desk account is not marked."""
    names = [person.username for person in PEOPLE]
    with database.atomic():
        Staff.update(sample=True).where(Staff.username.in_(names)).execute()
        officials = Staff.select(Staff.official).where(Staff.sample == True)  # noqa: E712
        Official.update(sample=True).where(Official.id.in_(officials)).execute()
        # Its messages may come from a file with old times; in practice none of them is history.
        marked = {"sample": True, "created_at": _ALWAYS}
        ChannelAccount.update(marked).where(ChannelAccount.label.endswith(OF_PRACTICE)).execute()


def _keep_channel(wanted: PracticeChannel, key: bytes, now: datetime) -> None:
    """Add a channel or repair it."""
    secrets = dict(wanted.secrets)
    written = json.dumps(secrets) if secrets else ""
    account = ChannelAccount.get_or_none(ChannelAccount.kind == wanted.kind)
    if account is None:
        label = wanted.label if wanted.label == DESK else f"{wanted.label}{OF_PRACTICE}"
        add_channel(wanted.kind, label, wanted.settings, written, key, OPERATOR, now)
        return
    same = json.loads(account.settings) == dict(wanted.settings) and open_secrets(account, key) == secrets
    if not same or not account.enabled:
        entered = Entered(secrets, key)
        change_channel(account.id, OPERATOR, now, settings=wanted.settings, entered=entered, enabled=True)
