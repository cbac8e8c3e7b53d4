"""The demonstration: invented people, real wards, played through the real commands."""
