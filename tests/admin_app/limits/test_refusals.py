"""What is refused before a page sees it is answered in a sentence, with the headers of every other answer."""

import pytest

from admin_app.limits.bodies import WITH_SESSION
from tests.admin_app.limits.served import Room, all_of, head, served

ODD = b"GET / HTTP/1.1\r\nHost: office\r\nContent-Length: zwei\r\n\r\n"
LONG = head("/", "X-Much: " + "x" * 40_000)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (ODD, b"400"),
        (LONG, b"431"),
        (head("/", "Content-Length: 1001", method="POST"), b"413"),
        (head("/", f"Content-Length: {1 << 30}", method="POST"), b"413"),  # more than waitress itself takes
    ],
    ids=["nonsense", "long head", "large body", "huge body"],
)
def test_a_refusal_before_any_page_has_the_headers_that_keep_a_browser_from_guessing(
    sent: bytes, status: bytes
) -> None:
    with served(1000) as here, here.opened(sent) as one:
        answer = all_of(one)
    assert answer.split()[1] == status
    for name in (b"X-Content-Type-Options: nosniff", b"Content-Security-Policy: default-src 'none'", b"no-store"):
        assert name in answer
    assert answer.rstrip().endswith((b"lalu coba lagi.", b"paling besar 2 MB."))
    assert b"waitress" not in answer.lower() and b"generated" not in answer


def test_a_body_that_is_too_large_is_refused_in_the_words_of_staff() -> None:
    with served(1000) as here, here.opened(head("/", "Content-Length: 1001", method="POST")) as one:
        assert all_of(one).endswith(b"berkas paling besar 16 MB, isian tanpa berkas paling besar 2 MB.\n")


def test_whose_session_is_over_is_told_to_sign_in_and_not_that_the_file_is_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        Room, "most", lambda _room, _method, _path, cookies: 5000 if WITH_SESSION in cookies else 1000
    )
    for bytes_sent, cookies, status in (
        (1001, "aduan_perangkat=y", b"401"),
        (5001, "aduan_perangkat=y", b"413"),
        (5001, f"{WITH_SESSION}x", b"413"),
    ):
        lines = (f"Content-Length: {bytes_sent}", f"Cookie: {cookies}")
        with served() as here, here.opened(head("/", *lines, method="POST")) as one:
            answer = all_of(one)
        assert (answer.split()[1], b"Masuk dahulu" in answer) == (status, status == b"401")


def test_a_failure_that_no_page_could_tell_of_is_told_in_the_words_of_staff() -> None:
    def fails(_path: str) -> bytes:
        raise RuntimeError("Siti Aminah")

    with served(page=fails) as here:
        answer = here.asked()
    assert answer.split()[1] == b"500"
    assert b"hubungi Administrator" in answer
    assert b"Siti" not in answer
