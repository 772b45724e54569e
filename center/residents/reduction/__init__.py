"""Reduction of the term under R2022 (giảm thời hạn): who may be proposed, the quarterly review, what the court said."""
