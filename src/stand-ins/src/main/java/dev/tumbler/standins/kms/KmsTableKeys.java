package dev.tumbler.standins.kms;

import dev.tumbler.store.Key;
import java.time.Instant;
import java.util.Locale;

/**
 * Where keys and aliases rest in the table.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><th>what</th><th>partition</th><th>sort</th></tr>
 * <tr><td>key</td><td>{@code KMSKEY#account#region#id}</td><td>{@code KMSKEY}</td></tr>
 * <tr><td>alias</td><td>{@code KMSALIAS#account#region#alias/name}</td><td>{@code KMSALIAS}</td></tr>
 * <tr><td>keys, listed</td><td>{@code LIST#KMSKEY#account#region}</td><td>id</td></tr>
 * <tr><td>aliases, listed</td><td>{@code LIST#KMSALIAS#account#region}</td><td>name</td></tr>
 * <tr><td>keys to erase</td><td>{@code DUE#KMSKEY}</td><td>moment, then account, region, id</td></tr>
 * </table>
 *
 * <p>Ids and alias names never hold a {@code #}, and an account is twelve digits: whatever a region is called, no two
 * things meet under one key.
 */
final class KmsTableKeys {
    static final String DUE = "DUE#KMSKEY";

    private KmsTableKeys() {}

    static Key key(KeyId id) {
        return new Key(String.join("#", "KMSKEY", id.account(), id.region(), id.id()), "KMSKEY");
    }

    static Key alias(AliasId id) {
        return new Key(String.join("#", "KMSALIAS", id.account(), id.region(), id.name()), "KMSALIAS");
    }

    static String keyListing(String account, String region) {
        return String.join("#", "LIST", "KMSKEY", account, region);
    }

    static String aliasListing(String account, String region) {
        return String.join("#", "LIST", "KMSALIAS", account, region);
    }

    static Key due(KeyId id, Instant moment) {
        return new Key(DUE, String.join("#", moment(moment), id.account(), id.region(), id.id()));
    }

    /** In front of everything that is due later, and behind everything that is due by then. */
    static String dueAfter(Instant moment) {
        return moment(moment.plusMillis(1));
    }

    private static String moment(Instant moment) {
        return String.format(Locale.ROOT, "%020d", moment.toEpochMilli());
    }
}
