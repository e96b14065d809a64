"""The staff's front page: what waits for whoever is signed in. The work itself is done in the other packages."""
