"""What the formats of other programs need: their dates, their markup, and how their files say what ours say."""
