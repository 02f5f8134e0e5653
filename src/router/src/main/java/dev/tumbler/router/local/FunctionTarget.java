package dev.tumbler.router.local;

import dev.tumbler.domain.Arn;
import dev.tumbler.standins.events.EventTarget;
import dev.tumbler.standins.lambda.FunctionInvoker;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** Sends events to functions of this machine whose policies let EventBridge invoke them. */
@Singleton
public class FunctionTarget implements EventTarget {
    private static final String EVENT_BRIDGE = "events.amazonaws.com";

    private final FunctionInvoker functions;

    @Inject
    public FunctionTarget(FunctionInvoker functions) {
        this.functions = functions;
    }

    /** EventBridge invokes functions as for an event: whether one fails on it and is tried again is Lambda's business. */
    @Override
    public CompletionStage<Boolean> deliver(Delivery delivery) {
        boolean function = Arn.isOf("lambda", delivery.target());
        return (function ? invoke(delivery) : Uni.createFrom().item(false)).subscribeAsCompletionStage();
    }

    private Uni<Boolean> invoke(Delivery delivery) {
        return functions
                .mayInvoke(EVENT_BRIDGE, delivery.target(), delivery.rule())
                .chain(allowed ->
                        allowed ? invokeAllowed(delivery) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> invokeAllowed(Delivery delivery) {
        return functions
                .invokeLater(delivery.target(), delivery.event().getBytes(StandardCharsets.UTF_8))
                .replaceWith(true);
    }
}
