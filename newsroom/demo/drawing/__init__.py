"""The drawn pictures of the demonstration paper: `python -m newsroom.demo.drawing` (Pillow and numpy)."""
