"""Verbs on people: joining, steering, coming back."""
