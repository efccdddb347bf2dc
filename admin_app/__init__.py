"""The back office: what staff see. Asks, shows, calls one action. Decides nothing."""
