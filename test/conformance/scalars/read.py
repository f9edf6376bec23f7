"""Reads a JSON list of YAML documents from standard input; answers with one JSON text or one error for each."""
import json
import sys

import yaml


def read(document):
    try:
        return json.dumps(yaml.safe_load(document), default=lambda value: f"{type(value).__name__}: {value}")
    except Exception as error:
        return f"error: {type(error).__name__}: {error}"


sys.stdout.write(json.dumps([read(document) for document in json.load(sys.stdin)]))
