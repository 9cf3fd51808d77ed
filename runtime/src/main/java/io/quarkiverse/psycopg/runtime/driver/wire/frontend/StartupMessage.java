package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * Begins a session. {@code int32 length | int32 3.minor | (string name\0 | string value\0)* | \0}
 *
 * @param minor of protocol 3: 0 or 2
 * @param parameters {@code user}, {@code database}, {@code replication} and settings, sent in this order; names are not
 *        empty
 */
public record StartupMessage(int minor, Map<String, String> parameters) implements FrontendMessage {

    public StartupMessage {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (parameters.containsKey("")) {
            throw new ProgrammingException("a startup parameter without a name");
        }
    }

    static StartupMessage read(int version, WireReader in) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name = in.readCString(); !name.isEmpty(); name = in.readCString()) {
            parameters.put(name, in.readCString());
        }
        return new StartupMessage(version & RequestCode.MINOR_MASK, parameters);
    }

    @Override
    public FrontendType type() {
        return FrontendType.STARTUP_MESSAGE;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage();
        out.writeInt32(RequestCode.PROTOCOL_3 | minor);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            out.writeCString(parameter.getKey());
            out.writeCString(parameter.getValue());
        }
        out.writeByte(0);
        out.endMessage(mark);
    }

    @Override
    public String toString() {
        return "StartupMessage[3." + minor + ", " + parameters.keySet() + "]";
    }
}
