// Runs a Node.js handler against the Lambda Runtime API: AWS's own client where it is installed, else this small one.

import { existsSync } from 'node:fs';
import http from 'node:http';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const taskRoot = process.env.LAMBDA_TASK_ROOT;
const handlerName = process.argv[2];
// the path is a token, which comes before each path of the Runtime API
const { hostname: host, port, pathname: token } = new URL('http://' + process.env.AWS_LAMBDA_RUNTIME_API);
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function exchange(method, resource, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const request = http.request(
      { host, port, agent, method, headers, path: token + '/2018-06-01/runtime/' + resource },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function failure(problem) {
  const known = problem instanceof Error;
  const errorType = known ? problem.name : typeof problem;
  const errorMessage = known ? problem.message : String(problem);
  const trace = known && problem.stack ? problem.stack.split('\n') : [];
  return JSON.stringify({ errorType, errorMessage, trace });
}

async function failToStart(problem) {
  console.error('Uncaught Exception', failure(problem));
  await exchange('POST', 'init/error', failure(problem));
  process.exit(1);
}

function runtimeError(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

async function load() {
  const dot = handlerName.lastIndexOf('.');
  const module = handlerName.slice(0, dot);
  const member = handlerName.slice(dot + 1);
  const file = ['.mjs', '.js', '.cjs'].map((end) => path.join(taskRoot, module + end)).find(existsSync);
  if (dot < 1 || !file) {
    throw runtimeError('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`);
  }
  const loaded = await import(pathToFileURL(file).href);
  const handler = loaded[member] ?? loaded.default?.[member];
  if (typeof handler !== 'function') {
    throw runtimeError('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  }
  return handler;
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** A handler answers by a promise, or, where it takes a callback, by that. */
function answerOf(handler, event, context) {
  return new Promise((resolve, reject) => {
    const promise = handler(event, context, (problem, answer) => (problem ? reject(problem) : resolve(answer)));
    if (handler.length < 3 || typeof promise?.then === 'function') {
      resolve(promise);
    }
  });
}

async function serve(handler) {
  const { headers, body } = await exchange('GET', 'invocation/next');
  const invocation = 'invocation/' + headers['lambda-runtime-aws-request-id'];
  try {
    const answer = await answerOf(handler, JSON.parse(body), contextOf(headers));
    await exchange('POST', invocation + '/response', JSON.stringify(answer ?? null));
  } catch (problem) {
    console.error('Invoke Error', failure(problem));
    await exchange('POST', invocation + '/error', failure(problem));
  }
}

/** AWS's client, if the function or this machine has it. */
function clientOfAws() {
  try {
    return createRequire(path.join(taskRoot, 'any.js')).resolve('aws-lambda-ric');
  } catch {
    return undefined;
  }
}

/** AWS's client takes host and port from the address and leaves the token out. */
function teachToken() {
  const request = http.request;
  http.request = (options, ...more) => {
    const ofRuntime = String(options?.port) === port && String(options?.path).startsWith('/2018-06-01/');
    return request(ofRuntime ? { ...options, path: token + options.path } : options, ...more);
  };
  syncBuiltinESMExports();
}

const installed = clientOfAws();
if (installed) {
  teachToken();
  const { run } = await import(pathToFileURL(installed).href);
  await run(taskRoot, handlerName);
} else {
  process.on('uncaughtException', (problem) => {
    console.error('Uncaught Exception', failure(problem));
    process.exit(1);
  });
  const handler = await load().catch(failToStart);
  for (;;) {
    await serve(handler);
  }
}
