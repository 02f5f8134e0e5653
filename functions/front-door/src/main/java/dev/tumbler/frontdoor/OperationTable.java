package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every operation that is offered, by service and name. */
@Singleton
public class OperationTable {
    private record Key(Service service, String name) {}

    private final Map<Key, OperationHandler<?, ?>> handlers = new HashMap<>();

    @Inject
    public OperationTable(@All List<OperationHandler<?, ?>> all) {
        for (OperationHandler<?, ?> handler : all) {
            Key key = new Key(handler.operation().service(), handler.operation().name());
            OperationHandler<?, ?> twice = handlers.put(key, handler);
            if (twice != null) {
                throw new IllegalStateException(key + " has two handlers");
            }
        }
    }

    OperationHandler<?, ?> find(Service service, String name) {
        OperationHandler<?, ?> handler = handlers.get(new Key(service, name));
        if (handler == null) {
            throw unknown(service, name);
        }
        return handler;
    }

    private static AwsException unknown(Service service, String name) {
        return name.isEmpty() && service.protocol() == Service.Protocol.QUERY
                ? Address.noAction()
                : NotOffered.operation(name, service.signingName());
    }
}
