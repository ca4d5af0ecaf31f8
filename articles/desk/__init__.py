"""How each thing of the newsroom is edited at the desk; `articles.admin` puts them there."""
