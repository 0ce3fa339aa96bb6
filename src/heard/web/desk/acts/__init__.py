"""The pages on which acts of the office are done: one module a family, each with its `PAGES`."""
