"""Every file is somebody's share, once; files that cannot be imported are left to the collection."""

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.running.shared_compiling import files, import_share, share


@given(st.integers(0, 30), st.integers(1, 5))
def test_each_file_is_the_share_of_one_process(count: int, of: int) -> None:
    paths = [Path(f"test_{number}.py") for number in range(count)]
    shares = [share(paths, process, of) for process in range(of)]
    assert sorted(path for one in shares for path in one) == sorted(paths)
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_what_is_asked_is_folders_files_and_single_tests(tmp_path: Path) -> None:
    for name in ("a/test_one.py", "a/b/test_two.py", "a/office.py", "test_three.py", "test_four.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    asked = [
        f"{tmp_path}/a",
        f"{tmp_path}/test_three.py::test_it[x]",
        f"{tmp_path}/a/test_one.py",
        f"{tmp_path}/none",
    ]
    found = [str(path.relative_to(tmp_path.resolve())) for path in files(asked)]
    assert found == ["a/b/test_two.py", "a/test_one.py", "test_three.py"]


def test_own_files_are_imported_and_broken_ones_are_left(tmp_path: Path) -> None:
    sys.path.insert(0, str(tmp_path))
    try:
        (tmp_path / "test_broken_share.py").write_text("1 / 0")
        (tmp_path / "test_skipped_share.py").write_text("import pytest; pytest.skip('x', allow_module_level=True)")
        (tmp_path / "test_whole_share.py").write_text("FOUND = 1")
        import_share([str(tmp_path)], tmp_path.resolve(), 0, 1)
        assert sys.modules["test_whole_share"].FOUND == 1
        assert not {"test_broken_share", "test_skipped_share"} & set(sys.modules)
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.pop("test_whole_share", None)
