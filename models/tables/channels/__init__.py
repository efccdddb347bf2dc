"""Tables of channel accounts and the agents that serve them."""
