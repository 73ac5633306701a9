"""What a second run need not do again."""
