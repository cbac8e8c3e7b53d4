"""Files that people hand in, made anew in a process of their own before anybody keeps them."""
