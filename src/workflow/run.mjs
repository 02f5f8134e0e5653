// Runs a workflow in the Amazon States Language against the AWS endpoint that the environment names. The interpreter is a
// library; this gives it the two integrations of Step Functions that the workflow uses and tells what happens, a line a turn.
//
//   node run.mjs DEFINITION SUBSTITUTIONS INPUT [--hurry]
//
// DEFINITION is a file, the other two are JSON. --hurry does not wait: neither in Wait states nor before retries.
// Ends with 0 if the workflow succeeded and with 3 if it failed.

import { readFileSync } from 'node:fs';
import * as lambda from '@aws-sdk/client-lambda';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';

// Of what Node 22 brings, for which the interpreter asks, this is all that it uses.
Promise.withResolvers ??= function () {
  const parts = {};
  parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};
const { StateMachine } = await import('aws-local-stepfunctions');

const FAILED = 3;
const SDK = /^arn:aws:states:::aws-sdk:(\w+):(\w+)$/;
const [file, substitutions, input] = process.argv.slice(2);
const hurry = process.argv.includes('--hurry');

// Retrying is the workflow's business.
const once = { maxAttempts: 1 };
const lambdaClient = new lambda.LambdaClient(once);
const clients = {
  secretsmanager: {
    prefix: 'SecretsManager',
    commands: secretsmanager,
    client: new secretsmanager.SecretsManagerClient(once),
  },
};

// As CloudFormation does with DefinitionSubstitutions.
function definition() {
  const values = JSON.parse(substitutions);
  const text = readFileSync(file, 'utf8').replace(/\$\{(\w+)\}/g, (whole, name) => {
    if (!(name in values)) {
      throw new Error(`${file} has ${whole}, and nothing is given for it`);
    }
    return values[name];
  });
  return JSON.parse(text);
}

function failure(name, message) {
  return Object.assign(new Error(message), { name });
}

// What does not come from the service is called an SdkClientException, as in the SDK of Step Functions.
async function send(client, command, prefix) {
  try {
    return await client.send(command);
  } catch (error) {
    throw failure(`${prefix}.${error.$fault ? error.name : 'SdkClientException'}`, error.message);
  }
}

// The error of a function is named after its type, and its cause is everything that the function said.
async function invoke(parameters) {
  const payload = JSON.stringify(parameters.Payload);
  const command = new lambda.InvokeCommand({ FunctionName: parameters.FunctionName, Payload: payload });
  const answer = await send(lambdaClient, command, 'Lambda');
  const text = new TextDecoder().decode(answer.Payload);
  if (answer.FunctionError) {
    throw failure(JSON.parse(text).errorType ?? 'Lambda.Unknown', text);
  }
  return { StatusCode: answer.StatusCode, ExecutedVersion: answer.ExecutedVersion, Payload: JSON.parse(text || 'null') };
}

async function call(service, operation, parameters) {
  const { prefix, commands, client } = clients[service];
  const Command = commands[`${operation[0].toUpperCase()}${operation.slice(1)}Command`];
  const { $metadata, ...answer } = await send(client, new Command(parameters), prefix);
  return answer;
}

function task(resource) {
  if (resource === 'arn:aws:states:::lambda:invoke') {
    return invoke;
  }
  const [, service, operation] = SDK.exec(resource) ?? [];
  if (!(service in clients)) {
    throw new Error(`there is nothing here for the resource ${resource}`);
  }
  return (parameters) => call(service, operation, parameters);
}

function named(states, type, value) {
  const ofType = Object.entries(states).filter(([, state]) => state.Type === type);
  return Object.fromEntries(ofType.map(([name, state]) => [name, value(state)]));
}

function overrides(states) {
  const tasks = { taskResourceLocalHandlers: named(states, 'Task', (state) => task(state.Resource)) };
  const pauses = {
    waitTimeOverrides: named(states, 'Wait', () => 0),
    retryIntervalOverrides: named(states, 'Task', () => 100),
  };
  return hurry ? { ...tasks, ...pauses } : tasks;
}

// Of a function's error its message is enough to read.
function shown(cause) {
  try {
    return JSON.parse(cause).errorMessage ?? cause;
  } catch {
    return cause;
  }
}

function line(event) {
  switch (event.type) {
    case 'StateEntered':
      return event.state.name;
    case 'StateFailed':
      return event.state.type === 'Fail'
        ? undefined
        : `${event.state.name} failed with ${event.Error}: ${shown(event.Cause)}`;
    case 'StateRetried':
      return `${event.state.name} again, retry ${event.retry.attempt}`;
    case 'ExecutionSucceeded':
      return 'the workflow succeeded';
    case 'ExecutionFailed':
      return `the workflow failed with ${event.Error}: ${shown(event.Cause)}`;
    default:
      return undefined;
  }
}

const workflow = definition();
const execution = new StateMachine(workflow).run(JSON.parse(input), { overrides: overrides(workflow.States) });
execution.result.catch(() => {
  process.exitCode = FAILED;
});
for await (const event of execution.eventLogs) {
  const told = line(event);
  if (told) {
    console.log(told);
  }
}
