package io.quarkiverse.psycopg.testsupport;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is on the heap behind a full collection: the class histogram of {@code jcmd GC.class_histogram}, which counts exactly
 * and does not depend on how busy the machine is.
 *
 * @param instances of each class, by its name
 * @param bytes of all of them
 */
public record LiveObjects(Map<String, Long> instances, long bytes) {

    /** {@code rank: instances bytes name (module)} */
    private static final Pattern LINE = Pattern.compile("^ *\\d+: +(\\d+) +(\\d+) +(\\S+)", Pattern.MULTILINE);

    /** Collects the garbage, and counts. */
    public static LiveObjects now() {
        String histogram;
        try {
            histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                    new Object[] { new String[0] }, new String[] { String[].class.getName() });
        } catch (JMException e) {
            throw new IllegalStateException("this JVM has no class histogram", e);
        }
        Map<String, Long> instances = new HashMap<>();
        long bytes = 0;
        Matcher line = LINE.matcher(histogram);
        while (line.find()) {
            instances.merge(line.group(3), Long.valueOf(line.group(1)), Long::sum);
            bytes += Long.parseLong(line.group(2));
        }
        if (instances.isEmpty()) {
            throw new IllegalStateException("this is no class histogram: " + histogram.lines().limit(3).toList());
        }
        return new LiveObjects(Map.copyOf(instances), bytes);
    }

    /** Instances of a class, not of its subclasses. */
    public long of(Class<?> type) {
        return instances.getOrDefault(type.getName(), 0L);
    }
}
