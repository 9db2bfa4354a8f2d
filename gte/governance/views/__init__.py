"""Working screens of governance, by what they are about."""
