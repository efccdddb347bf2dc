"""Tests of actions/retention/appraisal."""
