"""Sources, ledger, pages and redirects on disk -> what does not hold. Trusts nothing of the run that wrote them."""
