"""The rotation function beside it, which misbehaves in setSecret as the file that FAULT names says, if there is one."""

import json
import os
import time
import urllib.request


def fault():
    if not os.path.exists(os.environ["FAULT"]):
        return ""
    with open(os.environ["FAULT"], encoding="utf-8") as file:
        return file.read()


if fault() == "ends at its start":
    os._exit(3)

import rotation_function


def lambda_handler(event, context):
    if fault() == "needs a password" and event["Step"] == "createSecret":
        require_password(event["SecretId"])
    rotation_function.lambda_handler(event, context)
    while fault() == "waits":
        time.sleep(0.02)
    if fault() == "answers twice":
        answer(context.aws_request_id)
    if event["Step"] == "setSecret":
        if fault() == "never answers":
            time.sleep(600)
        if fault() == "answers too much":
            return "x" * 6_291_556
    return None


def require_password(arn):
    secret = rotation_function.client.get_secret_value(SecretId=arn, VersionStage="AWSCURRENT")["SecretString"]
    if "password" not in json.loads(secret):
        raise KeyError("password key is missing from secret JSON")


def answer(request_id):
    api = "http://%s/2018-06-01/runtime/invocation/%s/response" % (os.environ["AWS_LAMBDA_RUNTIME_API"], request_id)
    urllib.request.urlopen(urllib.request.Request(api, b"{}", method="POST")).close()
