"""Toy agent: idles; as simulator it answers; dies when a file named die is beside it."""

import http.server
import sys
import time
from pathlib import Path


class Simulator(http.server.BaseHTTPRequestHandler):
    """Answers every page with no accounts at all."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"accounts": []}')


if sys.argv[1:2] == ["simulate"]:
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[3])), Simulator).serve_forever()
while not Path("die").exists():
    time.sleep(0.05)
sys.exit("the toy agent was told to die")
