"""run_admin.py try-out: whether this version works on the office's data, before anybody works with it."""

import click

from admin_app.cli.opening import opened

_HERE = "http://127.0.0.1"


@click.command("try-out", hidden=True)
def try_out() -> int:
    """Ask this version for its sign-in page and for what /readyz says; nothing is received, sent or typed.

    Exits with 1 where one of them is not as it should be. That no agent lives is no fault here.
    """
    with opened() as settings:
        from admin_app.app import create_app

        client = create_app(settings).test_client()
        page = client.get("/login", base_url=_HERE)
        said = client.get("/readyz", base_url=_HERE).get_json()
    wrong = [] if page.status_code == 200 else [f"the sign-in page answers {page.status_code}"]
    wrong += [f"{part}: {said.get(part)}" for part in ("database", "schema") if said.get(part) != "ok"]
    stops = [one for one in said.get("checks", []) if one["weight"] == "not ready" and one["check"] != "agent_silent"]
    wrong += [one["says"] for one in stops]
    for problem in wrong:
        click.echo(problem, err=True)
    return int(bool(wrong))
