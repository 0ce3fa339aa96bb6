"""Every number we publish, defined once, over plain data frames: no tables, no pages, no wall clock."""
