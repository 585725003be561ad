"""What would bring a claim down: minimal sets of leaves whose loss leaves it without support."""
