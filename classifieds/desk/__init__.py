"""The room's pages at the desk."""
