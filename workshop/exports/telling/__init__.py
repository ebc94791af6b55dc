"""One frozen story of a workshop, for each edition."""
