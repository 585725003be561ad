"""Are the parallel legs of a claim independent: what do they share, openly or hidden?"""
