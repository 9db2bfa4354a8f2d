"""Named questions about people, invitations and roles."""
