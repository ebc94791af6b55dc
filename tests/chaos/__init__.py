"""A room behind a bad network: whole days of it, by seeds."""
