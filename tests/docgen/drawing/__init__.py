"""Tests of the pictures that are opened in child processes."""
