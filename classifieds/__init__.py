"""Classifieds: categories, ads, their life from draft to archive, and how they are found."""
