package io.quarkiverse.psycopg.deployment.replication;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.EventMetadata;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.runtime.replication.ObservedEvent;
import io.quarkiverse.psycopg.runtime.replication.ObserverThread;
import io.quarkus.arc.processor.ObserverInfo;

/**
 * An observer method whose event parameter has the qualifier of a stream.
 *
 * @param stream the stream's name
 * @param info the observer
 */
record ReplicationObserver(String stream, ObserverInfo info) {

    private static final DotName QUALIFIER = DotName.createSimple(PgReplication.class);
    private static final DotName METADATA = DotName.createSimple(EventMetadata.class);
    private static final DotName BLOCKING = DotName.createSimple("io.smallrye.common.annotation.Blocking");
    private static final DotName NON_BLOCKING = DotName.createSimple("io.smallrye.common.annotation.NonBlocking");
    private static final DotName VIRTUAL = DotName.createSimple("io.smallrye.common.annotation.RunOnVirtualThread");
    private static final List<DotName> ROWS = List.of(DotName.createSimple(Row.class),
            DotName.createSimple(ChangedRow.class));

    static List<ReplicationObserver> allOf(Collection<ObserverInfo> observers) {
        List<ReplicationObserver> found = new ArrayList<>();
        for (ObserverInfo observer : observers) {
            for (AnnotationInstance qualifier : observer.getQualifiers()) {
                if (qualifier.name().equals(QUALIFIER) && !observer.isSynthetic()) {
                    found.add(new ReplicationObserver(qualifier.value().asString(), observer));
                }
            }
        }
        return found;
    }

    /** Bean and method, for messages. */
    String place() {
        MethodInfo method = method();
        return method.declaringClass().name().withoutPackagePrefix() + "." + method.name() + "()";
    }

    MethodInfo method() {
        return info.getObserverMethod();
    }

    int position() {
        return info.getEventParameter().position();
    }

    /** What is observed; empty for a class that no stream sends. */
    Optional<ObservedEvent> event() {
        DotName name = info.getObservedType().name();
        for (ObservedEvent event : ObservedEvent.values()) {
            if (DotName.createSimple(event.type()).equals(name)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    ObserverThread thread() {
        if (has(VIRTUAL)) {
            return ObserverThread.VIRTUAL;
        }
        return has(BLOCKING) && !method().hasAnnotation(NON_BLOCKING) ? ObserverThread.WORKER : ObserverThread.EVENT_LOOP;
    }

    private boolean has(DotName annotation) {
        return method().hasAnnotation(annotation) || method().declaringClass().hasDeclaredAnnotation(annotation);
    }

    /** What is wrong with it, each with its fix. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (Modifier.isPrivate(method().flags())) {
            problems.add("is private: the driver calls it without reflection, make it package-private");
        }
        if (info.getTransactionPhase() != TransactionPhase.IN_PROGRESS) {
            problems.add("observes during " + info.getTransactionPhase() + ": a change has no transaction of the application's,"
                    + " leave 'during' out");
        }
        if (info.isAsync()) {
            problems.add("uses @ObservesAsync: use @Observes; a returned Uni or CompletionStage is awaited");
        }
        if (method().parameterTypes().stream().anyMatch(type -> type.name().equals(METADATA))) {
            problems.add("asks for EventMetadata: a change has none, take what it carries itself");
        }
        Optional<ObservedEvent> event = event();
        if (event.isEmpty()) {
            problems.add("observes " + info.getObservedType() + ": a stream sends RowChange<Row>, Truncate, TransactionBegin,"
                    + " TransactionCommit, LogicalMessage, SchemaChange and the other classes of"
                    + " io.quarkiverse.psycopg.replication.Change, SlotLost and ChangeFailed");
        } else if (event.get().hasRows()) {
            rowProblem().ifPresent(problems::add);
        }
        return problems;
    }

    private Optional<String> rowProblem() {
        Type type = info.getObservedType();
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE
                && ROWS.contains(type.asParameterizedType().arguments().get(0).name())) {
            return Optional.empty();
        }
        return Optional.of("observes " + type + ": observe it with Row or ChangedRow as the type argument, and map it with"
                + " RowChange.map");
    }
}
