package dev.tumbler.domain.secret;

/** A secret's place: a name is unique within an account and region. */
public record SecretId(String account, String region, String name) {}
