"""The commands of the back office: one module each, reading words and calling one action."""
