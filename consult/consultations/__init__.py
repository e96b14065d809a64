"""The frame of a hearing: the consultation, its dates, committees and consulted parties."""
