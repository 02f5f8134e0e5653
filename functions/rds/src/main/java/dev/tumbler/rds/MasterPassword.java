package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for master users and their passwords. */
final class MasterPassword {
    static final int SHORTEST = 8;
    private static final int LONGEST_POSTGRES = 128;
    private static final Pattern CHARACTERS = Pattern.compile("[!-~&&[^/@\"]]*");
    private static final Pattern USER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
    private static final Set<String> RESERVED =
            Set.of("admin", "none", "public", "rdsadmin", "rds_superuser", "rds_replication", "rdsrepladmin", "user");

    /** What a PostgreSQL master user is called when the caller names none. */
    static final String CUSTOMARY_USER = "postgres";

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
    static void check(Wish wish) {
        if (wish.managing() && wish.password().isPresent()) {
            throw invalidCombination("MasterUserPassword and ManageMasterUserPassword are mutually exclusive."
                    + " Specify only one of these parameters.");
        }
        if (wish.kmsKeyId().isPresent() && !wish.managing()) {
            throw invalidValue(
                    "A ManageMasterUserPassword value is required when MasterUserSecretKmsKeyId is specified.");
        }
        wish.password().ifPresent(MasterPassword::checkPassword);
    }

    private static void checkPassword(String password) {
        if (password.isBlank()) {
            throw invalidValue("The parameter MasterUserPassword must be provided and must not be blank.");
        }
        if (password.length() < SHORTEST) {
            throw invalidValue("The parameter MasterUserPassword is not a valid password because it is shorter than"
                    + " 8 characters.");
        }
        if (password.length() > LONGEST_POSTGRES) {
            throw invalidValue("The parameter MasterUserPassword is not a valid password because it is longer than"
                    + " 128 characters.");
        }
        if (!CHARACTERS.matcher(password).matches()) {
            throw invalidValue("The parameter MasterUserPassword is not a valid password. Only printable ASCII"
                    + " characters besides '/', '@', '\"', ' ' may be used.");
        }
    }

    static String checkedUserName(String name) {
        if (!USER_NAME.matcher(name).matches()) {
            throw invalidValue("Invalid master user name");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT)) || name.startsWith("pg_")) {
            throw invalidValue(
                    "MasterUsername " + name + " cannot be used as it is a reserved word used by the engine");
        }
        return name;
    }
}
