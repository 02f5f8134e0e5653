package dev.tumbler.router.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.standins.events.EventTarget.Delivery;
import dev.tumbler.standins.lambda.FunctionInvoker;
import dev.tumbler.standins.lambda.InvocationResult;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionTargetTest {
    private static final String OPEN = "arn:aws:lambda:us-east-1:123456789012:function:open";
    private static final String CLOSED = "arn:aws:lambda:us-east-1:123456789012:function:closed";
    private static final String RULE = "arn:aws:events:us-east-1:123456789012:rule/orders";

    private final List<String> invoked = new ArrayList<>();
    private final FunctionTarget target = new FunctionTarget(new Functions());

    /** One of the two functions lets EventBridge in, on behalf of the one rule. */
    private final class Functions implements FunctionInvoker {
        @Override
        public Uni<InvocationResult> invoke(String functionArn, byte[] payload) {
            throw new IllegalStateException("EventBridge waits for no answer");
        }

        @Override
        public Uni<Void> invokeLater(String functionArn, byte[] payload) {
            invoked.add(functionArn + " " + new String(payload, StandardCharsets.UTF_8));
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Boolean> mayInvoke(String service, String functionArn, String sourceArn) {
            boolean allowed =
                    service.equals("events.amazonaws.com") && functionArn.equals(OPEN) && sourceArn.equals(RULE);
            return Uni.createFrom().item(allowed);
        }
    }

    private boolean deliver(String arn) {
        return target.deliver(new Delivery(arn, RULE, "{}"))
                .toCompletableFuture()
                .join();
    }

    @Test
    void aFunctionIsHandedTheEvent() {
        assertThat(deliver(OPEN)).isTrue();
        assertThat(invoked).containsExactly(OPEN + " {}");
    }

    @Test
    void aFunctionWhosePolicyDoesNotAllowItIsNotInvoked() {
        assertThat(deliver(CLOSED)).isFalse();
        assertThat(invoked).isEmpty();
    }

    @Test
    void whatIsNoFunctionIsLeftToOthers() {
        assertThat(deliver("arn:aws:sqs:us-east-1:123456789012:queue")).isFalse();
        assertThat(invoked).isEmpty();
    }
}
