"""run_admin.py serve: the screens on waitress; when told to stop, it finishes the running requests first."""

import gc
import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import click
import peewee
from waitress.adjustments import Adjustments
from waitress.server import BaseWSGIServer

from admin_app.cli.log_lines import keep_log
from admin_app.cli.opening import opened, utc_now
from admin_app.cli.signing_on import SigningOn
from admin_app.cli.staying import ENDINGS, SIGNALS, Ending, serve_while_it_may, sockets_of, told_by_signal
from admin_app.cli.updating import settle_broken_update
from admin_app.cli.workers import MOST, Parent, keep_alive, listening_sockets
from admin_app.upkeep.workers import Board, Place, take_place
from models.actions.privacy.record_looks import LooksStored
from models.actions.upkeep.file_check import FileCheck
from models.actions.upkeep.file_places import begin_with_files
from models.actions.upkeep.programs import Entry
from models.actions.upkeep.seals.seal_round import SealKeeper
from models.actions.upkeep.trail_checkpoints import CheckpointKeeper, signing_key
from models.rules.core.errors import RuleBroken
from models.rules.core.forwarding import asked_from, is_loopback, is_trusted
from models.rules.upkeep.conditions.row import Sign
from models.rules.upkeep.programs import ProgramKind
from models.tables.core.database import is_sqlite
from models.tables.core.kept_log import log_file
from models.tables.core.large_blocks import give_large_blocks_back
from models.tables.core.listening import note_listening
from models.tables.core.secrets import load_key
from models.tables.core.settings import Settings, load_settings
from models.tables.core.trouble import RawError, trouble_of

log = logging.getLogger(__name__)

THREADS = 8
_PLAIN = (
    "Plain HTTP on a network: others on it can read passwords and complaints. Serve on 127.0.0.1 and put Caddy or "
    "nginx before it (deploy/README.md)."
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, MOST),
    help="Processes that answer on that port; more than one on Linux only.",
)
def serve(host: str, port: int, workers: int) -> int:
    """Serve the back office until SIGTERM or Ctrl-C. Exits with 4 where the database became another version's."""
    if workers > 1 and not hasattr(os, "fork"):
        raise click.ClickException("More than one worker needs Linux: on Windows leave --workers out.")
    give_large_blocks_back()
    settle_broken_update()
    entry = None
    try:
        with opened() as settings:
            entry = Entry(ProgramKind.BACK_OFFICE, settings.data_dir)
            keep_log(settings.log, log_file(settings, "back-office"))
            begin_with_files(settings, utc_now())
            recall(settings)
            if workers == 1:
                server, begin_beside = _listen(settings, Where(host, port))
            else:
                load_key(settings.secret_key_file)  # made once, where there is none yet
                sockets = _bound(host, port)
    except (peewee.PeeweeException, RawError) as problem:
        if trouble_of(problem) is not Sign.DAMAGED or not is_sqlite():
            raise
        workers, entry, (server, begin_beside) = 1, None, _listen_to_tell(host, port)
    click.echo(f"Aduan back office: http://{f'[{host}]' if ':' in host else host}:{port}/  (Ctrl-C stops it)")
    final = _serve_alone(server, begin_beside, entry) if workers == 1 else _serve_by(workers, settings, sockets)
    click.echo("Aduan back office stopped.")
    return _say_why(ENDINGS.get(final, Ending(0)))


def _serve_alone(server: Any, begin_beside: Callable[[], LooksStored], entry: Entry | None) -> int:
    """Have this process answer until told to stop; returns as serve_while_it_may."""
    looks = begin_beside()
    set_apart_what_stays()
    _warn_of_plain(_addresses(server))
    final = serve_while_it_may(server, told_by_signal(server), entry)
    looks.once()
    return final


def _say_why(ending: Ending) -> int:
    """Say why the serving ended, where nobody's signal did it; return the exit code."""
    if ending.said:
        click.echo(ending.said, err=True)
    return ending.code


def _warn_of_plain(addresses: Iterable[tuple[str, int]]) -> None:
    if not all(is_loopback(address) for address, _ in addresses):
        log.warning(_PLAIN)


def _serve_by(workers: int, settings: Settings, sockets: list[socket.socket]) -> int:
    """Have several processes answer on these sockets until told to stop; returns as serve_while_it_may."""
    import admin_app.app  # noqa: F401 - loaded once, and shared by the workers

    addresses = [(str(one.getsockname()[0]), int(one.getsockname()[1])) for one in sockets]
    _note_listening(settings, addresses)
    _warn_of_plain(addresses)
    set_apart_what_stays()
    board, told = Board(workers), threading.Event()
    for number in SIGNALS:
        signal.signal(number, lambda _number, _frame: told.set())
    parent = Parent(board, partial(_work, board, sockets))
    keep_alive(parent, told, sockets)
    return parent.final


def _work(board: Board, sockets: list[socket.socket], worker: int) -> int:
    """Serve as one worker of several until told to stop, or until the parent is gone; return the exit code."""
    parent, place = os.getppid(), Place(board, worker)
    with opened() as settings:
        server, begin_beside = _listen(settings, Where(sockets=sockets), place=place)
    looks = begin_beside()
    app = next(part.application for part in sockets_of(server).values() if isinstance(part, BaseWSGIServer))
    set_apart_what_stays()
    told = told_by_signal(server)
    entry = Entry(ProgramKind.BACK_OFFICE, settings.data_dir, parent)
    final = serve_while_it_may(server, told, entry, SigningOn(server, app, place, parent, told).look)
    looks.once()
    return final


