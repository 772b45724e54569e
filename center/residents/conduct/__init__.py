"""Rewards and discipline (khen thưởng, kỷ luật): proposed, decided, reviewed, ended."""
