"""What is published: posts, people, the site."""
