"""Releasing: figures of closed periods, their files and charts."""
