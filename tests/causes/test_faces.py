"""Every condition of the table caused for real: each face that can see it tells of it, none says that all is well."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.rules.upkeep.conditions.row import Face
from models.rules.upkeep.conditions.table import CONDITIONS, faces_of, row_of
from tests.causes.faces import Faces, Said
from tests.causes.of_conditions import ALL, ELSEWHERE, Caused
from tests.causes.server import Server, server
from tests.causes.stage import stage
from tests.tools import ROOT


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A PostgreSQL server that nobody else needs."""
    with server() as running:
        yield running


@pytest.fixture(scope="module")
def faces() -> Iterator[Faces]:
    """An office on SQLite where all is well, and its faces."""
    with tempfile.TemporaryDirectory(prefix="aduan-faces-") as folder, stage("waha", Path(folder)) as one:
        yield Faces(one)


@pytest.fixture
def on_server(own_server: Server, tmp_path: Path) -> Iterator[Faces]:
    """An office on PostgreSQL where all is well, and its faces."""
    with stage("waha", tmp_path, own_server) as one:
        yield Faces(one)


def untrue(caused: Caused, faces: Faces) -> list[str]:
    """What is not as the table says while a condition holds."""
    able = faces_of(row_of(caused.key))
    asked = [Face.WATCHER] if caused.hangs else list(Face)
    found = faces.say(*asked)
    return [
        f"{face}: {wrong}" for face, said in found.items() for wrong in _of_face(caused, face, said, face in able)
    ]


def _of_face(caused: Caused, face: Face, said: Said, able: bool) -> Iterator[str]:
    told = caused.words in said.words if face is Face.HOME else caused.key in said.holds
    if able and not told:
        yield f"does not tell of it ({sorted(said.holds)})"
    if able and face in (Face.STATUS, Face.WATCHER) and said.holds and not _in_words(caused, said):
        yield f"says no words that a person knows it by: {said.words}"
    if not able and told and caused.words:
        yield "tells of what it cannot see"
    if caused.key in said.fine:
        yield "says that it does not hold"
    if able and said.well:
        yield "says that all is well"


def _in_words(caused: Caused, said: Said) -> bool:
    return caused.words in said.words


def left(caused: Caused, faces: Faces) -> list[str]:
    """Who still tells of a condition that is over."""
    asked = [Face.WATCHER] if caused.hangs else list(Face)
    found = faces.say(*asked)
    telling = [face for face, said in found.items() if caused.key in said.holds]
    home = [Face.HOME] if Face.HOME in found and caused.words and caused.words in found[Face.HOME].words else []
    return [str(face) for face in (*telling, *home)]


def tried(caused: Caused, faces: Faces) -> None:
    """Cause it, ask all, end it, ask all."""
    caused.begin(faces)
    try:
        faces.stage.step(caused.wait)
        wrong = untrue(caused, faces)
    finally:
        caused.end(faces)
    faces.stage.step(60)
    assert (wrong, left(caused, faces)) == ([], [])


def test_where_all_is_well_every_face_says_so_of_what_it_sees(faces: Faces) -> None:
    found = faces.say()
    assert {face: sorted(said.holds) for face, said in found.items() if said.holds} == {}
    assert [face for face, said in found.items() if not said.well] == [
        Face.METRICS,
        Face.DOCTOR,
    ]  # they say it of each
    for face in (Face.STATUS, Face.METRICS):
        assert found[face].fine == {row.key for row in CONDITIONS if face in faces_of(row)}


@pytest.mark.parametrize("caused", [one for one in ALL if not one.server], ids=lambda one: one.key)
def test_whoever_can_see_a_condition_tells_of_it_and_nobody_calls_it_well(caused: Caused, faces: Faces) -> None:
    tried(caused, faces)


@pytest.mark.parametrize("caused", [one for one in ALL if one.server], ids=lambda one: one.key)
def test_what_only_a_server_can_meet_is_told_alike(caused: Caused, on_server: Faces) -> None:
    tried(caused, on_server)


def test_no_condition_of_the_table_is_left_out() -> None:
    assert {one.key for one in ALL} | set(ELSEWHERE) == {row.key for row in CONDITIONS}
    assert [key for key, path in ELSEWHERE.items() if key not in (ROOT / path).read_text("utf-8")] == []
