package io.quarkiverse.psycopg.showcase;

/**
 * What a customer sends: the rest is for the database to say.
 *
 * @param place where it goes; somewhere in town where nothing is said
 * @param inHours when it is to come at the earliest; soon where nothing is said
 */
public record NewOrder(String customer, String product, int quantity, Place place, Integer inHours) {

    NewOrder(String customer, String product, int quantity) {
        this(customer, product, quantity, null, null);
    }
}
