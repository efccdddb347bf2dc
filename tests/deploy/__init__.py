"""The configurations in deploy/, each started as an office starts it, with a back office behind."""
