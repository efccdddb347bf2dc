"""Rules of the case itself: the SOP's steps and moves, identification, outputs, links, suggestions."""
