"""The command line: what can be asked, and how wrong input is answered.

`main` runs a command; `parser` says what can be asked; `asking` reads words into states, `printing` prints answers;
`problems` finds what is wrong with the data. The commands stand in one module per family:

- `pictures`: write what a view shows, as a picture, a turning one, a model, a page to turn
- `printed`: write what is printed, the hand-out and the skin laid flat
- `roots`: answer with roots, of a place, a drawing, symptoms, an examination
- `words`: answer in words, of a view, a name, a question people ask
- `steps`: explain a view step by step
- `data`: the knowledge base, its check, questions for students, the maps on a scan
- `window`: open the window
"""
