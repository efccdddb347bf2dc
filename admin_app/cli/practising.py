"""run_admin.py prepare-practice: what start.py calls before it starts the three programs."""

import json
import sys

import click

from admin_app.cli.opening import opened, utc_now
from models.actions.upkeep.practice import PracticeChannel, simulated_waha
from models.actions.upkeep.practice import prepare_practice as prepare
from models.tables.core.secrets import load_key

# The simulator asks for this key where it asks for any; it guards nothing but sample data.
SIMULATOR_KEY = "latihan"


@click.command("prepare-practice")
@click.option(
    "--simulator-url", required=True, help="Where run_agent.py simulate answers, e.g. http://127.0.0.1:8090"
)
@click.option("--api-key", default=SIMULATOR_KEY, show_default=True, help="The API key the simulator expects.")
@click.option("--accounts-stdin", is_flag=True, help="Read the channels from stdin: what /_control/accounts gave.")
def prepare_practice(simulator_url: str, api_key: str, accounts_stdin: bool) -> None:
    """Make sample staff, officials and the simulated channels; print the logins as JSON."""
    channels = _handed_over() if accounts_stdin else [simulated_waha(simulator_url, api_key)]
    with opened() as settings:
        marked = settings.practice_mark.exists()
        logins = prepare(channels, load_key(settings.secret_key_file), marked, utc_now())
    click.echo(json.dumps({"logins": logins}))


def _handed_over() -> list[PracticeChannel]:
    try:
        rows = json.load(sys.stdin)["accounts"]
        return [PracticeChannel(row["kind"], row["label"], row["settings"], row["secrets"]) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException("stdin is not what the simulator gives at /_control/accounts.") from error
