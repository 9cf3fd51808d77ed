package io.quarkiverse.psycopg.runtime.observer;

import jakarta.enterprise.invoke.Invoker;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Called by the code that the build generates.
 */
@Recorder
public class ObserverRecorder {

    /** One observer method. */
    public RuntimeValue<ObserverMethod> method(String place, ObserverThread thread,
            RuntimeValue<Invoker<Object, Object>> invoker, int parameters, int position) {
        return new RuntimeValue<>(new ObserverMethod(place, thread, invoker.getValue(), parameters, position));
    }
}
