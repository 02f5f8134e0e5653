package dev.tumbler.standins.lambda;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function.
 *
 * @param permissions who may invoke it besides its own account, oldest first
 * @param modified when its code or settings changed last
 * @param revisionId another one after every change
 */
record LambdaFunction(
        FunctionId id,
        FunctionCode code,
        FunctionSettings settings,
        List<Permission> permissions,
        Map<String, String> tags,
        Instant modified,
        String revisionId) {

    LambdaFunction {
        permissions = List.copyOf(permissions);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    String arn() {
        return id.arn();
    }

    /** Whether a process of the one may serve the other. */
    boolean runsAs(LambdaFunction other) {
        return code.equals(other.code) && settings.equals(other.settings);
    }

    LambdaFunction with(FunctionCode nextCode, FunctionSettings nextSettings, Instant now) {
        return new LambdaFunction(id, nextCode, nextSettings, permissions, tags, now, revisionId);
    }

    LambdaFunction withPermissions(List<Permission> next) {
        return new LambdaFunction(id, code, settings, next, tags, modified, revisionId);
    }

    LambdaFunction withRevision(String next) {
        return new LambdaFunction(id, code, settings, permissions, tags, modified, next);
    }
}
