"""Pages of accounts and people, by audience."""
