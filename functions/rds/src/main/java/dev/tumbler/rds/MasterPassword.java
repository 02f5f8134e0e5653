package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for master passwords. */
final class MasterPassword {
    static final int SHORTEST = 8;
    private static final Pattern CHARACTERS = Pattern.compile("[!-~&&[^/@\"]]*");

    private MasterPassword() {}

    /**
     * What a request says about the master password.
     *
     * @param password given by the caller
     * @param managed whether RDS shall manage it; empty where the request says nothing
     * @param kmsKeyId the key for the managed secret
     */
    record Wish(Optional<String> password, Optional<Boolean> managed, Optional<String> kmsKeyId) {
        static Wish of(String password, Boolean managed, String kmsKeyId) {
            return new Wish(Optional.ofNullable(password), Optional.ofNullable(managed), Optional.ofNullable(kmsKeyId));
        }

        boolean managing() {
            return managed.orElse(false);
        }

        boolean silent() {
            return password.isEmpty() && managed.isEmpty();
        }

        @Override
        public String toString() {
            return "Wish[managed=" + managed + "]";
        }
    }

    /** What holds for creating and modifying alike. */
    static void check(Wish wish, int longest) {
        if (wish.managing() && wish.password().isPresent()) {
            throw invalidCombination("MasterUserPassword and ManageMasterUserPassword are mutually exclusive."
                    + " Specify only one of these parameters.");
        }
        if (wish.kmsKeyId().isPresent() && !wish.managing()) {
            throw invalidValue(
                    "A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.");
        }
        wish.password().ifPresent(password -> checkPassword(password, longest));
    }

    /** What holds where there is no master password yet. */
    static void checkNew(Wish wish, int longest) {
        check(wish, longest);
        if (wish.password().isEmpty() && !wish.managing()) {
            throw invalidValue("The parameter MasterUserPassword must be provided and must not be blank.");
        }
    }

    private static void checkPassword(String password, int longest) {
        if (password.isBlank()) {
            throw invalidValue("The parameter MasterUserPassword must be provided and must not be blank.");
        }
        if (password.length() < SHORTEST) {
            throw invalidValue("The parameter MasterUserPassword is not a valid password because it is shorter than"
                    + " 8 characters.");
        }
        if (password.length() > longest) {
            throw invalidValue("The parameter MasterUserPassword is not a valid password because it is longer than "
                    + longest + " characters.");
        }
        if (!CHARACTERS.matcher(password).matches()) {
            throw invalidValue("The parameter MasterUserPassword is not a valid password. Only printable ASCII"
                    + " characters besides '/', '@', '\"', ' ' may be used.");
        }
    }
}
