"""Tables of closed months."""
