package io.quarkiverse.psycopg.deployment.notification;

import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;

import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkiverse.psycopg.runtime.driver.notification.ChannelName;
import io.quarkiverse.psycopg.runtime.notification.ChannelKey;

/**
 * The channel that a qualifier names.
 */
final class Channel {

    static final DotName QUALIFIER = DotName.createSimple(PgChannel.class);

    private Channel() {
    }

    static ChannelKey of(AnnotationInstance qualifier) {
        AnnotationValue database = qualifier.value("database");
        return new ChannelKey(database == null ? PgChannel.DEFAULT_DATABASE : database.asString(),
                qualifier.value().asString());
    }

    /** What is wrong with the name, as far as it is known now. */
    static Optional<String> problem(ChannelKey key) {
        return key.isConfigured() ? Optional.empty()
                : ChannelName.problem(key.name()).map(problem -> "names a channel that " + problem);
    }
}
