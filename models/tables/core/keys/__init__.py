"""The key pair of an agent's machine, and what is sealed for it: the only half that opens lies on that machine."""
