"""What contributors are handed: templates, JSON Schema, forms and drafts, all made from the records, anatomy and vocabulary."""
