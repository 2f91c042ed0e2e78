"""Texts: what a reader gets of rendered HTML, as teasers, descriptions and words."""
