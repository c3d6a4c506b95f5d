"""What differs between two chronologies, and how two become one."""
