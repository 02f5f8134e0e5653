// Secrets Manager as the AWS SDK for JavaScript sees it. Where to call and as whom comes from the environment, as for any
// program with the SDK. JavaScriptIT runs this and turns each check into a JUnit test.

import assert from "node:assert/strict";
import { randomInt, randomUUID } from "node:crypto";
import { test } from "node:test";
import {
  InvalidNextTokenException,
  InvalidParameterException,
  InvalidRequestException,
  MalformedPolicyDocumentException,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManager,
  paginateBatchGetSecretValue,
  paginateListSecrets,
} from "@aws-sdk/client-secrets-manager";

const client = new SecretsManager({});

const digits = () => randomInt(10 ** 9, 10 ** 10);

// A name of this run's own, whose secret goes when the check ends.
function unique(check, name) {
  const named = `${name}-${digits()}`;
  check.after(() => client.deleteSecret({ SecretId: named, ForceDeleteWithoutRecovery: true }));
  return named;
}

const create = (check, name, members) => client.createSecret({ Name: unique(check, name), ...members });

function assertRecent(moment) {
  assert.ok(moment instanceof Date);
  assert.ok(Math.abs(Date.now() - moment.getTime()) < 5 * 60_000);
}

const assertRefused = (call, exception, message) =>
  assert.rejects(call, (error) => {
    assert.ok(error instanceof exception, `${error.name} is no ${exception.name}`);
    assert.equal(error.name, exception.name);
    assert.equal(error.message, message);
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
    return true;
  });

async function collect(pages, member) {
  const found = [];
  for await (const page of pages) {
    found.push(page[member]);
  }
  return found;
}

test("a secret is created and read", async (check) => {
  const tags = [{ Key: "k", Value: "v" }];
  const created = await create(check, "js/text", { SecretString: "value", Description: "by JavaScript", Tags: tags });
  const read = await client.getSecretValue({ SecretId: created.ARN });
  assert.equal(read.Name, created.Name);
  assert.equal(read.SecretString, "value");
  assert.equal(read.SecretBinary, undefined);
  assert.equal(read.VersionId, created.VersionId);
  assert.deepEqual(read.VersionStages, ["AWSCURRENT"]);
  const described = await client.describeSecret({ SecretId: created.Name });
  assert.equal(described.Description, "by JavaScript");
  assert.deepEqual(described.Tags, tags);
});

test("bytes come back as bytes", async (check) => {
  const bytes = Uint8Array.from({ length: 256 }, (_, each) => each);
  const created = await create(check, "js/bytes", { SecretBinary: bytes });
  const read = await client.getSecretValue({ SecretId: created.Name });
  assert.deepEqual(Uint8Array.from(read.SecretBinary), bytes);
  assert.equal(read.SecretString, undefined);
});

test("dates are Dates", async (check) => {
  const { Name: name } = await create(check, "js/dated", { SecretString: "1" });
  assertRecent((await client.getSecretValue({ SecretId: name })).CreatedDate);
  const described = await client.describeSecret({ SecretId: name });
  assertRecent(described.CreatedDate);
  assertRecent(described.LastChangedDate);
  assert.match(described.LastAccessedDate.toISOString(), /T00:00:00.000Z$/);
  const deleted = await client.deleteSecret({ SecretId: name, RecoveryWindowInDays: 7 });
  assertRecent(new Date(deleted.DeletionDate.getTime() - 7 * 86_400_000));
  assert.deepEqual((await client.describeSecret({ SecretId: name })).DeletedDate, deleted.DeletionDate);
});

test("a new value moves the labels", async (check) => {
  const { Name: name, VersionId: first } = await create(check, "js/labels", { SecretString: "1" });
  const read = async (stage) => (await client.getSecretValue({ SecretId: name, VersionStage: stage })).SecretString;
  const { VersionId: second } = await client.putSecretValue({ SecretId: name, SecretString: "2" });
  const { VersionId: third } = await client.updateSecret({ SecretId: name, SecretString: "3" });
  assert.deepEqual((await client.describeSecret({ SecretId: name })).VersionIdsToStages, {
    [second]: ["AWSPREVIOUS"],
    [third]: ["AWSCURRENT"],
  });
  await client.updateSecretVersionStage({
    SecretId: name,
    VersionStage: "AWSCURRENT",
    MoveToVersionId: second,
    RemoveFromVersionId: third,
  });
  assert.equal(await read(undefined), "2");
  assert.equal(await read("AWSPREVIOUS"), "3");
  await client.putSecretValue({ SecretId: name, SecretString: "4", VersionStages: ["blue"] });
  assert.equal(await read("blue"), "4");
  assert.equal(await read("AWSCURRENT"), "2");
  const { Versions: versions } = await client.listSecretVersionIds({ SecretId: name, IncludeDeprecated: true });
  assert.ok(versions.some((each) => each.VersionId === first));
});

