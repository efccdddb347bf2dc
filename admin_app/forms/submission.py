"""One submission of a form, read strictly: the case, the form's key and version, and choices that exist."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import FileStorage, MultiDict

from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.actions.core.unread_news import Look
from models.rules.core.errors import RuleBroken, UnreadNews
from models.rules.core.moments import from_wib
from models.rules.core.texts import storable
from models.rules.privacy.masking import masked_value
from models.tables import Complaint
from models.tables.core.declaring import held_by
from models.tables.core.settings import Settings

INCOMPLETE = "Formulir ini tidak lengkap. Muat ulang halaman, lalu coba lagi."
NEXT_CASE = "berikutnya"
SHOWN_NEWS = "dilihat"
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Submission:
    """One submission of a form: on which case, with which values, by whom and when."""

    case: Complaint
    form: Mapping[str, str]
    actor: Actor
    now: datetime
    settings: Settings
    files: MultiDict[str, FileStorage] = field(default_factory=MultiDict)

    def word(self, name: str) -> str:
        """Return a field as typed, with plain line ends."""
        return storable(self.form.get(name, "")).replace("\r\n", "\n")

    def number(self, name: str) -> int:
        """Return a field as a whole number. Raises RuleBroken where it is not one."""
        typed = self.word(name)
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 16):
            raise RuleBroken(INCOMPLETE)
        return int(typed)

    def numbers(self, name: str) -> list[int]:
        """Return a field that lists whole numbers; what is none of them is left out."""
        listed = self.word(name).split(",")
        return [int(one) for one in listed if one.isascii() and one.isdecimal() and len(one) < 16]

    def moment(self, name: str) -> datetime | None:
        """Return a moment typed as WIB; None where nothing was typed. Raises RuleBroken where it is invalid."""
        typed = self.word(name).strip()
        if not typed:
            return None
        try:
            moment = datetime.fromisoformat(typed)
            return from_wib(moment) if moment.tzinfo is None else None
        except (ValueError, OverflowError) as err:
            raise RuleBroken(INCOMPLETE) from err

    @property
    def goes_on(self) -> bool:
        """Whether the next case of the queue is wanted after the action."""
        return self.word("lalu") == NEXT_CASE

    @property
    def key(self) -> str:
        """Return the form's one-time key. Raises RuleBroken without one."""
        key = self.word("form_key").strip()
        if not 16 <= len(key) <= 64:
            raise RuleBroken(INCOMPLETE)
        return key

    @property
    def look(self) -> Look:
        """Return what of the case's news the form had shown, and whether it asked. Raises RuleBroken without that."""
        return Look(self.number(SHOWN_NEWS), self.word(UnreadNews.asks) == "ya")

    @property
    def look_if_asked(self) -> Look | None:
        """Return the same where the form was drawn to ask about what came since, else None."""
        return self.look if self.word(UnreadNews.asks) == "ya" else None

    @property
    def version(self) -> int:
        """Return the case's version when the form was drawn. Raises RuleBroken without one."""
        return self.number("version")


def typed(submission: Submission, name: str) -> bool:
    """Whether a column was typed anew: a value sent back as it was shown, masked or not, does not count."""
    column = Complaint._meta.fields[name]
    return submission.word(name) != masked_value(
        held_by(column), getattr(submission.case, name), mask_of(submission.case)
    )


def chosen(kind: type[Choice], value: str) -> Choice:
    """Return a choice of a list. Raises RuleBroken where the list does not contain it."""
    try:
        return kind(value)
    except ValueError as err:
        raise RuleBroken("Pilihan itu tidak ada. Muat ulang halaman, lalu pilih lagi.") from err
