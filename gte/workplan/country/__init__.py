"""One page for each party, cut from the facts that the reports are made of."""
