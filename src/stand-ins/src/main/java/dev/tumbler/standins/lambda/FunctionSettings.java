package dev.tumbler.standins.lambda;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a function is run.
 *
 * @param runtime absent where the function is served elsewhere
 * @param handler empty where the function is served elsewhere
 * @param environment may hold secrets: it rests sealed and is never shown but to who may read the function
 */
record FunctionSettings(
        Optional<String> runtime,
        String handler,
        String role,
        String description,
        int timeoutSeconds,
        int memoryMegabytes,
        int storageMegabytes,
        String architecture,
        Map<String, String> environment) {

    FunctionSettings {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    FunctionSettings withArchitecture(String next) {
        return new FunctionSettings(
                runtime,
                handler,
                role,
                description,
                timeoutSeconds,
                memoryMegabytes,
                storageMegabytes,
                next,
                environment);
    }

    @Override
    public String toString() {
        return "FunctionSettings[" + runtime.orElse("served elsewhere") + ", " + handler + "]";
    }
}
