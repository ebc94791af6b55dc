"""Reads of the thread of a day: what there is to tap, and what the room has taken on."""
