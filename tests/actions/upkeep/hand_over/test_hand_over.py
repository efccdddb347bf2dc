"""The bundle is gathered anew each time, names no secret, and leaves its trace."""

import json

from models.actions.upkeep.backup.keys import enter_recovery_key
from models.actions.upkeep.hand_over.hand_over import EVENT
from models.rules.upkeep.age_keys import private_text
from models.tables import Audit, ChannelAccount, Staff
from models.tables.core.age_file import new_private
from models.tables.core.settings import Settings
from models.tables.upkeep.recovery_key import drill_key
from tests.actions.upkeep.hand_over.conftest import SECRET, Told
from tests.office import NOW


def test_it_holds_no_secret_of_any_kind(settings: Settings, told: Told) -> None:
    private = new_private()
    enter_recovery_key(private, NOW)
    drill = drill_key(settings.data_dir, settings.secret_key_file)
    Staff.update(password_hash="pbkdf2-rahasia", totp_secret="").execute()
    said = json.dumps(told())
    sealed = ChannelAccount.get().secret
    secrets = [SECRET, "sandi-gerbang", "pbkdf2-rahasia", sealed, private_text(private), private_text(drill)]
    secrets += [settings.secret_key_file.read_text("latin-1")]
    assert [one for one in secrets if one in said] == []
    assert "age1" in said and "127.0.0.1:3000" in said


def test_it_is_read_anew_and_leaves_its_trace(told: Told) -> None:
    assert told()["staff"] != {} and "made" in told()
    assert Audit.select().where(Audit.event == EVENT).count() == 2
    before = told()["staff"]
    Staff.update(active=False).where(Staff.username == "pengelola").execute()
    assert told()["staff"] != before
