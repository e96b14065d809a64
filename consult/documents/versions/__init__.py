"""From one version to the next: what became of each paragraph, proposed, corrected and approved, and what follows it."""
