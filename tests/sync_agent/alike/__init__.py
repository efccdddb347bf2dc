"""Tests of answers of the same words, at every platform."""
