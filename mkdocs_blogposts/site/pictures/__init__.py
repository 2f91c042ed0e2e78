"""The pictures of a site: found, made, cached."""
