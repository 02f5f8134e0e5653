"""Notes each event that it gets in the file that SEEN names, and fails on it as long as that of FAULT exists."""

import json
import os


def lambda_handler(event, context):
    with open(os.environ["SEEN"], "a", encoding="utf-8") as seen:
        seen.write(json.dumps(event) + "\n")
    if os.path.exists(os.environ["FAULT"]):
        raise ValueError("not now")
