package org.acme;

/** What is sent on the channel {@code paid}, as JSON. */
public record PaidOrder(long id, String customer) {
}
