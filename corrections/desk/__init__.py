"""How corrections are settled at the desk; `corrections.admin` puts it there."""
