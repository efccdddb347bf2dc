"""Recounts from raw history alone what the program asserts; imports tables and nothing else of the program."""