def recall(settings: Settings) -> None:
    """Settle what a database that was put back by other means does not know of the own e-signature service.

    Where that cannot be done now, the office is served all the same: each press settles its paper first.
    """
    from models.actions.papers.own_service.after_restore import recall_signings  # as above

    try:
        found = recall_signings(settings, utc_now())
    except (OSError, peewee.PeeweeException, RuleBroken) as err:
        if isinstance(err, peewee.PeeweeException) and trouble_of(err) is Sign.DAMAGED:
            raise
        log.warning("what signings.log knows could not be settled at the start: %s", type(err).__name__)
        return
    if found.papers:
        log.warning("the database is older than signings.log; papers to be settled on their pages: %s", found.papers)
    if found.strangers:
        log.warning(
            "the e-signature service may have signed papers this database does not know; give these numbers to no "
            "other: %s",
            ", ".join(found.strangers[:20]) + (", …" if len(found.strangers) > 20 else ""),
        )


def set_apart_what_stays() -> None:
    """Exclude what was loaded at the start from garbage collection, whose full runs would halt a page."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Where:
    """Where a server listens: on an address of its own, or on sockets that listen already."""

    host: str = ""
    port: int = 0
    sockets: list[socket.socket] = field(default_factory=list)

    def words(self) -> dict[str, Any]:
        """Return what waitress is told of it."""
        return {"sockets": self.sockets} if self.sockets else {"host": self.host, "port": self.port}


def _listen(
    settings: Settings, where: Where, damaged: bool = False, place: Place | None = None
) -> tuple[Any, Callable[[], LooksStored]]:
    """Return the server, and what begins the work beside its pages.

    That is begun when the start has closed its connections: those of every thread are closed with them.
    """
    from admin_app.app import create_app  # loaded here so that the other commands start fast
    from admin_app.limits.connections import listen
    from admin_app.shell.maintenance import watch_of

    app = create_app(settings, key=_key_on_damage(settings) if damaged else b"")
    if damaged:
        watch_of(app).note_damage()
    else:
        signing_key(settings.data_dir)  # what cannot be read ends the start, not the first request
    if place is not None:
        take_place(app, place)
    with _refused_in_a_sentence(where.host, where.port):
        made = listen(app, _limits(app, settings), THREADS, **where.words())
    if place is None:
        _note_listening(settings, _addresses(made))
    if place is None or place.worker == 1:  # once a machine: what they find stands in the database and beside it
        return made, partial(_begin_threads, app, settings, damaged)
    return made, partial(_begin_looks, app)


def _limits(app: Any, settings: Settings) -> Any:
    from admin_app.limits.bodies import Bodies  # as above
    from admin_app.limits.connections import Limits

    proxies = settings.trusted_proxies
    return Limits(
        Bodies(app),
        lambda address: is_trusted(address, proxies),
        lambda address, told: asked_from(address, told, proxies) if is_trusted(address, proxies) else address,
    )


def _begin_looks(app: Any, damaged: bool = False) -> LooksStored:
    """Begin the storing of looks, each process its own; return it, to store the last ones at the end."""
    from admin_app.privacy.traced_looks import book_of

    stored = LooksStored(book_of(app), threading.Event())
    if not damaged:
        stored.start()
    return stored


def _begin_threads(app: Any, settings: Settings, damaged: bool) -> LooksStored:
    """Begin what goes on beside the pages; it ends with the program."""
    from admin_app.papers.making_late import LateFiles
    from admin_app.search.reading_files import FileReading
    from admin_app.shell.maintenance import watch_of

    FileCheck(watch_of(app), utc_now, threading.Event()).start()
    if not damaged:
        CheckpointKeeper(settings.data_dir, utc_now, threading.Event()).start()
        SealKeeper(settings.data_dir, utc_now, threading.Event()).start()
        FileReading(settings.files, utc_now, threading.Event()).start()
        LateFiles(settings, utc_now, threading.Event()).start()
    return _begin_looks(app, damaged)


def _bound(host: str, port: int) -> list[socket.socket]:
    with _refused_in_a_sentence(host, port):
        return listening_sockets(Adjustments(host=host, port=port).listen)


@contextmanager
def _refused_in_a_sentence(host: str, port: int) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as err:  # waitress calls an address it cannot look up a ValueError
        reason = getattr(err, "strerror", None) or err
        raise click.ClickException(
            f"Cannot listen on {host} port {port} ({reason}). Is the back office running already? Else choose --port."
        ) from err


def _note_listening(settings: Settings, addresses: Iterable[tuple[str, int]]) -> None:
    try:
        note_listening(settings.data_dir, addresses, utc_now())
    except OSError as err:  # a full disk is no reason to serve nothing: its page says so
        log.warning("where the back office listens could not be written down for doctor: %s", type(err).__name__)


def _addresses(server: Any) -> list[tuple[str, int]]:
    """Return what the server listens on, as the system says: a name may lead to several addresses."""
    found = getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]
    return [(str(host), int(port)) for host, port in found]


def _listen_to_tell(host: str, port: int) -> tuple[Any, Callable[[], LooksStored]]:
    """Return, as `_listen` does, a server whose every page says that the database file is damaged, and the remedy."""
    settings = load_settings()
    keep_log(settings.log)
    log.critical("the database file is damaged: every page says so until a backup is restored")
    return _listen(settings, Where(host, port), damaged=True)


def _key_on_damage(settings: Settings) -> bytes:
    """Return the office's key; where it is missing too, one for this run alone.

    Whether a new one may be made is asked of the file that is put back: a damaged one does not tell what is sealed.
    """
    path = settings.secret_key_file
    return path.read_bytes() if path.exists() else secrets.token_bytes(32)
