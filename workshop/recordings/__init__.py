"""Recordings of a voice: told by their bytes, and kept without what a phone wrote beside the sound.

No sound is decoded here: the containers are walked by lists of what may stand in them.
"""
