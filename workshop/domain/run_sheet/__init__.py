"""A plan edited as a run sheet: several steps at once, copies, tables, and taking it back."""
