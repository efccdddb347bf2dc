"""The folders of machines: known by name and path, and waited for until each is among those that said so."""

from pathlib import Path
from typing import Any

from models.tables import FilePlace
from models.tables.core.files.database_store import DatabaseStore
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.places import is_ours, place_of, this_machine, waiting_places
from tests.office import NOW


def test_a_store_is_the_place_noted_of_this_machine_and_path(account: Any, tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert place_of(store) is None
    FilePlace.create(host="gateway", path=str(tmp_path), seen_at=NOW)
    assert place_of(store) is None
    mine = FilePlace.create(host=this_machine(), path=str(tmp_path), seen_at=NOW)
    assert (place_of(store), place_of(FolderStore(tmp_path / "lain")), place_of(DatabaseStore())) == (
        mine,
        None,
        None,
    )


def test_a_folder_in_the_place_of_the_noted_one_is_not_ours(account: Any, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    assert is_ours(store) and is_ours(DatabaseStore())
    FilePlace.create(host=this_machine(), path=store.place, seen_at=NOW, mark=store.give_mark())
    assert is_ours(store) and store.give_mark() == store.mark() != ""
    store.root.rename(tmp_path / "unmounted")
    assert not is_ours(store)
    store.make_ready()
    assert not is_ours(store)
    store.give_mark()
    assert not is_ours(store)


def test_a_folder_noted_before_it_had_a_mark_is_ours(account: Any, tmp_path: Path) -> None:
    FilePlace.create(host=this_machine(), path=str(tmp_path), seen_at=NOW)
    assert is_ours(FolderStore(tmp_path))


def test_a_folder_that_was_never_noted_is_ours(account: Any, tmp_path: Path) -> None:
    FilePlace.create(host=this_machine(), path="/before", seen_at=NOW, mark="a" * 32)
    assert is_ours(FolderStore(tmp_path))


def test_every_place_is_waited_for_until_it_is_named(account: Any) -> None:
    places = [FilePlace.create(host=host, path="/files", seen_at=NOW) for host in ("a", "b")]
    assert waiting_places("") == places
    assert waiting_places(f"{places[1].id}") == places[:1]
    assert waiting_places(" ".join(str(place.id) for place in places)) == []
