package io.quarkiverse.psycopg.deployment.adaptation;

import java.util.List;

import io.quarkiverse.psycopg.runtime.adaptation.AdaptationRecorder;
import io.quarkiverse.psycopg.runtime.adaptation.Adaptations;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;

/**
 * The mappers that were generated for the application's records and enums.
 */
final class GeneratedMappersBuildItem extends SimpleBuildItem {

    private final List<Generated> mappers;

    GeneratedMappersBuildItem(List<Generated> mappers) {
        this.mappers = List.copyOf(mappers);
    }

    /** What a generated class is for. */
    enum Kind {
        ROW,
        COMPOSITE,
        ENUM
    }

    /**
     * A generated class.
     *
     * @param target the record or enum
     * @param mapper the generated class
     */
    record Generated(Kind kind, String target, String mapper) {
    }

    void record(AdaptationRecorder recorder, RecorderContext context, RuntimeValue<Adaptations> adaptations) {
        for (Generated generated : mappers) {
            switch (generated.kind()) {
                case ROW -> recorder.addMapper(adaptations, context.classProxy(generated.target()),
                        context.newInstance(generated.mapper()));
                case COMPOSITE -> recorder.addMapping(adaptations, context.newInstance(generated.mapper()));
                case ENUM -> recorder.addEnum(adaptations, context.newInstance(generated.mapper()));
            }
        }
    }
}
