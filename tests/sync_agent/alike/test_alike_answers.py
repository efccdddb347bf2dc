"""Answers of the same words, one of them cut: every channel goes on, and one's message is not taken for another's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.rules.channels.channels import CHANNELS, Proof
from models.rules.channels.messages import Kind
from models.rules.channels.reply_files import JPEG
from models.rules.replies.delivery import ReplyState
from models.tables import Outbox, ReplyFile
from tests.connectors.stage import BUDI, STAGES
from tests.sync_agent.alike.facing import Facing, facing

_S = ReplyState
WORDS = "Baik, kami periksa."


def _proof(stage: str) -> Proof:
    kind, _, stream = stage.partition("-")
    reach = CHANNELS[kind].reach(Kind(stream or "dm")) if kind in CHANNELS else None
    return reach.proof if reach else Proof.BLIND


LISTING = [stage for stage in STAGES if _proof(stage) is not Proof.BLIND]
UNDER_ONE = [stage for stage in LISTING if stage.endswith("-comment") and not stage.startswith("x-")]
WITH_FILES = [
    stage
    for stage in LISTING
    if CHANNELS[stage.partition("-")[0]].dm.files and not stage.endswith("-comment")  # type: ignore[union-attr]
]


@pytest.fixture
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Facing]:
    with facing(request.param, tmp_path) as made:
        yield made


def _refutes(scene: Facing) -> bool:
    return scene.stage.reach.proof in (Proof.SAME_ID, Proof.REFUTABLE)


@pytest.mark.parametrize("scene", LISTING, indirect=True)
def test_the_second_of_two_like_answers_cut_before_its_effect_stops_nobody(scene: Facing) -> None:
    case = scene.writes("Paspor saya belum jadi.")
    first, second = scene.answer(case, WORDS), ""
    scene.deliver()
    second = scene.answer(case, WORDS)
    scene.cut("before")
    scene.deliver()
    assert [scene.state(key) for key in (first, second)] == [_S.SENT, _S.UNKNOWN]
    scene.settle()
    other = scene.answer(scene.writes("Antrean penuh.", BUDI), "lain")
    scene.deliver()
    assert scene.state(other) == _S.SENT
    for _ in range(3):  # X takes no words twice under one publication: the third try is a person's business
        scene.settle()
        scene.deliver()
    again = _refutes(scene) and (scene.stage.kind, scene.stage.stream) != ("x", "comment")
    assert scene.state(second) == (_S.SENT if again else _S.HOLD)
    assert scene.shown(WORDS) == (2 if again else 1)


@pytest.mark.parametrize("scene", UNDER_ONE, indirect=True)
def test_two_citizens_under_one_comment_get_the_same_words_each_once(scene: Facing) -> None:
    ani = scene.writes("Paspor saya belum jadi.")
    budi = scene.writes("Saya juga menunggu.", BUDI, parent=_first_comment(scene))
    first, second = scene.answer(ani, WORDS), scene.answer(budi, WORDS)
    scene.stage.fault("error_before", where="sends", count=1, skip=1)
    scene.deliver()
    scene.settle()
    scene.deliver()
    assert [scene.state(key) for key in (first, second)] == [_S.SENT, _S.SENT]
    assert scene.shown(WORDS) == 2


def _first_comment(scene: Facing) -> str:
    network = scene.stage.platform.network  # type: ignore[attr-defined]
    return next(item.id for item in network.items.values() if item.text == "Paspor saya belum jadi.")


@pytest.mark.parametrize("scene", WITH_FILES, indirect=True)
def test_the_second_of_two_files_of_one_name_is_not_taken_for_the_first(scene: Facing) -> None:
    case, photo = scene.writes("Paspor saya belum jadi."), scene.stored(b"\xff\xd8\xff\xe0 loket", JPEG, "loket.jpg")
    scene.answer(case, "Lihat foto.", [photo])
    scene.deliver()
    scene.answer(case, "Foto sekali lagi.", [photo])
    scene.stage.fault("error_before", where="sends", count=1, skip=1)
    scene.deliver()
    scene.settle()
    other = scene.answer(scene.writes("Antrean penuh.", BUDI), "lain")
    scene.deliver()
    assert scene.state(other) == _S.SENT
    assert [row.state for row in _files()] == [_S.SENT, _S.HOLD]


def _files() -> list[Outbox]:
    return list(Outbox.select().where(Outbox.id.in_(ReplyFile.select(ReplyFile.reply))).order_by(Outbox.id))
