package dev.tumbler.router.deployed;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.frontdoor.OperationInvoker;
import dev.tumbler.frontdoor.SameProcess;
import dev.tumbler.standins.lambda.FunctionInvoker;
import dev.tumbler.standins.lambda.InvocationResult;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.JsonCodec;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.RefusedInvocation;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Operations by the functions that are deployed for them.
 *
 * <p>Not all: those that ask the servers of this machine stay where the servers are, as there are none in an account. And a
 * direct invocation does not tell who calls, so what RDS itself asks of Secrets Manager stays in the front door, which knows
 * its key, as it does in an account.
 */
public final class DeployedOperations implements OperationInvoker {
    private static final Set<Service> DEPLOYED = Set.of(Service.SECRETS_MANAGER, Service.RDS);
    private static final Set<String> AT_THE_SERVERS = Set.of(
            "CreateDBCluster",
            "CreateDBInstance",
            "DescribeDBEngineVersions",
            "DescribeOrderableDBInstanceOptions",
            "RestoreDBClusterFromS3",
            "RestoreDBInstanceFromS3");

    private final FunctionInvoker functions;
    private final OperationInvoker here = new SameProcess();

    public DeployedOperations(FunctionInvoker functions) {
        this.functions = functions;
    }

    @Override
    public <I extends SdkPojo, O extends SdkPojo> Uni<O> invoke(OperationHandler<I, O> handler, I request, Call call) {
        return isElsewhere(handler.operation(), call.caller())
                ? invoke(handler.operation(), request, call.caller())
                : here.invoke(handler, request, call);
    }

    private static boolean isElsewhere(Operation<?> operation, Caller caller) {
        return DEPLOYED.contains(operation.service())
                && !AT_THE_SERVERS.contains(operation.name())
                && caller.service().isEmpty();
    }

    private <O extends SdkPojo> Uni<O> invoke(Operation<?> operation, SdkPojo request, Caller caller) {
        String module = operation.service().signingName();
        String arn = DeployedFunctions.arn(caller.account(), caller.region(), module, operation.name());
        Operation<O> response = Operation.of(operation.service(), operation.name(), newResponse(request.getClass()));
        return functions.invoke(arn, JsonCodec.write(request)).map(result -> answer(response, result));
    }

    private static <O extends SdkPojo> O answer(Operation<O> response, InvocationResult result) {
        if (result.failed()) {
            throw refusal(result);
        }
        return JsonCodec.read(result.payload(), response);
    }

    /** A function that breaks down tells what ended it, and nothing that an operation would say. */
    private static AwsException refusal(InvocationResult result) {
        String message = new JsonObject(Buffer.buffer(result.payload())).getString("errorMessage", "");
        try {
            return RefusedInvocation.read(message);
        } catch (IllegalArgumentException brokenDown) {
            throw new IllegalStateException("the function broke down; its log tells why", brokenDown);
        }
    }

    /** The SDK's class of the response stands beside that of the request, and its name differs in the last word. */
    @SuppressWarnings("unchecked") // what the naming of the SDK says, the compiler does not know
    private static <O extends SdkPojo> Supplier<SdkBuilder<?, O>> newResponse(Class<?> request) {
        return () -> {
            try {
                Class<?> response = Class.forName(request.getName().replaceFirst("Request$", "Response"));
                return (SdkBuilder<?, O>) response.getMethod("builder").invoke(null);
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException(request + " has no response", failure);
            }
        };
    }
}