test("a listing is filtered and paged", async (check) => {
  const mark = `${digits()}`;
  const names = [];
  for (let number = 0; number < 5; number++) {
    names.push((await create(check, "js/listed", { Tags: [{ Key: "listed-by", Value: mark }] })).Name);
  }
  const filters = [{ Key: "tag-value", Values: [mark] }];
  const pages = await collect(paginateListSecrets({ client, pageSize: 2 }, { Filters: filters }), "SecretList");
  assert.deepEqual(pages.map((page) => page.length), [2, 2, 1]);
  assert.deepEqual(pages.flat().map((each) => each.Name), names);
  assertRecent(pages[0][0].CreatedDate);
  const { SecretList: newest } = await client.listSecrets({
    Filters: [...filters, { Key: "name", Values: ["js/"] }],
    SortOrder: "desc",
  });
  assert.deepEqual(newest.map((each) => each.Name), names.reverse());
});

test("a batch tells values and errors", async (check) => {
  const text = await create(check, "js/one", { SecretString: "1" });
  const binary = await create(check, "js/two", { SecretBinary: Uint8Array.of(0, 255) });
  const missing = unique(check, "js/missing");
  const batch = await client.batchGetSecretValue({ SecretIdList: [text.Name, missing, binary.Name] });
  assert.deepEqual(batch.SecretValues.map((each) => each.Name), [text.Name, binary.Name]);
  assert.deepEqual(Uint8Array.from(batch.SecretValues[1].SecretBinary), Uint8Array.of(0, 255));
  assert.equal(batch.Errors[0].SecretId, missing);
  assert.equal(batch.Errors[0].ErrorCode, "ResourceNotFoundException");
});

test("a batch is filtered and paged", async (check) => {
  const mark = `${digits()}`;
  for (const value of ["0", "1", "2"]) {
    await create(check, "js/batch", { SecretString: value, Tags: [{ Key: "batch", Value: mark }] });
  }
  const request = { Filters: [{ Key: "tag-value", Values: [mark] }] };
  const pages = await collect(paginateBatchGetSecretValue({ client, pageSize: 2 }, request), "SecretValues");
  assert.deepEqual(pages.flat().map((each) => each.SecretString), ["0", "1", "2"]);
});

test("a repeated token is the same call once more", async (check) => {
  const call = { Name: unique(check, "js/repeated"), SecretString: "same", ClientRequestToken: randomUUID() };
  const first = await client.createSecret(call);
  assert.equal(first.VersionId, call.ClientRequestToken);
  assert.equal((await client.createSecret(call)).ARN, first.ARN);
  await assertRefused(
    client.putSecretValue({ SecretId: call.Name, SecretString: "other", ClientRequestToken: call.ClientRequestToken }),
    ResourceExistsException,
    `You can't use ClientRequestToken ${call.ClientRequestToken} because that value is already in use for a version of` +
      ` secret ${first.ARN}.`,
  );
});

test("what exists or is missing has its own error", async (check) => {
  const { Name: name } = await create(check, "js/exists", {});
  await assertRefused(
    client.createSecret({ Name: name }),
    ResourceExistsException,
    `The operation failed because the secret ${name} already exists.`,
  );
  await assertRefused(
    client.getSecretValue({ SecretId: unique(check, "js/missing") }),
    ResourceNotFoundException,
    "Secrets Manager can't find the specified secret.",
  );
  await assertRefused(
    client.getSecretValue({ SecretId: name }),
    ResourceNotFoundException,
    "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
  );
});

test("what cannot be has its own error", async (check) => {
  const { Name: name } = await create(check, "js/leaving", { SecretString: "1" });
  await assertRefused(
    client.deleteSecret({ SecretId: name, ForceDeleteWithoutRecovery: true, RecoveryWindowInDays: 7 }),
    InvalidParameterException,
    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
  );
  await client.deleteSecret({ SecretId: name });
  await assertRefused(
    client.getSecretValue({ SecretId: name }),
    InvalidRequestException,
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
  await client.restoreSecret({ SecretId: name });
  assert.equal((await client.getSecretValue({ SecretId: name })).SecretString, "1");
  await assert.rejects(client.listSecrets({ NextToken: "abcd" }), InvalidNextTokenException);
  await assert.rejects(
    client.putResourcePolicy({ SecretId: name, ResourcePolicy: "{" }),
    MalformedPolicyDocumentException,
  );
});

test("a random password follows the rules", async () => {
  const { RandomPassword: password } = await client.getRandomPassword({ PasswordLength: 20, ExcludePunctuation: true });
  assert.match(password, /^[A-Za-z0-9]{20}$/);
});
