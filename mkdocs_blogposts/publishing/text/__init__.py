"""Texts: what a reader gets of rendered HTML, as excerpts, descriptions and words."""
