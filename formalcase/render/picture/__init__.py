"""The argument as a picture: an outline of boxes, laid out left to right, written as SVG, Mermaid or DOT."""
