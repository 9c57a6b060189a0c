"""Measures the segmenter against pages whose true division is known. Pure."""
