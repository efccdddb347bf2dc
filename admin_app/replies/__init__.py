"""Answers on screen: their files, their states, the outbox, prepared texts."""
