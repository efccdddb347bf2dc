"""A real SMTP server that stands for the office's mail server: with or without encryption and sign-in, as told."""

import base64
import email
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from typing import cast


class Postbox(socketserver.ThreadingTCPServer):
    """Keeps the letters it took. `tls`: it offers STARTTLS; `at_once`: it speaks TLS from the first byte."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None = None, *, at_once: bool = False, account: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.tls, self.at_once, self.account = tls, at_once, account
        self.letters: list[EmailMessage] = []
        self.heard: list[str] = []  # each line, with a mark where it came encrypted
        self.refused: set[str] = set()
        self.busy = self.gruff = False
        self.more = threading.Condition()

    @property
    def port(self) -> int:
        """Return where it listens."""
        return int(self.server_address[1])

    def wait_for(self, letters: int, patience: float = 60.0) -> EmailMessage:
        """Wait until so many letters came; return the last of them."""
        with self.more:
            assert self.more.wait_for(lambda: len(self.letters) >= letters, patience), self.heard
            return self.letters[letters - 1]


class _Session(socketserver.StreamRequestHandler):
    server: Postbox
    encrypted = False

    def setup(self) -> None:
        if self.server.at_once:
            self._encrypt()
        super().setup()

    def _encrypt(self) -> None:
        assert self.server.tls is not None
        self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        self.encrypted = True

    def handle(self) -> None:
        self._say("220 mail.test ESMTP")
        while line := self.rfile.readline():
            words = line.decode().strip()
            self.server.heard.append(("* " if self.encrypted else "") + words)
            verb = words.partition(" ")[0].upper()
            if verb == "QUIT":
                self._say("421 not now" if self.server.gruff else "221 bye")
                return
            if verb == "STARTTLS":
                self._say("220 go")
                self._encrypt()
                super().setup()
            elif verb == "DATA":
                self._take()
            else:
                self._say(self._answer(verb, words))

    def _answer(self, verb: str, words: str) -> str:
        here = self.server
        if verb == "EHLO":
            offers = ["mail.test"]
            offers += ["STARTTLS"] if here.tls and not self.encrypted else []
            offers += ["AUTH PLAIN"] if here.account else []
            return "\r\n".join(f"250{'-' if one != offers[-1] else ' '}{one}" for one in offers)
        if verb == "AUTH":
            given = base64.b64decode(words.split()[2]).decode().split("\0")
            return "235 welcome" if ":".join(given[1:]) == here.account else "535 who are you"
        if verb == "MAIL" and here.busy:
            return "451 later"
        if verb == "RCPT" and any(one in words for one in here.refused):
            return "550 nobody of this name"
        return "250 fine"

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        letter = email.message_from_bytes(b"".join(lines), policy=default)
        with self.server.more:
            self.server.letters.append(cast("EmailMessage", letter))
            self.server.more.notify_all()
        self._say("250 taken")  # whoever was answered finds it kept

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def open_postbox(tls: ssl.SSLContext | None = None, *, at_once: bool = False, account: str = "") -> Iterator[Postbox]:
    """Run one until the block ends."""
    with Postbox(tls, at_once=at_once, account=account) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
