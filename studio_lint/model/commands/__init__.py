"""Which programs run, with which words, in RUN and at the start."""
