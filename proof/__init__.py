"""Long proofs, each run whole on request; what they measure stands in the documentation. Never in the wheel."""
