"""Machines that do at random what officers and citizens may do, and recount after each step what is shown."""
