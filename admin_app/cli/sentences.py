"""Turns an error into one plain English sentence for the operator, and the exit code."""

import re
from collections.abc import Callable

import peewee

from models.actions.channels.agent_machines import KeyUsed, KeyWrong, MachineGone, MachineKnown, MachineStrange
from models.actions.channels.keep_channel import ChannelNotAllowed
from models.actions.staff.keep_staff import AccountNotAllowed
from models.actions.upkeep.agent_roles import AgentNameWrong
from models.actions.upkeep.backup.archive import ArchiveBroken
from models.actions.upkeep.backup.keys import KeyReplaced
from models.actions.upkeep.backup.making_way import RestoreRefused
from models.actions.upkeep.enrolments import PlaceWrong, RootWrong
from models.actions.upkeep.file_places import FilesElsewhere
from models.actions.upkeep.migrate_office import MigrateRefused
from models.actions.upkeep.move_database.ends import NotMoved
from models.actions.upkeep.move_files import MoveRefused
from models.actions.upkeep.planned.drill.choosing import DrillRefused
from models.actions.upkeep.planned.plan import PlanRefused
from models.actions.upkeep.practice import PracticeRefused
from models.actions.upkeep.services.systemd import ServiceRefused
from models.actions.upkeep.updating.going import UpdateFailed
from models.actions.upkeep.updating.settle import UpdateAtWork, UpdateElsewhere
from models.rules.core import errors
from models.rules.staff.passwords import PasswordWeak
from models.rules.upkeep.backup_plan import BackupPlanWrong
from models.tables.core.fence import MustStop
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import SettingBroken
from models.tables.core.trouble import RawError
from models.tables.upkeep.agent_role import MayNotGrant
from models.tables.upkeep.schema import SchemaNewer, SchemaOlder
from models.tables.upkeep.update_journal import JournalBroken

FAILED, WRONG_USE, BEGIN_ANEW, STAYED = 1, 2, 4, 5

# What a rule refused, for somebody who may not read Indonesian; the staff's own sentence follows in brackets.
_RULES: dict[type[errors.RuleBroken], str] = {
    errors.TextEmpty: "The text is empty.",
    errors.TextTooLong: "The text is longer than the channel takes.",
    errors.ReplyNotAllowed: "This reply cannot be sent at the complaint's present stage or on its channel.",
    errors.ReplyNotHeld: "This reply has ended, so there is nothing to settle.",
    errors.AlreadyDone: "Somebody else did this a moment ago.",
    errors.NotVisible: "There is no such thing.",
    KeyWrong: "This is no key of a machine: give all that 'run_agent.py key' printed there.",
    KeyUsed: "This key was another machine's, or one that was taken away: make a new one there.",
    MachineKnown: "There is a machine of this name with another key: take it away first (agent-role off).",
    MachineStrange: "secret.key does not vouch for that machine's key: run verify, then agent-role new … --key anew.",
    MachineGone: "That machine was taken away: move its channel first (channel move).",
    PlaceWrong: "--database is host and port of PostgreSQL as that machine knows it: server.kantor.lan:5432.",
    RootWrong: "--root is a file with a certificate: BEGIN CERTIFICATE to END CERTIFICATE.",
    PasswordWeak: "The password is too easy to guess: use 12 to 128 characters, as four unrelated words.",
    AccountNotAllowed: "This account cannot be kept.",
    PracticeRefused: "This database is for real work: practice accounts have known passwords and are not made here.",
}
# These already speak English, or speak of what was typed: their own words are enough.
_OWN_WORDS: dict[type[Exception], int] = {
    SettingBroken: WRONG_USE,
    ChannelNotAllowed: WRONG_USE,
    AgentNameWrong: WRONG_USE,
    MayNotGrant: FAILED,
    MustStop: BEGIN_ANEW,
    SchemaNewer: FAILED,
    SchemaOlder: FAILED,
    SecretLost: FAILED,
    ArchiveBroken: FAILED,
    KeyReplaced: FAILED,
    RestoreRefused: FAILED,
    DrillRefused: FAILED,
    FilesElsewhere: FAILED,
    MigrateRefused: FAILED,
    MoveRefused: FAILED,
    PlanRefused: FAILED,
    BackupPlanWrong: WRONG_USE,
    NotMoved: FAILED,
    ServiceRefused: FAILED,
    UpdateAtWork: BEGIN_ANEW,
    UpdateElsewhere: FAILED,
    UpdateFailed: FAILED,
    JournalBroken: FAILED,
}
_DATABASE: tuple[tuple[str, Callable[[str], str]], ...] = (
    (r"locked|timeout expired", lambda _: "The database is busy: another program is writing to it. Try again."),
    (r"disk is full|No space", lambda _: "The disk is full. Free some space, then try again."),
    (
        r"malformed|not a database",
        lambda _: (
            "The database file is damaged or no database: stop both programs and restore a backup (restore FILE)."
        ),
    ),
    (r"readonly|read-only", lambda _: "The database cannot be written to: check the rights on the data folder."),
    (
        r"unable to open",
        lambda _: "The database file cannot be opened: check ADUAN_DATA_DIR, ADUAN_DATABASE_URL and rights.",
    ),
    (r"no such table|does not exist.*relation|relation .*does not exist", lambda _: str(SchemaOlder.__doc__)),
)
KNOWN: tuple[type[Exception], ...] = (errors.RuleBroken, *_OWN_WORDS, peewee.PeeweeException, RawError, OSError)


def explain(problem: Exception) -> tuple[str, int]:
    """Return the sentence and the exit code for an error."""
    for kind, code in _OWN_WORDS.items():
        if isinstance(problem, kind):
            return str(problem), code
    if isinstance(problem, errors.RuleBroken):
        return _rule(problem)
    if isinstance(problem, (peewee.PeeweeException, RawError)):
        return _database(problem), FAILED
    return _file(problem), FAILED


def _rule(problem: errors.RuleBroken) -> tuple[str, int]:
    code = WRONG_USE if isinstance(problem, AccountNotAllowed | PasswordWeak | errors.TextEmpty) else FAILED
    for kind, sentence in _RULES.items():
        if isinstance(problem, kind):
            return f"{sentence} ({problem.sentence})", code
    return f"The SOP or a permission does not allow this. ({problem.sentence})", code


def _database(problem: Exception) -> str:
    words = " ".join(str(problem).split())
    for pattern, sentence in _DATABASE:
        if re.search(pattern, words):
            return sentence(words)
    return f"The database cannot be reached or refuses: {words[:300]}"


def _file(problem: Exception) -> str:
    name = getattr(problem, "filename", None)
    reason = getattr(problem, "strerror", None) or str(problem)
    return f"{name}: {reason}." if name else f"The system refuses: {reason}."
