"""Reads about themes."""
