"""Pictures of a chronology: lanes of events along time, who met whom as a matrix, and the life of a claim."""
