"""Role, object, channel: nobody gets to see what is not theirs to see, by any way out.

A new room adds its rows to ``town.plant`` and says in ``allowed`` who may see them. A new way
out (a feed, a PDF) is added to ``channels.CHANNELS``. New pages need nothing: they are found.
"""
