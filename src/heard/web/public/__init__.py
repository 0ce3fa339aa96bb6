"""The public's door: for children, families, those who help them, and colleagues. Nobody here has an account."""
