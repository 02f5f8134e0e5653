package dev.tumbler.standins.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandlersTest {
    static Stream<OperationHandler<?, ?>> handlers() {
        EventBus bus = new EventsFixture().bus;
        return Stream.of(
                new DeleteRuleHandler(bus),
                new DescribeRuleHandler(bus),
                new DisableRuleHandler(bus),
                new EnableRuleHandler(bus),
                new ListRulesHandler(bus),
                new ListTargetsByRuleHandler(bus),
                new PutEventsHandler(bus),
                new PutRuleHandler(bus),
                new PutTargetsHandler(bus),
                new RemoveTargetsHandler(bus),
                new TestEventPatternHandler());
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void aHandlerIsNamedLikeItsOperationAndItsService(OperationHandler<?, ?> handler) {
        String operation = handler.operation().name();
        assertThat(handler.operation().service()).isEqualTo(Service.EVENTS);
        assertThat(handler.getClass().getSimpleName()).isEqualTo(operation + "Handler");
        assertThat(handler.getClass().getAnnotation(Named.class).value()).isEqualTo("events." + operation);
        assertThat(handler.getClass()).hasAnnotation(Singleton.class);
    }
}
