package dev.tumbler.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.arc.Arc;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Ends the start of a function whose {@code QUARKUS_LAMBDA_HANDLER} names none of the handlers in its zip, with the names that
 * would do. Quarkus would end it too, but leave the names to be guessed.
 *
 * <p>It is asked whenever that setting is read, which is before Quarkus looks for the handler. Outside of Lambda, where the
 * zip is being built say, nothing has to be chosen.
 */
public final class HandlerName implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;
    private static final String SETTING = "quarkus.lambda.handler";

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (name.equals(SETTING) && System.getenv("AWS_LAMBDA_RUNTIME_API") != null && Arc.container() != null) {
            check(Optional.ofNullable(value).map(ConfigValue::getValue).filter(text -> !text.isBlank()), names());
        }
        return value;
    }

    static void check(Optional<String> chosen, Collection<String> names) {
        if (chosen.filter(names::contains).isEmpty()) {
            throw new IllegalStateException("The environment variable QUARKUS_LAMBDA_HANDLER "
                    + chosen.map(name -> "is " + name + ", which is no handler").orElse("is not set")
                    + ". The handlers here are " + String.join(", ", names) + ".");
        }
    }

    private static Collection<String> names() {
        return Arc.container().beanManager().getBeans(RequestStreamHandler.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getName)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
