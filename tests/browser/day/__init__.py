"""Whole plans in real browsers, from an empty database to the board."""
