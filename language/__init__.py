"""What the newsroom knows about Russian and Kazakh: pure functions over text, no Django, no models."""
