/**
 * Codecs made from other codecs: arrays, ranges, multiranges, domains, enums, composites. Never listed by hand; a registry
 * makes them from the catalog's description of a type.
 */
package io.quarkiverse.psycopg.runtime.driver.types.derived;
