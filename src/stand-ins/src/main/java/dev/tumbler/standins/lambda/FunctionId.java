package dev.tumbler.standins.lambda;

import dev.tumbler.domain.Arn;

/** Which function of whose. */
record FunctionId(String account, String region, String name) {
    String arn() {
        return Arn.of("lambda", region, account, "function:" + name).toString();
    }
}
