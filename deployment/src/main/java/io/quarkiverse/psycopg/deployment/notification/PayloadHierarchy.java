package io.quarkiverse.psycopg.deployment.notification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * Tells payload classes apart: where one extends another, an event that a test fires at the observers of the one would reach
 * those of the other too, which a notification does not.
 *
 * @param index the application's classes
 */
record PayloadHierarchy(IndexView index) {

    /** A sentence per pair of observers of one channel of which one's class extends the other's. */
    List<String> problems(List<NotificationObserver> observers) {
        List<String> problems = new ArrayList<>();
        for (NotificationObserver sub : observers) {
            for (NotificationObserver sup : observers) {
                if (sub.isObject() && sup.isObject() && sub.channel().equals(sup.channel())
                        && !sub.type().equals(sup.type()) && supertypes(sub.type().name()).contains(sup.type().name())) {
                    problems.add(sub.subject() + "observes " + sub.type() + ", a subtype of " + sup.type() + ", which "
                            + sup.observer().place() + " observes: a payload is one of them, use two channels or one class");
                }
            }
        }
        return problems;
    }

    private Set<DotName> supertypes(DotName name) {
        Set<DotName> found = new HashSet<>();
        collect(name, found);
        found.remove(name);
        return found;
    }

    private void collect(DotName name, Set<DotName> found) {
        ClassInfo info = name == null || !found.add(name) ? null : index.getClassByName(name);
        if (info != null) {
            collect(info.superName(), found);
            info.interfaceNames().forEach(each -> collect(each, found));
        }
    }
}
