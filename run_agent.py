"""Starts the sync agent. `--once`, `status`, `simulate`: see `--help`."""

from sync_agent.commands import main

if __name__ == "__main__":
    main()
