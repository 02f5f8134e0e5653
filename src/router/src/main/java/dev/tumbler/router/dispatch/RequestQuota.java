package dev.tumbler.router.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rate that operations of Secrets Manager share, as the page on quotas in AWS's user guide has it. The figure for the
 * two listings may have been raised since.
 */
record RequestQuota(int perSecond, Set<String> operations) {
    private static final Map<String, RequestQuota> BY_OPERATION = List.of(
                    new RequestQuota(10_000, Set.of("DescribeSecret", "GetSecretValue")),
                    new RequestQuota(100, Set.of("BatchGetSecretValue")),
                    new RequestQuota(50, Set.of("CreateSecret")),
                    new RequestQuota(50, Set.of("DeleteSecret")),
                    new RequestQuota(50, Set.of("GetRandomPassword")),
                    new RequestQuota(50, Set.of("ListSecretVersionIds", "ListSecrets")),
                    new RequestQuota(
                            50,
                            Set.of(
                                    "DeleteResourcePolicy",
                                    "GetResourcePolicy",
                                    "PutResourcePolicy",
                                    "ValidateResourcePolicy")),
                    new RequestQuota(
                            50,
                            Set.of(
                                    "PutSecretValue",
                                    "RemoveRegionsFromReplication",
                                    "ReplicateSecretToRegions",
                                    "StopReplicationToReplica",
                                    "UpdateSecret",
                                    "UpdateSecretVersionStage")),
                    new RequestQuota(50, Set.of("RestoreSecret")),
                    new RequestQuota(50, Set.of("CancelRotateSecret", "RotateSecret")),
                    new RequestQuota(50, Set.of("TagResource", "UntagResource")))
            .stream()
            .flatMap(quota -> quota.operations().stream().map(operation -> Map.entry(operation, quota)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    static Optional<RequestQuota> of(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }
}
