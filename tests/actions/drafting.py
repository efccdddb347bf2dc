"""Short words for the tests of papers: the number mode, a first draft, a paper signed again, ranges, the proof."""

from pathlib import Path

from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.draft_document import draft_document
from models.actions.papers.numbers.number_blocks import Grant, grant_block
from models.actions.papers.sign_document import sign_document
from models.actions.upkeep.verify import months, numbers
from models.actions.upkeep.verify.office import Office
from models.rules.staff.roles import Role
from models.tables import Document, NumberBlock, OfficeSetting
from tests.actions.walking import Walk
from tests.office import NOW, actor
from tests.running.kept_states import always


def set_office(key: str, value: str) -> None:
    """Set one of the office's choices."""

    def write() -> None:
        OfficeSetting.insert(key=key, value="").on_conflict_ignore().execute()
        OfficeSetting.update(value=value).where(OfficeSetting.key == key).execute()

    always(("setting", key, value), write)


def use_mode(mode: str) -> None:
    set_office("mode_nomor", mode)


def draft(walk: Walk) -> Document:
    return draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())


def resigned(walk: Walk, number: str | None = None) -> Document:
    """Sign one more paper of the case, and cancel it so that the next can follow; its number stays spent."""
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    signed = sign_document(draft(walk).id, kasubsi, walk.tick(), number=number)
    cancel_document(signed.id, "Salah ketik", kasubsi, walk.tick())
    return signed


def grant(first: int, final: int, by: str = "Bapak Contoh", series: str = "kantor", year: int = 2026) -> NumberBlock:
    what = Grant("WIM.32.IMI.5", year, series, first, final, by)
    return grant_block(what, actor(Role.KASUBSI_INFOKIM), NOW)


def nothing_wrong() -> bool:
    """Whether the register of numbers passes its proof."""
    office = Office(Path(), Path(), NOW)
    found = [*numbers.series(office), *numbers.holders(office)]
    assert found == []
    return True


def month_whole() -> bool:
    """Whether every closed month passes its proof."""
    assert list(months.lines(Office(Path(), Path(), NOW))) == []
    return True
