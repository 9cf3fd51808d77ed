package io.quarkiverse.psycopg.runtime.glue;

import io.quarkiverse.psycopg.runtime.driver.connection.net.TlsSetup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.net.NetClientOptions;

/**
 * A TLS configuration of Quarkus's registry, for the driver. It says whom to trust and with which key; whether that is checked,
 * {@code ssl-mode} says.
 *
 * @param configuration the registry's
 */
record RegisteredTls(TlsConfiguration configuration) implements TlsSetup {

    /**
     * Finds a configuration by its name.
     *
     * @throws ConfigurationException if there is none
     */
    static RegisteredTls find(TlsConfigurationRegistry registry, String name) {
        return registry.get(name).map(RegisteredTls::new).orElseThrow(() -> new ConfigurationException(
                "tls-configuration-name is '" + name + "', but there is no quarkus.tls.\"" + name + "\".* configuration"));
    }

    @Override
    public void configure(NetClientOptions options) {
        // The options of what has no name there, such as the port, are the driver's; PostgreSQL's own start is not TLS.
        TlsConfigUtils.configure(options, configuration);
        options.setSsl(false);
    }
}
