package dev.tumbler.rds;

import static dev.tumbler.rds.RdsErrors.invalidCombination;
import static dev.tumbler.rds.RdsErrors.invalidValue;

import dev.tumbler.domain.database.Database.Settings;
import dev.tumbler.domain.database.Database.Storage;
import dev.tumbler.rotation.PemCertificates;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * What CreateDBInstance asks for that is to attach a server, once every rule on its parameters has been passed. AWS has no
 * such thing, so the words are ours.
 *
 * @param password the one that the master user has on the server, whatever AWS's rules for new ones are
 */
record AttachRules(AttachedAddress address, String password, Settings settings) {

    /** The address of the server to attach; empty where one is to be made. */
    static Optional<String> address(CreateDbInstanceRequest request) {
        return request.tags().stream()
                .filter(tag -> AttachedAddress.TAG.equals(tag.key()))
                .map(Tag::value)
                .findFirst();
    }

    static AttachRules check(String text, CreateDbInstanceRequest request) {
        AttachedAddress address = AttachedAddress.of(text).trusting(authorities(request.caCertificateIdentifier()));
        CreateRules.rules(request.engine());
        agree("Engine", request.engine(), address.engineName());
        agree("MasterUsername", request.masterUsername(), address.userName());
        agree("Port", request.port(), address.port());
        agree("DBName", request.dbName(), address.databaseName().orElse(""));
        if (Boolean.TRUE.equals(request.manageMasterUserPassword())) {
            throw invalidCombination("A server is attached with the password that its master user has. Specify"
                    + " MasterUserPassword, and ManageMasterUserPassword with ModifyDBInstance after that.");
        }
        return new AttachRules(address, password(request), settings(request, address));
    }

    /** AWS names an authority of its own here. The owner of a server has another, so the certificates are given instead. */
    private static Optional<String> authorities(String given) {
        try {
            return Optional.ofNullable(given).map(pem -> PemCertificates.of(pem).text());
        } catch (PemCertificates.UnreadableException unreadable) {
            throw invalidValue(
                    "The parameter CACertificateIdentifier of an attached server must hold the certificates of"
                            + " its authority as PEM, and what was given " + unreadable.getMessage() + ".");
        }
    }

    private static void agree(String parameter, Object given, Object inAddress) {
        if (given != null && !given.equals(inAddress)) {
            throw invalidCombination(
                    "The parameter " + parameter + " says something else than the tag " + AttachedAddress.TAG + ".");
        }
    }

    private static String password(CreateDbInstanceRequest request) {
        return Optional.ofNullable(request.masterUserPassword())
                .filter(password -> !password.isBlank())
                .orElseThrow(
                        () -> invalidValue("The parameter MasterUserPassword must be provided and must not be blank."));
    }

    /** Its storage and backups are the owner's concern. */
    private static Settings settings(CreateDbInstanceRequest request, AttachedAddress address) {
        return new Settings(
                Optional.ofNullable(request.dbInstanceClass()),
                Storage.of(0),
                Boolean.TRUE.equals(request.deletionProtection()),
                0,
                ResourceTags.checked(request.tags()),
                address.authorities());
    }

    @Override
    public String toString() {
        return "AttachRules[address=" + address + "]";
    }
}
