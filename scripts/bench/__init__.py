"""Measures what the design promises, so that anyone can repeat it. Figures are never a test: machines are noisy."""
