"""A verifier of Samnum vaults, written from docs/format.md and docs/format-object.md alone."""
