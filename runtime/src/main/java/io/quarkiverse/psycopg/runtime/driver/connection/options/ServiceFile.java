package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * Options under a name, in the sections of {@code PGSERVICEFILE} or {@code ~/.pg_service.conf}, else of
 * {@code PGSYSCONFDIR/pg_service.conf}. PostgreSQL documentation 32.17. Errors show file and line number, never the line.
 */
final class ServiceFile {

    private ServiceFile() {
    }

    static Map<Keyword, String> find(String service, OptionSources sources) {
        Optional<String> named = sources.variable("PGSERVICEFILE").filter(file -> !file.isEmpty());
        Optional<Path> personal = named.map(Path::of).or(() -> sources.inHome(".pg_service.conf"));
        if (named.isPresent() && !Files.exists(personal.orElseThrow())) {
            throw new OperationalException("service file \"" + named.get() + "\" not found");
        }
        return personal.flatMap(file -> section(file, service))
                .or(() -> sources.variable("PGSYSCONFDIR").map(d -> Path.of(d).resolve("pg_service.conf"))
                        .flatMap(file -> section(file, service)))
                .orElseThrow(() -> new OperationalException("definition of service \"" + service + "\" not found"));
    }

    private static Optional<Map<Keyword, String>> section(Path file, String service) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<Keyword, String> found = null;
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                if (found != null) {
                    break;
                }
                found = line.startsWith("[" + service + "]") ? new EnumMap<>(Keyword.class) : null;
            } else if (found != null) {
                entry(line, found, "service file \"" + file + "\", line " + (i + 1));
            }
        }
        return Optional.ofNullable(found);
    }

    private static void entry(String line, Map<Keyword, String> found, String place) {
        if (line.startsWith("ldap")) {
            throw new NotSupportedException("LDAP look-up is not supported: " + place);
        }
        int equals = line.indexOf('=');
        String name = equals < 0 ? "" : line.substring(0, equals);
        if (name.equals("service")) {
            throw new OperationalException("nested service specifications are not supported: " + place);
        }
        Keyword keyword = Keyword.of(name)
                .orElseThrow(() -> new OperationalException("syntax error in " + place + ": expected option=value"));
        found.putIfAbsent(keyword, line.substring(equals + 1));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new OperationalException("service file \"" + file + "\" is not UTF-8");
        } catch (IOException e) {
            throw new OperationalException("could not read service file \"" + file + "\"", e);
        }
    }
}
