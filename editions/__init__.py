"""What a site in two languages shares: texts that stand twice, and the same page in the other edition."""
