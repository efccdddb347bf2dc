"""A web application on a free port, within this process, whose last answer is given before the block ends.

An open page goes on asking for news. Whoever answered it while the test's office closes would read a database that is
being closed, which ends the whole process.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SOON = 0.02  # seconds between two looks whether to stop
_PATIENCE = 120.0  # seconds until the last answer must be given


@contextmanager
def served(app: "WSGIApplication") -> Iterator[str]:
    """Serve an application until the block ends and all its answers are given; yield its address."""
    last = LastAnswers(app)
    server = make_server("127.0.0.1", 0, last, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(_SOON,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        last.end()


class LastAnswers:
    """An application that can be ended: it waits for the answers being given, and afterwards gives none."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app, self._giving, self._ended = app, 0, False
        self._changed = threading.Condition()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer as the application does, or as one that is gone."""
        with self._changed:
            if self._ended:
                start_response("503 Service Unavailable", [])
                return [b""]
            self._giving += 1
        try:
            # What is sent afterwards is made already; the server does not always say when it was.
            return self._app(environ, start_response)
        finally:
            self._given()

    def end(self) -> None:
        """Wait for the answers being given; give none from now on."""
        with self._changed:
            self._ended = True
            assert self._changed.wait_for(lambda: not self._giving, _PATIENCE)

    def _given(self) -> None:
        with self._changed:
            self._giving -= 1
            self._changed.notify_all()
