package dev.tumbler.router.cli;

import dev.tumbler.router.local.OwnedFolder;
import dev.tumbler.router.local.S3Source;
import dev.tumbler.router.local.UnusableClock;
import dev.tumbler.standins.RootKeyFile;
import dev.tumbler.store.embedded.StoreDamagedException;
import dev.tumbler.store.embedded.StoreLockedException;
import dev.tumbler.store.embedded.StoreMissingException;
import dev.tumbler.store.embedded.StoreNewerException;
import java.net.BindException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** Explains why a router did not start. */
final class StartFailure {
    private final ListenAddress address;

    StartFailure(ListenAddress address) {
        this.address = address;
    }

    /** One line for a failure that people can mend; empty for one whose stack trace is needed. */
    Optional<String> explain(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .flatMap(each -> explainAlone(each).stream())
                .findFirst();
    }

    private Optional<String> explainAlone(Throwable failure) {
        if (failure instanceof BindException) {
            return Optional.of(address.takenMessage());
        }
        if (failure instanceof SdkException aws) {
            return Optional.of("the DynamoDB table cannot be used: " + new AwsFailure(aws).words());
        }
        boolean speaksForItself = failure instanceof PlainFailure
                || failure instanceof StoreLockedException
                || failure instanceof StoreDamagedException
                || failure instanceof StoreMissingException
                || failure instanceof StoreNewerException
                || failure instanceof OwnedFolder.Unusable
                || failure instanceof RootKeyFile.Unusable
                || failure instanceof UnusableClock
                || failure instanceof S3Source.Unusable;
        return speaksForItself ? Optional.of(failure.getMessage()) : Optional.empty();
    }
}
