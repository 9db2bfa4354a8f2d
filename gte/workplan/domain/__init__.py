"""The verbs of the work plan."""
