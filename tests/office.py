"""A small office for the tests: an empty database with starting data, a fixed now, staff, and messages to take in."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from models.actions.core.actor import Actor, actor_of
from models.actions.intake.receive_messages import receive_page
from models.actions.office.load_starting_data import load_starting_data
from models.rules.channels.messages import Author, Direction, HandleKind, IncomingMessage, Kind, Page
from models.rules.staff.roles import ROLES, Role, Section
from models.tables import ChannelAccount, Complaint, OfficeHolder, Official, Staff, database
from models.tables.core.database import open_database
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.schema import hold_schema, migrate
from tests.postgres import make_database
from tests.running.kept_states import again, opened

# A Wednesday, 09.00 WIB, in working hours.
NOW = datetime(2026, 11, 25, 2, 0)
_ids = count(1)


_made: dict[str, Path] = {}  # offices that were furnished once, to be copied


@contextmanager
def office(url: str, now: datetime = NOW) -> Iterator[ChannelAccount]:
    """Open a fresh database at this URL with starting data, one account per role and one WhatsApp channel."""
    lay_office(url, now)
    open_database(url)
    hold_schema()  # as a program does that found the schema its own
    with database.connection_context():
        opened(now)
        yield ChannelAccount.get(ChannelAccount.kind == "waha")
    _close()


def lay_office(url: str, now: datetime = NOW) -> None:
    """Put such a database at this URL, and open it not yet."""
    if url.startswith("sqlite:"):
        shutil.copy(_sqlite_office(now), url.removeprefix("sqlite:///"))
    else:
        server, name = url.rsplit("/", 1)
        make_database(server, name, _postgres_office(server, now))


def furnish(url: str, now: datetime) -> None:
    """Fill an empty database with what an office of the tests begins with."""
    open_database(url)
    with database.connection_context():
        migrate()
        load_starting_data(now)
        for role in Role:
            add_staff(role, now=now)
        # Connected long ago: what its citizens wrote before that would be history.
        ChannelAccount.create(kind="waha", label="WhatsApp kantor", created_at=now - timedelta(days=90))
    _close()


def _sqlite_office(now: datetime) -> Path:
    key = f"sqlite {now}"
    if key not in _made:
        folder = Path(tempfile.mkdtemp(prefix="aduan-office-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        furnish(f"sqlite:///{folder / 'office.db'}", now)
        _made[key] = folder / "office.db"
    return _made[key]


def _postgres_office(server: str, now: datetime) -> str:
    key, name = f"{server} {now}", f"office_{len(_made)}"
    if key not in _made:
        furnish(make_database(server, name), now)
        _made[key] = Path(name)
    return str(_made[key])


def _close() -> None:
    database.obj.close_all()


def settings_in(folder: Path) -> Settings:
    """Return the settings of an office whose data lies in a folder."""
    return load_settings({"ADUAN_DATA_DIR": str(folder)}, folder / "none.toml")


def add_staff(role: Role, section: Section | None = None, username: str = "", now: datetime = NOW) -> Staff:
    """Add an account of a role with an official who holds the post."""
    section = section or (Section.LALINTALKIM if role is Role.PETUGAS_SEKSI else None)
    number = len(role) + 20 * (role is Role.ADMINISTRATOR)  # of no other post: an administrator is nobody's second
    official = Official.create(name=f"Contoh {ROLES[role].label}", nip=f"19{number:06d}200001100{number % 10}")
    OfficeHolder.create(post=str(role), official=official, valid_from=date(2020, 1, 1))
    return Staff.create(
        username=username or str(role),
        name=official.name,
        password_hash="",
        role=str(role),
        section=str(section) if section else None,
        official=official,
        created_at=now,
    )


def actor(role: Role) -> Actor:
    """Return the actor of the account made for a role."""
    return actor_of(Staff.get(Staff.username == str(role)))


def citizen_message(
    text: str = "Paspor saya belum jadi",
    who: str = "628110000001",
    sent_at: datetime | None = None,
    **changes: object,
) -> IncomingMessage:
    """Make an incoming message of a citizen; every call is another item."""
    values: dict[str, object] = {
        "kind": Kind.DM,
        "external_id": f"false_{who}@c.us_{next(_ids):08X}",
        "thread_id": f"{who}@c.us",
        "author": Author(HandleKind.PHONE, f"+{who}", "Sari Contoh"),
        "direction": Direction.IN,
        "text": text,
        "sent_at": sent_at or NOW,
        "payload": "{}",
    }
    return IncomingMessage(**{**values, **changes})  # type: ignore[arg-type]


def take_in(account: ChannelAccount, *messages: IncomingMessage, now: datetime = NOW) -> None:
    """Take messages in as one page."""
    receive_page(account.id, "dm", Page(messages=tuple(messages)), now)


def new_complaint(
    account: ChannelAccount, text: str = "Paspor saya belum jadi", who: str = "628110000001"
) -> Complaint:
    """Take one message in and return the complaint it opened."""

    def opened_by() -> int:
        take_in(account, citizen_message(text, who))
        return int(Complaint.select().order_by(Complaint.id.desc()).first().id)

    return Complaint.get_by_id(again((account.id, text, who), opened_by))
