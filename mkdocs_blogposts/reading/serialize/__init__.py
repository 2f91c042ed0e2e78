"""front matter written again, or anew: as another format has it, without losing a key."""
