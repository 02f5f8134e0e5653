package dev.tumbler.domain.rotation;

/** What moves a rotation from one status to the next. */
public enum RotationTrigger {
    /** RotateSecret, the owning service, or the schedule asked for a new value. */
    STARTED,
    /** RotateSecret asked for the settings alone, which are tried. */
    TEST_STARTED,
    /** The test has ended, well or not. */
    TESTED,
    /** The pause after a failed attempt is over. */
    RETRIED,
    /** All steps ran and AWSCURRENT stands on the pending version. */
    SUCCEEDED,
    /** A step failed and attempts are left. */
    ATTEMPT_FAILED,
    /** A step failed and no attempt is left. */
    GAVE_UP,
    /** Somebody wrote a new current value, took AWSPENDING away, cancelled the rotation or deleted the secret. */
    ABANDONED
}
