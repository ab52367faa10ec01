"""What every room may use: sources and spans, findings, records, errors."""
