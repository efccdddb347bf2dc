"""What the programs start sees no setting and no secret of the office: neither its environment nor its words."""

import ast
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from docgen.file_text.reading import read_file
from docgen.file_text.recognising import Recogniser
from docgen.pdf import Converter, find_pdftoppm, font_for_arial, picture_of, scripts_without_font
from docgen.render import Renderer
from models.actions.upkeep.services.telling import _run
from models.actions.upkeep.updating.places import Runner
from tests.docgen.test_render import FACTS
from tests.security.calls import every_call
from tests.tools import needs

SECRET = "rahasia-besar-sekali"
PLANTED = {
    "ADUAN_DATABASE_URL": f"postgresql://aduan:{SECRET}@localhost/aduan",
    "PGPASSWORD": SECRET,
    "WAHA_API_KEY": SECRET,
}

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="children are looked at in /proc")


SEEN: dict[str, set[bytes]] = {}  # by the name of a program: environments and words it was met with


class Met(subprocess.Popen[bytes]):
    """Starts a program and at once reads in /proc what it was given; each of them then waits for its input."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        said, environ = self._told("cmdline"), self._told("environ")
        parts = [Path(part.decode()).name for part in said.split(b"\0") if part]
        name = next((part for part in parts if part in WANTED or part.startswith("docgen.")), "")
        SEEN.setdefault(name, set()).update((said, environ))

    def _told(self, name: str) -> bytes:
        """Return a file of /proc; while the kernel is still loading the program it is empty."""
        said = b""
        while not said and self.poll() is None:
            said = Path(f"/proc/{self.pid}/{name}").read_bytes()
        return said


WANTED = {"docgen.worker", "docgen.file_text.child", "soffice", "pdftoppm", "tesseract"}


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PLANTED.items():
        monkeypatch.setenv(name, value)


def test_no_child_that_opens_what_strangers_send_sees_the_offices_secrets(
    planted: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tool in ("libreoffice", "pdftoppm"):
        needs(tool)
    SEEN.clear()
    (tmp_path / "tesseract").write_text("#!/bin/sh\ncat > /dev/null\n")  # the real one waits for all other programs
    (tmp_path / "tesseract").chmod(0o755)
    found = Recogniser(str(tmp_path / "tesseract"), ("ind",))
    monkeypatch.setattr(subprocess, "Popen", Met)
    with Renderer() as renderer:
        paper = renderer.render("ND-TERUS", FACTS)
    (pdf,) = Converter(tmp_path / "pdf").convert([paper])
    picture_of(pdf, 1, find_pdftoppm() or "")
    found.words_in(b"a page")
    read_file(pdf, "application/pdf", found)
    assert set(SEEN) == WANTED
    assert all(any(b"PATH=" in one for one in said) for said in SEEN.values()), "nothing was read"
    assert [name for name, said in SEEN.items() if any(SECRET.encode() in one for one in said)] == []


def test_programs_of_the_machine_are_asked_without_the_offices_settings(
    planted: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("fc-match", "fc-list", "systemctl"):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\nenv > {tmp_path}/{name}.seen\necho Arimo\n")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert (font_for_arial(), scripts_without_font()) == ("Arimo", [])
    _run(["systemctl", "show"])
    seen = {path.stem: path.read_text() for path in tmp_path.glob("*.seen")}
    assert set(seen) == {"fc-match", "fc-list", "systemctl"}
    assert not any("ADUAN_DATABASE_URL" in said for said in seen.values())
    assert not any(SECRET in seen[name] for name in ("fc-match", "fc-list"))


def test_the_installer_that_an_update_runs_is_given_no_settings(planted: None, tmp_path: Path) -> None:
    place = tmp_path / "1.0.0-aaaaaaaa"
    python = place / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nenv\n")
    python.chmod(0o755)
    read, write = os.pipe()
    try:
        runner = Runner(tmp_path, read)
        assert "ADUAN_DATABASE_URL" not in runner.installer(place, "--use", "x").out
        assert "ADUAN_DATABASE_URL" in runner.office(place, "backup").out  # it opens the office's database
    finally:
        os.close(read)
        os.close(write)


def test_each_start_of_a_program_says_what_it_sees() -> None:
    started = [
        (module, call) for module, called, call in every_call() if called in ("subprocess.run", "subprocess.Popen")
    ]
    assert started
    lacking = [
        f"{module}: {ast.unparse(call.args[0])}"
        for module, call in started
        if "env" not in {word.arg for word in call.keywords}
    ]
    assert lacking == []
