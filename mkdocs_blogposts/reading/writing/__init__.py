"""A header written again, or anew: as another dialect has it, without losing a key."""
