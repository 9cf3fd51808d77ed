package io.quarkiverse.psycopg.runtime.driver.connection.options;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * The servers that {@code host}, {@code hostaddr} and {@code port} name: comma-separated lists of one length, except that one
 * port serves all. An absent host is {@code localhost}, because a JVM has no socket directory compiled in.
 */
final class HostList {

    private static final String DEFAULT_HOST = "localhost";
    private static final String IPV4 = "((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}";
    private static final String IPV6 = "[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?";

    private HostList() {
    }

    static List<HostSpec> of(String host, String hostaddr, String port) {
        String[] hosts = split(host);
        String[] addresses = split(hostaddr);
        int size = Math.max(1, hostaddr.isEmpty() ? hosts.length : addresses.length);
        if (!host.isEmpty() && hosts.length != size) {
            throw new OperationalException(
                    "could not match " + hosts.length + " host names to " + addresses.length + " hostaddr values");
        }
        String[] ports = split(port);
        if (ports.length > 1 && ports.length != size) {
            throw new OperationalException("could not match " + ports.length + " port numbers to " + size + " hosts");
        }
        List<HostSpec> specs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String address = address(part(addresses, i), i);
            String name = name(part(hosts, i), i);
            specs.add(new HostSpec(name.isEmpty() && address.isEmpty() ? DEFAULT_HOST : name, address,
                    port(ports.length == 1 ? ports[0] : part(ports, i), i)));
        }
        return specs;
    }

    private static String[] split(String list) {
        return list.isEmpty() ? new String[0] : list.split(",", -1);
    }

    private static String part(String[] parts, int i) {
        return i < parts.length ? parts[i].strip() : "";
    }

    /** A password with an {@code @} that is not percent-encoded ends up here: so the value is not shown. */
    private static String name(String host, int i) {
        if (host.indexOf('@') > 0) {
            throw new OperationalException("host " + (i + 1) + " contains \"@\": in a URI, write it as %40 where it belongs to "
                    + "the user or the password");
        }
        return host;
    }

    private static String address(String address, int i) {
        if (!address.isEmpty() && !address.matches(IPV4) && !address.matches(IPV6)) {
            throw new OperationalException(
                    "hostaddr " + (i + 1) + " is not a literal IP address: a name belongs into \"host\"");
        }
        return address;
    }

    private static int port(String text, int i) {
        String port = text.strip();
        if (port.isEmpty()) {
            return HostSpec.DEFAULT_PORT;
        }
        if (port.matches("[+]?0*[0-9]{1,5}")) {
            int number = Integer.parseInt(port);
            if (number >= 1 && number <= 65535) {
                return number;
            }
        }
        throw new OperationalException("invalid port number of host " + (i + 1) + ": it must be an integer from 1 to 65535");
    }
}
