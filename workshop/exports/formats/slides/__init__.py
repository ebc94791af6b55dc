"""The worked story as 10 to 15 slides that people can edit: real layouts, native charts, notes."""
