"""Answers on screen: files, state on the way, the outbox, prepared texts."""
