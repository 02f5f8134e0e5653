package dev.tumbler.conformance;

import static org.junit.jupiter.api.extension.ExtensionContext.Namespace.GLOBAL;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** Hands the one {@link Endpoint} of a run to every test that asks for it, and closes it when the run ends. */
final class SharedEndpoint extends TypeBasedParameterResolver<Endpoint> {
    @Override
    public Endpoint resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot().getStore(GLOBAL).computeIfAbsent(Endpoint.class, key -> Endpoint.open(), Endpoint.class);
    }
}
