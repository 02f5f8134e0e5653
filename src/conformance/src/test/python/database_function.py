"""A rotation function for PostgreSQL in the order of AWS's samples, with psql in the place of a driver.

An event without a step only starts it.
"""

import json
import os
import subprocess

import boto3

client = boto3.client("secretsmanager")


def lambda_handler(event, context):
    if "Step" not in event:
        return
    arn, token = event["SecretId"], event["ClientRequestToken"]
    stages = client.describe_secret(SecretId=arn)["VersionIdsToStages"]
    if "AWSCURRENT" not in stages[token]:
        STEPS[event["Step"]](arn, token, stages)


def value(arn, **version):
    return json.loads(client.get_secret_value(SecretId=arn, **version)["SecretString"])


def pending(arn, token):
    return value(arn, VersionId=token, VersionStage="AWSPENDING")


def runs(secret, statement):
    command = ["psql", "-X", "-q", "-h", secret["host"], "-p", str(secret["port"]), "-U", secret["username"], "postgres"]
    environment = dict(os.environ, PGPASSWORD=secret["password"])
    return subprocess.run(command, input=statement.encode(), env=environment).returncode == 0


def create_secret(arn, token, stages):
    secret = value(arn, VersionStage="AWSCURRENT")
    try:
        pending(arn, token)
    except client.exceptions.ResourceNotFoundException:
        secret["password"] = client.get_random_password(ExcludePunctuation=True)["RandomPassword"]
        client.put_secret_value(
            SecretId=arn, ClientRequestToken=token, SecretString=json.dumps(secret), VersionStages=["AWSPENDING"]
        )


def set_secret(arn, token, stages):
    secret = pending(arn, token)
    if runs(secret, "select now()"):
        return
    change = "alter role %s password '%s'" % (secret["username"], secret["password"])
    if not runs(value(arn, VersionStage="AWSCURRENT"), change):
        raise ValueError("Unable to log into database with current or pending secret of secret arn %s" % arn)


def test_secret(arn, token, stages):
    if not runs(pending(arn, token), "select now()"):
        raise ValueError("Unable to log into database with pending secret of secret ARN %s" % arn)


def finish_secret(arn, token, stages):
    current = next(version for version, labels in stages.items() if "AWSCURRENT" in labels)
    client.update_secret_version_stage(
        SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
    )


STEPS = {
    "createSecret": create_secret,
    "setSecret": set_secret,
    "testSecret": test_secret,
    "finishSecret": finish_secret,
}
