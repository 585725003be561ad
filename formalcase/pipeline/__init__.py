"""The phases of each command, in order: read the case, judge its steps, ask what the command is about, and
put the answers into a document. A file each:

    asking      questions to the solver, with the budget and the progress of a run
    check       what follows, and from what
    smt2, asp   the questions and the argument as files
    defeaters   what would bring a claim down
    whatif      what stands and what falls
    premises    what a step lacks
    legs        what parallel legs share
    report      all of it, for a reviewer
"""
