"""A served application gives its last answer before the block ends, and none afterwards."""

import threading

import pytest
import requests
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from tests.served import LastAnswers, served


def test_the_block_ends_after_the_answer_that_is_being_given() -> None:
    app, asked, may_answer, answered = Flask(__name__), threading.Event(), threading.Event(), threading.Event()

    @app.get("/")
    def slow() -> str:
        asked.set()
        may_answer.wait(60)
        answered.set()
        return "ya"

    with served(app) as url:
        caller = threading.Thread(target=requests.get, args=(url,), kwargs={"timeout": 60})
        caller.start()
        assert asked.wait(60)
        threading.Timer(0.05, may_answer.set).start()
    assert answered.is_set()
    caller.join()


def test_afterwards_nobody_is_answered_and_a_fault_is_an_answer_too() -> None:
    def fails(*_words: object) -> list[bytes]:
        raise RuntimeError

    last, gone = LastAnswers(fails), LastAnswers(Flask(__name__))
    with pytest.raises(RuntimeError):
        run_wsgi_app(last, create_environ())
    last.end()  # waits for nothing
    gone.end()
    assert run_wsgi_app(gone, create_environ())[1] == "503 Service Unavailable"
