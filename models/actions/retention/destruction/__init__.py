"""Letting files go: who proposes, who agrees, what is taken out of a case, and the files removed afterwards."""
