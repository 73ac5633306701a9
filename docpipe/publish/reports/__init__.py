"""A scan -> the files of `reports/`: one format a file, each a pure function from a scan to text."""
