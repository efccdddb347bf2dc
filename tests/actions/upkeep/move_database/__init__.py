"""Tests of moving an office between its two kinds of database."""
