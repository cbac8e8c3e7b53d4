"""Places, wards, postcodes, spatial SQL for two databases, maps."""
