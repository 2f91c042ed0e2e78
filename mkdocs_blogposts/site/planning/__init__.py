"""Which pages there will be, and where: all that `on_files` decides."""
