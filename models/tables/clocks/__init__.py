"""Tables of the clocks of the law and of the warnings given."""
