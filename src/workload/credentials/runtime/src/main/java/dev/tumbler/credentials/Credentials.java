package dev.tumbler.credentials;

/**
 * What one version of a secret says.
 *
 * @param stage the staging label that it was read by
 * @param address where the secret says that its database is
 */
record Credentials(String versionId, Stage stage, String username, String password, Address address) {

    boolean isVersionOf(Credentials other) {
        return versionId.equals(other.versionId);
    }

    /** Names the version and tells nothing of its value. */
    @Override
    public String toString() {
        return "version " + versionId;
    }
}
