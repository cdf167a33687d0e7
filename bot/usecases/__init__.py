"""What Sayso does, one use case a file. Only here are ports awaited in order."""
