"""What the reader chose: the view state, the store that replaces it, saved views, settings, the body's build.

`view_state` declares every field once, as `declared` says how; `saved_view` and `drawing_rows` are the file format;
`physique` and `audience` say whose body it is and who reads.
"""
