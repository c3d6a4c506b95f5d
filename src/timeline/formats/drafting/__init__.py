"""From the tree of a file to a chronology and back: what YAML, JSON and every format that is read have in common."""
