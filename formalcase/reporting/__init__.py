"""The document for reviewers: what was found about a case, put together, and written as HTML or Markdown."""
