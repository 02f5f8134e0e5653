"""A rotation function in the order of AWS's samples: the secret is a text, and nothing else has to change with it.

It notes each step in the file that STEPS names, and fails in setSecret as long as a file of that name with -fail exists.
"""

import os

import boto3

client = boto3.client("secretsmanager")


def lambda_handler(event, context):
    arn, token, step = event["SecretId"], event["ClientRequestToken"], event["Step"]
    with open(os.environ["STEPS"], "a", encoding="utf-8") as steps:
        steps.write(step + "\n")
    described = client.describe_secret(SecretId=arn)
    if not described["RotationEnabled"]:
        raise ValueError("Secret %s is not enabled for rotation" % arn)
    stages = described["VersionIdsToStages"]
    if token not in stages:
        raise ValueError("Secret version %s has no stage for rotation of secret %s." % (token, arn))
    if "AWSCURRENT" in stages[token]:
        return
    if "AWSPENDING" not in stages[token]:
        raise ValueError("Secret version %s not set as AWSPENDING for rotation of secret %s." % (token, arn))
    STEPS[step](arn, token, event["RotationToken"], stages)


def create_secret(arn, token, rotation_token, stages):
    client.get_secret_value(SecretId=arn, VersionStage="AWSCURRENT")
    try:
        client.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")
    except client.exceptions.ResourceNotFoundException:
        password = client.get_random_password(ExcludeCharacters="/@\"'\\")["RandomPassword"]
        client.put_secret_value(
            SecretId=arn,
            ClientRequestToken=token,
            SecretString=password,
            VersionStages=["AWSPENDING"],
            RotationToken=rotation_token,
        )


def set_secret(arn, token, rotation_token, stages):
    if os.path.exists(os.environ["STEPS"] + "-fail"):
        raise ValueError("setSecret: the service is away")


def test_secret(arn, token, rotation_token, stages):
    client.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")


def finish_secret(arn, token, rotation_token, stages):
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
