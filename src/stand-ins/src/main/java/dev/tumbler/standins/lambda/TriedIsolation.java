package dev.tumbler.standins.lambda;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether functions can be isolated here, which is tried once, when it is first asked for. That blocks. */
final class TriedIsolation implements Supplier<Optional<Isolation>> {
    private final FunctionFiles files;
    private final Optional<Path> hidden;
    private Optional<Isolation> found;

    TriedIsolation(FunctionFiles files, Optional<Path> hidden) {
        this.files = files;
        this.hidden = hidden;
    }

    @Override
    public synchronized Optional<Isolation> get() {
        if (found == null) {
            found = Isolation.tried(files, hidden);
        }
        return found;
    }
}
