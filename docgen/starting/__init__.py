"""The Word template an own type of the office starts with, written from its form and its questions."""
