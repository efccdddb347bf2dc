"""The commands of the back office: one module each, which reads its arguments and calls one action."""
