package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PasswordLookup;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * Lines {@code host:port:database:user:password}; the first that fits counts, {@code *} fits everything, a backslash takes the
 * next character as it is. A file that others can read is ignored with a warning. PostgreSQL documentation 32.16.
 */
final class PasswordFile implements PasswordLookup {

    private static final Set<PosixFilePermission> OWNER_ONLY = Set.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    /** Where libpq looks for the socket by itself; the file calls it localhost. */
    private static final Set<String> DEFAULT_SOCKET_DIRECTORIES = Set.of("/tmp", "/var/run/postgresql");

    private final List<String[]> entries;

    private PasswordFile(List<String[]> entries) {
        this.entries = entries;
    }

    /** The file's entries; none where it is absent or not safe. */
    static PasswordFile read(Path file) {
        if (!Files.exists(file) || !isSafe(file)) {
            return new PasswordFile(List.of());
        }
        List<String[]> entries = new ArrayList<>();
        for (String line : lines(file)) {
            if (!line.startsWith("#")) {
                split(line).ifPresent(entries::add);
            }
        }
        return new PasswordFile(entries);
    }

    /** {@inheritDoc} An entry without a password counts as none. */
    @Override
    public Optional<String> find(HostSpec host, String database, String user) {
        String name = host.host().isEmpty() ? host.address() : host.host();
        String[] wanted = { DEFAULT_SOCKET_DIRECTORIES.contains(name) ? "localhost" : name, String.valueOf(host.port()),
                database, user };
        for (String[] entry : entries) {
            if (fits(entry, wanted)) {
                String password = unescape(entry[4]);
                return password.isEmpty() ? Optional.empty() : Optional.of(password);
            }
        }
        return Optional.empty();
    }

    private static boolean fits(String[] entry, String[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (!entry[i].equals("*") && !unescape(entry[i]).equals(wanted[i])) {
                return false;
            }
        }
        return true;
    }

    /** Five parts, still escaped; the password is all that follows the fourth colon. */
    private static Optional<String[]> split(String line) {
        String[] parts = new String[5];
        int part = 0;
        int start = 0;
        for (int i = 0; i < line.length() && part < 4; i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == ':') {
                parts[part++] = line.substring(start, i);
                start = i + 1;
            }
        }
        if (part < 4) {
            return Optional.empty();
        }
        parts[4] = line.substring(start);
        return Optional.of(parts);
    }

    private static String unescape(String part) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) == '\\' && i + 1 < part.length()) {
                i++;
            }
            out.append(part.charAt(i));
        }
        return out.toString();
    }

    private static boolean isSafe(Path file) {
        if (!Files.isRegularFile(file)) {
            warn("password file \"" + file + "\" is not a plain file; it is ignored");
            return false;
        }
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                warn("password file \"" + file
                        + "\" has group or world access; permissions should be u=rw (0600) or less; it is ignored");
                return false;
            }
        } catch (IOException e) {
            throw new OperationalException("could not read the permissions of password file \"" + file + "\"", e);
        }
        return true;
    }

    private static void warn(String sentence) {
        System.getLogger(PasswordFile.class.getName()).log(System.Logger.Level.WARNING, sentence);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new OperationalException("password file \"" + file + "\" is not UTF-8");
        } catch (IOException e) {
            throw new OperationalException("could not read password file \"" + file + "\"", e);
        }
    }

    @Override
    public String toString() {
        return "PasswordFile[" + entries.size() + " entries]";
    }
}
