"""What `blogposts list` and `check` tell of a site."""
