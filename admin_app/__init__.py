"""The back office: what staff see. It asks, shows and calls one action; it decides nothing."""
