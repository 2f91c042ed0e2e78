"""What stands on pages, and the files beside them: from `on_env` on."""
