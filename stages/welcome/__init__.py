"""Pages before a workshop: the first screen, a new workshop, the example and the tour."""
