"""The parts of taking a page in: people, messages, our own echoes, edits, and the complaints they open or join."""
