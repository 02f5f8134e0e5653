package dev.tumbler.standins.lambda;

/** Which function of whose. */
record FunctionId(String account, String region, String name) {
    String arn() {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    }
}
