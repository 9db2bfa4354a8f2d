"""The verbs of the room, by what they act on."""
