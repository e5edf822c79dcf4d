"""Paper: model sheets, conversation cards, worksheets and booklets, drawn by Typst from the texts of the records."""
