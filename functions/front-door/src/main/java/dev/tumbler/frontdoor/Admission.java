package dev.tumbler.frontdoor;

import dev.tumbler.domain.Caller;
import dev.tumbler.wire.Operation;

/**
 * Lets in what may be asked for now. A front door may have any number of them, each a bean; where there is none, as in AWS
 * Lambda, whoever has signed is let in.
 */
@FunctionalInterface
public interface Admission {

    /** Notes a call whose caller is known, or refuses it with AWS's error. */
    void admit(Operation<?> operation, Caller caller);
}
