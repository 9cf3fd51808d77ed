package io.quarkiverse.psycopg.deployment.observer;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.invoke.Invoker;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.quarkiverse.psycopg.runtime.observer.ObserverRecorder;
import io.quarkiverse.psycopg.runtime.observer.ObserverThread;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.processor.InvokerBuilder;
import io.quarkus.arc.processor.ObserverInfo;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;

/**
 * An observer method that the driver calls itself.
 *
 * @param info the observer
 */
public record DriverObserver(ObserverInfo info) {

    private static final DotName METADATA = DotName.createSimple(EventMetadata.class);
    private static final DotName BLOCKING = DotName.createSimple("io.smallrye.common.annotation.Blocking");
    private static final DotName NON_BLOCKING = DotName.createSimple("io.smallrye.common.annotation.NonBlocking");
    private static final DotName VIRTUAL = DotName.createSimple("io.smallrye.common.annotation.RunOnVirtualThread");

    /** The order in which the observers of one event are called: by priority, then by place, so that builds are alike. */
    public static Comparator<DriverObserver> order() {
        return Comparator.comparingInt((DriverObserver observer) -> observer.info().getPriority())
                .thenComparing(DriverObserver::place);
    }

    /** Bean and method, for messages. */
    public String place() {
        return method().declaringClass().name().withoutPackagePrefix() + "." + method().name() + "()";
    }

    private MethodInfo method() {
        return info.getObserverMethod();
    }

    /**
     * Where it runs: as the method is annotated, else as its class is; without annotation an asynchronous observer on a worker,
     * any other on an event loop.
     */
    public ObserverThread thread() {
        return annotated(method()).or(() -> annotated(method().declaringClass()))
                .orElse(info.isAsync() ? ObserverThread.WORKER : ObserverThread.EVENT_LOOP);
    }

    private static Optional<ObserverThread> annotated(AnnotationTarget target) {
        if (target.hasDeclaredAnnotation(VIRTUAL)) {
            return Optional.of(ObserverThread.VIRTUAL);
        }
        if (target.hasDeclaredAnnotation(BLOCKING)) {
            return Optional.of(ObserverThread.WORKER);
        }
        return target.hasDeclaredAnnotation(NON_BLOCKING) ? Optional.of(ObserverThread.EVENT_LOOP) : Optional.empty();
    }

    private static boolean contradictory(AnnotationTarget target) {
        return target.hasDeclaredAnnotation(NON_BLOCKING)
                && (target.hasDeclaredAnnotation(BLOCKING) || target.hasDeclaredAnnotation(VIRTUAL));
    }

    /**
     * What is wrong with the method, whatever it observes; each with its fix.
     *
     * @param event what comes, with its article
     */
    public List<String> problems(String event) {
        List<String> problems = new ArrayList<>();
        if (Modifier.isPrivate(method().flags())) {
            problems.add("is private: the driver calls it without reflection, make it package-private");
        }
        if (info.getTransactionPhase() != TransactionPhase.IN_PROGRESS) {
            problems.add("observes during " + info.getTransactionPhase() + ": " + event
                    + " has no transaction of the application's, leave 'during' out");
        }
        if (method().parameterTypes().stream().anyMatch(type -> type.name().equals(METADATA))) {
            problems.add("asks for EventMetadata: " + event + " has none, take what it carries itself");
        }
        if (contradictory(method()) || contradictory(method().declaringClass())) {
            problems.add("is @NonBlocking, and @Blocking or @RunOnVirtualThread too: leave one out");
        }
        return problems;
    }

    /** Makes the call, for one without problems. */
    public RuntimeValue<ObserverMethod> record(ObserverRecorder recorder, RecorderContext context,
            InvokerFactoryBuildItem invokers) {
        int position = info.getEventParameter().position();
        InvokerBuilder builder = invokers.createInvoker(info.getDeclaringBean(), method()).withInstanceLookup();
        int parameters = method().parametersCount();
        for (int i = 0; i < parameters; i++) {
            if (i != position) {
                builder.withArgumentLookup(i);
            }
        }
        RuntimeValue<Invoker<Object, Object>> invoker = context.newInstance(builder.build().getClassName());
        return recorder.method(place(), thread(), invoker, parameters, position);
    }
}
