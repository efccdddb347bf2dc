"""Tests of actions/upkeep/backup."""
