"""What the head of a page says, and its place in a page that a theme has printed."""
