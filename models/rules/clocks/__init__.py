"""Rules of time: working minutes, due times, pauses, limits of the law, warnings."""
