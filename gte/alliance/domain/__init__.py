"""Verbs of the Alliance's people: accounts, invitations, roles."""
