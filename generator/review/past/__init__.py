"""Earlier states of a definition, as an edition of today may know them."""
