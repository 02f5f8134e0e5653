package dev.tumbler.domain.database;

/** A database instance's place: its identifier, in lower case, is unique within an account and region. */
public record DbInstanceId(String account, String region, String identifier) {

    public String arn() {
        return "arn:aws:rds:" + region + ":" + account + ":db:" + identifier;
    }
}
