"""An update to another version: how far it came, and what makes of one that broke off the old or the new version."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum


class Stage(StrEnum):
    """How far an update came; each is written down before what it names is begun."""

    BEGUN = "begun"  # programs end, the backup is made: nothing is changed
    CHANGING = "changing"  # the database may be of the old version, the new one, or in between
    WELL = "well"  # the new version was tried on it and is well; it may be the version in use


@dataclass(frozen=True)
class Journal:
    """What is known of an update outside the database: `old` and `new` are the folders of the two versions."""

    stage: Stage
    old: str
    new: str
    backup: str
    told: str  # both numbers, for people

    def at(self, stage: Stage) -> "Journal":
        """Return the same at a later stage."""
        return replace(self, stage=stage)

    def values(self) -> dict[str, str]:
        """Return it as it is written down."""
        return {name: str(value) for name, value in asdict(self).items()}


def journal_of(values: dict[str, str]) -> Journal:
    """Return what was written down. Raises KeyError or ValueError where that is no journal."""
    words = {name: str(values[name]) for name in ("old", "new", "backup", "told")}
    return Journal(Stage(values["stage"]), **words)


class Recovery(StrEnum):
    """What a start does with an update that broke off."""

    FORGET = "forget"  # nothing was changed, or all was well: the update is over
    PUT_BACK = "put back"  # the backup is put back as it was
    REFUSE = "refuse"  # the other version must be started


def recovery(journal: Journal, here: str, in_use: str, fits: bool) -> Recovery:
    """Return what the version that lies `here` does, of two of which one is `in_use`; `fits`: the schema is its own.

    Nobody wrote since the backup, since every start comes here first. Only the version in use before may put it back,
    while it is the one in use: begun just before the other was, it finds itself replaced. The new one counts once it
    was found well.
    """
    if here == journal.new:
        return Recovery.FORGET if journal.stage is Stage.WELL and fits else Recovery.REFUSE
    if here != journal.old or in_use == journal.new:
        return Recovery.REFUSE
    return Recovery.FORGET if journal.stage is Stage.BEGUN else Recovery.PUT_BACK
