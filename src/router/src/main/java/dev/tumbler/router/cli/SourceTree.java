package dev.tumbler.router.cli;

import java.nio.file.Path;
import java.util.Optional;

/** The source tree whose launcher started this command. */
record SourceTree(Path root) {
    /** Set by the launcher, which lies at the root. */
    static final String ROOT = "launcher.root";

    static SourceTree ofLauncher() {
        return Optional.ofNullable(System.getProperty(ROOT))
                .map(root -> new SourceTree(Path.of(root)))
                .orElseThrow(() -> new PlainFailure("this needs the source tree; start it with its own ./tumbler"));
    }

    Path at(String path) {
        return root.resolve(path);
    }
}
