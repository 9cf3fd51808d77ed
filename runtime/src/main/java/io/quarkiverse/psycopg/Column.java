package io.quarkiverse.psycopg;

/**
 * What the server told of one column of a result.
 *
 * @param name the column's name, not necessarily unique in the result
 * @param typeOid OID of the column's type, unsigned
 * @param typeName name of the type as far as the driver knows it, else the OID in decimal
 * @param typeModifier the type's modifier ({@code atttypmod}), -1 where there is none
 * @param typeSize bytes of a value, negative for types of variable width
 * @param tableOid OID of the table that the column comes from, 0 for an expression
 * @param tableColumn number of the column in that table from 1, 0 for an expression
 */
public record Column(String name, long typeOid, String typeName, int typeModifier, int typeSize, long tableOid,
        int tableColumn) {
}
