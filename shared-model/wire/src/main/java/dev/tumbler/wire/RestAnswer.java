package dev.tumbler.wire;

import java.util.Map;

/** The answer of a REST service. */
@SuppressWarnings("ArrayRecordComponent") // written out once and never compared
public record RestAnswer(int status, Map<String, String> headers, byte[] body) {}
