"""Figures that are read from a workshop, each from the reads of its stage."""
