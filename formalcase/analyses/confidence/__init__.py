"""What the credences of leaves come to: bounds on whether a claim can be derived from leaves that are true.

Nothing here is a probability that a claim is true in the world. The event is "some consistent support set of
the claim is all true"; what a case leaves out has no part in it.
"""
