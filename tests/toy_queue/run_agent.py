"""Starts the agent as run_agent.py does, with the toy among its channels."""

from sync_agent.commands import main
from tests.toy_queue.installed import installed

if __name__ == "__main__":
    with installed():
        main()
