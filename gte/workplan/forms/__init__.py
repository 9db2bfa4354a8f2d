"""Forms of the work plan's working screens."""
