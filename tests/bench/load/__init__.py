"""A load harness: many people answer a bot as fast as it asks, over a Bot API that does nothing else."""
