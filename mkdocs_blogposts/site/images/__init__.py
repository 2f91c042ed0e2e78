"""The images of a site: found, made, cached."""
