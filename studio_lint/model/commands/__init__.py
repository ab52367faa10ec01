"""Which programs run in a RUN and at the start of a session, and with which arguments."""
