"""Who has been heard, measured so that no figure gives anybody away.

*traits* are what people may be asked, *measures* compare them with the census, *figures* make a
count safe to show, *releases* decide when figures may move, and the *auditor* tries to undo it all.
"""
