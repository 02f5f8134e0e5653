"""Runs a Python handler against the Lambda Runtime API: AWS's own client where it is installed, else this small one."""

import os
import sys

TASK_ROOT = os.environ["LAMBDA_TASK_ROOT"]
HANDLER = sys.argv[1]
# this file's own folder makes room for the function's
sys.path[0] = TASK_ROOT


def run_with_client_of_aws():
    try:
        from awslambdaric.__main__ import main
    except ImportError:
        return False
    teach_token()
    main(["awslambdaric", HANDLER])
    return True


def teach_token():
    """Where AWS's client asks for a path by itself it takes the whole address for host and port, token and all."""
    import http.client

    class Connection(http.client.HTTPConnection):
        def __init__(self, host, *more, **named):
            self._token = ""
            if host == os.environ["AWS_LAMBDA_RUNTIME_API"]:
                host, slash, token = host.partition("/")
                self._token = slash + token
            super().__init__(host, *more, **named)

        def putrequest(self, method, url, *more, **named):
            super().putrequest(method, self._token + url, *more, **named)

    http.client.HTTPConnection = Connection


if not run_with_client_of_aws():
    import http.client
    import importlib
    import json
    import time
    import traceback

    # the path is a token, which comes before each path of the Runtime API
    ADDRESS, _, TOKEN = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
    connection = http.client.HTTPConnection(ADDRESS)

    class Context:
        function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        client_context = None
        identity = None

        def __init__(self, headers):
            self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
            self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
            self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

        def get_remaining_time_in_millis(self):
            return max(0, self._deadline - int(time.time() * 1000))

        def log(self, message):
            print(message)

    def exchange(method, path, body=None):
        connection.request(method, "/" + TOKEN + "/2018-06-01/runtime/" + path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.headers, response.read()

    def failure(error_type, message, request_id, trace):
        return json.dumps(
            {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}
        )

    def log_failure(error_type, message, trace):
        print("[ERROR] %s: %s\n%s" % (error_type, message, "".join(trace)))

    def fail_to_start(error_type, message):
        log_failure(error_type, message, [])
        exchange("POST", "init/error", failure(error_type, message, "", []))
        sys.exit(1)

    def load():
        module_name, dot, function_name = HANDLER.rpartition(".")
        if not dot:
            fail_to_start(
                "Runtime.MalformedHandlerName",
                "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % HANDLER,
            )
        try:
            module = importlib.import_module(module_name.replace("/", "."))
        except ImportError as problem:
            fail_to_start("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, problem))
        except SyntaxError as problem:
            fail_to_start("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, problem))
        except Exception as problem:
            fail_to_start(type(problem).__name__, str(problem))
        if not hasattr(module, function_name):
            fail_to_start(
                "Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function_name, module_name)
            )
        return getattr(module, function_name)

    def serve(handler):
        headers, payload = exchange("GET", "invocation/next")
        request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        try:
            answer = json.dumps(handler(json.loads(payload), Context(headers)), ensure_ascii=False).encode()
            outcome = "response"
        except Exception as problem:
            trace = traceback.format_list(traceback.extract_tb(problem.__traceback__)[1:])
            log_failure(type(problem).__name__, problem, trace)
            answer = failure(type(problem).__name__, str(problem), request_id, trace)
            outcome = "error"
        exchange("POST", "invocation/%s/%s" % (request_id, outcome), answer)

    function = load()
    while True:
        serve(function)
