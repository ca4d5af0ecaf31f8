"""Finding rows by words, in whatever form the words stand, with what either database has built in."""
