/** The rules that the packages of this module keep, as tests: layers, purity of the API, documentation of packages. */
package io.quarkiverse.psycopg.architecture;
