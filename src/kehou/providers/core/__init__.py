"""What the providers' side computes without a table: files, codes, scopes, kinds of documents."""
