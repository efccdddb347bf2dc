"""The built Windows archive, installed and run under Debian's wine: what of the program works there."""
