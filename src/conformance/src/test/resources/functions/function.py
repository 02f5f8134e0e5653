import os, random, time

# in a namespace of its own each process has the same id
PROCESS = random.SystemRandom().randrange(1, 2**31)

def handler(event, context):
    print("the event has", sorted(event))
    if event.get("fail"):
        raise ValueError("no luck")
    if event.get("exit"):
        os._exit(event["exit"])
    if event.get("sleep"):
        time.sleep(event["sleep"])
    if event.get("write"):
        with open(event["write"], "w") as file:
            file.write(context.aws_request_id)
    names = ["AWS_ENDPOINT_URL", "AWS_LAMBDA_FUNCTION_NAME", "AWS_REGION", "MODE"]
    return {"process": PROCESS, "left": context.get_remaining_time_in_millis(),
            "environment": {name: os.environ.get(name) for name in names}}
