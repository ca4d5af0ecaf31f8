"""Django's PostgreSQL, with what this site needs of it besides."""
