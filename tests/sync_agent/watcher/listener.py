"""A real HTTP server that stands for the outside watcher, and for a back office."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Listener(ThreadingHTTPServer):
    """Remembers what it was told, and answers as the test says."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.heard: list[tuple[str, str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: tuple[int, str, dict[str, str]] = (200, "OK", {})
        self.by_path: dict[str, tuple[int, str, dict[str, str]]] = {}  # before `answers`
        self.more = threading.Condition()

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def paths(self) -> list[str]:
        """Return the paths it was asked for, in order."""
        return [path for _method, path, _body in self.heard]

    def wait_for(self, path: str, patience: float = 60.0) -> str:
        """Wait until it is asked for a path from now on; return the body that came."""
        with self.more:
            begun = len(self.heard)
            assert self.more.wait_for(lambda: path in self.paths()[begun:], patience), self.paths()[-3:]
            return next(body for _method, asked, body in self.heard[begun:] if asked == path)


class _Answers(BaseHTTPRequestHandler):
    server: Listener

    def answer(self) -> None:
        """Note a word, and only then answer: whoever was answered finds it noted."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        with self.server.more:
            self.server.heard.append((self.command, self.path, body))
            self.server.headers.append(dict(self.headers))
            self.server.more.notify_all()
        status, words, headers = self.server.by_path.get(self.path, self.server.answers)
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(words))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(words.encode())

    do_GET = do_POST = answer  # noqa: N815 - the library calls them so

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def listening() -> Iterator[Listener]:
    """Run one until the block ends."""
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
