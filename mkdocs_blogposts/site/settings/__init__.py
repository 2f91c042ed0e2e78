"""What holds for the whole build, known at `on_config`."""
