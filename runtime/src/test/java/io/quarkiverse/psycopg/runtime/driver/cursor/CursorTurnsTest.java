package io.quarkiverse.psycopg.runtime.driver.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** A cursor's operations keep their order, without a server. */
class CursorTurnsTest {

    private static final Runnable NOTHING = () -> {
    };

    private final CursorTurns turns = new CursorTurns();
    private final List<String> events = new ArrayList<>();

    private void local(String name) {
        turns.local(() -> {
            events.add(name);
            return () -> events.add(name + " told");
        });
    }

    private void leave(CursorTurns.Turn turn, String name) {
        turns.leave(turn, () -> events.add(name), () -> events.add(name + " told"));
    }

    @Test
    void localOperationRunsAtOnceWhereNothingIsUnderWay() {
        local("a");
        assertThat(events).containsExactly("a", "a told");
    }

    @Test
    void localOperationWaitsForThoseBeforeItOnly() {
        CursorTurns.Turn first = turns.enter();
        local("between");
        CursorTurns.Turn second = turns.enter();
        local("behind");
        assertThat(events).isEmpty();
        leave(first, "first");
        assertThat(events).containsExactly("first", "between", "first told", "between told");
        events.clear();
        leave(second, "second");
        assertThat(events).containsExactly("second", "behind", "second told", "behind told");
    }

    @Test
    void operationThatEndsOutOfTurnLetsNobodyPass() {
        CursorTurns.Turn first = turns.enter();
        CursorTurns.Turn second = turns.enter();
        local("behind");
        leave(second, "second");
        assertThat(events).containsExactly("second", "second told");
        leave(first, "first");
        assertThat(events).containsExactly("second", "second told", "first", "behind", "first told", "behind told");
    }

    @Test
    void turnThatIsLeftTwiceChangesNothing() {
        CursorTurns.Turn turn = turns.enter();
        leave(turn, "once");
        turns.leave(turn, () -> events.add("twice"), NOTHING);
        assertThat(events).containsExactly("once", "once told");
    }
}
