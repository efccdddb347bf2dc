"""Installs the archive it lies in, without network: checks all of it first. Standard library only."""
