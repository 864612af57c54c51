"""Notes that a team shares."""
