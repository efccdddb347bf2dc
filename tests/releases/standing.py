"""Leaves a filled office as it stands on its computers: its data folder with keys, and its database, of both kinds.

`python -m tests.releases.standing FOLDER` writes `SCHEMA-sqlite.zip` and `SCHEMA-postgresql.zip`: in a copy of the
program of that day, with this file in it. Such an office is updated where it stands, not by a backup.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from uuid import uuid4

from models.actions.channels.keep_channel import add_channel
from models.actions.core.actor import OPERATOR
from models.actions.retention.erasure.erase import erase
from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import Ack
from models.rules.core.errors import RuleBroken
from models.tables import Attachment, ChannelAccount, Complaint, Document, Message, Staff
from models.tables.core.database import close_database, connected, open_database
from models.tables.core.secrets import load_key, seal
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.schema import MIGRATIONS
from tests.actions.walking import own_numbers
from tests.machines.acts import Office
from tests.office import NOW, furnish
from tests.postgres import make_database, postgres_server
from tests.tools import ROOT

STANDING = ROOT / "tests" / "releases" / "offices"
TABLES_SQL = "aduan.sql"
START = NOW - timedelta(days=84)  # long enough ago for a month to be closed
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of a second factor
PLACES = {"waha": {"session": "default"}, "gowa": {"username": "aduan"}, "tiktok": {"business_id": "7"}}
PLACES |= {"whatsapp_cloud": {"phone_number_id": "5"}}


def secrets_of(kind: str) -> dict[str, str]:
    """Return the secrets that the office entered for its channel of a kind."""
    return {one.name: f"rahasia {kind} {one.name}" for one in CHANNELS[kind].secrets}


def main(folder: Path) -> None:
    """Write the office of this program, of both databases."""
    number = max(path.name[:4] for path in MIGRATIONS.glob("[0-9]*.py"))
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        _written(f"sqlite:///{Path(place) / 'aduan.db'}", Path(place))
        _packed(Path(place), folder / f"{number}-sqlite.zip")
    with tempfile.TemporaryDirectory() as place, postgres_server() as server:
        url = make_database(server, "standing")
        _written(url, Path(place))
        words = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=200", f"--dbname={url}"]
        (Path(place) / TABLES_SQL).write_text(subprocess.check_output(["pg_dump", *words], text=True), "utf-8")
        _packed(Path(place), folder / f"{number}-postgresql.zip")


def _written(url: str, place: Path) -> None:
    settings = load_settings({"ADUAN_DATABASE_URL": url, "ADUAN_DATA_DIR": str(place)}, place / "none.toml")
    furnish(url, START)
    open_database(url)
    with connected(), _signed(settings):
        _fill(settings)
    close_database()


def _fill(settings: Settings) -> None:
    key = load_key(settings.secret_key_file)
    account = _channels(key)
    Staff.update(totp_secret=seal(key, SEED)).execute()
    office = Office(account, START)
    _weeks(office, 1)
    _photo(settings)
    _issue(settings)
    office.now = office.tick(60 * 24 * 35).replace(hour=3)  # in the morning: one day in WIB and UTC
    office.close_months()
    office.destroy(settings.data_dir)
    erase(office.tick())
    _weeks(office, 2)
    _issue(settings)
    _sealed(settings, office.now)


def _weeks(office: Office, seed: int) -> None:
    """Let citizens write and everybody work for some weeks, as it comes."""
    chance, number = Random(seed), count()
    own_numbers()
    acts: list[Callable[[], object]] = [
        lambda: office.citizen_writes(
            f"62811{chance.randrange(12):07d}", chance.choice(("", "", "", "", "petugas loket"))
        ),
        lambda: office.pause(next(number), 0.5, 1),
        lambda: office.merge(chance.randrange(9), chance.randrange(9)),
        lambda: office.look(office.case(next(number))),
        lambda: office.tell_by_phone(office.case(next(number))),
        lambda: office.hide_identity(office.case(next(number)), hides=True),
        lambda: office.tick(400),
        *[lambda: office.go_on(office.case(chance.randrange(9)), Ack.SENT, chance.randrange(9))] * 22,
    ]
    for _ in range(6):
        acts[0]()
    for _ in range(300):
        with suppress(RuleBroken):
            chance.choice(acts)()
    office.agent_works()


def _channels(key: bytes) -> ChannelAccount:
    """Enter one channel of each kind, with all its secrets; return WhatsApp's."""
    ChannelAccount.delete().execute()
    for number, (kind, row) in enumerate(CHANNELS.items()):
        if row.secrets:
            place = {**PLACES.get(kind, {}), "base_url": f"http://127.0.0.1:{4000 + number}"}
            add_channel(kind, f"Kanal {kind}", place, json.dumps(secrets_of(kind)), key, OPERATOR, START)
    found: ChannelAccount = ChannelAccount.get(ChannelAccount.kind == "waha")
    return found


def _photo(settings: Settings) -> None:
    """Let a citizen's photo lie in the store."""
    message, photo = Message.select().order_by(Message.id.desc()).first(), b"foto warga"
    Attachment.create(
        public_id=str(uuid4()),
        message=message,
        position=0,
        mime="image/jpeg",
        filename="foto.jpg",
        size=len(photo),
        sha256=settings.files.keep(photo),
        state="tersimpan",
    )


def _issue(settings: Settings) -> None:
    """Let the files of signed papers lie in the store, as they do once they were opened."""
    there = Document.complaint.in_(Complaint.select().where(Complaint.destroyed_at.is_null()))
    unissued = (Document.state == "ditandatangani") & Document.sha256.is_null() & there
    Document.update(sha256=settings.files.keep(b"naskah")).where(unissued).execute()


@contextmanager
def _signed(settings: Settings) -> Iterator[None]:
    try:
        from models.actions.core.trail.trail_signing import sign_with
        from models.actions.upkeep.trail_checkpoints import signing_key
    except ImportError:  # a program before the trail was signed
        yield
        return
    sign_with(partial(signing_key, settings.data_dir))
    yield
    sign_with(None)


def _sealed(settings: Settings, now: datetime) -> None:
    try:
        from models.actions.upkeep.seals.seal_round import seal_all
    except ImportError:  # a program before rows were sealed
        return
    seal_all(now, settings.data_dir)


def _packed(place: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in place.rglob("*") if path.is_file() and path.suffix != ".lock"):
            packed.write(path, path.relative_to(place))
    print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
