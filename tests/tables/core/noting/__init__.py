"""Tests of core/noting."""
