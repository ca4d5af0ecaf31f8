"""How comments are moderated at the desk; `comments.admin` puts it there."""
