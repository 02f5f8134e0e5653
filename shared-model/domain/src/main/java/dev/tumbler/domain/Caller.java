package dev.tumbler.domain;

import java.util.Optional;

/**
 * Who makes a call, and where.
 *
 * @param account the caller's account, twelve digits
 * @param region the region that the call's credential scope names
 * @param arn the caller's principal ARN
 * @param userId the caller's unique id, as {@code sts get-caller-identity} shows it
 * @param service the AWS service that the call is made for, such as {@code rds}; empty for people
 */
public record Caller(String account, String region, String arn, String userId, Optional<String> service) {}
