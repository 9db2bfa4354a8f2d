"""A ministry's sign-in service, played by django-allauth's own provider on loopback."""
