"""Cards on a page: read, chosen, written and changed."""
