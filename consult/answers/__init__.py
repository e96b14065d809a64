"""What committees do: points, dispositions, contributions and the memo made of them."""
