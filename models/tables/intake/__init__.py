"""Tables of people and of what the platforms returned."""
