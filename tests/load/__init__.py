"""A load generator that speaks the real contract to a real server on this machine."""
