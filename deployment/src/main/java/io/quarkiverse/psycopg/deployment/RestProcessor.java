package io.quarkiverse.psycopg.deployment;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.resteasy.reactive.spi.ExceptionMapperBuildItem;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Maps failures of the database to HTTP status, where the application has Quarkus REST and asks for it.
 */
class RestProcessor {

    /** By name: the class needs an API that other applications do not have. */
    private static final String MAPPER = "io.quarkiverse.psycopg.runtime.rest.PgExceptionMapper";
    /** Behind the priority that mappers of an application have by themselves (jakarta.ws.rs.Priorities.USER). */
    private static final int BEHIND_THE_APPLICATION = 5_001;

    @BuildStep
    void mapErrors(PsycopgBuildTimeConfig config, BuildProducer<ExceptionMapperBuildItem> mappers) {
        if (config.restMapErrors()) {
            mappers.produce(new ExceptionMapperBuildItem(MAPPER, PgException.class.getName(), BEHIND_THE_APPLICATION, true));
        }
    }

    /** A step of its own: where Quarkus REST is missing nobody takes mappers, and their step does not run. */
    @BuildStep
    void validateMapping(PsycopgBuildTimeConfig config, Capabilities capabilities,
            BuildProducer<ValidationErrorBuildItem> errors) {
        if (config.restMapErrors() && capabilities.isMissing(Capability.RESTEASY_REACTIVE)) {
            errors.produce(new ValidationErrorBuildItem(new ConfigurationException(
                    "quarkus.psycopg.rest.map-errors is true, and the application has no Quarkus REST: "
                            + "add the extension quarkus-rest, or remove the property")));
        }
    }
}
