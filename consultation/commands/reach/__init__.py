"""Asking who was heard, keeping the answers apart, and publishing figures of them."""
