"""A workshop written out: plain sections, tables and charts that every format draws."""
