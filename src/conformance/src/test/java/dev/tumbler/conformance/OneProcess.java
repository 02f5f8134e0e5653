package dev.tumbler.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Marks what needs a router that does all the work itself: to move its clock, to see its events under AWS's names, to count
 * its processes, or because it starts functions of its own.
 */
@EnabledIf(
        value = "dev.tumbler.conformance.Endpoint#isOneProcess",
        disabledReason = "needs a router that does all the work itself, and tumbler.endpoint says otherwise")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface OneProcess {}
