"""Sixty planted faults, each run against the tests that reach it: does the suite still find what it found before?"""
