"""Forms of accounts, invitations and people."""
