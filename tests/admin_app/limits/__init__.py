"""Tests of the limits that hold before a page sees a request."""
