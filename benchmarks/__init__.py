"""Each question of speed or size in one file, which puts our code, its peers and the limits of the machine side by side; see README.md."""
