"""Pure string tools that several stages use: normalise, tokens, word difference, heading slugs."""
