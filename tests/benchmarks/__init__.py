"""How fast it is, each figure beside a limit measured in the same run. Run by `start.py bench`; asserts nothing."""
