"""What people send: responses, their remarks, annexes, receipts and unsent texts."""
