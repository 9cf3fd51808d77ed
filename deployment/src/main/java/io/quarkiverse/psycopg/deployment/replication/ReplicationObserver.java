package io.quarkiverse.psycopg.deployment.replication;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.deployment.adaptation.MappedTypesBuildItem;
import io.quarkiverse.psycopg.deployment.observer.DriverObserver;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.runtime.replication.ObservedEvent;
import io.quarkus.arc.processor.ObserverInfo;

/**
 * An observer method whose event parameter has the qualifier of a stream.
 *
 * @param stream the stream's name
 * @param observer the method
 */
record ReplicationObserver(String stream, DriverObserver observer) {

    private static final DotName QUALIFIER = DotName.createSimple(PgReplication.class);
    private static final List<DotName> ROWS = List.of(DotName.createSimple(Row.class),
            DotName.createSimple(ChangedRow.class));

    static List<ReplicationObserver> allOf(Collection<ObserverInfo> observers) {
        List<ReplicationObserver> found = new ArrayList<>();
        for (ObserverInfo observer : observers) {
            for (AnnotationInstance qualifier : observer.getQualifiers()) {
                if (qualifier.name().equals(QUALIFIER) && !observer.isSynthetic()) {
                    found.add(new ReplicationObserver(qualifier.value().asString(), new DriverObserver(observer)));
                }
            }
        }
        return found;
    }

    private Type observed() {
        return observer.info().getObservedType();
    }

    /** What is observed; empty for a class that no stream sends. */
    Optional<ObservedEvent> event() {
        DotName name = observed().name();
        for (ObservedEvent event : ObservedEvent.values()) {
            if (DotName.createSimple(event.type()).equals(name)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /** The class that it wants rows as; empty where it takes them as they are, or nothing with rows. */
    Optional<DotName> record() {
        Type type = observed();
        if (event().filter(ObservedEvent::hasRows).isEmpty() || type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return Optional.empty();
        }
        Type argument = type.asParameterizedType().arguments().get(0);
        return argument.kind() == Type.Kind.CLASS && !ROWS.contains(argument.name()) ? Optional.of(argument.name())
                : Optional.empty();
    }

    /**
     * What is wrong with it, each with its fix.
     *
     * @param mapped tells which records there are mappers for
     */
    List<String> problems(MappedTypesBuildItem mapped) {
        List<String> problems = observer.problems("a change");
        if (observer.info().isAsync()) {
            problems.add("uses @ObservesAsync: use @Observes; a returned Uni or CompletionStage is awaited");
        }
        Optional<ObservedEvent> event = event();
        if (event.isEmpty()) {
            problems.add("observes " + observed() + ": a stream sends RowChange<Row>, Truncate, TransactionBegin,"
                    + " TransactionCommit, LogicalMessage, SchemaChange and the other classes of"
                    + " io.quarkiverse.psycopg.replication.Change, SlotLost and ChangeFailed");
        } else if (event.get().hasRows()) {
            rowProblem(mapped).ifPresent(problems::add);
        }
        return problems;
    }

    private Optional<String> rowProblem(MappedTypesBuildItem mapped) {
        Type type = observed();
        boolean asTheyAre = type.kind() == Type.Kind.PARAMETERIZED_TYPE
                && ROWS.contains(type.asParameterizedType().arguments().get(0).name());
        if (asTheyAre || record().filter(name -> mapped.table(name).isPresent()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of("observes " + type + record().filter(mapped::isRow)
                .map(name -> ", and @PgRow of " + name.withoutPackagePrefix()
                        + " names no table: add table = \"schema.name\", so that it is known whose changes are meant")
                .orElse(": observe it with a record that has @PgRow(table = \"schema.name\"), or with Row or ChangedRow as the"
                        + " type argument, and map it with RowChange.map"));
    }
}
