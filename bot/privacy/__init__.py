"""What is done to words and figures so that they do not show who gave them."""
