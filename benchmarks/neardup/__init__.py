"""What the benchmarks of duplicates share: texts, shingles, edits, negatives, scores."""
