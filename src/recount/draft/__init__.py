"""A first draft of a record: what each number of a text is about, and which checks it calls for."""
