"""Doctor tells of the own e-signature service where it is chosen and not set, or does not answer."""

from typing import Any

from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.diagnose.signing import look_at_signing
from models.tables import SigningService
from tests.actions.drafting import set_office
from tests.actions.papers.own_service.going import Trying


def found() -> list[tuple[Level, str]]:
    return [(one.level, one.sentence) for one in look_at_signing()]


def test_it_is_told_as_it_is(account: Any) -> None:
    assert found() == []
    Trying(account)
    assert [level for level, _ in found()] == [Level.WARNING]
    SigningService.update(check_good="ya").execute()
    assert [level for level, _ in found()] == [Level.OK]
    SigningService.update(check_good="tidak", check_said="Layanan sedang terganggu.").execute()
    assert "terganggu" in found()[0][1]
    SigningService.delete().execute()
    ((level, said),) = found()
    assert (level, "none is set" in said) == (Level.WARNING, True)
    set_office("mode_ttd", "basah")
    assert found() == []
