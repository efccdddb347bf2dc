"""Puts the pictures that a paper's facts name by sha256 into them: the office's emblem, and photos."""

import base64
from collections.abc import Mapping

from models.rules.core.errors import DocumentNotAllowed
from models.tables.core.files.store import FileStore

_PHOTO = "Berkas foto penelitian hilang. Keluarkan fotonya, atau pulihkan cadangan."
_EMBLEM = "Berkas lambang kantor hilang. Minta Administrator memasangnya lagi di Kop surat, atau memulihkan cadangan."


def with_pictures(facts: Mapping[str, object], store: FileStore) -> dict[str, object]:
    """Return the facts with the pictures they name by sha256: the office's emblem, and photos."""
    whole, photos, kop = dict(facts), facts.get("photos"), facts.get("kop")
    if isinstance(photos, list):
        whole["photos"] = [{**photo, "picture": _picture(photo.get("sha256"), store, _PHOTO)} for photo in photos]
    if isinstance(kop, dict) and isinstance(emblem := kop.get("emblem"), dict):
        whole["kop"] = {**kop, "emblem": {**emblem, "picture": _picture(emblem.get("sha256"), store, _EMBLEM)}}
    return whole


def with_pictures_or_none(facts: Mapping[str, object], store: FileStore) -> dict[str, object]:
    """Return the facts likewise; an emblem that is lost, which *Kop surat* says, is left out."""
    try:
        return with_pictures(facts, store)
    except DocumentNotAllowed:
        kop = facts.get("kop")
        return {**facts, "kop": {**kop, "emblem": None} if isinstance(kop, dict) else kop}


def _picture(sha256: object, store: FileStore, lost: str) -> str:
    try:
        return base64.b64encode(store.read(str(sha256))).decode("ascii")
    except FileNotFoundError as err:
        # A report signed without its evidence would look whole.
        raise DocumentNotAllowed(lost) from err
