"""The collection, and each chapter, as files to take along."""
