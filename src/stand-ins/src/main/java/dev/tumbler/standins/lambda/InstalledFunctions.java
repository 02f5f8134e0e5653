package dev.tumbler.standins.lambda;

import java.util.Optional;

/** Functions that can be invoked without having been created. They can be neither changed nor deleted. */
@FunctionalInterface
public interface InstalledFunctions {

    /** No function but those that were created. */
    InstalledFunctions NONE = (region, name) -> Optional.empty();

    /** The function of this name in a region, always the same one. */
    Optional<InstalledFunction> find(String region, String name);
}
