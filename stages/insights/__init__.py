"""Insight capture: what we saw and heard, sorted and understood."""
