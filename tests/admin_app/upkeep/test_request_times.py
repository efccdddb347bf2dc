"""How long requests took: measured with all hooks, by the names of routes and nothing a stranger can invent."""

from flask import Flask

from admin_app.upkeep.request_times import NAME, RequestTimes, times_of
from tests.admin_app.browsing import Browser, text


def counted(app: Flask) -> dict[tuple[str, ...], int]:
    """Return how many requests were measured, by method, page and status."""
    return {tuple(one.labels.values()): one.counts[-1][1] for one in times_of(app).figure().spreads}


def test_requests_are_counted_by_route_and_never_by_address(app: Flask, browser: Browser) -> None:
    browser.get("/login")
    browser.get("/login?next=/kasus/rahasia")
    browser.get("/kasus/rahasia-sekali")
    browser.client.open("/login", method="AUFHEBEN")
    browser.get("/healthz")
    found = counted(app)
    assert found["GET", "signing_in.login", "200"] == 2
    assert found["GET", "health.healthz", "200"] == 1
    assert sum(found.values()) == 5
    said = text(browser.get("/metrics"))
    assert "rahasia" not in said and "AUFHEBEN" not in said


def test_a_page_that_fails_is_counted_with_its_status(app: Flask, browser: Browser) -> None:
    def fail() -> str:
        raise KeyError("x")

    app.view_functions["signing_in.login"] = fail
    browser.get("/login")
    assert counted(app)["GET", "signing_in.login", "500"] == 1


def test_seconds_fall_into_the_first_bound_that_holds_them() -> None:
    times = RequestTimes()
    for seconds in (0.005, 0.0051, 3.0, 99.0):
        times.note(("GET", "a", "200"), seconds)
    figure = times.figure()
    (spread,) = figure.spreads
    counts = dict(spread.counts)
    assert (figure.name, spread.total) == (NAME, 102.0101)
    assert [counts[0.005], counts[0.01], counts[2.5], counts[5.0], counts[10.0]] == [1, 2, 2, 3, 3]
    assert counts[float("inf")] == 4


def test_hooks_are_measured_too(app: Flask, browser: Browser) -> None:
    moments = iter([10.0, 12.0])
    times_of(app).monotonic = lambda: next(moments)
    browser.get("/healthz")
    (spread,) = times_of(app).figure().spreads
    assert spread.total == 2.0
    assert next(iter(app.before_request_funcs[None])).__module__ == "admin_app.upkeep.request_times"
