"""New solutions, led by residents."""
