"""Tables of the law's time limits, their clocks, and the warnings given."""
