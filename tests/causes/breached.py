"""A breach of personal data on the register of an office on a stage, and that it was none after all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from models.actions.core.actor import OPERATOR
from models.actions.core.trail.trail_signing import sign_with
from models.actions.privacy.breach.incidents import open_incidents, record_incident, record_none
from models.actions.upkeep.trail_checkpoints import signing_key
from models.rules.privacy.breach import Kind
from tests.causes.faces import Faces


def known(faces: Faces) -> None:
    """Let a lost backup be known now."""
    with writing(faces) as now:
        record_incident(Kind.BACKUP, now, OPERATOR, now)


def none_after_all(faces: Faces) -> None:
    """Let every breach turn out to be none."""
    with writing(faces) as now:
        for one in open_incidents():
            record_none(one.number, OPERATOR, now)


@contextmanager
def writing(faces: Faces) -> Iterator[datetime]:
    """Sign as the programs do that write beside this; yield the office's moment."""
    sign_with(partial(signing_key, faces.stage.settings.data_dir))
    try:
        yield faces.stage.rhythm.now()
    finally:
        sign_with(None)
