"""What the back office's command says where its libraries lack, among the sources and where it was installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import ROOT


@pytest.mark.parametrize(
    ("archive", "said", "not_said"),
    [(False, "start.py setup", "archive"), (True, "install the archive again", "start.py")],
    ids=["sources", "archive"],
)
def test_where_libraries_lack_it_names_what_is_there_to_mend_it(
    tmp_path: Path, archive: bool, said: str, not_said: str
) -> None:
    shutil.copyfile(ROOT / "run_admin.py", tmp_path / "run_admin.py")
    if archive:
        (tmp_path / "release.json").write_text("{}")
    done = subprocess.run([sys.executable, "-I", tmp_path / "run_admin.py"], capture_output=True, text=True)
    assert (done.returncode, "admin_app is not installed here" in done.stderr) == (1, True)
    assert (said in done.stderr, not_said in done.stderr) == (True, False)
