package dev.tumbler.engines;

import dev.tumbler.domain.database.DatabaseServers.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for 127.0.0.1 that nobody but itself vouches for, and its key: one for all servers. The JDK makes
 * certificates with its keytool alone. A server that is given none makes one at each start, which takes it seconds.
 */
record ServerCertificate(Path folder) {
    private static final String ALIAS = "server";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Of a file that is gone a moment later. */
    private static final String PASSWORD = "for a moment";

    /** That of the servers whose programs are in a folder; made on the calling thread if need be. */
    static ServerCertificate of(Path programs) {
        Path target = programs.resolve("certificate");
        return new ServerCertificate(SharedFolder.once("a certificate", target, ServerCertificate::makeIn));
    }

    Path certificate() {
        return folder.resolve("server.crt");
    }

    Path key() {
        return folder.resolve("server.key");
    }

    private static void makeIn(Path folder) throws IOException {
        Files.createDirectory(folder, OWNER_ONLY);
        ServerCertificate made = new ServerCertificate(folder);
        Path store = folder.resolve("server.p12");
        generate(store);
        try (InputStream stream = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stream, PASSWORD.toCharArray());
            byte[] key = keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            write(made.key(), "PRIVATE KEY", key);
            write(made.certificate(), "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read what keytool made", e);
        }
        Files.delete(store);
    }

    private static void generate(Path store) {
        Command keytool = Command.run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "3650",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString());
        if (keytool.status() != 0) {
            throw new ServerException("keytool failed: " + keytool.output());
        }
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + lines.encodeToString(content) + "\n-----END " + kind + "-----\n");
    }
}
