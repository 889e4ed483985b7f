"""A trained tagger to ONNX, in full precision and with dynamically quantised matrices (int8)."""
import logging
import os
import tempfile
import warnings

import torch

from .encoder import Exported


def export(tagger, path, quantised=True):
    """Write `tagger` to `path`. Inputs ids, feat [b, n] int64, all n pieces long; output tags [b, n, 11]."""
    ids = torch.ones(2, 8, dtype=torch.int64)
    axes = {0: "b", 1: "n"}
    names = ["ids", "feat"]
    with tempfile.TemporaryDirectory() as folder, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full = os.path.join(folder, "full.onnx") if quantised else path
        torch.onnx.export(
            Exported(tagger).eval(), (ids, ids), full, input_names=names, output_names=["tags"],
            dynamic_axes={k: axes for k in (*names, "tags")}, opset_version=17, dynamo=False,
        )
        if quantised:
            from onnxruntime.quantization import QuantType, quantize_dynamic

            logging.getLogger().setLevel(logging.ERROR)  # advice on pre-processing that does not apply
            quantize_dynamic(
                full, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
            )
