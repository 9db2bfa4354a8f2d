"""The generic list and page of a kind of record, below every room that has records."""
