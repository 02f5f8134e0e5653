package dev.tumbler.domain.database;

/**
 * A backup in Amazon S3.
 *
 * @param prefix what the keys of its objects begin with; nothing if all objects of the bucket belong to it
 */
public record Backup(String bucket, String prefix) {}
