"""Tests of what the agent makes of its own PC."""
