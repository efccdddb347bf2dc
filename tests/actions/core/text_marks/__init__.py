"""Tests of actions/core/text_marks."""
