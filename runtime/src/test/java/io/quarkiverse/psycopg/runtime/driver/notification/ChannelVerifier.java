package io.quarkiverse.psycopg.runtime.driver.notification;

import java.time.Instant;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.Listening;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationGap;

/**
 * Checks a channel whose payloads count up from 1: none comes twice or out of order, and none is missing without a gap where it
 * is missing. Keeps nothing. Told by one thread, asked by another.
 */
final class ChannelVerifier implements Consumer<ChannelEvent> {

    private boolean listening;
    private long last;
    private long received;
    private long gaps;
    private long missing;
    private boolean gapBefore;
    private Instant complete = Instant.MIN;
    /** Sent after the last gap was told: this or an earlier one must come first. */
    private long mustNotSkip = Long.MAX_VALUE;
    private String wrong;

    @Override
    public synchronized void accept(ChannelEvent event) {
        if (event instanceof Listening begin) {
            check(!listening, "listening was told twice");
            listening = true;
            complete = begin.since();
        } else if (event instanceof NotificationGap gap) {
            check(gap.reason() == NotificationGap.Reason.CONNECTION_LOST, "a gap by " + gap.reason());
            check(!gap.until().isBefore(gap.from()), gap + " ends before it begins");
            check(!gap.from().isBefore(complete), gap + " begins before " + complete + ", when the former one had ended");
            complete = gap.until();
            gaps++;
            gapBefore = true;
            mustNotSkip = Long.MAX_VALUE;
        } else if (event instanceof Notification notification) {
            received(Long.parseLong(notification.payload()));
        }
    }

    private void received(long number) {
        check(number > last, number + " came behind " + last);
        check(number == last + 1 || gapBefore, number + " came behind " + last + " without a gap");
        check(number <= mustNotSkip, number + " came first after a gap, though " + mustNotSkip + " was sent behind it");
        missing += number - last - 1;
        last = number;
        received++;
        gapBefore = false;
        mustNotSkip = Long.MAX_VALUE;
    }

    private void check(boolean right, String complaint) {
        if (!right && wrong == null) {
            wrong = complaint;
        }
    }

    /** Numbers from this one on are about to be sent. */
    synchronized void sending(long first) {
        if (gapBefore && mustNotSkip == Long.MAX_VALUE) {
            mustNotSkip = first;
        }
    }

    /** What was wrong first, else null. */
    synchronized String wrong() {
        return wrong;
    }

    synchronized boolean isListening() {
        return listening;
    }

    synchronized long last() {
        return last;
    }

    synchronized long gaps() {
        return gaps;
    }

    synchronized long received() {
        return received;
    }

    synchronized long missing() {
        return missing;
    }
}
