package dev.tumbler.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Marks what needs a router of our own: to start and kill it, to look into its files, or to have it make a database. */
@EnabledIf(
        value = "dev.tumbler.conformance.Endpoint#isOurs",
        disabledReason = "needs a router of our own, and tumbler.endpoint names another endpoint")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface OwnRouter {}
