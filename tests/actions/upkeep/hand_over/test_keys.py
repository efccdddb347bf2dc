"""Each key is said to be what it is: there, lost, another, or not made yet."""

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from models.actions.upkeep.backup.keys import enter_recovery_key
from models.actions.upkeep.hand_over.keys import fingerprint, key_facts
from models.tables.core.age_file import new_private
from models.tables.core.settings import Settings
from models.tables.upkeep.recovery_key import drill_key
from releases.installer.checking import fingerprint as as_the_installer_prints
from tests.office import NOW


def _states(settings: Settings) -> tuple[object, object, object]:
    found = key_facts(settings, NOW)
    return found["secret_key"]["state"], found["drill"]["state"], found["recovery"]  # type: ignore[index]


def test_secret_key_and_drill_key_are_tried_on_what_they_sealed(settings: Settings) -> None:
    assert _states(settings) == ("there", "none", None)
    drill_key(settings.data_dir, settings.secret_key_file)
    assert _states(settings)[:2] == ("there", "there")
    settings.secret_key_file.rename(settings.data_dir / "away")
    assert _states(settings)[:2] == ("lost", "shut")
    settings.secret_key_file.write_bytes(Fernet.generate_key())
    assert _states(settings)[:2] == ("other", "shut")


def test_the_recovery_key_is_told_by_its_public_half_and_when_it_was_entered(settings: Settings) -> None:
    assert (key_facts(settings, NOW)["encryption"], key_facts(settings, NOW)["backed_up"]) == ("no key", False)
    enter_recovery_key(new_private(), NOW)
    _secret, _drill, found = _states(settings)
    assert found["public"].startswith("age1") and found["tried"] == "2026-11-25T02:00:00+00:00"  # type: ignore[index]


def test_the_publishers_key_is_told_as_the_installer_prints_it() -> None:
    public = Ed25519PrivateKey.generate().public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert fingerprint(pem) == as_the_installer_prints(raw)
    assert (fingerprint(""), fingerprint("no key at all!")) == ("", "")
