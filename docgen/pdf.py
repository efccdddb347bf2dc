"""Word in, PDF/A-2b out: LibreOffice in a process of its own that can be killed, one call at a time.

A process for each call, as many papers a call as there are. Kept running between calls it saves nothing (measured
with 25.2: 0.35 to 0.46 s a paper started anew, 0.42 to 0.76 s handed to a running one; three in one call 0.5 s).
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from docgen.errors import DocumentError

TIME_LIMIT = 60.0  # seconds for one call, a first start with a new profile included
PATIENCE = 120.0  # seconds a paper waits for its turn
# 2: PDF/A-2b. Photos were made small before; making them smaller again costs seconds and sharpness.
_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"ReduceImageResolution":{"type":"boolean","value":"false"},"Quality":{"type":"long","value":"80"}}'
)
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# It sees nothing of the program's settings and secrets.
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TEMP", "TMP", "PROGRAMFILES")
_SAME_MEASURES = ("arial", "liberation sans", "arimo")


class PdfUnavailable(DocumentError):
    """PDF belum dapat dibuat karena LibreOffice tidak ada di komputer server. Pakai berkas Word-nya."""


class PdfFailed(DocumentError):
    """PDF tidak dapat dibuat dari naskah ini. Pakai berkas Word-nya, lalu sampaikan kepada Administrator."""


class PdfBusy(DocumentError):
    """Pembuatan PDF masih sibuk dengan naskah lain. Ulangi sebentar lagi, atau pakai berkas Word-nya."""


def find_soffice() -> str | None:
    """Give where LibreOffice lies on this PC; None where it is not installed."""
    return shutil.which("soffice") or next((place for place in _PLACES if Path(place).is_file()), None)


def font_for_arial() -> str | None:
    """Name the font that stands for Arial on this PC; None where nobody can say (pitfall 17)."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    try:
        done = subprocess.run([program, "-f", "%{family}", "Arial"], capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() or None


def has_arial_measures(font: str) -> bool:
    """Say whether pages set in this font break where they break in Arial."""
    return font.lower().startswith(_SAME_MEASURES)


class Converter:
    """Turns papers into PDF; threads take turns. `folder` holds its profile and, while it works, the papers."""

    def __init__(self, folder: Path, program: str | None = None, time_limit: float = TIME_LIMIT) -> None:
        self._folder = folder
        self._program = program
        self._time_limit = time_limit
        self._turn = threading.Lock()

    def convert(self, papers: Sequence[bytes], patience: float = PATIENCE) -> list[bytes]:
        """Give the PDF of each .docx, in order. Raises PdfUnavailable, PdfFailed or PdfBusy."""
        program = self._program or find_soffice()
        if program is None:
            raise PdfUnavailable
        if not papers:
            return []
        if not self._turn.acquire(timeout=patience):
            raise PdfBusy
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix="kerja-", dir=self._folder, ignore_cleanup_errors=True) as work:
                return self._made(program, Path(work), papers)
        finally:
            self._turn.release()

    def _made(self, program: str, work: Path, papers: Sequence[bytes]) -> list[bytes]:
        sources = [work / f"{place:03}.docx" for place in range(len(papers))]
        for source, paper in zip(sources, papers, strict=True):
            source.write_bytes(paper)
        profile = (self._folder / "profil").resolve().as_uri()
        command = [program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}"]
        code = _run(
            [*command, "--convert-to", _FILTER, "--outdir", str(work), *map(str, sources)],
            self._time_limit,
            self._folder,
        )
        made = [source.with_suffix(".pdf") for source in sources]
        # It may end well and have written nothing, or end badly after writing half of them (pitfall 16).
        if code != 0 or not all(path.is_file() and path.stat().st_size for path in made):
            raise PdfFailed
        return [path.read_bytes() for path in made]


def _run(command: list[str], time_limit: float, home: Path) -> int:
    """Run LibreOffice to its end and give its exit code; kill it and everything it started at the limit."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    silent = subprocess.DEVNULL  # its words may hold a citizen's words
    try:
        process = subprocess.Popen(
            command,
            env=environment | {"HOME": str(home), "LC_ALL": "C.UTF-8"},
            stdin=silent,
            stdout=silent,
            stderr=silent,
            start_new_session=True,
        )
    except OSError as err:
        raise PdfUnavailable from err
    try:
        return process.wait(time_limit)
    except subprocess.TimeoutExpired:
        raise PdfFailed(
            "Pembuatan PDF dihentikan karena terlalu lama. Pakai berkas Word-nya, atau ulangi nanti."
        ) from None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process with its children, by its id; soffice is a starter whose child does the work."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        taskkill = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32" / "taskkill.exe"
        subprocess.run([taskkill, "/F", "/T", "/PID", str(process.pid)], capture_output=True)
    process.wait()
