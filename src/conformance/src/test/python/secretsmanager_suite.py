"""Secrets Manager as boto3 sees it. Where to call and as whom comes from the environment, as for any program with boto3.

Prints the Test Anything Protocol, one line a check, which Boto3IT turns into JUnit tests.
"""

import datetime
import random
import sys
import unittest
import uuid

import boto3

client = boto3.client("secretsmanager")


class Suite(unittest.TestCase):
    def unique(self, name):
        """A name of this run's own, whose secret goes when the check ends."""
        name = f"{name}-{random.randrange(10**9, 10**10)}"
        self.addCleanup(client.delete_secret, SecretId=name, ForceDeleteWithoutRecovery=True)
        return name

    def create(self, name, **members):
        return client.create_secret(Name=self.unique(name), **members)

    def assert_recent(self, moment):
        self.assertIsInstance(moment, datetime.datetime)
        age = datetime.datetime.now(datetime.timezone.utc) - moment
        self.assertLess(abs(age), datetime.timedelta(minutes=5))

    def assert_refused(self, exception, message, operation, **members):
        with self.assertRaises(exception) as refused:
            operation(**members)
        error = refused.exception.response["Error"]
        self.assertEqual(error["Code"], exception.__name__)
        self.assertEqual(error["Message"], message)
        self.assertEqual(refused.exception.response["ResponseMetadata"]["HTTPStatusCode"], 400)

    def test_a_secret_is_created_and_read(self):
        created = self.create("boto/text", SecretString="value", Description="by boto3", Tags=[{"Key": "k", "Value": "v"}])
        read = client.get_secret_value(SecretId=created["ARN"])
        self.assertEqual(read["Name"], created["Name"])
        self.assertEqual(read["SecretString"], "value")
        self.assertEqual(read["VersionId"], created["VersionId"])
        self.assertEqual(read["VersionStages"], ["AWSCURRENT"])
        self.assertNotIn("SecretBinary", read)
        described = client.describe_secret(SecretId=created["Name"])
        self.assertEqual(described["Description"], "by boto3")
        self.assertEqual(described["Tags"], [{"Key": "k", "Value": "v"}])
        self.assertNotIn("RotationEnabled", described)

    def test_bytes_come_back_as_bytes(self):
        created = self.create("boto/bytes", SecretBinary=bytes(range(256)))
        read = client.get_secret_value(SecretId=created["Name"])
        self.assertEqual(read["SecretBinary"], bytes(range(256)))
        self.assertNotIn("SecretString", read)

    def test_dates_are_datetimes(self):
        created = self.create("boto/dated", SecretString="1")
        read = client.get_secret_value(SecretId=created["Name"])
        self.assert_recent(read["CreatedDate"])
        described = client.describe_secret(SecretId=created["Name"])
        self.assert_recent(described["CreatedDate"])
        self.assert_recent(described["LastChangedDate"])
        self.assertEqual(described["LastAccessedDate"].astimezone(datetime.timezone.utc).time(), datetime.time())
        deleted = client.delete_secret(SecretId=created["Name"], RecoveryWindowInDays=7)
        self.assert_recent(deleted["DeletionDate"] - datetime.timedelta(days=7))
        self.assertEqual(client.describe_secret(SecretId=created["Name"])["DeletedDate"], deleted["DeletionDate"])

    def test_a_new_value_moves_the_labels(self):
        created = self.create("boto/labels", SecretString="1")
        name = created["Name"]
        second = client.put_secret_value(SecretId=name, SecretString="2")["VersionId"]
        third = client.update_secret(SecretId=name, SecretString="3")["VersionId"]
        self.assertEqual(
            client.describe_secret(SecretId=name)["VersionIdsToStages"],
            {second: ["AWSPREVIOUS"], third: ["AWSCURRENT"]},
        )
        client.update_secret_version_stage(
            SecretId=name, VersionStage="AWSCURRENT", MoveToVersionId=second, RemoveFromVersionId=third
        )
        self.assertEqual(client.get_secret_value(SecretId=name)["SecretString"], "2")
        previous = client.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")
        self.assertEqual(previous["SecretString"], "3")
        client.put_secret_value(SecretId=name, SecretString="4", VersionStages=["blue"])
        self.assertEqual(client.get_secret_value(SecretId=name, VersionStage="blue")["SecretString"], "4")
        self.assertEqual(client.get_secret_value(SecretId=name)["SecretString"], "2")
        versions = client.list_secret_version_ids(SecretId=name, IncludeDeprecated=True)["Versions"]
        self.assertIn(created["VersionId"], [each["VersionId"] for each in versions])

    def test_a_listing_is_filtered_and_paged(self):
        mark = str(random.randrange(10**9, 10**10))
        tags = [{"Key": "listed-by", "Value": mark}]
        names = [self.create("boto/listed", Tags=tags)["Name"] for _ in range(5)]
        pages = list(
            client.get_paginator("list_secrets").paginate(
                Filters=[{"Key": "tag-value", "Values": [mark]}], PaginationConfig={"PageSize": 2}
            )
        )
        self.assertEqual([len(page["SecretList"]) for page in pages], [2, 2, 1])
        self.assertEqual([each["Name"] for page in pages for each in page["SecretList"]], names)
        self.assert_recent(pages[0]["SecretList"][0]["CreatedDate"])
        newest = client.list_secrets(
            Filters=[{"Key": "tag-value", "Values": [mark]}, {"Key": "name", "Values": ["boto/"]}], SortOrder="desc"
        )
        self.assertEqual([each["Name"] for each in newest["SecretList"]], names[::-1])

    def test_a_batch_tells_values_and_errors(self):
        text = self.create("boto/one", SecretString="1")["Name"]
        binary = self.create("boto/two", SecretBinary=b"\x00\xff")["Name"]
        missing = self.unique("boto/missing")
        batch = client.batch_get_secret_value(SecretIdList=[text, missing, binary])
        self.assertEqual([each["Name"] for each in batch["SecretValues"]], [text, binary])
        self.assertEqual(batch["SecretValues"][1]["SecretBinary"], b"\x00\xff")
        self.assertEqual(batch["Errors"][0]["SecretId"], missing)
        self.assertEqual(batch["Errors"][0]["ErrorCode"], "ResourceNotFoundException")

    def test_a_batch_is_filtered_and_paged(self):
        mark = str(random.randrange(10**9, 10**10))
        for number in range(3):
            self.create("boto/batch", SecretString=str(number), Tags=[{"Key": "batch", "Value": mark}])
        filters = [{"Key": "tag-value", "Values": [mark]}]
        first = client.batch_get_secret_value(Filters=filters, MaxResults=2)
        second = client.batch_get_secret_value(Filters=filters, MaxResults=2, NextToken=first["NextToken"])
        values = [each["SecretString"] for each in first["SecretValues"] + second["SecretValues"]]
        self.assertEqual(values, ["0", "1", "2"])
        self.assertNotIn("NextToken", second)

    def test_a_repeated_token_is_the_same_call_once_more(self):
        token = str(uuid.uuid4())
        name = self.unique("boto/repeated")
        first = client.create_secret(Name=name, SecretString="same", ClientRequestToken=token)
        again = client.create_secret(Name=name, SecretString="same", ClientRequestToken=token)
        self.assertEqual(first["VersionId"], token)
        self.assertEqual(again["ARN"], first["ARN"])
        self.assert_refused(
            client.exceptions.ResourceExistsException,
            f"You can't use ClientRequestToken {token} because that value is already in use for a version of secret"
            f" {first['ARN']}.",
            client.put_secret_value,
            SecretId=name,
            SecretString="other",
            ClientRequestToken=token,
        )

    def test_what_exists_or_is_missing_has_its_own_exception(self):
        name = self.create("boto/exists")["Name"]
        self.assert_refused(
            client.exceptions.ResourceExistsException,
            f"The operation failed because the secret {name} already exists.",
            client.create_secret,
            Name=name,
        )
        self.assert_refused(
            client.exceptions.ResourceNotFoundException,
            "Secrets Manager can't find the specified secret.",
            client.get_secret_value,
            SecretId=self.unique("boto/missing"),
        )
        self.assert_refused(
            client.exceptions.ResourceNotFoundException,
            "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
            client.get_secret_value,
            SecretId=name,
        )

    def test_what_cannot_be_has_its_own_exception(self):
        name = self.create("boto/leaving", SecretString="1")["Name"]
        self.assert_refused(
            client.exceptions.InvalidParameterException,
            "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
            client.delete_secret,
            SecretId=name,
            ForceDeleteWithoutRecovery=True,
            RecoveryWindowInDays=7,
        )
        client.delete_secret(SecretId=name)
        self.assert_refused(
            client.exceptions.InvalidRequestException,
            "You can't perform this operation on the secret because it was marked for deletion.",
            client.get_secret_value,
            SecretId=name,
        )
        self.assertEqual(client.restore_secret(SecretId=name)["Name"], name)
        self.assertEqual(client.get_secret_value(SecretId=name)["SecretString"], "1")
        with self.assertRaises(client.exceptions.InvalidNextTokenException):
            client.list_secrets(NextToken="abcd")
        with self.assertRaises(client.exceptions.MalformedPolicyDocumentException):
            client.put_resource_policy(SecretId=name, ResourcePolicy="{")

    def test_a_random_password_follows_the_rules(self):
        password = client.get_random_password(PasswordLength=20, ExcludePunctuation=True)["RandomPassword"]
        self.assertRegex(password, "^[A-Za-z0-9]{20}$")


class Tap(unittest.TestResult):
    def tell(self, word, test):
        sentence = test.id().rpartition(".test_")[2].replace("_", " ")
        print(f"{word} {self.testsRun} - {sentence}", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell("ok", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.explain(test, self.failures)

    def addError(self, test, err):
        super().addError(test, err)
        self.explain(test, self.errors)

    def explain(self, test, found):
        self.tell("not ok", test)
        for line in found[-1][1].splitlines():
            print(f"# {line}", flush=True)


if __name__ == "__main__":
    result = unittest.defaultTestLoader.loadTestsFromTestCase(Suite).run(Tap())
    sys.exit(not result.wasSuccessful())
