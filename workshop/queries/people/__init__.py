"""Reads about people: hands, voices, who steers."""
