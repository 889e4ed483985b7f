"""Training of onrecord's attribution model: corpus in, ONNX model out."""
