"""People who are none: they fill a room for a rehearsal, and for measuring how much it bears."""
