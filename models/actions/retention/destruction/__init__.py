"""Destroying the files of cases: proposing, agreeing, emptying rows, and removing stored files afterwards."""
