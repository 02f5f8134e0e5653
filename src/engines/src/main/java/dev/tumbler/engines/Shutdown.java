package dev.tumbler.engines;

/**
 * The signals that end a program.
 *
 * @param orderly ends it as soon as it has put its data in order, whoever is logged in
 * @param forced ends it at once; the next start puts the data in order
 */
record Shutdown(String orderly, String forced) {}
